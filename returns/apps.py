from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    name = "returns"
    verbose_name = _("Returns: statistics")

    def ready(self):
        from iomiran.common.editorial.followers import register_follower, register_preparation
        from iomiran.common.files.access import register_public_uploads
        from iomiran.common.nav import (
            register_data_dates,
            register_feed,
            register_footer,
            register_main,
        )
        from iomiran.common.search import register_search

        from . import cards, housekeeping
        from .actions import bring_in_rows
        from .actions_calendar import follow_release
        from .data_dates import data_dates
        from .importing.content import register
        from .importing.rollups import follow_edition
        from .models import public_uploads
        from .references import register as register_references
        from .search import hits

        register()
        register_references()
        housekeeping.register()
        cards.register()
        register_follower(follow_edition)
        register_follower(follow_release)
        register_preparation(bring_in_rows)
        register_public_uploads(public_uploads)
        register_search(hits)
        register_main(_("Returns"), "returns:overview", 20)
        register_feed(_("Releases and corrections"), "returns:returns_feed")
        register_footer(_("Data for programs (API)"), "returns:api_page", 35)
        register_data_dates(data_dates)
