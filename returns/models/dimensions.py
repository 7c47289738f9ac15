"""The values that a dimension of an observation may have.

Every dimension has "all" and "not stated" as values: no dimension is ever NULL, so that "the
source counts everybody" and "the source does not say" are never taken for one another.
"""

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iomiran.common.languages.numbers import PRECISIONS


class CountryFrom(TextChoices):
    IRAN = "IRN", _("Iran")
    PAKISTAN = "PAK", _("Pakistan")
    IRAN_AND_PAKISTAN = "IRN_PAK", _("Iran and Pakistan together")
    ALL = "ALL", _("all countries")
    NOT_STATED = "NOT_STATED", _("country not stated")


class Documentation(TextChoices):
    ALL = "all", _("with and without documents")
    UNDOCUMENTED = "undocumented", _("undocumented")
    DOCUMENTED = "documented", _("documented")
    NOT_STATED = "not_stated", _("documentation not stated")


class Manner(TextChoices):
    ALL = "all", _("all manners of return")
    SPONTANEOUS = "spontaneous", _("spontaneous return")
    DEPORTED = "deported", _("deported")
    NOT_STATED = "not_stated", _("manner of return not stated")


class Sex(TextChoices):
    ALL = "all", _("both sexes")
    FEMALE = "female", _("women and girls")
    MALE = "male", _("men and boys")
    NOT_STATED = "not_stated", _("sex not stated")


class AgeGroup(TextChoices):
    ALL = "all", _("all ages")
    UNDER_5 = "0-4", _("0–4 years")
    FROM_5 = "5-11", _("5–11 years")
    FROM_12 = "12-17", _("12–17 years")
    FROM_18 = "18-59", _("18–59 years")
    FROM_60 = "60+", _("60 years and over")
    NOT_STATED = "not_stated", _("age not stated")


# The words belong to the languages package: a figure says "nearly" alike everywhere.
Precision = tuple(PRECISIONS.items())


class Confidence(TextChoices):
    HIGH = "high", pgettext_lazy("confidence", "high")
    MEDIUM = "medium", pgettext_lazy("confidence", "medium")
    LOW = "low", pgettext_lazy("confidence", "low")


class HowGiven(TextChoices):
    STATED = "stated", _("stated by the source")
    QUOTED_LATER = "quoted_later", _("quoted in the source's next report")
    SUM = "sum", _("sum of the crossings that the source gives")


class Unit(TextChoices):
    PERSONS = "persons", _("persons")
    FAMILIES = "families", _("families")
    MOVEMENTS = "movements", _("movements")
    PERSONS_PER_DAY = "persons_per_day", _("persons a day")


class Kind(TextChoices):
    """How the periods of a series relate; it decides what may be added or joined by a line."""

    INTERVAL = "interval", _("counts of periods that do not overlap")
    CUMULATIVE = "cumulative", _("counts from the start of the year to a date")
    POINT = "point", _("dated counts that stand by themselves")
    STOCK = "stock", _("people present on a date")


class Count(TextChoices):
    """Who counts what, in one word. Two counts never share a line, an axis or a sum."""

    UNDOCUMENTED = "undocumented", _("undocumented returns counted at the border")
    ALL = "all", _("all returns, with and without documents")
    FLOW = "flow", _("movements in flow monitoring")
    RETURNED_REFUGEES = "returned_refugees", _("returned refugees at the end of the year")
    FAMILIES = "families", _("families returned")
    ASSISTANCE = "assistance", _("people given assistance after arrival")
    BORDER = "border", _("border monitoring of 2020")
    HOSTED = "hosted", _("refugees present in a country")


class Frequency(TextChoices):
    WEEKLY = "weekly", _("weekly")
    YEARLY = "yearly", _("yearly")
    IRREGULAR = "irregular", _("irregular")


DIMENSIONS = {
    "country_from": CountryFrom,
    "documentation": Documentation,
    "manner": Manner,
    "sex": Sex,
    "age_group": AgeGroup,
}
# What must be alike for two counts to be compared or added.
ALIKE = ("place", *DIMENSIONS)


def known(field: str, choices) -> Q:
    """The condition that a column holds one of its choices."""
    values = choices.values if hasattr(choices, "values") else [value for value, _label in choices]
    return Q(**{f"{field}__in": values})
