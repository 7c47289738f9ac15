"""Programmes and appeals as the components of the page expect them. Pure."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from iomiran.common.editorial.presenting import SourceView, source_view
from iomiran.common.languages.calendars import format_partial, format_period
from iomiran.common.languages.numbers import format_money_usd, format_percent, with_precision

from .models import AppealComponent, AppealEdition, Fact


@dataclass(frozen=True)
class ProgrammeItem:
    """One line of the list of programmes."""

    title: str
    url: str
    summary: str
    icon: str
    lang: str
    dir: str


@dataclass(frozen=True)
class FactView:
    text: str
    source: SourceView
    lang: str
    dir: str


@dataclass(frozen=True)
class ComponentView:
    """A stated part of an appeal; every value is ready words, empty where not stated."""

    name: str
    amount_text: str
    people_text: str
    funded_text: str
    as_of_text: str


@dataclass(frozen=True)
class AppealView:
    """One appeal; every value is ready words, empty where not stated."""

    name: str
    geography: str
    note: str
    lang: str
    dir: str
    amount_text: str
    people_text: str
    date_text: str
    period_text: str
    source: SourceView
    components: list[ComponentView] = field(default_factory=list)


def programme_items(editions, *, short=False) -> list[ProgrammeItem]:
    """Live programmes that have a text in the reader's languages."""
    return [
        ProgrammeItem(
            title=(text.short_title if short else "") or text.title,
            url=edition.get_absolute_url(),
            summary=text.summary,
            icon=edition.icon,
            lang=text.language,
            dir=text.direction,
        )
        for edition in editions
        if (text := edition.text())
    ]


def fact_views(facts: list[Fact]) -> list[FactView]:
    """Facts of all levels but X, those without a text in the reader's languages left out."""
    return [
        FactView(text.statement, source_view(fact), text.language, text.direction)
        for fact in facts
        if fact.level != "X" and (text := fact.text())
    ]


def _period(edition: AppealEdition, language: str) -> str:
    if not (edition.period_start and edition.period_end):
        return format_partial(edition.period_start or edition.period_end, language)
    return format_period(edition.period_start, edition.period_end, language)


def appeal_view(edition: AppealEdition, language: str) -> AppealView | None:
    """The appeal in words; None where no language of the reader's chain is there."""
    text = edition.text(language)
    if text is None:
        return None
    return AppealView(
        name=text.name,
        geography=text.geography,
        note=text.note,
        lang=text.language,
        dir=text.direction,
        amount_text=format_money_usd(edition.amount_usd, language, edition.amount_precision),
        people_text=_people(edition.people_targeted, edition.people_precision, language),
        date_text=format_partial(edition.launched, language),
        period_text=_period(edition, language),
        source=source_view(edition),
        components=[_component(part, language) for part in edition.components.all()],
    )


def appeal_views(editions, language: str) -> list[AppealView]:
    return [view for edition in editions if (view := appeal_view(edition, language))]


def row_contents(facts: list[FactView], appeals: list[AppealView]) -> list[dict]:
    """Entries of the table of contents for the rows below the prose."""
    entries = []
    if facts:
        entries.append({"id": "facts", "label": _("Facts with their sources"), "level": 2})
    if appeals:
        entries.append({"id": "appeals", "label": _("Funding, appeal by appeal"), "level": 2})
    return entries


def names(editions) -> list[str]:
    return [text.name for edition in editions if (text := edition.text())]


def _component(part: AppealComponent, language: str) -> ComponentView:
    text = part.text(language)
    return ComponentView(
        name=text.name if text else "",
        amount_text=format_money_usd(part.amount_usd, language),
        people_text=_people(part.people_targeted, "exact", language),
        funded_text=""
        if part.funded_percent is None
        else _("%(percent)s funded") % {"percent": format_percent(part.funded_percent, language)},
        as_of_text=format_partial(part.as_of, language),
    )


def _people(value, precision, language):
    return with_precision(value, precision, language) if value is not None else ""
