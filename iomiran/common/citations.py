"""How to cite what the portal offers: as a line, as BibTeX and as RIS.

The day on which somebody reads is not ours to print: pages have the same bytes for everybody.
A place to fill stands there, which a small script fills, and an address may give the day.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.bidi import foreign, joined
from iomiran.common.languages.calendars import format_date

# Signs that LaTeX reads as commands; an address is read raw.
_TEX = re.compile(r"[\\{}%&#_$~^]")


@dataclass(frozen=True)
class Citation:
    """`address` is the one that stays; `view` of what was looked at, if it is another.

    `issued` is a date as exact as it is known: "2025-06-30", "2025" or "". `kind` is a word for
    what it is, `issued_text` its date in words, `release` which state of data it is.
    """

    name: str
    title: str
    address: str
    publisher: str = ""
    period: str = ""
    scope: str = ""
    release: str = ""
    kind: str = ""
    issued: str = ""
    issued_text: str = ""
    portal: str = ""
    view: str = ""
    ris_type: str = "DATA"

    @property
    def titled(self) -> str:
        return ", ".join(filter(None, [self.title, self.period]))

    @property
    def before(self) -> str:
        """The line up to the day of reading."""
        what = joined((self.kind, self.issued_text))
        parts = [foreign(self.publisher), self.titled, self.release, what, self.portal]
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


def bibtex(cited: Citation, read: date | None = None) -> str:
    """An entry of the kind @misc, for BibTeX and BibLaTeX alike."""
    fields = {
        "author": f"{{{_tex(cited.publisher)}}}" if cited.publisher else "",
        "title": f"{{{_tex(cited.titled)}}}",
        "year": cited.issued[:4],
        "date": cited.issued,
        "type": _tex(cited.kind),
        "version": _tex(cited.release),
        "publisher": _tex(cited.portal),
        "url": cited.address,
        "urldate": read.isoformat() if read else "",
        "note": _tex(". ".join(filter(None, [cited.scope, cited.view, _read(cited, read)]))),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{cited.name},\n" + ",\n".join(lines) + "\n}\n"


def ris(cited: Citation, read: date | None = None) -> str:
    """A record of the type that it says; every line ends as the format asks, with CR and LF."""
    lines = [
        ("TY", cited.ris_type),
        ("ID", cited.name),
        ("AU", cited.publisher),
        ("TI", cited.titled),
        ("PY", cited.issued[:4]),
        ("DA", cited.issued.replace("-", "/")),
        ("M3", cited.kind),
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


# Ending of a file → who writes it, and what it is.
CITATION_FILES = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (ris, "application/x-research-info-systems; charset=utf-8"),
}


def citation_response(cited: Citation, ending: str, read: date | None = None) -> HttpResponse:
    write, media_type = CITATION_FILES[ending]
    response = HttpResponse(write(cited, read), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{cited.name}.{ending}"'
    return response


def _read(cited: Citation, read: date | None) -> str:
    if read is None:
        return cited.read_on
    return _("Read on %(date)s") % {"date": format_date(read, get_language(), both=False)}


def _tex(text: str) -> str:
    named = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return _TEX.sub(lambda m: named.get(m[0], f"\\{m[0]}"), _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())
