"""Which languages the live library lacks: in texts, in files, in the portal's own sheets."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from iomiran.common.languages.bidi import isolate
from iomiran.common.languages.chain import FALLBACK

from .infosheets.words import LANGUAGES as SHEETS
from .models import PublicationEdition, SheetFault

# What every publication should be there in; the others are wanted where somebody can write them.
WANTED = ("en", "fa")


@dataclass(frozen=True)
class Languages:
    """A live publication, and which languages its text and its files are there in.

    `files` is None where no file of it is in a language: data alone, or an address elsewhere.
    """

    edition: PublicationEdition
    texts: frozenset[str]
    files: frozenset[str] | None

    def lacks_text(self, language: str) -> bool:
        return language not in self.texts

    def lacks_file(self, language: str) -> bool:
        """Of the portal's own sheets only those are missed that it makes."""
        if self.edition.generator and language not in SHEETS:
            return False
        return self.files is not None and language not in self.files

    def lacks(self, language: str) -> bool:
        return self.lacks_text(language) or self.lacks_file(language)

    @property
    def urgency(self) -> tuple:
        """Sorts first what lacks English, then Persian, then the others."""
        return tuple(not self.lacks(language) for language in FALLBACK)


@dataclass(frozen=True)
class Unmade:
    """A sheet of the portal that was not made in a language, in words why.

    `is_there` where an earlier file is still public.
    """

    edition: PublicationEdition
    language: str
    reason: str
    is_there: bool


def live_editions() -> list[PublicationEdition]:
    """With their files. Two queries."""
    editions = PublicationEdition.objects.published().with_document()
    return list(editions.prefetch_related("files").order_by("document__slug"))


def languages_of(edition: PublicationEdition) -> Languages:
    files = frozenset(file.language for file in edition.files.all() if file.language)
    wants_files = bool(files or edition.generator)
    return Languages(edition, frozenset(edition.languages()), files if wants_files else None)


def unmade_sheets(editions: Iterable[PublicationEdition]) -> list[Unmade]:
    """Of the editions whose files the portal makes. One query."""
    faults = {(one.publication_id, one.language): one for one in SheetFault.objects.all()}
    found = []
    for edition in editions:
        made = {file.language for file in edition.files.all() if file.generated}
        for language in SHEETS if edition.generator else ():
            fault = faults.get((edition.document_id, language))
            if fault or language not in made:
                found.append(Unmade(edition, language, _reason(fault), language in made))
    return found


def _reason(fault: SheetFault | None) -> str:
    if fault is None:
        return _("It was not made yet.")
    if not fault.detail:
        return _("What it is made from has no text in this language.")
    return _("It could not be made: %(reason)s") % {"reason": isolate(fault.detail)}
