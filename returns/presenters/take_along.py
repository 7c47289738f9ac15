"""What a reader may take along from a chart or table: files, citation, embed, link."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from iomiran.common.citations import Citation
from iomiran.common.languages.info import LANGUAGES
from iomiran.common.languages.numbers import format_number
from iomiran.common.nav import site_url
from returns.filters import ReturnsFilter
from returns.models import SeriesEdition

# Of the frame in another page: the drawing, its title and what stands under it on a phone.
FRAME_HEIGHT = 640


@dataclass(frozen=True)
class FileLink:
    label: str
    url: str
    size: str = ""
    what: str = ""


@dataclass(frozen=True)
class EmbedCode:
    lang: str
    name: str
    code: str


@dataclass(frozen=True)
class TakeAlong:
    """For components/take_along.html. `id` is unique in the page."""

    id: str
    files: list[FileLink]
    pictures: list[FileLink] = field(default_factory=list)
    tagged: list[FileLink] = field(default_factory=list)
    citation: Citation | None = None
    citation_files: list[FileLink] = field(default_factory=list)
    embeds: list[EmbedCode] = field(default_factory=list)
    link: str = ""


def page_of(edition: SeriesEdition, asked: ReturnsFilter) -> str:
    """Address, without the site, of the page that shows what is asked of a series."""
    return with_query(edition.get_absolute_url(), asked.to_querystring("series"))


def with_query(path: str, *queries: str) -> str:
    query = "&".join(filter(None, queries))
    return f"{path}?{query}" if query else path


def table_files(address, query: str, sizes: dict[str, str], endings) -> list[FileLink]:
    """`address(ending)` is the path of the file in that format."""
    return [
        FileLink(ending.upper(), with_query(address(ending), query), sizes.get(ending, ""))
        for ending in endings
    ]


def tagged_files(address, query: str) -> list[FileLink]:
    """The same with a row of HXL tags under the header."""
    return [
        FileLink(ending.upper(), with_query(address(ending), query, "hxl=1"))
        for ending in ("csv", "xlsx", "zip")
    ]


def embed_codes(query: str, title: str) -> list[EmbedCode]:
    """Code for each language; the title of the frame is that of the page that offers it."""
    codes = []
    for code, name in LANGUAGES:
        with translation.override(code):
            address = site_url(with_query(reverse("returns_embed"), query))
        codes.append(
            EmbedCode(
                code,
                name,
                f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%"'
                f' height="{FRAME_HEIGHT}" loading="lazy" style="border:0"></iframe>',
            )
        )
    return codes


def size_text(size: int, *, about: bool = True, over: bool = False) -> str:
    """ "about 350 kB": two figures are known of an estimate, and no more are shown."""
    number, unit = size / 1000, _("%(number)s kB")
    if number >= 1000:
        number, unit = number / 1000, _("%(number)s MB")
    shown = format_number(max(1, _two_figures(number) if about or over else round(number)))
    text = unit % {"number": shown}
    if over:
        return pgettext("size of a file", "over %(size)s") % {"size": text}
    return pgettext("size of a file", "about %(size)s") % {"size": text} if about else text


def _two_figures(number: float) -> int:
    step = 10 ** max(0, len(str(int(number))) - 2)
    return round(number / step) * step
