from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages and the mission")

    def ready(self):
        from iomiran.common import nav
        from iomiran.common.references.documents import register_page_target
        from iomiran.common.search import register_search

        from . import housekeeping, mission_sheet, models, search
        from .content_kinds import register_content

        register_content(Path(__file__).parent / "content")
        register_page_target("page", models.PageEdition)
        housekeeping.register()
        mission_sheet.register()
        register_search(search.hits)
        nav.register_main(_("About"), "pages:about", 50)
        nav.register_main(_("Is this message genuine?"), "pages:verify", 60)
        nav.register_main(_("Contact"), "pages:contact", 70)
        nav.register_footer(_("Accessibility"), "pages:accessibility", 20)
        nav.register_footer(_("Privacy"), "pages:privacy", 30)
        nav.register_footer(_("Terms and licences"), "pages:terms", 40)
