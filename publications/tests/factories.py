"""Makers of publications and their files for tests."""

import io

import xlsxwriter

from iomiran.common.editorial.actions import draft_from, next_number
from iomiran.common.files.storage import store_bytes
from iomiran.tests.factories import next_slug, publish_example
from publications.models import Publication, PublicationEdition, PublicationFile


def pdf_bytes(mark="example", pages=2) -> bytes:
    """The smallest thing that begins and ends as a PDF and says how many pages it has."""
    return (
        f"%PDF-1.7\n% {mark}\n1 0 obj\n<< /Type /Pages /Kids [] /Count {pages} >>\nendobj\n"
        "trailer\n<< >>\nstartxref\n0\n%%EOF\n"
    ).encode()


def xlsx_bytes() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.add_worksheet().write_row(0, 0, ["place", "persons"])
    return out.getvalue()


def add_file(edition, *, content=None, name="example.pdf", language="en", **fields):
    upload = store_bytes(
        content or pdf_bytes(next_slug()), name=name, media_type="application/pdf", pages=2
    )
    return PublicationFile.objects.create(
        edition=edition, upload=upload, language=language, **fields
    )


def make_publication(
    *, slug=None, live=True, programmes=(), file_languages=(), **fields
) -> PublicationEdition:
    """A publication with an example text in English and Persian; a draft unless `live`."""
    document, _made = Publication.objects.get_or_create(slug=slug or next_slug("publication"))
    edition = PublicationEdition.objects.create(
        document=document,
        number=next_number(PublicationEdition, document.pk),
        **{
            "kind": "situation-report",
            "date": "2021-05-26",
            "external_url": "https://example.org/report",
            "title_en": "Example report",
            "title_fa": "گزارش نمونه",
            "summary_en": "An example summary.",
            "summary_fa": "چکیده‌ی نمونه.",
            "body_en": "<p>Example text.</p>",
            "body_fa": "<p>متن نمونه.</p>",
        }
        | fields,
    )
    edition.programmes.set(programmes)
    for language in file_languages:
        add_file(edition, language=language)
    return publish_example(edition) if live else edition


def replaced(edition, content: bytes, *, name="example.pdf", media_type="application/pdf"):
    """The next edition, public, with another file in the place of the first."""
    draft = draft_from(edition=edition, by=None)
    file = draft.files.get()
    file.upload = store_bytes(content, name=name, media_type=media_type)
    file.save()
    return publish_example(draft)
