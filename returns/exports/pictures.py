"""A chart or map as a file by itself: title, scope, drawing, source, licence, release."""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.charts import Chart, standalone
from iomiran.common.citations import portal_name
from iomiran.common.editorial.presenting import SourceView, source_view
from iomiran.common.http.turns import Turns
from iomiran.common.languages.bidi import foreign, joined
from iomiran.common.languages.chain import direction
from iomiran.common.nav import site_url
from iomiran.common.typeset import print_png
from returns.maps import Map
from returns.models import Release, SeriesEdition
from returns.presenters.citations import release_address
from returns.presenters.places import places_title
from returns.presenters.series import licence_text
from returns.presenters.sources import drawn_sources
from returns.presenters.words import release_text
from returns.queries import Observed

_SIZE = re.compile(r'^<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
DENSITY = 2
# Drawing a picture takes a core for a moment: readers wait their turn.
AT_ONCE = 2
MOST_BYTES = 24 * 1024 * 1024


@dataclass(frozen=True)
class Picture:
    """`svg` stands by itself; `width` and `height` are those of its PNG, in pixels."""

    svg: SafeString

    @property
    def size(self) -> tuple[float, float]:
        width, height = _SIZE.search(self.svg).groups()
        return float(width), float(height)

    @property
    def pixels(self) -> tuple[int, int]:
        width, height = self.size
        return round(width * DENSITY), round(height * DENSITY)


def picture(
    drawing: Chart | Map,
    title: str,
    edition: SeriesEdition,
    release: Release,
    rows: Sequence[Observed] = (),
) -> Picture:
    """The wide drawing with everything that must be said with it, in light colours.

    With the `rows` that are drawn their own sources are named, else that of the series.
    """
    notes = () if isinstance(drawing, Map) else drawing.notes
    text = edition.text()
    sources, others = drawn_sources(rows)
    return Picture(
        standalone(
            drawing.svg_wide,
            heading=title,
            subtitle=edition.scope_sentence(),
            footer=(
                *notes,
                f"{_('Read with care:')} {text.caveat}",
                *(f"{_('Source:')} {_said(one)}" for one in sources or [source_view(edition)]),
                others,
                f"{_('Licence:')} {licence_text(edition)}",
                joined((release_text(release), portal_name())),
                foreign(site_url(release_address(edition, release))),
            ),
            rtl=direction(get_language()) == "rtl",
        )
    )


def places_picture(drawing: Map) -> Picture:
    """The map of crossings, which belongs to no series."""
    heading, footer = places_title(), (portal_name(),)
    rtl = direction(get_language()) == "rtl"
    return Picture(standalone(drawing.svg_wide, heading=heading, footer=footer, rtl=rtl))


def _said(source: SourceView) -> str:
    """Who says it first, as the component of sources has it."""
    words = [foreign(source.who), foreign(source.name)]
    if source.quoted_by:
        quoted = {"source": words[0] or words[1], "outlet": foreign(source.quoted_by)}
        words[0 if words[0] else 1] = _("%(source)s, quoted by %(outlet)s") % quoted
    return joined((*words, source.date_text))


class Pictures:
    """PNG by what is drawn in it; the last ones are kept, together at most `most` bytes."""

    def __init__(self, most: int = MOST_BYTES):
        self.most = most
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._turns = Turns(AT_ONCE)

    def png(self, drawn: Picture) -> bytes:
        """Named by the drawing itself: another release is another drawing. Raises BusyError."""
        name = hashlib.sha256(drawn.svg.encode()).hexdigest()
        if content := self._found(name):
            return content
        with self._turns.taken():
            # Whoever had the turn before may have drawn the same.
            if content := self._found(name):
                return content
            width, height = drawn.size
            content = print_png(drawn.svg, width=width, height=height, density=DENSITY)
            self._keep(name, content)
            return content

    def _found(self, name: str) -> bytes | None:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def _keep(self, name: str, content: bytes) -> None:
        with self._lock:
            if name not in self._kept:
                self._kept[name] = content
                self._bytes += len(content)
            while self._bytes > self.most:
                _name, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped)


pictures = Pictures()
