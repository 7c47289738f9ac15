"""Columns of the lists of the desk that Django would write in another calendar and digits."""

from collections.abc import Callable

from django.contrib import admin

from iomiran.common.languages.calendars import format_moment


def moment_column(name: str, label) -> Callable:
    """Day and minute of the field `name`, as its reader writes them; "–" before it has come.

    For `list_display` and for fields that are only read.
    """

    @admin.display(description=label, ordering=name, empty_value="–")
    def shown(row):
        moment = getattr(row, name)
        return format_moment(moment) if moment else None

    return shown
