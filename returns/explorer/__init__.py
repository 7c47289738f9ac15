"""The explorer: one view of one series, with its picture, its words, its table and its form."""

from .drawn import drawn_rows
from .findings import title as view_title
from .leading import leading
from .page import (
    Found,
    Screen,
    chooser,
    explore,
    find,
    view_chart,
    view_choices,
    view_notes,
    view_picture,
    view_table,
)
from .refusals import RefusedView, refused_views
from .taking import bounds, canonical, sheet_language, view_cells, view_observations
from .words import subject as view_subject

__all__ = [
    "Found",
    "RefusedView",
    "Screen",
    "bounds",
    "canonical",
    "chooser",
    "drawn_rows",
    "explore",
    "find",
    "leading",
    "refused_views",
    "sheet_language",
    "view_cells",
    "view_chart",
    "view_choices",
    "view_notes",
    "view_observations",
    "view_picture",
    "view_subject",
    "view_table",
    "view_title",
]
