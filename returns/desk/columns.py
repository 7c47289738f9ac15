"""The form that gives the columns of a file their meaning, beside the first values of each."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from iomiran.common.editorial.models import Level
from iomiran.common.languages.numbers import PRECISIONS
from returns.importing.guessing import Guess, column_in, missing_in
from returns.importing.received import Table
from returns.importing.received.encodings import ENCODINGS
from returns.importing.received.words import is_date, is_number
from returns.models import Observation, Source
from returns.models.dimensions import DIMENSIONS, Confidence, HowGiven
from returns.models.rollups import Calendar

SHOWN = 3  # values of a column
LOOKED_AT = 50  # rows in which they are looked for
COLUMN, CONSTANT, PART = "column-", "constant-", "part-"
PART_DIMENSIONS = ("manner", "sex", "age_group", "country_from")
TO_DATE = "cumulative"  # the column that prints the count since 1 January

LABELS = {
    "period_start": gettext_lazy("first day of the period"),
    "period_end": gettext_lazy("last day of the period"),
    "period": gettext_lazy("period in one cell, such as 2021 or 2021-05"),
    "period_days": gettext_lazy("days of the period"),
    "place": pgettext_lazy("location", "place"),
    "value": gettext_lazy("count"),
    "source_name": gettext_lazy("source"),
    "source_publisher": gettext_lazy("publisher"),
    "source_url": gettext_lazy("address of the source"),
    "source_published": gettext_lazy("date of the source"),
    "source_level": gettext_lazy("level of the source"),
    "source_quoted": gettext_lazy("quoted organisation"),
}
CHOICES = {
    **{name: choices.choices for name, choices in DIMENSIONS.items()},
    "precision": list(PRECISIONS.items()),
    "confidence": Confidence.choices,
    "how_given": HowGiven.choices,
    "source_level": Level.choices,
}
# What a person looks for first.
USUAL = (
    "period_start", "period_end", "value", "country_from", "manner", "documentation", "place",
    "sex", "age_group", "source_name", "source_publisher", "source_published", "source_url",
)  # fmt: skip
SELDOM = (
    "period", "period_days", "precision", "note", "how_given", "source_level", "source_quoted",
    "confidence", "plot", "not_plotted_reason",
)  # fmt: skip
ORDER = (*USUAL, *SELDOM)
NEVER_CONSTANT = ("value", "period_start", "period_end", "period", "plot", "not_plotted_reason")
# A blank cell of these says nothing by itself: the constant then says what it means.
BLANK_IS_SAID = ("place", *DIMENSIONS)
NEEDED = ("period_end", "value", "source_name")
DATE_ORDERS = (
    ("", gettext_lazy("as the dates themselves show")),
    ("dmy", gettext_lazy("day, month, year")),
    ("mdy", gettext_lazy("month, day, year")),
)
DATE_CALENDARS = (
    ("", gettext_lazy("as the years themselves show")),
    *Calendar.choices,
)
DELIMITERS = (
    (",", gettext_lazy("comma")),
    (";", gettext_lazy("semicolon")),
    ("\t", gettext_lazy("tab")),
)
ENCODING_NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE",
    "cp1256": "Windows-1256", "cp1252": "Windows-1252",
}  # fmt: skip


def label_of(name: str) -> str:
    if name in LABELS:
        return str(LABELS[name])
    return str(Observation._meta.get_field(name).verbose_name)


@dataclass(frozen=True)
class Row:
    """One field of an observation: its two controls and the first values of its column."""

    name: str
    label: str
    column: forms.BoundField
    constant: forms.BoundField | None
    sample: list[str]
    needed: bool


@dataclass(frozen=True)
class Part:
    column: str
    sample: list[str]
    used: forms.BoundField
    dimensions: list[forms.BoundField]


class HowReadForm(forms.Form):
    """How the file itself is read; sent alone, by GET, it shows the columns anew."""

    sheet = forms.ChoiceField(label=gettext_lazy("sheet"), required=False)
    encoding = forms.ChoiceField(
        label=gettext_lazy("encoding"),
        required=False,
        choices=[(code, ENCODING_NAMES[code]) for code in ENCODINGS],
    )
    delimiter = forms.ChoiceField(
        label=gettext_lazy("between the columns"), required=False, choices=DELIMITERS
    )

    def __init__(self, *args, received, table: Table, **kwargs):
        super().__init__(*args, **kwargs)
        if len(received.tables) > 1:
            self.fields["sheet"].choices = [(one.sheet, one.sheet) for one in received.tables]
            self.initial["sheet"] = table.sheet
        else:
            del self.fields["sheet"]
        if received.encoding:
            self.initial |= {"encoding": received.encoding, "delimiter": received.delimiter}
        else:
            del self.fields["encoding"], self.fields["delimiter"]


class ColumnsForm(forms.Form):
    date_order = forms.ChoiceField(
        label=gettext_lazy("Order in dates such as 3/4/2021"), choices=DATE_ORDERS, required=False
    )
    date_calendar = forms.ChoiceField(
        label=gettext_lazy("Calendar of the dates"), choices=DATE_CALENDARS, required=False
    )

    def __init__(self, *args, table: Table, guess: Guess, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table
        self._samples = samples_of(table)
        columns = [("", _("not in the file")), *((f"c:{n}", n) for n in table.header)]
        for name in ORDER:
            meaning = guess.mapping.get(name, "")
            self.fields[COLUMN + name] = forms.ChoiceField(required=False, choices=columns)
            if column_in(meaning) in table.header:
                self.initial[COLUMN + name] = f"c:{column_in(meaning)}"
            if name not in NEVER_CONSTANT:
                self.fields[CONSTANT + name] = self._constant(name)
                if isinstance(meaning, dict):
                    self.initial[CONSTANT + name] = meaning.get("constant", meaning.get("empty"))
        self._add_parts(guess.mapping.get("values", []))

    def _constant(self, name: str) -> forms.Field:
        if name in CHOICES:
            choices = [("", _("as usual")), *CHOICES[name]]
            return forms.ChoiceField(required=False, choices=choices)
        if name == "period_days":
            return forms.IntegerField(required=False, min_value=1, max_value=366)
        if name.startswith("source_"):
            longest = Source._meta.get_field(name.removeprefix("source_")).max_length
        else:
            longest = 300
        return forms.CharField(required=False, max_length=longest)

    def _add_parts(self, values: list[dict]) -> None:
        known = {one["column"]: one for one in values}
        for number, column in self._counts(known):
            given = known.get(column, {})
            name = f"{PART}{number}"
            self.fields[name] = forms.BooleanField(required=False)
            self.initial[name] = column in known
            for dimension in PART_DIMENSIONS:
                choices = [("", "–"), *DIMENSIONS[dimension].choices]
                self.fields[f"{name}-{dimension}"] = forms.ChoiceField(
                    label=label_of(dimension), required=False, choices=choices
                )
                self.initial[f"{name}-{dimension}"] = given.get(dimension, "")
            columns = [("", "–"), *((one, one) for one in self.table.header)]
            self.fields[f"{name}-{TO_DATE}"] = forms.ChoiceField(
                label=_("column of the count since 1 January"), required=False, choices=columns
            )
            self.initial[f"{name}-{TO_DATE}"] = given.get(TO_DATE, "")

    def _counts(self, known) -> list[tuple[int, str]]:
        """(number, name) of the columns that may be counts: numbers alone, or taken for counts."""
        return [
            (number, column)
            for number, column in enumerate(self.table.header)
            if column in known or self._is_count(column)
        ]

    def _is_count(self, column: str) -> bool:
        sample = self._samples[column]
        return bool(sample) and all(is_number(one) and not is_date(one) for one in sample)

    def clean(self):
        cleaned = super().clean()
        self.mapping = self._mapping(cleaned)
        for name in missing_in(self.mapping):
            self.add_error(
                COLUMN + name,
                _("Choose the column of “%(field)s”.") % {"field": label_of(name)}
                if name in NEVER_CONSTANT
                else _("Choose the column of “%(field)s”, or write what holds for every row.")
                % {"field": label_of(name)},
            )
        used = [v for k, v in cleaned.items() if k.startswith(COLUMN) and v]
        for column in sorted({one for one in used if used.count(one) > 1}):
            self.add_error(
                None, _("The column “%(column)s” is used twice.") % {"column": column[2:]}
            )
        return cleaned

    def _mapping(self, cleaned: dict) -> dict:
        mapping: dict = {}
        for name in ORDER:
            column = (cleaned.get(COLUMN + name) or "").removeprefix("c:")
            constant = cleaned.get(CONSTANT + name)
            if column and constant and name in BLANK_IS_SAID:
                mapping[name] = {"column": column, "empty": constant}
            elif column:
                mapping[name] = column
            elif constant:
                mapping[name] = {"constant": str(constant)}
        values = [
            {"column": column}
            | {
                dimension: code
                for dimension in (*PART_DIMENSIONS, TO_DATE)
                if (code := cleaned.get(f"{PART}{number}-{dimension}"))
            }
            for number, column in enumerate(self.table.header)
            if cleaned.get(f"{PART}{number}")
        ]
        if values:
            mapping.pop("value", None)
            mapping["values"] = values
        return mapping

    # --- for the template ---

    def usual(self) -> list[Row]:
        return [self._row(name) for name in USUAL]

    def seldom(self) -> list[Row]:
        return [self._row(name) for name in SELDOM]

    def seldom_used(self) -> bool:
        return any(self[COLUMN + name].value() or self._error(name) for name in SELDOM)

    def _error(self, name: str):
        return self.errors.get(COLUMN + name) or self.errors.get(CONSTANT + name)

    def _row(self, name: str) -> Row:
        chosen = self[COLUMN + name]
        column = str(chosen.value() or "").removeprefix("c:")
        return Row(
            name,
            label_of(name),
            chosen,
            self[CONSTANT + name] if CONSTANT + name in self.fields else None,
            self._samples.get(column, []),
            name in NEEDED,
        )

    def parts(self) -> list[Part]:
        return [
            Part(
                column,
                self._samples[column],
                self[f"{PART}{number}"],
                [self[f"{PART}{number}-{name}"] for name in (*PART_DIMENSIONS, TO_DATE)],
            )
            for number, column in enumerate(self.table.header)
            if f"{PART}{number}" in self.fields
        ]

    @property
    def is_wide(self) -> bool:
        return any(part.used.value() for part in self.parts())


def samples_of(table: Table) -> dict[str, list[str]]:
    """The first values of each column that are not blank."""
    rows = table.sample(LOOKED_AT)
    return {
        column: [row[n].strip() for row in rows if n < len(row) and row[n].strip()][:SHOWN]
        for n, column in enumerate(table.header)
    }
