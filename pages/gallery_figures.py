"""Examples for the gallery that hold numbers: figures, tables, charts, maps, appeals."""

from datetime import date

from iomiran.common.charts import ChartSpec, Point, Series, line_chart
from iomiran.common.languages.chain import direction
from iomiran.common.languages.numbers import format_number
from returns.maps import MapPlace, places_map


def source(w, level="A", **more) -> dict:
    """As the source component wants it."""
    return {
        "name": w["source"],
        "publisher": w["publisher"],
        "who": w["publisher"],
        "url": "#component-source",
        "date_text": w["date"],
        "level": level,
        "unconfirmed": level == "B",
        "quoted_by": "",
    } | more


def figure_parts(w: dict, language: str) -> dict[str, list[dict]]:
    """Component name → one context for each example of it."""
    figure = {
        "value_text": w["value"],
        "precision_word": w["precision"],
        "label": w["label"],
        "period_text": w["period"],
        "scope": w["scope"],
        "source_name": w["source"],
        "source_url": "#component-figure",
        "source_date_text": w["date"],
        "series_url": "#component-chart",
        "citation": w["citation"],
        "shares": [{"text": w["share"]}, {"text": w["unknown"]}],
    }
    plain = figure | {"value_text": w["second"], "precision_word": "", "shares": []}
    unconfirmed = plain | {"unconfirmed": True, "source_name": ""}
    table = _table(w)
    take = _take(w, language)
    appeal = {
        "name": w["long"],
        "geography": w["group"],
        "amount_text": w["money"],
        "people_text": w["people"],
        "period_text": w["period"],
        "date_text": w["date"],
        "note": w["sentence"],
        "source": source(w),
    }
    return {
        "appeals_table": [{"appeals": [appeal, appeal | {"source": source(w, "B"), "note": ""}]}],
        "chart": [{"chart": _chart(w, language, table, take | {"id": f"chart-{take['id']}"})}],
        "figures_cited": [
            {
                "figures": [
                    figure
                    | {
                        "slug": f"example-{language}",
                        "source": source(w),
                        "release_text": w["citation"],
                        "language": language,
                    }
                ]
            }
        ],
        "figure": [{"figure": figure}, {"figure": figure, "size": "headline"}],
        "figure_list": [{"figures": [plain, figure, unconfirmed]}],
        "map": [{"map": _map(w, language), "title": w["heading"], "id": f"map-{language}"}],
        "freshness": [
            {"freshness": {"state": state, "word": w["label"], "fact": w["short"]}}
            for state in ("current", "late", "closed")
        ],
        "lately": [
            {
                "news": [
                    {
                        "day": w["date"],
                        "kind": w["label"],
                        "title": w["heading"],
                        "text": w["sentence"],
                        "url": "#component-lately",
                    }
                ]
            }
        ],
        "plan": [{"plan": one, "level": 3} for one in _plans(w, language)],
        "side_by_side": [_side_by_side(w, language)],
        "release": [{"release": one, "level": 3} for one in _releases(w)],
        "table": [{"table": table, "id": f"table-{language}"}],
        "take_along": [{"take": take}],
        "value_pair": [
            {
                "values": [
                    {"label": w["term"], "text": w["value"]},
                    {"label": w["label"], "text": w["second"]},
                ]
            }
        ],
    }


def _releases(w) -> list[dict]:
    """The latest with all that may stand under it, and one that was taken back."""
    file = {
        "name": "example.csv",
        "url": "#component-release",
        "size": w["size"],
        "sha256": "0" * 64,
    }
    correction = {"date_text": w["date"], "what": w["sentence"], "values": "", "effect": ""}
    latest = {
        "title": w["heading"],
        "url": "#component-release",
        "state": w["label"],
        "live": True,
        "provisional": True,
        "changes": w["numbers"],
        "notes": w["sentence"],
        "findings": [w["sentence"]],
        "corrections": [correction],
        "files": [file],
    }
    gone = {
        "title": w["other"],
        "state": w["label"],
        "withdrawn": True,
        "withdrawn_text": w["short"],
        "reason": w["sentence"],
    }
    return [latest, gone]


def _plans(w, language) -> list[dict]:
    """A confirmed one, and one that was cancelled with its reason."""
    plan = {
        "anchor": f"plan-{language}",
        "title": w["heading"],
        "expected": w["date"],
        "status": w["label"],
        "mark": "confirmed",
        "series_title": w["other"],
        "series_url": "#component-plan",
    }
    gone = {"anchor": f"plan-{language}-2", "mark": "cancelled", "changes": [w["sentence"]]}
    return [plan, plan | gone]


def _side_by_side(w, language) -> dict:
    series = {
        "anchor": f"count-{language}",
        "title": w["heading"],
        "url": "#component-side_by_side",
        "count": w["term"],
        "who": w["group"],
        "what": w["short"],
        "where": w["other"],
        "unit": w["label"],
        "kind": w["short"],
        "caveat": w["sentence"],
    }
    return {"counts": [{"series": series, "term": ""}], "terms": {}}


def _table(w) -> dict:
    return {
        "caption": w["heading"],
        "columns": [
            {"label": w["term"], "numeric": False},
            {"label": w["numbers"], "numeric": True},
            {"label": w["label"], "numeric": True},
        ],
        "rows": [
            [
                {"text": name, "header": True},
                {"text": w["value"], "numeric": True},
                {"text": w["second"], "numeric": True, "note": note},
            ]
            for name, note in ((w["heading"], ""), (w["other"], w["precision"]), (w["group"], ""))
        ],
    }


def _take(w, language) -> dict:
    def files(*names):
        return [
            {"label": name, "url": "#component-take_along", "size": w["size"]} for name in names
        ]

    return {
        "id": f"example-take-{language}",
        "files": files("CSV", "XLSX", "JSON", "ZIP"),
        "pictures": files("PNG", "SVG"),
        "tagged": files("CSV", "XLSX"),
        "citation": {
            "before": w["citation"],
            "blank": f"[{w['date']}]",
            "address": "https://example.org/releases/1/",
        },
        "citation_files": files("BibTeX", "RIS"),
        "embeds": [
            {"lang": "en", "name": "English", "code": '<iframe src="https://example.org/">'},
            {"lang": "fa", "name": "فارسی", "code": '<iframe src="https://example.org/fa/">'},
        ],
        "link": "https://example.org/",
    }


def _chart(w, language, table, take) -> dict:
    def points(values):
        return [
            Point(date(2000 + n, 1, 1), date(2000 + n, 12, 31), value)
            for n, value in enumerate(values)
        ]

    spec = ChartSpec(
        id=f"example-chart-{language}",
        title=w["long"],
        subtitle=w["short"],
        y_title=w["numbers"],
        language=language,
        direction=direction(language),
        number=lambda value: format_number(value, language),
    )
    drawing = line_chart(
        spec,
        [
            Series("spontaneous", w["heading"], points([310, 420, 380, None, 520, 610, 640, 580])),
            Series("deported", w["term"], points([180, 150, 240, None, 260, 220, 310, 420])),
        ],
    )
    return {
        "id": spec.id,
        "title": w["long"],
        "subtitle": w["short"],
        "svg": drawing.svg,
        "summary": drawing.summary,
        "table": table,
        "source": source(w),
        "licence": w["term"],
        "caveat": w["sentence"],
        "take": take,
        "notes": [*drawing.notes, w["short"]],
    }


def _map(w, language) -> dict:
    places = [
        MapPlace("x1", "crossing", w["crossing"], 34.6, 61.0),
        MapPlace("x2", "crossing", w["crossing"], 31.5, 61.2, main=False),
        MapPlace("x3", "reception", w["centre"], 33.2, 61.4),
    ]
    drawn = places_map(places, language, direction(language), element_id=f"example-map-{language}")
    return {
        "svg": drawn.svg,
        "footnote": drawn.footnote,
        "summary": w["short"],
        "places": [
            {"name": p.name, "kind": p.kind, "main": p.main, "detail": w["short"]} for p in places
        ],
    }
