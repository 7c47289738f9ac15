from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("Publications")

    def ready(self):
        from iomiran.common import nav
        from iomiran.common.content.kinds import Kind, register_kind
        from iomiran.common.editorial.followers import register_follower
        from iomiran.common.files.access import register_public_pictures, register_public_uploads
        from iomiran.common.references.documents import register_page_target
        from iomiran.common.search import register_search
        from returns.made_of import register_made_of

        from . import housekeeping, issuing, made_of, making, models, search

        content = Path(__file__).parent / "content"
        register_kind(Kind(content / "theme", models.Theme, models.ThemeEdition, order=39))
        register_kind(
            Kind(content / "publication", models.Publication, models.PublicationEdition, order=40)
        )
        register_public_uploads(models.public_uploads)
        register_public_pictures(models.public_pictures)
        register_page_target("publication", models.PublicationEdition)
        housekeeping.register()
        register_search(search.hits)
        register_made_of(made_of.sheets_made_of)
        register_follower(issuing.keep_record)
        register_follower(making.keep_up)
        nav.register_main(_("Publications"), "publications:publication_list", 40)
        nav.register_feed(_("Publications"), "publications:publication_feed")
