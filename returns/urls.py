from django.urls import path, register_converter

from . import (
    calendar_views,
    explore_views,
    feeds,
    file_views,
    picture_views,
    record_views,
    views,
    word_views,
)
from .api.page import api_page
from .converters import NumberConverter

register_converter(NumberConverter, "number")
app_name = "returns"
FILES = [
    path(f"{address}.{ending}", view, {"ending": ending}, name=f"{name}_{ending}")
    for name, address, view, endings in (
        ("series", "series/<slug:slug>", file_views.series_file, file_views.TABLES),
        (
            "release",
            "series/<slug:slug>/releases/<number:number>",
            file_views.series_file,
            file_views.TABLES,
        ),
        ("series", "series/<slug:slug>", file_views.citation_file, file_views.CITATIONS),
        (
            "series",
            "series/<slug:slug>/chart-<number:number>",
            picture_views.series_picture,
            picture_views.PICTURES,
        ),
        ("figure", "figures/<slug:slug>", file_views.figure_citation, file_views.CITATIONS),
        ("explore", "explore", explore_views.explore_file, file_views.TABLES),
        ("explore", "explore", explore_views.explore_picture, picture_views.PICTURES),
        ("explore", "explore", explore_views.explore_citation, file_views.CITATIONS),
        (
            "place_list",
            "crossings-and-centres",
            picture_views.places_picture,
            picture_views.PICTURES,
        ),
    )
    for ending in endings
]
urlpatterns = [
    path("", views.overview, name="overview"),
    path("series/", views.series_list, name="series_list"),
    *FILES,
    path("series/<slug:slug>/", views.series_detail, name="series_detail"),
    path("explore/", explore_views.explore, name="explore"),
    path("series/<slug:slug>/releases/", record_views.release_list, name="release_list"),
    path(
        "series/<slug:slug>/releases/<number:number>/",
        record_views.release_detail,
        name="release_detail",
    ),
    path(
        "series/<slug:slug>/releases/<number:number>/changes.csv",
        record_views.release_changes,
        name="release_changes",
    ),
    path("series/<slug:slug>/counts/", record_views.count_history, name="count_history"),
    path("crossings-and-centres/", views.place_list, name="place_list"),
    path("api/", api_page, name="api_page"),
    path("four-counts/", word_views.counts_explained, name="counts_explained"),
    path("series/<slug:slug>/method/", word_views.series_method, name="series_method"),
    path("glossary/", word_views.glossary, name="glossary"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar.ics", calendar_views.calendar_file, name="calendar_file"),
    path("feed.xml", feeds.ReturnsFeed(), name="returns_feed"),
    path("feed.atom", feeds.ReturnsAtomFeed(), name="returns_atom"),
]
