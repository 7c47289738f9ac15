"""Files that readers take along: one table, in each of the formats, with what must be known."""

from .archive import archive_file
from .extract import Extract, observations_extract
from .json_file import json_blocks
from .workbook import MOST_ROWS, TooManyRowsError, workbook_file

__all__ = [
    "MOST_ROWS",
    "Extract",
    "TooManyRowsError",
    "archive_file",
    "json_blocks",
    "observations_extract",
    "workbook_file",
]
