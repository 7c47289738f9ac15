"""What is new, in a line each: for the overview and for the feeds."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.calendars import format_date
from returns.queries import Happening

from .records import release_url
from .releases import correction_items
from .series import release_text


@dataclass(frozen=True)
class News:
    """For components/lately.html and the feeds. `code` is the same in every language."""

    code: str
    at: datetime
    day: str
    kind: str
    title: str
    text: str
    url: str
    lang: str
    dir: str


def news_of(happenings: list[Happening]) -> list[News]:
    return [news for one in happenings if (news := _news(one))]


def _news(one: Happening) -> News | None:
    text = one.series.text()
    if text is None:
        return None
    fallback = text.is_fallback
    slug = one.series.document.slug
    if one.correction:
        (item,) = correction_items([one.correction])
        said = " ".join(filter(None, (item["what"], item["values"], item["effect"])))
        code, kind = f"correction-{one.correction.pk}", _("Correction")
    else:
        notes = one.release.text()
        said = f"{release_text(one.release)}. {notes.notes if notes else ''}".strip()
        code, kind = f"release-{slug}-{one.release.number}", _("Release")
    return News(
        code=code,
        at=one.at,
        day=format_date(one.at, get_language()),
        kind=kind,
        title=text.title,
        text=said,
        url=release_url(one.series, one.release),
        lang=text.language if fallback else "",
        dir=text.direction if fallback else "",
    )
