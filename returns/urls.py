from django.urls import path

from . import explore_views, file_views, picture_views, views

app_name = "returns"
FILES = [
    path(f"{address}.{ending}", view, {"ending": ending}, name=f"{name}_{ending}")
    for name, address, view, endings in (
        ("series", "series/<slug:slug>", file_views.series_file, file_views.TABLES),
        (
            "release",
            "series/<slug:slug>/releases/<int:number>",
            file_views.series_file,
            file_views.TABLES,
        ),
        ("series", "series/<slug:slug>", file_views.citation_file, file_views.CITATIONS),
        (
            "series",
            "series/<slug:slug>/chart-<int:number>",
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
    path("explore/", views.explore, name="explore"),
    path("crossings-and-centres/", views.place_list, name="place_list"),
    path("four-counts/", views.counts_explained, name="counts_explained"),
]
