"""The gallery of components, for staff and developers."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def gallery(request):
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff
    if not (settings.DEBUG or signed_in):
        raise Http404
    from .gallery import examples

    return render(request, "pages/gallery.html", {"examples": examples(), "page_robots": "noindex"})
