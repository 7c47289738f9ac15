"""How to cite a series, a view of it or a figure: as a line, as BibTeX and as RIS.

The day on which somebody reads is not ours to print: pages have the same bytes for everybody.
A place to fill stands there, which a small script fills, and an address may give the day.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.bidi import foreign, joined
from iomiran.common.languages.calendars import format_date, format_period
from iomiran.common.nav import site_url
from returns.models import Release, SeriesEdition

from .words import release_text

# Signs that LaTeX reads as commands; an address is read raw.
_TEX = re.compile(r"[\\{}%&#_$~^]")


@dataclass(frozen=True)
class Citation:
    """`address` is that of the release, for ever; `view` of what was looked at, if it is another.

    `released` is the day of the release.
    """

    name: str
    publisher: str
    title: str
    period: str
    scope: str
    release: str
    released: date
    portal: str
    address: str
    view: str = ""

    @property
    def before(self) -> str:
        """The line up to the day of reading."""
        what = ", ".join(filter(None, [self.title, self.period]))
        parts = [foreign(self.publisher), what, self.release, self.portal]
        return ". ".join(filter(None, parts)) + "."

    @property
    def read_on(self) -> str:
        # Translators: the day is filled in by the reader or by a script.
        return _("Read on %(date)s") % {"date": self.blank}

    @property
    def blank(self) -> str:
        return _("[date]")

    @property
    def text(self) -> str:
        addresses = " ".join(foreign(one) for one in (self.address, self.view) if one)
        return f"{self.before} {self.read_on}: {addresses}"


def portal_name() -> str:
    name = joined((_("IOM in Iran"), _("Migration portal")))
    return name if settings.OFFICIAL_SITE else f"{name} ({_('demonstration')})"


def release_address(edition: SeriesEdition, release: Release) -> str:
    """Where this release stays readable when there are later ones."""
    return reverse("returns:release_detail", args=[edition.document.slug, release.number])


def citation(
    edition: SeriesEdition,
    release: Release,
    path: str = "",
    period: tuple[date, date] | None = None,
    title: str = "",
) -> Citation:
    """`path` is the address of a view, without the site; `period` what the view is bound to."""
    address = release_address(edition, release)
    is_view = path not in ("", edition.get_absolute_url(), address)
    return Citation(
        name=f"{edition.document.slug}-{release.number}",
        publisher=edition.publisher,
        title=title or edition.text().title,
        period=format_period(*period, get_language(), both=False) if period else "",
        scope=edition.scope_sentence(),
        release=release_text(release),
        released=release.published_at.date(),
        portal=portal_name(),
        address=site_url(address),
        view=site_url(path) if is_view else "",
    )


def bibtex(cited: Citation, read: date | None = None) -> str:
    """An entry of the kind @misc, for BibTeX and BibLaTeX alike."""
    fields = {
        "author": f"{{{_tex(cited.publisher)}}}",
        "title": f"{{{_tex(_titled(cited))}}}",
        "year": str(cited.released.year),
        "date": cited.released.isoformat(),
        "version": _tex(cited.release),
        "publisher": _tex(cited.portal),
        "url": cited.address,
        "urldate": read.isoformat() if read else "",
        "note": _tex(". ".join(filter(None, [cited.scope, cited.view, _read(cited, read)]))),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{cited.name},\n" + ",\n".join(lines) + "\n}\n"


def ris(cited: Citation, read: date | None = None) -> str:
    """A record of the type DATA; every line ends as the format asks, with CR and LF."""
    lines = [
        ("TY", "DATA"),
        ("ID", cited.name),
        ("AU", cited.publisher),
        ("TI", _titled(cited)),
        ("PY", str(cited.released.year)),
        ("DA", cited.released.strftime("%Y/%m/%d")),
        ("ET", cited.release),
        ("PB", cited.portal),
        ("UR", cited.address),
        ("L2", cited.view),
        ("Y2", read.strftime("%Y/%m/%d") if read else ""),
        ("N1", ". ".join(filter(None, [cited.scope, "" if read else _read(cited, None)]))),
        ("ER", ""),
    ]
    return "".join(
        f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines if value or tag == "ER"
    )


def _titled(cited: Citation) -> str:
    return ", ".join(filter(None, [cited.title, cited.period]))


def _read(cited: Citation, read: date | None) -> str:
    if read is None:
        return cited.read_on
    return _("Read on %(date)s") % {"date": format_date(read, get_language(), both=False)}


def _tex(text: str) -> str:
    named = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return _TEX.sub(lambda m: named.get(m[0], f"\\{m[0]}"), _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())
