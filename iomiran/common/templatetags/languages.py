"""Numbers and dates in templates, in the active language or the one given.

Text that fell back to another language takes that language as argument:
`{{ value|number:text.language }}`.
"""

from datetime import date

from django import template

from iomiran.common.languages import bidi, calendars, chain, numbers
from iomiran.common.languages.info import own_name

register = template.Library()


def _written(write, value, *arguments) -> str:
    """What is not there stays empty; what is no number stays as it is: a page never breaks."""
    if value is None or value == "":
        return ""
    try:
        return write(value, *arguments)
    except (ArithmeticError, ValueError, TypeError):
        return str(value)


@register.filter
def number(value, language=None):
    return _written(numbers.format_number, value, language)


@register.filter
def percent(value, language=None):
    """`{{ 70|percent }}` → 70%."""
    return _written(numbers.format_percent, value, language)


@register.filter
def money(amount, language=None):
    return _written(numbers.format_money_usd, amount, language)


@register.filter
def precision_number(value, precision):
    """`{{ value|precision_number:"nearly" }}`, in the active language."""
    return _written(numbers.with_precision, value, precision)


@register.filter
def digits(text, language=None):
    return _written(numbers.digits, text, language)


@register.filter
def day(value, style="both"):
    """A date. `day:"short"` has one calendar; `day:"month"`, `day:"year"` say no more than that."""
    if not isinstance(value, date):
        return "" if value is None else str(value)
    if style == "both":
        return calendars.format_date(value)
    if style == "short":
        return calendars.format_date(value, both=False)
    return calendars.format_date(value, style=style)


@register.filter
def moment(value):
    """Day and minute, in one calendar."""
    return calendars.format_moment(value) if value else ""


@register.filter
def partial_date(text, language=None):
    """ "2023", "2023-06", "2023-06-21" or ""."""
    return _written(calendars.format_partial, text, language)


@register.filter
def isolated(text):
    """For attributes and plain text; in HTML use {% isolate %}."""
    return bidi.isolate(text)


@register.filter
def bdi(text):
    """The element for where a tag cannot stand: `{% blocktranslate with name=name|bdi %}`."""
    return bidi.bdi(text)


@register.filter
def joined(words, language=None):
    """`{{ words|joined }}`: plain texts in a line, with the comma of the language."""
    return bidi.joined(words, language)


@register.simple_tag
def comma():
    """`{{ name }}{% comma %}{{ date }}`: the comma of the language with its space."""
    return bidi.comma()


@register.simple_tag
def isolate(text, language=None):
    """`{% isolate name %}` or `{% isolate title text.language %}`: a bdi element."""
    return bidi.bdi(text, language)


@register.simple_tag
def period(start, end=None, language=None):
    """`{% period figure.period_start figure.period_end %}`; without an end: since the start."""
    if not start:
        return ""
    if not end:
        return _written(calendars.format_since, start, language)
    return calendars.format_period(start, end, language)


@register.simple_tag
def langname(code):
    """The name of a language in that language."""
    return own_name(code)


@register.simple_tag
def lang_dir(code=None):
    return chain.direction(code)
