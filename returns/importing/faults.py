"""What a reader is told of a fault, by its rule."""

from django.utils.translation import gettext_lazy as _

from returns.models import ImportFault

from .received.faults import REASONS as OF_FILES

REASONS = {
    # of the mapping and the table
    "target_unknown": _("Nothing of that name can be read from a column."),
    "target_missing": _("No column and no fixed value gives it."),
    "column_missing": _("The file has no column of that name."),
    "column_twice": _("The file has two columns of that name. Give each a name of its own."),
    "ragged": _("The row has %(value)s cells; the row of column names has %(detail)s."),
    # of a cell
    "blank": _("The cell is empty."),
    "not_whole": _("It is not a whole number."),
    "below_zero": _("It is below zero."),
    "ambiguous_number": _("It may be thousands or a fraction. Write it without a point."),
    "not_number": _("It is not a number with two decimals at most."),
    "not_date": _("It is not a date such as 2021-06-24 or 1400-04-03."),
    "other_calendar": _("Its year is not one of the calendar that was chosen for the file."),
    "not_period": _("It is not a period such as 2021, 2021-06 or 1400-04."),
    "ambiguous_date": _(
        "Day and month may be taken for one another. Write the year first, or say the order."
    ),
    "word_unknown": _("It is none of the words that this column may have."),
    "too_many_words": _("The column has too many different words. It is another column."),
    "place_unknown": _("It is not a place that the portal knows."),
    "formula": _("It begins with a sign that a spreadsheet takes for a formula."),
    "control": _("It holds signs that no text has."),
    "too_long": _("The text is too long."),
    "not_address": _("It is not an address that begins with https://."),
    "not_partial_date": _("It is not a date such as 2023, 2023-06 or 2023-06-21."),
    # of a row among the others
    "period_order": _("The period ends before it begins."),
    "too_many_days": _("A period has 366 days at most."),
    "period_bounds": _("The period is not between 1979 and today."),
    "unplotted_reason": _("It is not to be drawn, and no reason is given."),
    "aggregator_drawn": _("A count from an aggregator is never drawn: say no, with a reason."),
    "doubtful_drawn": _("A count of low confidence is never drawn: say no, with a reason."),
    "not_1_january": _("A count to date begins on 1 January."),
    "not_one_day": _("A count of people present is of one day."),
    "duplicate": _("Row %(detail)s says the same count."),
    "overlap": _("The period overlaps %(detail)s, which is alike in all else."),
}


def reason_of(fault: ImportFault) -> str:
    """The sentence on a fault, in the active language."""
    reason = REASONS[fault.rule] if fault.rule in REASONS else OF_FILES[fault.rule]
    return str(reason) % {"value": fault.value, "detail": fault.detail}
