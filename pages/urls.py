from django.urls import path

from . import finding, gallery_page, home, views

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("about/", views.about, name="about"),
    path("verify/", views.verify, name="verify"),
    path("contact/", views.contact, name="contact"),
    path("accessibility/", views.prose, {"role": "accessibility"}, name="accessibility"),
    path("privacy/", views.prose, {"role": "privacy"}, name="privacy"),
    path("terms/", views.prose, {"role": "terms"}, name="terms"),
    path("search/", finding.search_page, name="search"),
    path("gallery/", gallery_page.gallery, name="gallery"),
]
