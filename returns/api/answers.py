"""Answers in JSON and CSV, whole or by pages, and the shapes that several of them share."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

from returns.exports.columns import demonstration

from .addresses import next_url
from .problems import ProblemError
from .questions import Question

JSON, CSV = "application/json", "text/csv"
CSV_HEADER = "text/csv; charset=utf-8; header=present"


class Envelope(Schema):
    """A page of a list. Lists narrow this with `data`."""

    next: str | None = Field(
        description=gettext_noop("Address of the next page; null on the last one.")
    )
    notice: str | None = Field(
        description=gettext_noop("What this site is, until it is IOM's own; null afterwards.")
    )


class SourceOut(Schema):
    """Where a count or a description was read."""

    name: str
    publisher: str
    date: str = Field(description=gettext_noop("A year, a month or a day; may be empty."))
    url: str
    level: str = Field(
        description=gettext_noop(
            "A: read on a page of the UN; Q: a news outlet quotes one of them; "
            "B: not yet confirmed by the mission; X: an aggregator, kept and never drawn."
        )
    )
    quoted: str = Field(description=gettext_noop("Whom the source quotes; may be empty."))


@dataclass(frozen=True)
class Table:
    """Rows for CSV. No byte order mark: pages are joined end to end by programs."""

    columns: Iterable[str]
    rows: Iterable[Iterable]

    def text(self) -> str:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue()


def table_of(shape: type[Schema], rows: list[Schema]) -> Table:
    """One column for each plain field; the fields of a part stand with its name before them."""
    return Table(tuple(_columns(shape)), [tuple(_cells(row)) for row in rows])


def _part(field):
    """The model of a field that holds one, else None."""
    kinds = (field.annotation, *getattr(field.annotation, "__args__", ()))
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, Schema)), None)


def _columns(shape: type[Schema]):
    for name, field in shape.model_fields.items():
        if _is_list_of_parts(field):
            continue
        if part := _part(field):
            yield from (f"{name}_{inner}" for inner in part.model_fields)
        else:
            yield name


def _is_list_of_parts(field) -> bool:
    return getattr(field.annotation, "__origin__", None) is list and _part(field) is not None


def _cells(row: Schema):
    for name, field in type(row).model_fields.items():
        if _is_list_of_parts(field):
            continue
        value = getattr(row, name)
        if part := _part(field):
            yield from (_plain(getattr(value, inner, None)) for inner in part.model_fields)
        else:
            yield _plain(value)


def _plain(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(map(str, value))
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return "" if value is None else value


def wants_csv(request, asked: Question) -> bool:
    """Raises ProblemError where neither JSON nor CSV would be taken."""
    if asked.format:
        return asked.format == "csv"
    preferred = request.get_preferred_type([JSON, CSV])
    if preferred is None:
        detail = _("Answers come as %(formats)s.") % {"formats": f"{JSON}, {CSV}"}
        raise ProblemError("format", detail)
    return preferred == CSV


def answer(request, asked: Question, body: Schema, table: Table, cursor: str = "") -> HttpResponse:
    """`body` as JSON or `table` as CSV, as asked, with the address of the next page."""
    if wants_csv(request, asked):
        response = HttpResponse(table.text(), content_type=CSV_HEADER)
    else:
        response = HttpResponse(body.model_dump_json(by_alias=True), content_type=JSON)
    if cursor:
        response["Link"] = f'<{next_url(request, cursor)}>; rel="next"'
    return response


def envelope(request, cursor: str) -> dict:
    """The members of Envelope."""
    return {
        "next": next_url(request, cursor) if cursor else None,
        "notice": demonstration() or None,
    }
