"""What keeps a received file from being read: file, sheet, row, column, value and rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

# What a reader is told, by rule; `value` is the cell or the measure that the rule refuses.
REASONS = {
    "empty": _("The file is empty. Choose the file that holds the table."),
    "no_header": _(
        "No row of column names was found in the first rows. Give each column a name in one row."
    ),
    "header_only": _("There are column names but no row under them. Add the rows and try again."),
    "too_large": _(
        "The file is larger than %(value)s MB. Split it by period and import the parts."
    ),
    "ending": _("Files of this kind are not read. Save the table as CSV, XLSX or ODS."),
    "not_what_it_says": _(
        "The content is not what the ending of the name says. "
        "Save the table again from the program that made it."
    ),
    "old_workbook": _("This is a workbook of the old kind. Save it as XLSX."),
    "password": _("The workbook is protected by a password. Save it without one."),
    "macros": _("The workbook has macros. Save it without them, as XLSX."),
    "formula": _("The cell holds a formula. Copy the cells and paste them as values."),
    "error_cell": _(
        "The cell holds an error of the spreadsheet, such as #N/A. "
        "Write the value, or leave the cell empty."
    ),
    "bomb": _(
        "The file unpacks to %(value)s, far more than a table of its size would. "
        "Save the table again, or save it as CSV."
    ),
    "sheet_too_large": _(
        "The sheet has room for %(value)s cells, more than a workbook is read with here. "
        "Save the sheet as CSV: a CSV file may have any number of rows."
    ),
    "no_sheet": _("The workbook has no sheet with cells."),
    "damaged": _("The file is damaged and cannot be read. Save it again and try once more."),
    "encoding": _("These bytes are not text in %(value)s. Choose another encoding."),
    "open_quote": _("A quotation mark is opened and never closed, or stands where none may stand."),
    "binary": _("The row holds signs that no text has. Save the table again as CSV."),
}
SHOWN = 60  # characters of a value


@dataclass(frozen=True)
class ReceivedFault:
    """`row` is the number that a spreadsheet shows beside it; None where the whole is meant."""

    file: str
    rule: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    @property
    def reason(self) -> str:
        """The sentence for the reader, in the active language."""
        return str(REASONS[self.rule]) % {"value": self.value}


class NotReadable(Exception):
    """Nothing of the file can be taken; `faults` say why, at most as many as were asked for."""

    def __init__(self, faults: Iterable[ReceivedFault]):
        self.faults = list(faults)
        super().__init__("; ".join(f"{fault.file}: {fault.rule}" for fault in self.faults))


def refused(file: str, rule: str, **where) -> NotReadable:
    value = str(where.pop("value", ""))
    return NotReadable([ReceivedFault(file, rule, value=value[:SHOWN], **where)])
