"""What of the library staff should look at again, for the desk's house-keeping page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iomiran.common.editorial.boards.housekeeping import Desk, Finding, about, register_check
from iomiran.common.languages.bidi import isolate, joined
from iomiran.common.languages.info import own_name

from .missing import WANTED, languages_of, unmade_sheets
from .models import PublicationEdition


def _names(codes) -> str:
    return joined(isolate(own_name(code)) for code in codes)


def lacking_a_language(desk: Desk) -> Iterator[Finding]:
    """No query of its own."""
    for edition in desk.live.get(PublicationEdition, ()):
        found = languages_of(edition)
        texts = [code for code in WANTED if found.lacks_text(code)]
        # What the portal could not make stands in a part of its own.
        files = [code for code in WANTED if found.lacks_file(code) and not edition.generator]
        says = []
        if texts:
            says.append(_("No text in: %(languages)s.") % {"languages": _names(texts)})
        if files:
            says.append(_("No file in: %(languages)s.") % {"languages": _names(files)})
        if says:
            yield about(edition, " ".join(says))


def sheets_not_made(desk: Desk) -> Iterator[Finding]:
    """One query."""
    if editions := desk.live.get(PublicationEdition):
        for sheet in unmade_sheets(editions):
            yield about(sheet.edition, f"{_names([sheet.language])}: {sheet.reason}")


def register() -> None:
    register_check(
        "publication-languages",
        gettext_lazy("Publications without English or Persian"),
        lacking_a_language,
        advice=gettext_lazy("Add the text or the file in a draft."),
        order=62,
    )
    register_check(
        "sheets",
        gettext_lazy("Infosheets that the portal could not make"),
        sheets_not_made,
        advice=gettext_lazy("Write the text that is missing, or shorten what is too long."),
        order=64,
    )
