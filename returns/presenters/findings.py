"""Where a source does not add up, in words."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.languages.calendars import format_period
from iomiran.common.languages.numbers import format_number, format_percent
from returns.models.dimensions import CountryFrom


def _sentence(rule: str) -> str:
    return {
        "parts": _("the parts make %(computed)s; the source prints a total of %(printed)s."),
        "parts_exceed": _("the parts make %(computed)s, more than the total of %(printed)s."),
        "countries": _("the countries make %(computed)s; the source prints %(printed)s together."),
        "change": _("the source prints a change of %(printed)s; its counts give %(computed)s."),
        "share": _("the source prints a share of %(printed)s; its counts give %(computed)s."),
        "falls": _("the count since 1 January falls from %(computed)s to %(printed)s."),
        "to_date": _(
            "the source prints %(printed)s since 1 January; with the count of these days it "
            "would be %(computed)s."
        ),
        "to_date_below": _(
            "the source prints %(printed)s since 1 January, less than the %(computed)s of "
            "these days alone."
        ),
        "outlier": _(
            "the count is %(printed)s; the history of the series would lead one to expect "
            "about %(computed)s."
        ),
    }[rule]


def _number(text: str, rule: str) -> str:
    language = get_language()
    if rule in ("change", "share"):
        return format_percent(text, language, places=1 if "." in text else 0)
    return format_number(text, language)


def finding_texts(findings: list[dict]) -> list[str]:
    """One sentence for each finding of a release."""
    texts = []
    for finding in findings:
        start, end = (date.fromisoformat(finding[name]) for name in ("period_start", "period_end"))
        rule = finding["rule"]
        sentence = _sentence(rule) % {
            name: _number(finding[name], rule) for name in ("printed", "computed")
        }
        texts.append(
            _("%(period)s, %(country)s: %(sentence)s")
            % {
                "period": format_period(start, end, get_language(), both=False),
                "country": CountryFrom(finding["country_from"]).label,
                "sentence": sentence,
            }
        )
    return texts
