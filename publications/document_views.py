"""A file of the library at the address that it keeps when it is replaced."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from iomiran.common.editorial.moved import document_at
from iomiran.common.editorial.pages import edition_page
from iomiran.common.files.presenting import ending_of, upload_url
from iomiran.common.files.serving import file_answer, is_download
from iomiran.common.http.staff import may_see_drafts
from iomiran.common.languages.chain import FALLBACK

from . import queries
from .downloads import count_download
from .file_names import own_name, plain_name
from .models import Publication, PublicationFile


@require_safe
def document_file(request, slug: str, key: str, ending: str) -> HttpResponse:
    """The file that stands here now; colleagues see that of a draft where none is public yet."""
    file = queries.file_at(slug, key)
    public = file is not None
    if not public:
        if gone := _elsewhere(request, slug, key, ending):
            return gone
        file = queries.draft_file_at(slug, key) if may_see_drafts(request) else None
    if file is None or ending_of(file.upload) != ending:
        return _once_here(slug, key, ending, file)
    return _answered(request, file, public)


def _answered(request, file: PublicationFile, public: bool) -> HttpResponse:
    issued = queries.issued_as(file) if public else None
    response = file_answer(
        request,
        file.upload,
        public=public,
        name=plain_name(file, issued),
        own_name=own_name(file, issued),
    )
    if file.language:
        response["Content-Language"] = file.language
    version = upload_url(file.upload)
    response["Content-Location"] = version
    response["Link"] = f'<{version}>; rel="latest-version"'
    if public and is_download(request, response):
        count_download(publication=file.edition.document, key=file.key)
    return response


def _elsewhere(request, slug: str, key: str, ending: str) -> HttpResponse | None:
    """The way to a publication that moved; 410 for one that was taken back, as its page says it."""
    document = document_at(Publication, slug)
    if document is None:
        raise Http404
    edition = queries.publication_page(document.slug)
    if document.slug != slug:
        # The address of what was never public would tell that it is being written.
        if edition is None and not may_see_drafts(request):
            raise Http404
        url = reverse("document_file", args=[document.slug, key, ending])
        return HttpResponsePermanentRedirect(url)
    if edition is None or not edition.is_taken_back:
        return None
    with translation.override(_language_of(key)):
        request.LANGUAGE_CODE = translation.get_language()
        response = edition_page(request, edition, "withdrawn.html")
        response["Content-Language"] = request.LANGUAGE_CODE
    of_staff = settings.SESSION_COOKIE_NAME in request.COOKIES
    response["Cache-Control"] = "private, no-store" if of_staff else "no-cache"
    return response


def _once_here(slug: str, key: str, ending: str, file: PublicationFile | None) -> HttpResponse:
    """The way to what stands here now, where a file of another kind stood here before."""
    if file and any(
        ending_of(earlier.upload) == ending
        for earlier in queries.issued_files(file.edition.document)
        if earlier.key == key
    ):
        return HttpResponseRedirect(file.get_absolute_url())
    raise Http404


def _language_of(key: str) -> str:
    """The language that a key begins with, such as "fa" and "fa-2"; English for data."""
    fitting = (code for code in FALLBACK if f"{key}-".startswith(f"{code}-"))
    return max(fitting, key=len, default="en")
