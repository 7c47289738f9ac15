"""The picture of an answer. Only what may be drawn is drawn, and nothing is made whole."""

from dataclasses import replace

from django.utils.translation import gettext as _

from iomiran.common.charts import (
    AgeBand,
    Chart,
    ChartSpec,
    Point,
    Series,
    bar_chart,
    column_chart,
    line_chart,
    pyramid_chart,
    share_chart,
)
from returns import charts
from returns.crossing_map import CountedPlace, crossing_map
from returns.maps import Map
from returns.models.dimensions import AgeGroup, Count, Sex
from returns.models.places import Place
from returns.province_map import province_map

from . import comparing, words
from .answer import Answer

KEYS = {
    "IRN": "iran", "PAK": "pakistan", "irn": "iran", "pak": "pakistan",
    "spontaneous": "spontaneous", "deported": "deported", "female": "female", "male": "male",
    "not_stated": "other", "NOT_STATED": "other",
    **{age: f"step-{number}" for number, age in enumerate(charts.AGES, 1)},
}  # fmt: skip
# Steps far apart first, so that two or three places are told apart in grey too.
STEPS = ("step-5", "step-2", "step-4", "step-1", "step-3", "other")


def spec(answer: Answer, title: str) -> ChartSpec:
    unit = str(answer.edition.get_unit_display())
    plain = charts.spec("explored", title, unit=unit)
    return replace(plain, period=lambda start, end: words.period_words(answer.view, start, end))


def picture(answer: Answer, title: str) -> Chart | Map | None:
    """None for the table alone and where nothing may be drawn."""
    if answer.shape == "table" or not answer.drawn:
        return None
    drawn = spec(answer, title)
    if answer.view.compare:
        return comparing.picture(answer, drawn, key(answer, ""))
    if answer.one_period and answer.shape != "bars":
        return _of_one_period(answer, drawn)
    if answer.one_period:
        return _ranked(answer, drawn)
    if answer.shape in ("line", "area"):
        return line_chart(drawn, series(answer), filled=answer.shape == "area")
    if answer.shape == "shares":
        return _shares(answer, drawn)
    return _bars(answer, drawn)


def key(answer: Answer, category: str) -> str:
    """The colour of a category: fixed by its meaning, or a step that means nothing by itself."""
    if not category:
        if answer.edition.count == Count.ASSISTANCE:
            return "assisted"
        asked, choices = answer.view.asked, answer.choices
        for name in ("manner", "sex"):
            if KEYS.get(getattr(asked, name)):
                return KEYS[getattr(asked, name)]
        return KEYS.get(asked.country_from or choices.default("country_from"), "total")
    if category in KEYS:
        return KEYS[category]
    return STEPS[answer.categories.index(category) % len(STEPS)]


def label(answer: Answer, category: str) -> str:
    if category:
        return words.value_name(answer.view.by, category, answer.places)
    return words.subject(answer) or answer.edition.text().title


def series(answer: Answer, *, gaps: bool = False) -> list[Series]:
    """One for each category; with `gaps` the periods that hold nothing stand as such."""
    found = []
    left_out = set(answer.left_out)
    for category in answer.categories:
        points = [
            Point(
                cell.period_start,
                cell.period_end,
                cell.value,
                cell.precision,
                counted=words.counted(cell),
            )
            for cell in answer.drawn
            if cell.category == category and (cell.period_start, cell.period_end) not in left_out
        ]
        if gaps:
            points += [Point(start, end, None) for start, end in answer.missing()]
        ordered = sorted(points, key=lambda point: (point.start, point.end))
        found.append(Series(key(answer, category), label(answer, category), ordered))
    return [item for item in found if item.known()]


def _bars(answer: Answer, drawn: ChartSpec) -> Chart:
    """Parts are stacked where they make a total that a source states, in every period."""
    apart, several = answer.apart, len(answer.categories) > 1
    if answer.in_columns and not (apart and several):
        return column_chart(drawn, series(answer))
    stacked = several and all(answer.adds_up(period) for period in answer.periods)
    return bar_chart(drawn, series(answer, gaps=not apart), stacked=stacked, horizontal=apart)


def _shares(answer: Answer, drawn: ChartSpec) -> Chart:
    title = _("Share of all (%(sign)s)") % {"sign": "%" if drawn.language == "en" else "٪"}
    return share_chart(replace(drawn, y_title=title), series(answer), words.percent)


def _ranked(answer: Answer, drawn: ChartSpec) -> Chart:
    """One period, a bar for each place, the highest first."""
    cells = sorted(answer.at(answer.latest), key=lambda cell: -cell.value)
    points = [
        Point(
            cell.period_start,
            cell.period_end,
            cell.value,
            cell.precision,
            label=label(answer, cell.category),
            counted=words.counted(cell),
        )
        for cell in cells
    ]
    period = words.period_words(answer.view, *answer.latest)
    return bar_chart(drawn, [Series(key(answer, ""), period, points)], horizontal=True)


def _of_one_period(answer: Answer, drawn: ChartSpec) -> Chart | Map:
    cells = answer.at(answer.latest)
    look = {
        "language": drawn.language,
        "direction": drawn.direction,
        "title": drawn.title,
        "unit": drawn.y_title,
        "number": drawn.number,
        "element_id": drawn.id,
    }
    if answer.shape == "provinces":
        values = {c.category.upper(): c.value for c in cells if c.category != Place.NOT_STATED}
        return province_map(values, **look)
    if answer.shape == "crossings":
        return crossing_map([_counted_place(answer, cell) for cell in cells], **look)
    values = {
        (sex, cell.category): cell.value
        for sex, side in answer.sides.items()
        for cell in side
        if (cell.period_start, cell.period_end) == answer.latest
    }
    bands = [
        AgeBand(str(AgeGroup(age).label), values.get(("female", age)), values.get(("male", age)))
        for age in charts.AGES
    ]
    return pyramid_chart(drawn, bands, female=str(Sex.FEMALE.label), male=str(Sex.MALE.label))


def _counted_place(answer: Answer, cell) -> CountedPlace:
    edition = answer.places.get(cell.category)
    known = edition is not None and edition.lat is not None
    return CountedPlace(
        cell.category,
        label(answer, cell.category),
        float(edition.lat) if known else None,
        float(edition.lon) if known else None,
        cell.value,
        words.cell_words(cell),
    )
