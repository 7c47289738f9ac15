"""When a text is due for another look, by its kind."""

from datetime import date

from django.utils.timezone import localdate

from iomiran.common.editorial.models import Edition

# Months from publication on, as the apps register them; a kind that is not here is never due.
_months: dict[type[Edition], int] = {}


def register_review(model: type[Edition], *, months: int) -> None:
    _months[model] = months


def review_date(edition: Edition) -> date | None:
    """The day that staff set, or the months of the kind after publication; None for never."""
    if edition.review_due:
        return edition.review_due
    months = _months.get(type(edition))
    if months is None or edition.published_at is None:
        return None
    return months_after(localdate(edition.published_at), months)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if last > day.day:
            continue
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"no day of {year}-{month + 1}")
