"""The mission's rows as the components of the pages expect them. Pure."""

from django.utils.translation import gettext as _

from iomiran.common.editorial.presenting import source_view
from iomiran.common.languages.calendars import format_partial, format_period, format_since


def _statement(row) -> dict:
    edition, text = row["edition"], row["text"]
    return {
        "title": text.title,
        "text": text.statement,
        "source": source_view(edition),
        "lang": text.language,
        "dir": text.direction,
    }


def statement_items(rows) -> list[dict]:
    return [_statement(row) for row in rows]


def advice_items(rows) -> list[dict]:
    """As statement_items. Advice without a source is the portal's own, and says so: a chip that
    the mission has not confirmed it would cast doubt on stopping."""
    items = []
    for row in rows:
        item = _statement(row)
        if row["edition"].is_unconfirmed and item["source"].is_empty:
            item |= {"source": None, "origin": _("This advice is the portal’s own.")}
        items.append(item)
    return items


def timeline_items(rows) -> list[dict]:
    """{date_text, date_iso, title, text, source, lang, dir}, oldest first."""
    return [
        _statement(row)
        | {
            "date_text": format_partial(row["edition"].date, both=False),
            "date_iso": row["edition"].date,
        }
        for row in rows
    ]


def contact_items(rows) -> list[dict]:
    return [
        _statement(row)
        | {
            "href": row["edition"].href,
            "address": row["edition"].address.removeprefix("https://").rstrip("/"),
            "kind": row["edition"].kind,
        }
        for row in rows
    ]


def _term(edition) -> str:
    if edition.since and edition.until:
        return format_period(edition.since, edition.until, both=False)
    if edition.since:
        return format_since(edition.since, both=False)
    return ""


def person_items(rows) -> list[dict]:
    """{name, title, term_text, bio, source, lang, dir}, present post-holders first."""
    return [
        {
            "name": row["text"].name,
            "title": row["text"].title,
            "term_text": _term(row["edition"]),
            "bio": row["text"].bio,
            "source": source_view(row["edition"]),
            "lang": row["text"].language,
            "dir": row["text"].direction,
        }
        for row in rows
    ]


def partner_items(rows) -> list[dict]:
    return [
        {
            "title": row["text"].name,
            "text": row["text"].role,
            "source": source_view(row["edition"]),
            "lang": row["text"].language,
            "dir": row["text"].direction,
        }
        for row in rows
    ]
