"""Fills the database from content files, in one transaction or not at all.

An edition remembers the hash of the files it came from. A changed file makes a new edition
only where the live one still carries the hash of an earlier load; where staff have edited,
the file is reported and their edition stays.
"""

from dataclasses import dataclass, field

from django.db import connection, transaction

from iomiran.common.editorial.actions import EditorialError, one_generation
from iomiran.common.editorial.approving import publish_edition
from iomiran.common.editorial.history.origin import origin
from iomiran.common.editorial.models import Document
from iomiran.common.editorial.states import State
from iomiran.common.references.checking import checked_together, reference_problems

from .files import ContentError, ContentFile, Fault, read_folder, shown
from .filling import document_for, edition_from
from .kinds import Kind, Step, in_order

# Any number that nothing else in the database locks: two loads wait for each other.
ADVISORY_LOCK = 714572


@dataclass
class Report:
    """What a load did: names of documents by what became of them."""

    created: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    # Changed in the files, but edited, drafted or withdrawn by staff: their edition stays.
    kept: list[str] = field(default_factory=list)
    # Live from an earlier load, and no longer in the files.
    gone: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return bool(self.created or self.replaced)


def load_all() -> Report:
    """Load every registered kind and step. Raises ContentError with all faults found."""
    entries = in_order()
    faults: list[Fault] = []
    read = {
        entry.name: read_folder(entry.folder, faults)
        for entry in entries
        if isinstance(entry, Kind)
    }
    if faults:
        raise ContentError(faults)
    report = Report()
    with origin(command="load_content"), transaction.atomic():
        _wait_for_other_loads()
        with one_generation(lambda: report.changed), checked_together() as published:
            for entry in entries:
                if isinstance(entry, Step):
                    entry.load(report)
                else:
                    load_kind(entry, read[entry.name], report)
        # A text may refer to what is loaded after it.
        if faults := [
            Fault(f"{edition._meta.model_name} {edition.document.slug}", problem)
            for edition in published
            for problem in reference_problems(edition, live=True)
        ]:
            raise ContentError(faults)
    return report


def _wait_for_other_loads() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])


def load_kind(kind: Kind, files: list[ContentFile], report: Report) -> None:
    """Load one folder of documents. Raises ContentError with the faults of all of them."""
    faults: list[Fault] = []
    # Documents first: texts of one kind may refer to each other.
    documents = {}
    for step in (
        lambda file: documents.setdefault(file.slug, document_for(kind, file)),
        lambda file: _load_document(kind, documents[file.slug], file, report),
    ):
        for file in files:
            try:
                step(file)
            except ContentError as error:
                faults.extend(error.faults)
        if faults:
            raise ContentError(faults)
    report.gone += [
        f"{kind.name}/{slug}"
        for slug in kind.edition.objects.published()
        .exclude(loaded_hash="")
        .exclude(document__in=documents.values())
        .values_list("document__slug", flat=True)
    ]


def _load_document(kind: Kind, document: Document, file: ContentFile, report: Report) -> None:
    name = f"{kind.name}/{file.slug}"
    editions = kind.edition.objects.filter(document=document)
    live = editions.published().first()
    last_loaded = editions.exclude(loaded_hash="").order_by("-number").first()
    if last_loaded and last_loaded.loaded_hash == file.sha256:
        report.unchanged.append(name)
        return
    if editions.exists():
        if live is None and editions.filter(state__in=(State.WITHDRAWN, State.REMOVED)).exists():
            report.kept.append(f"{name} (withdrawn)")
            return
        if live is None or not live.loaded_hash or editions.open().exists():
            report.kept.append(f"{name} (edited by staff)")
            return
    edition = edition_from(kind, document, file)
    try:
        publish_edition(edition=edition, by=None, without_approval="loaded from the content files")
    except EditorialError as error:
        raise ContentError([Fault(shown(file.path), m) for m in error.messages]) from error
    (report.replaced if live else report.created).append(name)
