from django.urls import path

from . import file_views, views

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
    )
    for ending in endings
]
urlpatterns = [
    path("", views.overview, name="overview"),
    path("series/", views.series_list, name="series_list"),
    *FILES,
    path("series/<slug:slug>/", views.series_detail, name="series_detail"),
    path("crossings-and-centres/", views.place_list, name="place_list"),
    path("four-counts/", views.counts_explained, name="counts_explained"),
]
