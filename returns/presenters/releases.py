"""Corrections, as they stand under a series and its releases."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.numbers import format_number


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
