from django.urls import path

from . import finding, gallery_page, home, verifying, views

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("about/", views.about, name="about"),
    path("verify/", views.verify, name="verify"),
    path("verify/document/", verifying.document_form, name="verify_document"),
    path("verify/upload/", verifying.document_upload, name="verify_upload"),
    path("verify/<str:mark>/", verifying.document_answer, name="verify_answer"),
    path("contact/", views.contact, name="contact"),
    path("accessibility/", views.prose, {"role": "accessibility"}, name="accessibility"),
    path("privacy/", views.prose, {"role": "privacy"}, name="privacy"),
    path("terms/", views.prose, {"role": "terms"}, name="terms"),
    path("search/", finding.search_page, name="search"),
    path("gallery/", gallery_page.gallery, name="gallery"),
]
