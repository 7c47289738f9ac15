"""The sheet of a programme, from the questions and presenters of its page."""

from django.utils import translation
from django.utils.timezone import localdate
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.editorial.moved import document_at
from iomiran.common.editorial.presenting import source_view
from iomiran.common.nav import site_url
from iomiran.common.references.markup import marks_in
from iomiran.common.references.resolving import found
from iomiran.common.references.targets import CitedFigure, target_of
from iomiran.common.typeset import nodes
from programmes import presenters, queries
from programmes.models import AppealEdition, Programme, ProgrammeEdition

from .errors import SheetError
from .sheet import Appeal, Head, Part, ProgrammeSheet, Run, Statement, run, source_runs
from .words import WORDS


def programme_sheet(slug: str, language: str) -> ProgrammeSheet | None:
    """None where the programme is not live or has no text of its own in this language."""
    programme = document_at(Programme, slug)
    edition = programme and queries.programme_page(programme.slug)
    if edition is None or edition.is_taken_back or not edition.has_language(language):
        return None
    with translation.override(language):
        _refuse_lost_references(edition, language)
        return _sheet(edition, language)


def _refuse_lost_references(edition: ProgrammeEdition, language: str) -> None:
    """On a page a figure that was withdrawn is said to be so until the text is mended; a sheet
    that is handed on would say so for ever. Raises SheetError."""
    for name in edition.refers_in:
        for mark in marks_in(getattr(edition, build_localized_fieldname(name, language)) or ""):
            if target_of(mark.kind) and found(mark, language) is None:
                raise SheetError(f"{mark} in its text is not public any more")


def _sheet(edition: ProgrammeEdition, language: str) -> ProgrammeSheet:
    text = edition.text(language)
    groups = list(queries.target_groups(edition))
    appeals = list(queries.appeals_of(edition.document))
    facts = list(edition.facts.all())
    cited = text.cited()
    newest = max(x.published_at for x in (edition, *groups, *appeals))
    return ProgrammeSheet(
        head=Head(
            language=language,
            title=text.title,
            kicker=WORDS[language]["programme"],
            summary=text.summary,
            page_url=site_url(edition.get_absolute_url()),
            made=localdate(newest),
            footer_source=_footer_source(
                edition, language, several=bool(facts or appeals or cited)
            ),
            notices=_notices(edition, language),
        ),
        body=nodes(text.body),
        for_whom=[
            run(group.text(language).name, language, own=group.text(language).language)
            for group in groups
            if group.text(language)
        ],
        facts=[
            Statement(
                run(fact.text, language, own=fact.lang),
                source_runs(fact.source, language),
                fact.source.unconfirmed,
            )
            for fact in presenters.fact_views(facts)
        ]
        + [_cited(figure, language) for figure in cited],
        appeals=[found for x in appeals if (found := appeal_row(x, language))],
    )


def _cited(figure: CitedFigure, language: str) -> Statement:
    """What a figure in the text counts, beside the facts: never a number alone."""
    said = f"{figure.value_text} {figure.label}, {figure.period_text}. {figure.scope}"
    return Statement(
        run(said, language, own=figure.language),
        source_runs(figure.source, language),
        figure.source.unconfirmed,
    )


def _notices(edition: ProgrammeEdition, language: str) -> list[str]:
    words = WORDS[language]
    notices = []
    if edition.is_unconfirmed:
        notices.append(words["unconfirmed_text"])
    if edition.protection and not edition.was_read_in(language):
        notices.append(words["unread"])
    return notices


def _footer_source(edition: ProgrammeEdition, language: str, *, several: bool) -> list[Run]:
    """One line: who stands behind the text, and when it was published."""
    words = WORDS[language]
    source = source_view(edition, language)
    # A sheet with statements or appeals rests on many sources; naming one would claim less.
    if source.is_empty or several:
        return [Run(words["sources_beside"])]
    found = [Run(words["source"] + ": "), run(source.publisher or source.name, language)]
    if source.date_text:
        found += [Run(words["joiner"]), Run(source.date_text)]
    return found


def appeal_row(edition: AppealEdition, language: str) -> Appeal | None:
    view = presenters.appeal_view(edition, language)
    if view is None:
        return None
    words = WORDS[language]
    times = [
        words[word].format(value)
        for word, value in (("published", view.date_text), ("period", view.period_text))
        if value
    ]
    return Appeal(
        name=run(view.name, language, own=view.lang),
        geography=run(view.geography, language, own=view.lang),
        note=run(view.note, language, own=view.lang),
        amount=view.amount_text,
        people=view.people_text,
        times=times,
        source=source_runs(view.source, language),
        unconfirmed=view.source.unconfirmed,
        parts=[_part(part, language) for part in view.components],
    )


def _part(part: presenters.ComponentView, language: str) -> Part:
    words = WORDS[language]
    as_of = words["as_of"].format(part.as_of_text) if part.as_of_text else ""
    time = words["joiner"].join(filter(None, (part.funded_text, as_of)))
    name = Run(words["part"].format(part.name))
    return Part(name=name, amount=part.amount_text, people=part.people_text, time=time)
