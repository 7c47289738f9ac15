"""What places are called: P-code, ISO 3166-2, COD-AB, UNHCR, Persian, our own names."""

import re
from collections import defaultdict
from difflib import get_close_matches
from functools import cache

from iomiran.common.editorial.states import State
from iomiran.common.languages.chain import FALLBACK
from iomiran.common.search import words
from returns.models import PlaceEdition

from .files import DATA
from .mapping_crossings import PLACES as CROSSINGS
from .readers import read_csv

PROVINCES = "admin1_codes_irn_afg.csv"
PROVINCE_NAMES = ("pcode", "iso_3166_2", "cod_ab_name", "name_fa", "iso_name")
UNHCR = "unhcr_returned_refugees_afg_by_province_2012_2025.csv"
BRACKETS = re.compile(r"\s*\([^)]*\)")
# "Province of …" and its like say nothing that the name does not.
FILLERS = {"province", "crossing", "border", "ولایت", "استان", "گذرگاه", "مرز", "مرزی"}
NEAR = 3


def folded(name: str) -> str:
    """One form of a name for comparing: "Sar-e-Pul" and "sar e pul", «هرات» and «ولايت هرات»."""
    parts = words(name)
    return " ".join([part for part in parts if part not in FILLERS] or parts)


def place_aliases() -> dict[str, str]:
    """Folded alias → slug of the place. What two places are called leads to neither."""
    found: dict[str, set[str]] = defaultdict(set)
    strong: dict[str, str] = {}
    columns = [f"name_{language.replace('-', '_')}" for language in ("en", *FALLBACK)]
    places = PlaceEdition.objects.filter(state=State.PUBLISHED).values_list(
        "document__slug", "pcode", "iso_3166_2", *columns
    )
    known = set()
    for slug, pcode, iso, *names in places:
        known.add(slug)
        strong |= {folded(code): slug for code in (slug, pcode, iso) if code}
        for name in filter(None, names):
            found[folded(name)].add(slug)
            found[folded(BRACKETS.sub("", name))].add(slug)
    for alias, slug in _of_files():
        if slug in known:
            found[alias].add(slug)
    alone = {alias: next(iter(slugs)) for alias, slugs in found.items() if len(slugs) == 1}
    alone.pop("", None)
    return alone | strong


@cache
def _of_files() -> tuple[tuple[str, str], ...]:
    """(folded alias, slug) from the files of the repository, read once."""
    found = {(folded(name), slug) for name, slug in CROSSINGS.items()}
    for line in read_csv(DATA / PROVINCES, PROVINCE_NAMES):
        slug = line.text("pcode").lower()
        found |= {(folded(line.text(name)), slug) for name in PROVINCE_NAMES}
    for line in read_csv(DATA / UNHCR, ("province", "pcode")):
        if line.text("pcode"):
            found.add((folded(line.text("province")), line.text("pcode").lower()))
    return tuple(sorted(found))


def near_matches(name: str, aliases: dict[str, str]) -> list[str]:
    """Up to three known names that look like `name`, for the message that it is not known."""
    return get_close_matches(folded(name), aliases, n=NEAR, cutoff=0.7)
