"""Files and pictures as the components of the page expect them. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iomiran.common.editorial.text import LocalizedText
from iomiran.common.languages.chain import direction
from iomiran.common.languages.info import own_name
from iomiran.common.languages.numbers import format_number
from iomiran.common.nav import hreflang, site_url

from .licences import licence_url
from .models import Picture, Rendition, Shape, Upload

FORMATS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "text/csv": "CSV",
}
KILOBYTE, MEGABYTE = 1024, 1024 * 1024
# The picture that a browser without srcset takes.
MIDDLE_WIDTH = 960


@dataclass(frozen=True)
class FileView:
    """For components/document_link.html; every field is ready text.

    `label_lang` and `label_dir` are set where the label is not in the reader's language. `code` is
    printed on the file or follows from it; `code_url` is where it is checked.
    """

    label: str
    url: str
    format: str
    size: str
    language: str
    pages: str
    hreflang: str = ""
    label_lang: str = ""
    label_dir: str = ""
    code: str = ""
    code_url: str = ""


@dataclass(frozen=True)
class CoverView:
    """The first page of a document, beside its title; width and height in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class PictureView:
    """For components/picture.html; `lang` and `dir` are those of the alternative text.

    `webp` is the srcset for browsers that know the format, `srcset` for all others. `shared` is
    the picture of a shared link: (address, width, height), None where there is none.
    """

    src: str
    srcset: str
    webp: str
    width: int
    height: int
    alternative: str
    lang: str
    dir: str
    credit: str
    licence: str
    licence_url: str = ""
    shared: tuple[str, int, int] | None = None


def upload_url(upload: Upload) -> str:
    return reverse("file_download", args=[upload.sha256, upload.name])


def size_text(size: int, language: str | None = None) -> str:
    """1536 → "2 KB"; megabytes with one decimal."""
    if size < MEGABYTE:
        number = format_number(max(1, round(size / KILOBYTE)), language)
        return _("%(number)s KB") % {"number": number}
    megabytes = (Decimal(size) / MEGABYTE).quantize(Decimal("0.1"))
    return _("%(number)s MB") % {"number": format_number(megabytes, language)}


def pages_text(pages: int | None, language: str | None = None) -> str:
    if not pages:
        return ""
    number = format_number(pages, language)
    return ngettext("%(number)s page", "%(number)s pages", pages) % {"number": number}


def ending_of(upload: Upload) -> str:
    """Of a file name: "pdf"; "bin" for what no form of ours takes."""
    return FORMATS.get(upload.media_type, "bin").lower()


def file_view(
    upload: Upload,
    *,
    label: str,
    language: str = "",
    url: str = "",
    text: LocalizedText | None = None,
) -> FileView:
    """`language` is that of the file, "" where it has none (data); `url` a lasting address.

    `text` is the one that the label comes from, None for words of the page itself.
    """
    fallen_back = text is not None and text.is_fallback
    return FileView(
        label=label,
        url=url or upload_url(upload),
        format=FORMATS.get(upload.media_type, ""),
        size=size_text(upload.size),
        language=own_name(language) if language else "",
        pages=pages_text(upload.pages),
        hreflang=hreflang(language) if language else "",
        label_lang=text.language if fallen_back else "",
        label_dir=text.direction if fallen_back else "",
    )


def cover_view(upload: Upload) -> CoverView:
    """Of a document that has a cover. Wants `cover`."""
    return CoverView(upload_url(upload.cover), upload.cover_width, upload.cover_height)


def picture_view(picture: Picture | None, language: str | None = None) -> PictureView | None:
    """None where there is no picture or no alternative text. Wants `renditions__upload`."""
    if picture is None or (text := picture.text(language)) is None:
        return None
    found: dict[tuple[str, str], list[Rendition]] = {}
    for rendition in picture.renditions.all():
        found.setdefault((rendition.shape, rendition.format), []).append(rendition)
    webp = found.get((Shape.WHOLE, "webp"), [])
    plain = found.get((Shape.WHOLE, "jpeg"), webp)
    if not plain:
        return None
    middle = _middle(plain)
    shared = found.get((Shape.WIDE, "jpeg"), plain)[-1]
    return PictureView(
        src=upload_url(middle.upload),
        srcset=_srcset(plain),
        webp=_srcset(webp) if plain is not webp else "",
        width=middle.width,
        height=middle.height,
        alternative=text.alternative,
        lang=text.language if text.is_fallback else "",
        dir=direction(text.language) if text.is_fallback else "",
        credit=picture.credit,
        licence=picture.licence_text,
        licence_url=licence_url(picture.licence),
        shared=(site_url(upload_url(shared.upload)), shared.width, shared.height),
    )


def _middle(renditions: list[Rendition]) -> Rendition:
    fitting = (r for r in renditions if r.width <= MIDDLE_WIDTH)
    return max(fitting, default=renditions[0], key=lambda r: r.width)


def _srcset(renditions: list[Rendition]) -> str:
    return ", ".join(f"{upload_url(r.upload)} {r.width}w" for r in renditions)
