"""Makers of what publications are about, for tests of the library."""

from iomiran.tests.factories import next_slug, publish_example
from publications.models import Theme, ThemeEdition
from returns.models import Place, PlaceEdition


def make_theme(*, slug=None, live=True, **names) -> Theme:
    document = Theme.objects.create(slug=slug or next_slug("theme"))
    names = {"name_en": "Example theme", "name_fa": "موضوع نمونه"} | names
    edition = ThemeEdition.objects.create(document=document, **names)
    if live:
        publish_example(edition)
    return document


def make_province(*, slug=None, **names) -> Place:
    document = Place.objects.create(slug=slug or next_slug("province"), kind="province")
    names = {"name_en": "Example province", "name_fa": "ولایت نمونه"} | names
    publish_example(PlaceEdition.objects.create(document=document, level="A", **names))
    return document


def about(edition, *, themes=(), provinces=(), series=()):
    """Put what a publication is about beside it, and give it back."""
    edition.themes.set(themes)
    edition.provinces.set(provinces)
    edition.series.set(series)
    return edition
