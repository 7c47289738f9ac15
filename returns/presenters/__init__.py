"""Statistics as the components of the pages expect them. Pure."""

from . import titles
from .figures import FigureView, figure_view, figure_views
from .findings import finding_texts
from .places import (
    MapView,
    centre_items,
    crossings_table,
    place_anchor,
    place_detail,
    places_view,
    province_names,
)
from .printed import printed_table
from .releases import correction_items, release_items
from .series import ChartView, SeriesView, chart_view, downloads, series_groups, series_view
from .tables import Cell, Column, TableView, observations_table

__all__ = [
    "Cell",
    "ChartView",
    "Column",
    "FigureView",
    "MapView",
    "SeriesView",
    "TableView",
    "centre_items",
    "chart_view",
    "correction_items",
    "crossings_table",
    "downloads",
    "figure_view",
    "figure_views",
    "finding_texts",
    "observations_table",
    "place_anchor",
    "place_detail",
    "places_view",
    "printed_table",
    "province_names",
    "release_items",
    "series_groups",
    "series_view",
    "titles",
]
