"""The gallery of components, for staff and developers."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from iomiran.common.http.staff import may_see_drafts

from .gallery import examples


@never_cache
@require_safe
def gallery(request):
    if not (settings.DEBUG or may_see_drafts(request)):
        raise Http404
    return render(request, "pages/gallery.html", {"examples": examples(), "page_robots": "noindex"})
