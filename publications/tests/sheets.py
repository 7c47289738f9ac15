"""For the tests of infosheets: a sheet as PDF, and what can be read in it."""

import io
import re

from pypdf import PdfReader

from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import printed_sheet


def pdf_of(programme, language="en"):
    sheet = sheet_for(f"programme:{programme.document.slug}", language)
    return PdfReader(io.BytesIO(printed_sheet(sheet).content))


def read(printed) -> str:
    return text_of(PdfReader(io.BytesIO(printed.content)))


def text_of(pdf) -> str:
    return " ".join("\n".join(page.extract_text() for page in pdf.pages).split())


def bare(text: str) -> str:
    """Without spaces and signs that are not seen: where lines break is the layout's."""
    return re.sub("[\\s\x00-\x1f\u200b-\u200f\ufffd•]", "", text)


def logical(pdf) -> str:
    """Persian lines as they are read: pypdf's layout mode gives what is seen from the left."""
    lines = [
        line[::-1]
        for page in pdf.pages
        for line in page.extract_text(extraction_mode="layout").splitlines()
    ]
    return folded(" ".join(lines))


def folded(text: str) -> str:
    return " ".join(text.replace("\u200f", "").split())
