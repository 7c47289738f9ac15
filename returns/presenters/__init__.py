"""Statistics as the components of the pages expect them. Pure."""

from . import titles
from .figures import FigureView, figure_citation, figure_view, figure_views
from .findings import finding_texts
from .places import (
    MapView,
    centre_items,
    crossings_table,
    places_drawing,
    places_view,
    province_names,
)
from .releases import correction_items, release_items
from .series import ChartView, SeriesView, chart_view, series_groups, series_view
from .tables import Cell, Column, TableView, observations_table
from .take_along import TakeAlong, page_of
from .words import release_text

__all__ = [
    "Cell",
    "ChartView",
    "Column",
    "FigureView",
    "MapView",
    "SeriesView",
    "TableView",
    "TakeAlong",
    "centre_items",
    "chart_view",
    "correction_items",
    "crossings_table",
    "figure_citation",
    "figure_view",
    "figure_views",
    "finding_texts",
    "observations_table",
    "page_of",
    "places_drawing",
    "places_view",
    "province_names",
    "release_items",
    "release_text",
    "series_groups",
    "series_view",
    "titles",
]
