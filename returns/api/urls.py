"""Addresses of the API, outside the languages: `?language=` chooses that of the texts."""

from django.urls import path, re_path

from .app import api
from .views import nothing, openapi, to_the_page

app_name = "api"
urlpatterns = [
    path("", to_the_page, name="root"),
    path("openapi.json", openapi, name="openapi"),
    path("v1/", api.urls),
    re_path("", nothing),
]
