"""Files that readers take along: one table, in each of the formats, with what must be known."""

from .archive import MOST_PACKED, archive_file, rows_packed
from .cells import BEFORE, SHOWN, TOTAL, Shown, View, cells_extract
from .columns import demonstration
from .extract import Extract, observations_extract
from .json_file import json_blocks
from .making import TooManyRowsError
from .offers import Addresses, offer, picture_links, release_offer, series_offer
from .pictures import Picture, picture, pictures, places_picture
from .workbook import MOST_ROWS, rows_of_sheet, workbook_file

__all__ = [
    "BEFORE",
    "MOST_PACKED",
    "MOST_ROWS",
    "SHOWN",
    "TOTAL",
    "Addresses",
    "Extract",
    "Picture",
    "Shown",
    "TooManyRowsError",
    "View",
    "archive_file",
    "cells_extract",
    "demonstration",
    "json_blocks",
    "observations_extract",
    "offer",
    "picture",
    "picture_links",
    "pictures",
    "places_picture",
    "release_offer",
    "rows_of_sheet",
    "rows_packed",
    "series_offer",
    "workbook_file",
]
