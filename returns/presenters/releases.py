"""Releases and corrections, as lists under a series."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.states import State
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.numbers import format_number

from .words import release_text


def release_items(releases) -> list[dict]:
    """{title, state, notes, provisional, files}: newest first."""
    return [
        {
            "title": release_text(release),
            "state": "" if release.state == State.PUBLISHED else release.get_state_display(),
            "notes": text.notes if (text := release.text()) else "",
            "reason": release.withdrawal_reason if release.is_withdrawn else "",
            "provisional": release.provisional,
            "files": [
                {"name": upload.name, "sha256": upload.sha256}
                for upload in release.received_files.all()
            ],
        }
        for release in releases
    ]


def correction_items(corrections) -> list[dict]:
    language = get_language()
    items = []
    for correction in corrections:
        values = ""
        if correction.old_value is not None and correction.new_value is not None:
            values = _("%(old)s became %(new)s") % {
                "old": format_number(correction.old_value, language),
                "new": format_number(correction.new_value, language),
            }
        text = correction.text()
        items.append(
            {
                "date_text": format_date(correction.on, language),
                "what": text.what if text else "",
                "effect": text.effect if text else "",
                "values": values,
            }
        )
    return items
