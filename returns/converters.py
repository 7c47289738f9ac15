"""Numbers in addresses."""

from django.urls.converters import IntConverter


class NumberConverter(IntConverter):
    """From 1, written in one way: 1 and not 01, or one page would have addresses without end."""

    regex = "[1-9][0-9]{0,8}"
