from django.urls import path

from . import feeds, views

app_name = "publications"
urlpatterns = [
    path("", views.publication_list, name="publication_list"),
    path("feed.xml", feeds.PublicationFeed(), name="publication_feed"),
    path("<slug:slug>/", views.publication_detail, name="publication_detail"),
]
