from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("Programmes")

    def ready(self):
        from iomiran.common import nav
        from iomiran.common.content.kinds import Kind, register_kind
        from iomiran.common.editorial.boards.review_dates import register_review
        from iomiran.common.references.documents import register_page_target
        from iomiran.common.search import register_search

        from . import cards, models, search

        content = Path(__file__).parent / "content"
        register_kind(
            Kind(content / "target-group", models.TargetGroup, models.TargetGroupEdition, order=10)
        )
        register_kind(
            Kind(
                content / "programme",
                models.Programme,
                models.ProgrammeEdition,
                order=11,
                rows={"facts": "facts"},
                row_renamed={"text": "statement"},
            )
        )
        register_kind(
            Kind(
                content / "appeal",
                models.Appeal,
                models.AppealEdition,
                order=12,
                rows={"components": "components"},
            )
        )
        for model in (models.ProgrammeEdition, models.AppealEdition, models.TargetGroupEdition):
            register_review(model, months=12)
        register_page_target("programme", models.ProgrammeEdition)
        register_search(search.hits)
        cards.register()
        nav.register_main(_("Programmes"), "programmes:programme_list", 10)
