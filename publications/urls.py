from django.urls import path

from . import feeds, view_sheet_views, views

app_name = "publications"
urlpatterns = [
    path("", views.publication_list, name="publication_list"),
    path("feed.xml", feeds.PublicationFeed(), name="publication_feed"),
    path("view-sheet.pdf", view_sheet_views.view_sheet, name="view_sheet"),
    path("<slug:slug>/", views.publication_detail, name="publication_detail"),
]
