"""What keeps a text with references from going public, and references that lead nowhere."""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from iomiran.common.editorial.moved import document_at
from iomiran.common.richtext import clean_html

from .markup import Mark, marks_in
from .models import Reference
from .resolving import found
from .targets import target_of, targets

# Editions of a load or a bundle, whose references are asked about at its end; None elsewhere.
_waiting: ContextVar[list | None] = ContextVar("waiting_references", default=None)


def fault_of(mark: Mark, *, live: bool = False) -> str:
    """A sentence on what is wrong with a mark; "" where nothing is.

    Without `live` it is enough that the document exists: a draft may refer to a draft.
    """
    target = target_of(mark.kind)
    told = {"mark": str(mark), "address": mark.slug, "kind": mark.kind}
    if target is None:
        kinds = ", ".join(sorted(targets()))
        return _("“%(mark)s” refers to nothing: “%(kind)s” is none of %(kinds)s.") % (
            told | {"kinds": kinds}
        )
    if target.is_figure and mark.rest and mark.rest not in target.forms:
        forms = ", ".join(target.forms)
        return _("“%(mark)s”: a figure is shown in one of the forms %(forms)s.") % (
            told | {"forms": forms}
        )
    if document_at(target.document, mark.slug) is None:
        return _("“%(mark)s” refers to nothing: there is no “%(address)s” among the %(name)s.") % (
            told | {"name": target.name}
        )
    if live and found(mark, "en") is None:
        return _("“%(mark)s” is not public, so readers would not see it. Publish it first.") % told
    return ""


def check_references(text: str) -> None:
    """For a field in which may be referred. Raises ValidationError, a sentence for each fault."""
    if faults := faults_in(text):
        raise ValidationError(faults)


def refuse_references(text: str) -> None:
    """For every other text: a mark in it would be read as it is written."""
    marks = [mark for mark in marks_in(text) if target_of(mark.kind)]
    if marks:
        raise ValidationError([misplaced(mark) for mark in marks])


def misplaced(mark: Mark) -> str:
    return _("“%(mark)s” cannot stand here: only summaries and texts hold references.") % {
        "mark": mark
    }


def faults_in(text: str, *, live: bool = False) -> list[str]:
    return [fault for mark in marks_in(clean_html(text)) if (fault := fault_of(mark, live=live))]


@contextmanager
def checked_together():
    """For editions that go public in one transaction and refer to each other: their references
    count as right until the end. Gives the list of editions published inside."""
    waiting: list = []
    token = _waiting.set(waiting)
    try:
        yield waiting
    finally:
        _waiting.reset(token)


def reference_problems(edition, *, live: bool = False) -> list[str]:
    """Sentences on the references that keep an edition from going public; with `live` also on
    those that readers would not see."""
    waiting = _waiting.get()
    if waiting is not None:
        if live:
            waiting.append(edition)
        return []
    right, wrong = _marks_of(edition)
    own = [kind for kind, target in targets().items() if isinstance(edition, target.edition)]
    return [misplaced(mark) for mark in wrong if target_of(mark.kind)] + [
        fault
        for mark in right
        if not (mark.kind in own and mark.slug == edition.document.slug)
        and (fault := fault_of(mark, live=live))
    ]


def _marks_of(edition) -> tuple[dict[Mark, None], dict[Mark, None]]:
    """The marks of all languages: where they may stand, and where they may not."""
    right, wrong = {}, {}
    for field in edition._meta.concrete_fields:
        translated = getattr(field, "translated_field", None)
        text = getattr(edition, field.name) if translated else None
        if isinstance(text, str):
            marks = right if translated.name in edition.refers_in else wrong
            marks |= dict.fromkeys(marks_in(text))
    return right, wrong


@dataclass(frozen=True)
class Broken:
    """A live edition that refers to what is not live."""

    edition: object
    fields: tuple[str, ...]
    mark: str


def broken_references() -> list[Broken]:
    """What readers see "(figure withdrawn)" for. One query for the references, and one or a few
    for each kind that is referred to or refers."""
    live = {kind: target.load("en") for kind, target in targets().items()}
    columns = defaultdict(list)
    for row in Reference.objects.order_by("kind", "edition", "field"):
        if row.target not in live.get(row.target_kind, ()):
            columns[row.kind, row.edition, f"{row.target_kind}:{row.target}"].append(row.field)
    editions = {}
    for kind in {kind for kind, _edition, _mark in columns}:
        keys = {edition for named, edition, _mark in columns if named == kind}
        published = apps.get_model(kind).objects.published().with_document()
        editions |= {(kind, one.pk): one for one in published.filter(pk__in=keys)}
    return [
        Broken(editions[kind, edition], tuple(fields), mark)
        for (kind, edition, mark), fields in columns.items()
        if (kind, edition) in editions
    ]
