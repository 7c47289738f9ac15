from django.urls import path

from . import views

app_name = "returns"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("series/", views.series_list, name="series_list"),
    path("series/<slug:slug>.csv", views.series_csv, name="series_csv"),
    path("series/<slug:slug>.xlsx", views.series_xlsx, name="series_xlsx"),
    path("series/<slug:slug>/", views.series_detail, name="series_detail"),
    path("explore/", views.explore, name="explore"),
    path("crossings-and-centres/", views.place_list, name="place_list"),
    path("four-counts/", views.counts_explained, name="counts_explained"),
]
