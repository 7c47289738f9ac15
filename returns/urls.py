from django.urls import path

from . import record_views, views

app_name = "returns"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("series/", views.series_list, name="series_list"),
    path("series/<slug:slug>.csv", views.series_csv, name="series_csv"),
    path("series/<slug:slug>.xlsx", views.series_xlsx, name="series_xlsx"),
    path("series/<slug:slug>/", views.series_detail, name="series_detail"),
    path("series/<slug:slug>/releases/", record_views.release_list, name="release_list"),
    path(
        "series/<slug:slug>/releases/<int:number>/",
        record_views.release_detail,
        name="release_detail",
    ),
    path(
        "series/<slug:slug>/releases/<int:number>.csv",
        record_views.release_csv,
        name="release_csv",
    ),
    path(
        "series/<slug:slug>/releases/<int:number>/changes.csv",
        record_views.release_changes,
        name="release_changes",
    ),
    path("series/<slug:slug>/counts/", record_views.count_history, name="count_history"),
    path("crossings-and-centres/", views.place_list, name="place_list"),
    path("four-counts/", views.counts_explained, name="counts_explained"),
]
