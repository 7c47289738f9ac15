"""Milliseconds and bytes of the sheet of a view, and of a share card, where none is kept.

The sheet is asked for as a reader does: questions, picture, PDF and its record. Beside it stands
the engine's bare compilation of the same template with next to nothing in it. Of each the clock
and the computing of the process are told: what else the machine does counts for the clock alone.
Each is made of another view or document: the engine remembers what it has set. What is written
is taken back.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from iomiran.common.cards import views as card_views
from publications import on_request
from publications.infosheets.printing import printed_sheet
from publications.infosheets.view import ViewSheet, view_sheet
from publications.models import PublicationEdition
from returns import explorer
from returns.exploring import Exploration
from returns.models import HeadlineFigureEdition, SeriesEdition

from .scratch import own_files

AIM = 150  # milliseconds, on a machine that does nothing else
WEEKLY = "series=iom-undocumented-weekly"
PROVINCES = "series=unhcr-returned-refugees-by-province"
AGES = "series=unhcr-returned-refugees-by-sex-age&by=age"
YEARS = range(2012, 2024)
MONTHS = [f"{year}-{month:02}" for year in (2017, 2018) for month in (7, 8, 9, 10, 11)]
VIEWS = {
    "line of weeks": [f"{WEEKLY}&from={month}" for month in MONTHS],
    "months of some years": [f"{WEEKLY}&from={month}&group=month" for month in MONTHS],
    "table of weeks": [f"{WEEKLY}&from={month}&shape=table" for month in MONTHS],
    "provinces": [f"{PROVINCES}&from={year}" for year in YEARS],
    "ages": [f"{AGES}&from={year}" for year in YEARS],
}
KINDS = {
    "figure": (HeadlineFigureEdition, ""),
    "series": (SeriesEdition, "1-1"),
    "publication": (PublicationEdition, ""),
}


def run() -> None:
    with own_files():
        sheets = _bare()
        bare, computing = _medians([_spent(partial(printed_sheet, sheet)) for sheet in sheets])
        print(f"Reference: a sheet of next to nothing, {bare:.0f} ms, {computing:.0f} of computing")
        head = f"made anew (aim: {AIM} ms)"
        print(f"{head:28}{'ms':>8}{'computing':>11}{'ratio':>8}{'bytes':>10}")
        for language in ("en", "fa"):
            for name, queries in VIEWS.items():
                urls = [f"/{language}/publications/view-sheet.pdf?{query}" for query in queries]
                _print(f"{name}, {language}", *_measured(on_request.sheets, urls), computing)
            for kind, (model, mark) in KINDS.items():
                slugs = model.objects.published().values_list("document__slug", flat=True)
                with translation.override(language):
                    urls = [reverse("card", args=[kind, slug, mark or "1"]) for slug in slugs]
                _print(f"card, {kind}, {language}", *_measured(card_views.cards, urls), computing)


def _print(name: str, ms: float, computing: float, size: int, bare: float) -> None:
    print(f"{name:28}{ms:>8.0f}{computing:>11.0f}{computing / bare:>8.1f}{size:>10,}")


def _bare() -> list[ViewSheet]:
    """Sheets of a view without picture, table and words, each of another title."""
    with translation.override("en"):
        sheet = view_sheet(explorer.find(*Exploration.from_querystring(WEEKLY)), "en")
    sheet = replace(sheet, drawing=None, table=None, notes=[], source=[], citation=[])
    return [replace(sheet, head=replace(sheet.head, title=month)) for month in MONTHS]


def _spent(call: Callable) -> tuple[float, float]:
    """Milliseconds of the clock, and of computing."""
    clock, computing = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - computing) * 1000


def _medians(spent: list[tuple[float, float]]) -> tuple[float, float]:
    """The first is not counted: it fills what every later one finds."""
    return tuple(statistics.median(column) for column in zip(*spent[1:], strict=True))


def _measured(made, urls: list[str]) -> tuple[float, float, int]:
    """(milliseconds, those of computing, bytes) of making one; what has no card is left out."""
    client, spent, sizes = Client(SERVER_NAME="localhost"), [], []

    def answered(url: str):
        response = client.get(url, follow=True)
        if response.status_code == 200:
            sizes.append(len(response.content))
        elif response.status_code != 404:
            raise SystemExit(f"{url} answered {response.status_code}; load the content first.")

    for url in urls:
        made.allowances.forget()
        with transaction.atomic():
            time_spent, before = _spent(partial(answered, url)), len(spent)
            if len(sizes) > before:
                spent.append(time_spent)
            transaction.set_rollback(True)
    return *_medians(spent), round(statistics.median(sizes))
