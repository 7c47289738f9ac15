from django.urls import path

from . import calendar_views, feeds, record_views, views, word_views

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
    path("four-counts/", word_views.counts_explained, name="counts_explained"),
    path("series/<slug:slug>/method/", word_views.series_method, name="series_method"),
    path("glossary/", word_views.glossary, name="glossary"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar.ics", calendar_views.calendar_file, name="calendar_file"),
    path("feed.xml", feeds.ReturnsFeed(), name="returns_feed"),
    path("feed.atom", feeds.ReturnsAtomFeed(), name="returns_atom"),
]
