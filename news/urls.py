from django.urls import path

from . import feeds, views

app_name = "news"
urlpatterns = [
    path("", views.news_list, name="news_list"),
    path("feed.xml", feeds.NewsFeed(), name="news_feed"),
    path("<slug:slug>/", views.news_detail, name="news_detail"),
]
