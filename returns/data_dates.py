"""How new the figures are, for the footer of every page."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from iomiran.common.languages.calendars import format_date
from iomiran.common.nav import DataDate

from . import queries


def data_dates() -> list[DataDate]:
    """The end of the newest period and the day of the newest release; none without data."""
    newest = queries.newest_data()
    if newest is None:
        return []
    return [
        DataDate(_("Figures up to"), format_date(newest.period_end)),
        DataDate(_("Last release of data"), format_date(localdate(newest.released_at))),
    ]
