"""The key of an observation: the same words for the same count in every release."""

from datetime import date


def observation_key(
    period_start: date,
    period_end: date,
    *,
    place: str,
    country_from: str,
    documentation: str,
    manner: str,
    sex: str,
    age_group: str,
) -> str:
    """ "2025-01-01..2025-06-29/everywhere/IRN/all/all/all/all" """
    period = f"{period_start.isoformat()}..{period_end.isoformat()}"
    return "/".join((period, place, country_from, documentation, manner, sex, age_group))
