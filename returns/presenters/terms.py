"""Terms in words: the glossary, and links to it from wherever a term is used."""

from dataclasses import dataclass, field

from returns.models import TermEdition
from returns.models.terms import TermGroup


@dataclass(frozen=True)
class TermView:
    """For components/glossary_term.html and the tag `term`."""

    code: str
    name: str
    url: str
    short: str
    definition: str
    source: str
    source_url: str
    lang: str
    dir: str
    see: list["TermView"] = field(default_factory=list)


def term_view(edition: TermEdition, see: list[TermView] | None = None) -> TermView | None:
    """None where no language of the reader's chain is there."""
    text = edition.text()
    if text is None:
        return None
    return TermView(
        code=edition.document.slug,
        name=text.name,
        url=edition.get_absolute_url(),
        short=text.short,
        definition=text.definition,
        source=edition.source_name,
        source_url=edition.source_url,
        lang=text.language if text.is_fallback else "",
        dir=text.direction if text.is_fallback else "",
        see=see or [],
    )


def term_links(editions: dict[str, TermEdition]) -> dict[str, TermView]:
    """By code: what the tag `term` needs."""
    return {code: view for code, edition in editions.items() if (view := term_view(edition))}


def glossary_groups(editions: list[TermEdition]) -> list[dict]:
    """{id, title, terms}: the terms under their groups; a reference is only to a live term."""
    links = term_links({edition.document.slug: edition for edition in editions})
    groups = {group: [] for group in TermGroup}
    for edition in editions:
        see = [links[term.slug] for term in edition.see_also.all() if term.slug in links]
        if view := term_view(edition, see):
            groups[TermGroup(edition.group)].append(view)
    return [
        {"id": f"group-{group.value}", "title": str(group.label), "terms": found}
        for group, found in groups.items()
        if found
    ]
