from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("Publications")

    def ready(self):
        from iomiran.common import nav
        from iomiran.common.content.kinds import Kind, register_kind
        from iomiran.common.editorial.followers import register_follower, register_preparation
        from iomiran.common.files.access import register_public_pictures, register_public_uploads
        from iomiran.common.files.views import register_counter
        from iomiran.common.links.resolving import register_redirects
        from iomiran.common.references.documents import register_page_target
        from iomiran.common.search import register_inside, register_search
        from iomiran.common.sheets import register_sheets
        from returns.made_of import register_made_of

        from . import (
            actions,
            cards,
            downloads,
            housekeeping,
            issuing,
            keeping,
            made_of,
            models,
            on_request,
            queries,
            search,
            sheet_links,
        )

        content = Path(__file__).parent / "content"
        # After the places and the series that publications name.
        register_kind(Kind(content / "theme", models.Theme, models.ThemeEdition, order=140))
        register_kind(
            Kind(content / "publication", models.Publication, models.PublicationEdition, order=141)
        )
        register_public_uploads(models.public_uploads)
        register_public_pictures(models.public_pictures)
        register_counter(downloads.count_version)
        register_redirects(queries.lasting_addresses)
        register_page_target("publication", models.PublicationEdition)
        housekeeping.register()
        register_search(search.hits)
        register_inside(search.inside)
        register_made_of(made_of.sheets_made_of)
        register_sheets(sheet_links.sheet_links)
        cards.register()
        register_preparation(actions.keep_generated)
        register_follower(issuing.keep_record)
        register_follower(keeping.keep_up)
        register_follower(on_request.replace_views)
        nav.register_main(_("Publications"), "publications:publication_list", 40)
        nav.register_feed(_("Publications"), "publications:publication_feed")
