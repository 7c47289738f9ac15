"""Makers of publications and their files for tests."""

import io

import xlsxwriter

from iomiran.common.editorial.actions import draft_from, next_number
from iomiran.common.files.storage import store_bytes
from iomiran.tests.factories import next_slug, publish_example
from publications.models import Publication, PublicationEdition, PublicationFile


def pdf_bytes(mark="example", pages=2) -> bytes:
    """A small PDF that says `mark` and its number on each page."""
    numbers = range(1, pages + 1)
    kids = " ".join(f"{2 * number + 2} 0 R" for number in numbers)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number in numbers:
        drawn = f"BT /F1 12 Tf 50 700 Td ({mark} page{number}) Tj ET"
        box, fonts = "/MediaBox [0 0 595 842]", "/Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {box} {fonts} /Contents {2 * number + 3} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    return pdf_of_objects(objects)


def pdf_of_objects(objects: list[str], trailer="") -> bytes:
    """A PDF of the objects given as text, numbered from one; the first is its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


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
