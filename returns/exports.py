"""Files of a series: the same counts as on its page, with what must be known to use them."""

import csv
import io
from datetime import UTC

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _

from iomiran.common.nav import site_url

from .models import PlaceEdition, Release, SeriesEdition
from .presenters.series import licence_text
from .presenters.tables import place_name
from .queries import Observed

# Column → what it says; the second sheet of the workbook and the page explain them alike.
COLUMNS = (
    "series",
    "release",
    "period_start",
    "period_end",
    "place_code",
    "place",
    "returned_from",
    "documentation",
    "manner",
    "sex",
    "age_group",
    "value",
    "unit",
    "precision",
    "confidence",
    "drawn",
    "not_drawn_reason",
    "how_given",
    "note",
    "source",
    "source_publisher",
    "source_date",
    "source_url",
    "source_level",
    "quoted",
    "key",
)
DEMONSTRATION = "site"


def columns() -> tuple[str, ...]:
    return COLUMNS if settings.OFFICIAL_SITE else (*COLUMNS, DEMONSTRATION)


def demonstration() -> str:
    """The line that every file carries until this is IOM's own site."""
    return "" if settings.OFFICIAL_SITE else _("Demonstration, not an official IOM site")


def column_meanings() -> dict[str, str]:
    return {
        "series": _("code of the series"),
        "release": _("number of the release"),
        "period_start": _("first day of the period"),
        "period_end": _("last day of the period"),
        "place_code": _("code of the place; “everywhere” is all places together"),
        "place": _("name of the place"),
        "returned_from": _("country returned from"),
        "documentation": _("whether the people counted had documents"),
        "manner": _("manner of return"),
        "sex": _("sex"),
        "age_group": _("age group"),
        "value": _("the count as the source gives it"),
        "unit": _("what one is"),
        "precision": _("exact, rounded, nearly, over or about, as the source says"),
        "confidence": _("how far the count can be relied on"),
        "drawn": _("whether charts show it"),
        "not_drawn_reason": _("why charts do not show it"),
        "how_given": _("how the source gives it"),
        "note": _("a remark on the count"),
        "source": _("page or report that it was read from"),
        "source_publisher": _("who publishes the source"),
        "source_date": _("date of the source"),
        "source_url": _("address of the source"),
        "source_level": _("A: read on a page of the UN; Q: quoted by others; X: an aggregator"),
        "quoted": _("whom the source quotes"),
        "key": _("name of the count, the same in every release"),
        DEMONSTRATION: _("what this site is"),
    }


def rows(
    edition: SeriesEdition,
    release: Release,
    counts: list[Observed],
    places: dict[str, PlaceEdition],
):
    """One tuple for each count, in the order of `columns`."""
    tail = () if settings.OFFICIAL_SITE else (demonstration(),)
    for row in counts:
        yield (
            row.series,
            release.number,
            row.period_start.isoformat(),
            row.period_end.isoformat(),
            row.place,
            place_name(row.place, places),
            row.country_from,
            row.documentation,
            row.manner,
            row.sex,
            row.age_group,
            row.value,
            edition.unit,
            row.precision,
            row.confidence,
            "yes" if row.plot else "no",
            row.not_plotted_reason,
            row.how_given,
            row.note,
            row.source.name,
            row.source.publisher,
            row.source.published,
            row.source.url,
            row.source.level,
            row.source.quoted,
            row.key,
            *tail,
        )


def series_csv(edition, release, counts, places) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read Persian; a header and no comments."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns())
    writer.writerows(rows(edition, release, counts, places))
    return out.getvalue().encode("utf-8-sig")


def about(edition: SeriesEdition, release: Release) -> list[tuple[str, str]]:
    """What must be known to use the file, in the language of the page."""
    text = edition.text()
    lines = [
        ("", demonstration()),
        (_("Series"), text.title),
        (_("Scope"), edition.scope_sentence()),
        (_("Read with care"), text.caveat),
        (_("Method"), text.method),
        (_("Unit"), str(edition.get_unit_display())),
        (_("Kind of periods"), str(edition.get_kind_display())),
        (_("Publisher"), edition.publisher),
        (_("Source"), edition.source_name),
        (_("Address of the source"), edition.source_url),
        (_("Licence"), licence_text(edition)),
        (_("Release"), f"{release.number}, {release.published_at.date().isoformat()}"),
        (_("Page of the series"), site_url(edition.get_absolute_url())),
        (_("Contact"), edition.contact),
    ]
    return [line for line in lines if line[1]]


def series_xlsx(edition, release, counts, places) -> bytes:
    """A workbook with the sheets data, about and columns; the same bytes for the same release."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        made = release.published_at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"created": made, "title": edition.document.slug})
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        data = book.add_worksheet("data")
        data.write_row(0, 0, columns(), bold)
        for number, row in enumerate(rows(edition, release, counts, places), 1):
            data.write_row(number, 0, row)
        data.freeze_panes(1, 0)
        data.autofilter(0, 0, len(counts), len(columns()) - 1)
        data.set_column(0, len(columns()) - 1, 16)
        _sheet(book, "about", about(edition, release), bold, wrap)
        meanings = column_meanings()
        _sheet(book, "columns", [(name, meanings[name]) for name in columns()], bold, wrap)
    return out.getvalue()


def _sheet(book, name, lines, bold, wrap) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for number, (label, text) in enumerate(lines):
        sheet.write_string(number, 0, label, bold)
        sheet.write_string(number, 1, text, wrap)
