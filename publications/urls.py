from django.urls import path

from . import feeds, view_sheet_views, views

app_name = "publications"
urlpatterns = [
    path("", views.publication_list, name="publication_list"),
    path("feed.xml", feeds.PublicationFeed(), name="publication_feed"),
    path("feed.atom", feeds.PublicationAtom(), name="publication_atom"),
    path("feed.json", feeds.PublicationJson(), name="publication_json"),
    path("<slug:slug>.bib", views.publication_citation, {"ending": "bib"}, name="publication_bib"),
    path("<slug:slug>.ris", views.publication_citation, {"ending": "ris"}, name="publication_ris"),
    path("view-sheet.pdf", view_sheet_views.view_sheet, name="view_sheet"),
    path("<slug:slug>/", views.publication_detail, name="publication_detail"),
]
