"""Every address of the portal. Public pages carry their language in the address."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from iomiran.common.cards.views import card_picture
from iomiran.common.files.views import file_download
from iomiran.sitemaps import sitemap
from pages import root
from publications.document_views import document_file
from returns.embed_views import returns_embed

urlpatterns = [
    *root.urlpatterns,
    path("sitemap.xml", sitemap, name="sitemap"),
    path("admin/", admin.site.urls),
    path("api/", include("returns.api.urls")),
    path("files/<slug:sha256>/<path:name>", file_download, name="file_download"),
    path("documents/<slug:slug>/<slug:key>.<slug:ending>", document_file, name="document_file"),
    *i18n_patterns(
        path("programmes/", include("programmes.urls")),
        path("returns/", include("returns.urls")),
        # Nothing else of the portal may stand in a frame: iomiran.common.http.security.
        path("embed/returns/", returns_embed, name="returns_embed"),
        path("cards/<slug:kind>/<slug:slug>/<slug:mark>.png", card_picture, name="card"),
        path("news/", include("news.urls")),
        path("publications/", include("publications.urls")),
        path("", include("pages.urls")),
        prefix_default_language=True,
    ),
]
handler404 = "pages.faults.not_found"
handler500 = "pages.faults.server_error"
