"""Statistics as the components of the pages expect them. Pure."""

from . import titles
from .calendar import PlanView, plan_views
from .figures import FigureView, figure_citation, figure_view, figure_views
from .findings import finding_texts
from .freshness import Freshness, freshness, freshness_of
from .lately import News, news_of
from .method import MethodView, method_view
from .places import (
    MapView,
    centre_items,
    crossings_table,
    place_anchor,
    place_detail,
    places_drawing,
    places_title,
    places_view,
    province_names,
)
from .printed import printed_table
from .records import (
    ReleaseView,
    changes_text,
    count_facts,
    difference_table,
    first_and_latest,
    history_table,
    release_url,
    release_view,
)
from .releases import correction_items
from .series import ChartView, SeriesView, chart_view, series_groups, series_view
from .sharing import figure_link, series_link, view_link
from .tables import Cell, Column, TableView, count_url, observations_table
from .take_along import TakeAlong, page_of
from .terms import TermView, glossary_groups, term_links
from .words import release_text

__all__ = [
    "Cell",
    "ChartView",
    "Column",
    "FigureView",
    "Freshness",
    "MapView",
    "MethodView",
    "News",
    "PlanView",
    "ReleaseView",
    "SeriesView",
    "TableView",
    "TakeAlong",
    "TermView",
    "centre_items",
    "changes_text",
    "chart_view",
    "correction_items",
    "count_facts",
    "count_url",
    "crossings_table",
    "difference_table",
    "figure_citation",
    "figure_link",
    "figure_view",
    "figure_views",
    "finding_texts",
    "first_and_latest",
    "freshness",
    "freshness_of",
    "glossary_groups",
    "history_table",
    "method_view",
    "news_of",
    "observations_table",
    "page_of",
    "place_anchor",
    "place_detail",
    "places_drawing",
    "places_title",
    "places_view",
    "plan_views",
    "printed_table",
    "province_names",
    "release_text",
    "release_url",
    "release_view",
    "series_groups",
    "series_link",
    "series_view",
    "term_links",
    "titles",
    "view_link",
]
