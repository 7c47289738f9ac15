"""The words of the glossary."""

from returns.models import TermEdition


def terms() -> dict[str, TermEdition]:
    """Live terms by code, in order. One query; `see_also` is asked where a page shows it."""
    editions = TermEdition.objects.published().with_document().order_by("position", "document")
    return {edition.document.slug: edition for edition in editions}


def glossary() -> list[TermEdition]:
    """Live terms in order, with what each refers to. Two queries."""
    return list(
        TermEdition.objects.published()
        .with_document()
        .prefetch_related("see_also")
        .order_by("position", "document")
    )
