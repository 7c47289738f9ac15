"""The table of an answer: every figure that the picture shows, and those it does not."""

from dataclasses import replace

from django.utils.translation import gettext as _

from returns.presenters import Cell as TableCell
from returns.presenters import Column, TableView
from returns.presenters.tables import place_cell
from returns.queries.aggregates import Cell
from returns.sums import precision_of_difference

from . import comparing, words
from .answer import Answer
from .pictures import label

# More rows than this are not shown, the latest first; the files have all of them.
MOST_ROWS = 300


def table(answer: Answer, caption: str) -> TableView:
    """Latest first. A column for each part where there are few, a row for each where many."""
    if answer.view.compare:
        return _compared(answer, caption)
    if answer.sides:
        return _by_sex(answer, caption)
    if answer.view.by == "place" and len(answer.categories) > 6:
        return _by_place(answer, caption)
    return _over_time(answer, caption)


def shortened(answer: Answer, table: TableView) -> tuple[TableView, str]:
    """The table as far as a page can show it, and what is left out of it, in words."""
    if len(table.rows) <= MOST_ROWS:
        return table, ""
    # Positions of two periods that are compared run from the first to the last.
    kept = table.rows[-MOST_ROWS:] if answer.view.compare else table.rows[:MOST_ROWS]
    note = _("The table shows the latest %(shown)s of %(all)s rows. The files have all of them.")
    counts = {"shown": words.number(MOST_ROWS), "all": words.number(len(table.rows))}
    return replace(table, rows=kept), note % counts


def _note(answer: Answer, cell: Cell) -> str:
    notes = []
    if cell.observations > 1:
        notes.append(_("sum of %(count)s counts") % {"count": words.number(cell.observations)})
    elif not cell.key:
        notes.append(_("computed here from its parts"))
    notes.append(words.counted(cell))
    if not cell.plot:
        notes.append(_("not drawn: the source is doubtful or only an aggregator"))
    return "; ".join(note for note in notes if note)


def _value(answer: Answer, cell: Cell | None) -> TableCell:
    if cell is None:
        return TableCell(_("no figure"), numeric=True)
    return TableCell(words.cell_words(cell), numeric=True, note=_note(answer, cell))


def _over_time(answer: Answer, caption: str) -> TableView:
    unit = str(answer.edition.get_unit_display())
    categories = answer.categories
    cells = {(c.period_start, c.period_end, c.category): c for c in answer.cells}
    periods = {(c.period_start, c.period_end) for c in answer.cells} | set(answer.missing())
    with_total = bool(answer.totals)
    columns = [Column(_("Period"))]
    if answer.view.by:
        columns += [Column(label(answer, category), numeric=True) for category in categories]
    else:
        columns.append(Column(unit, numeric=True))
    if with_total:
        columns.append(Column(_("Stated total"), numeric=True))
    if answer.shape == "shares":
        columns += [
            Column(_("%(part)s, share") % {"part": label(answer, category)}, numeric=True)
            for category in categories
        ]
    rows = []
    for period in sorted(periods, key=lambda pair: pair[::-1], reverse=True):
        row = [TableCell(words.period_words(answer.view, *period), header=True)]
        row += [_value(answer, cells.get((*period, category))) for category in categories]
        if with_total:
            row.append(_value(answer, answer.totals.get(period)))
        if answer.shape == "shares":
            row += [_share(answer, period, cells.get((*period, c))) for c in categories]
        rows.append(row)
    return TableView(_with_unit(caption, unit), columns, rows)


def _share(answer: Answer, period, cell: Cell | None) -> TableCell:
    """Only where the parts make the total: its base stands in the same row."""
    if cell is None or not answer.adds_up(period):
        return TableCell("–", numeric=True)
    base = answer.totals[period].value or 1
    return TableCell(words.percent(100 * cell.value / base), numeric=True)


def _by_place(answer: Answer, caption: str) -> TableView:
    """The latest period under a picture of it alone; else all of them."""
    unit = str(answer.edition.get_unit_display())
    cells = answer.cells
    if answer.shape not in ("table", "line") and answer.latest:
        cells = [c for c in cells if (c.period_start, c.period_end) == answer.latest]
    ordered = sorted(cells, key=lambda c: (c.period_end, c.value), reverse=True)
    columns = [Column(_("Place")), Column(_("Period")), Column(unit, numeric=True)]
    rows = []
    for cell in ordered:
        place = place_cell(cell.category, answer.places)
        header = TableCell(place.text, header=True, foreign=place.foreign, lang=place.lang)
        rows.append([header, TableCell(words.cell_period(answer, cell)), _value(answer, cell)])
    return TableView(_with_unit(caption, unit), columns, rows)


def _by_sex(answer: Answer, caption: str) -> TableView:
    unit = str(answer.edition.get_unit_display())
    of = {
        (c.period_start, c.period_end, c.category, sex): c
        for sex, side in answer.sides.items()
        for c in side
    }
    sexes = list(answer.sides)
    columns = [Column(_("Age")), Column(_("Period"))]
    columns += [Column(words.value_name("sex", sex, {}), numeric=True) for sex in sexes]
    rows = [
        [
            TableCell(label(answer, category), header=True),
            TableCell(words.period_words(answer.view, *period)),
            *(_value(answer, of.get((*period, category, sex))) for sex in sexes),
        ]
        for period in sorted({key[:2] for key in of}, reverse=True)
        for category in answer.choices.parts("age_group")
        if any((*period, category, sex) in of for sex in sexes)
    ]
    return TableView(_with_unit(caption, unit), columns, rows)


def _compared(answer: Answer, caption: str) -> TableView:
    now, then = comparing.names(answer)
    unit = str(answer.edition.get_unit_display())
    columns = [
        Column(_("Period")),
        Column(now, numeric=True),
        Column(_("Compared with")),
        Column(then, numeric=True),
        Column(_("Difference"), numeric=True),
    ]
    rows = []
    for pair in comparing.pairs(answer):
        difference = ""
        if pair.fair:
            change = pair.now.value - pair.then.value
            precision = precision_of_difference(pair.now.precision, pair.then.precision)
            difference = words.signed(change, precision)
            if pair.then.value:
                share = words.signed(100 * change / pair.then.value, precision, words.percent)
                difference = f"{difference} ({share})"
        rows.append(
            [
                TableCell(_period(answer, pair.now), header=True),
                _value(answer, pair.now),
                TableCell(_period(answer, pair.then)),
                _value(answer, pair.then),
                TableCell(difference or "–", numeric=True),
            ]
        )
    return TableView(_with_unit(caption, unit), columns, rows)


def _period(answer: Answer, cell: Cell | None) -> str:
    return words.cell_period(answer, cell) if cell else _("no figure")


def _with_unit(caption: str, unit: str) -> str:
    return _("%(title)s (%(unit)s)") % {"title": caption, "unit": unit}
