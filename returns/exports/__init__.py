"""Files that readers take along: one table, in each of the formats, with what must be known."""

from .archive import archive_file
from .extract import Extract, observations_extract
from .json_file import json_blocks
from .offers import Addresses, offer, picture_links, series_offer
from .pictures import Picture, picture, pictures, places_picture
from .workbook import MOST_ROWS, TooManyRowsError, workbook_file

__all__ = [
    "MOST_ROWS",
    "Addresses",
    "Extract",
    "Picture",
    "TooManyRowsError",
    "archive_file",
    "json_blocks",
    "observations_extract",
    "offer",
    "picture",
    "picture_links",
    "pictures",
    "places_picture",
    "series_offer",
    "workbook_file",
]
