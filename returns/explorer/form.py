"""The form of the explorer: only what the series has, in the order in which people think."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from persiantools.jdatetime import JalaliDate

from iomiran.common.languages.numbers import digits
from returns.choices import ADDRESS, Choices
from returns.exploring import BY_ADDRESS, CALENDARS, COMPARE, OWN, SOLAR_HIJRI, Exploration
from returns.models import PlaceEdition
from returns.models.dimensions import DIMENSIONS, Count
from returns.queries import SeriesAnswer

from . import words


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class FormField:
    """`options` empty: a date that is typed."""

    name: str
    label: str
    options: list[Option] = field(default_factory=list)
    value: str = ""


@dataclass(frozen=True)
class Group:
    legend: str
    fields: list[FormField]
    help: str = ""


@dataclass(frozen=True)
class FormView:
    """For components/explore_form.html. `state` says in a line what is chosen."""

    series: str
    groups: list[Group]
    state: str


@dataclass(frozen=True)
class SeriesGroup:
    label: str
    options: list[Option]


def series_options(answers: list[SeriesAnswer], chosen: str) -> list[SeriesGroup]:
    """The series by what they count, so that no two counts stand together."""
    groups: dict[str, list[Option]] = {}
    for answer in answers:
        if text := answer.edition.text():
            slug = answer.edition.document.slug
            option = Option(slug, text.title, slug == chosen)
            groups.setdefault(answer.edition.count, []).append(option)
    return [
        SeriesGroup(capfirst(str(Count(count).label)), options) for count, options in groups.items()
    ]


def form_view(view: Exploration, choices: Choices, places: dict[str, PlaceEdition]) -> FormView:
    view = choices.settled(view)
    groups = [
        Group(_("Whom and where"), _whom(view, choices, places)),
        _when(view, choices),
        Group(_("Broken down by"), _by(view, choices)),
        Group(_("Picture"), _shape(view, choices)),
    ]
    if choices.may_compare(view):
        groups.append(_compare(view))
    return FormView(
        series=choices.series,
        groups=[group for group in groups if group.fields],
        state=" · ".join(state_parts(view, choices)),
    )


def _select(name: str, label: str, values: dict[str, str], chosen: str) -> FormField:
    options = [Option(value, capfirst(text), value == chosen) for value, text in values.items()]
    return FormField(name, capfirst(label), options)


def _whom(view, choices: Choices, places) -> list[FormField]:
    found = []
    for name in ("country_from", "manner", "sex", "age_group", "documentation", "place"):
        allowed = choices.open_values(name)
        if len(allowed) < 2 or name not in (*DIMENSIONS, "place"):
            continue
        label = words.by_name(name) if name in BY_ADDRESS else _("documentation")
        default = choices.default(name)
        first = words.value_name(name, default, places) if default else _("all of them")
        named = {value: words.value_name(name, value, places) for value in allowed}
        if name == "place":
            named = dict(sorted(named.items(), key=lambda pair: pair[1]))
        values = {"": first} | {v: text for v, text in named.items() if v != default}
        found.append(_select(ADDRESS[name], label, values, getattr(view.asked, name)))
    return found


def date_value(view: Exploration, day: date | None) -> str:
    """A date as the calendar of the view writes it, in the digits of the page; both are taken."""
    if day is None:
        return ""
    shown = day.isoformat()
    if view.calendar == SOLAR_HIJRI:
        solar = JalaliDate(day)
        shown = f"{solar.year:04}-{solar.month:02}-{solar.day:02}"
    return digits(shown, get_language())


def _when(view: Exploration, choices: Choices) -> Group:
    fields = [
        FormField("from", _("From"), value=date_value(view, view.asked.start)),
        FormField("to", _("To"), value=date_value(view, view.asked.end)),
    ]
    if len(choices.grains) > 1:
        values = {grain: words.grain_name(grain) for grain in choices.grains}
        fields.append(_select("group", _("Grouped by"), values, view.grain))
    values = {calendar: words.calendar_name(calendar) for calendar in CALENDARS}
    fields.append(_select("calendar", _("Calendar"), values, view.calendar))
    span = words.period_words(view, choices.first, choices.last)
    example = digits("2020, 2020-06, 2020-06-24, 1399-04-04", get_language())
    text = _("The series has figures for %(span)s. Dates of either calendar: %(example)s.")
    return Group(_("When"), fields, text % {"span": span, "example": example})


def _by(view, choices: Choices) -> list[FormField]:
    found = choices.breakdowns
    if not found:
        return []
    needed = not view.asked.place and not choices.has_total("place")
    nothing = {} if needed and len(choices.parts("place")) > 1 else {"": _("nothing")}
    values = nothing | {BY_ADDRESS[name]: words.by_name(name) for name in found}
    return [_select("by", _("Parts"), values, BY_ADDRESS.get(view.by, ""))]


def _shape(view, choices: Choices) -> list[FormField]:
    shapes = choices.shapes(view)
    if len(shapes) < 2:
        return []
    best = _("%(shape)s (fits best)") % {"shape": words.shape_name(shapes[0])}
    values = {"": best} | {shape: words.shape_name(shape) for shape in shapes[1:]}
    chosen = "" if view.shape == shapes[0] else view.shape
    return [_select("shape", _("Shape"), values, chosen)]


def _compare(view: Exploration) -> Group:
    start, end = view.compare or (None, None)
    fields = [
        FormField(COMPARE[0], _("Second period from"), value=date_value(view, start)),
        FormField(COMPARE[1], _("Second period to"), value=date_value(view, end)),
    ]
    return Group(
        _("Compared with"), fields, _("Stands beside the first, by its place in the year.")
    )


def state_parts(view: Exploration, choices: Choices) -> list[str]:
    """The time of a view, its groups and its parts, in words."""
    first = max(view.asked.start or choices.first, choices.first)
    last = min(view.asked.end or choices.last, choices.last)
    parts = [words.period_words(view, first, last)] if first <= last else []
    if view.grain != OWN:
        parts.append(_("by %(grain)s") % {"grain": words.grain_name(view.grain)})
    if view.by:
        parts.append(_("by %(grain)s") % {"grain": words.by_name(view.by)})
    return parts
