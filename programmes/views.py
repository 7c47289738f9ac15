from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iomiran.common.cards.documents import title_link
from iomiran.common.editorial.pages import edition_page
from iomiran.common.nav import trail
from iomiran.common.sheets import sheets_of

from . import presenters, queries


@require_safe
def programme_list(request):
    programmes = presenters.programme_items(queries.programme_list())
    context = {
        "programmes": programmes,
        "page_title": _("What IOM does in Iran"),
        "page_description": _(
            "Areas of work, for migrants, displaced people, returnees and the communities "
            "that host them."
        ),
    }
    return render(request, "programmes/programme_list.html", context)


@require_safe
def programme_detail(request, slug):
    edition = queries.programme_page(slug)

    def rows(context):
        facts = presenters.fact_views(edition.facts.all())
        appeals = presenters.appeal_views(queries.appeals_of(edition.document), get_language())
        shared = not edition.protection
        return {
            "card": title_link("programme", edition, context["text"]) if shared else None,
            "breadcrumbs": trail(
                (_("Programmes"), reverse("programmes:programme_list")), (context["text"].title, "")
            ),
            "contents": context["contents"] + presenters.row_contents(facts, appeals),
            "facts": facts,
            "appeals": appeals,
            "sheets": sheets_of(f"programme:{edition.document.slug}"),
            "target_groups": presenters.names(queries.target_groups(edition)),
        }

    return edition_page(request, edition, "programmes/programme_detail.html", rows)
