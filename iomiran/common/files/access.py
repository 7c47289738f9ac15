"""Which uploads the public may read: what a published edition uses, and nothing else.

Apps register in `AppConfig.ready()` a function that returns the ids of the uploads that
their published editions use.
"""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from .models import Picture, Rendition, Upload

_sources: list[Callable[[], QuerySet]] = []
_picture_sources: list[Callable[[], QuerySet]] = []


def register_public_uploads(ids: Callable[[], QuerySet]) -> None:
    """`ids()` gives a values_list queryset of Upload ids used by published editions."""
    _sources.append(ids)


def register_public_pictures(ids: Callable[[], QuerySet]) -> None:
    """`ids()` gives a values_list queryset of Picture ids used by published editions."""
    _picture_sources.append(ids)


def is_public(upload: Upload) -> bool:
    """Whether a published edition uses this file, itself, as a cover, or through a picture."""
    itself = Q(pk=upload.pk) | Q(cover=upload)
    for ids in _sources:
        if Upload.objects.filter(itself, pk__in=ids()).exists():
            return True
    for ids in _picture_sources:
        pictures = Picture.objects.filter(pk__in=ids())
        if Rendition.objects.filter(upload=upload, picture__in=pictures).exists():
            return True
    return False
