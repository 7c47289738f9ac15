"""Makers of programmes and appeals for tests."""

from iomiran.common.editorial.actions import next_number
from iomiran.tests.factories import next_slug, publish_example
from programmes.models import Appeal, AppealEdition, Programme, ProgrammeEdition


def make_programme(*, slug=None, live=True, **fields) -> ProgrammeEdition:
    """A programme with an example text in English and Persian; a draft unless `live`."""
    document, _made = Programme.objects.get_or_create(slug=slug or next_slug("programme"))
    edition = ProgrammeEdition.objects.create(
        document=document,
        number=next_number(ProgrammeEdition, document.pk),
        **{
            "level": "A",
            "title_en": "Example programme",
            "title_fa": "برنامه‌ی نمونه",
            "summary_en": "An example summary.",
            "summary_fa": "چکیده‌ی نمونه.",
            "body_en": "<h2>First part</h2><p>Example text.</p>",
            "body_fa": "<h2>بخش نخست</h2><p>متن نمونه.</p>",
        }
        | fields,
    )
    return publish_example(edition) if live else edition


def make_appeal(*, programme: Programme, live=True, **fields) -> AppealEdition:
    document = Appeal.objects.create(slug=next_slug("appeal"))
    edition = AppealEdition.objects.create(
        document=document,
        programme=programme,
        **{
            "level": "A",
            "name_en": "Example appeal",
            "name_fa": "درخواست نمونه",
            "geography_en": "Example place",
            "geography_fa": "جای نمونه",
            "amount_usd": 1,
        }
        | fields,
    )
    return publish_example(edition) if live else edition
