"""Examples for the gallery of what the explorer is made of: its form, refusals, its charts."""

from datetime import date

from iomiran.common.charts import (
    ChartSpec,
    Point,
    Series,
    column_chart,
    line_chart,
    share_chart,
)
from iomiran.common.languages.chain import direction
from iomiran.common.languages.numbers import format_number, format_percent


def explorer_parts(w: dict, language: str) -> dict[str, list[dict]]:
    """Component name → one context for each example of it."""
    option = {"value": "example", "label": w["group"], "selected": True}
    choice = {"name": "choice", "label": w["term"], "options": [option]}
    typed = {"name": "typed", "label": w["other"], "options": [], "value": w["year"]}
    group = {"legend": w["heading"], "help": w["short"], "fields": [choice, typed]}
    form = {"series": "example", "state": w["period"], "groups": [group]}
    refused = {
        "label": w["term"],
        "value": w["other"],
        "why": w["short"],
        "links": [(w["group"], "#component-refused_list"), (w["term"], "#component-refused_list")],
        "without": "#component-refused_list",
    }
    groups = [{"label": w["heading"], "options": [option]}]
    return {
        "explore_form": [{"form": form, "action": "#", "id": f"explore-{language}"}],
        "refused_list": [{"refused": [refused, refused | {"links": []}]}],
        "series_choice": [{"groups": groups, "action": "#", "id": f"series-{language}"}],
    }


def explorer_charts(w: dict, language: str) -> list[dict]:
    """An area, columns of which some are counted in part, and shares of a total."""

    def points(values, counted=()):
        return [
            Point(
                date(2000 + n, 1, 1),
                date(2000 + n, 12, 31),
                value,
                counted=w["short"] if n in counted else "",
            )
            for n, value in enumerate(values)
        ]

    def spec(name):
        return ChartSpec(
            id=f"example-{name}-{language}",
            title=w["long"],
            y_title=w["numbers"],
            language=language,
            direction=direction(language),
            number=lambda value: format_number(value, language),
        )

    first = [310, 420, 380, None, 520, 610, 640, 580]
    second = [180, 150, 240, None, 260, 220, 310, 420]
    parts = [
        Series("spontaneous", w["heading"], points(first)),
        Series("deported", w["term"], points(second)),
    ]
    partly = [Series("iran", w["heading"], points(first, counted=(1, 5)))]
    drawings = {
        "area": line_chart(spec("area"), parts[:1], filled=True),
        "columns": column_chart(spec("columns"), partly),
        "shares": share_chart(spec("shares"), parts, lambda value: format_percent(value, language)),
    }
    return [
        {
            "chart": {
                "id": f"example-{name}-{language}",
                "title": w["long"],
                "subtitle": w["short"],
                "svg": drawing.svg,
                "summary": drawing.summary,
                "source": w["source"],
                "notes": list(drawing.notes),
            }
        }
        for name, drawing in drawings.items()
    ]
