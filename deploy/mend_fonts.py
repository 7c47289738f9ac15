"""Mends the fonts of the PDFs, so that Persian text is copied out in the order of its letters.

    uv run --with fonttools deploy/mend_fonts.py FOLDER-WITH-THE-ORIGINALS

An engine writes beside each glyph which letters it stands for. Two things in the original font
give a glyph more than one letter, and readers that turn lines round (those of Chrome, Okular
and Evince among them) then turn these letters round too: "اطلاعات" was pasted as "اطالعات" and
"می‌شود" as "میش‌ود". Here each letter gets a glyph of its own, and the look stays:

- lam and alef are no ligature: the lam takes its shape, the alef one without extent;
- the zero width non-joiner is kept as a glyph without extent, not dropped into its neighbour.
"""

import sys
from pathlib import Path

from fontTools.otlLib.builder import buildCoverage, buildLookup, buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

FONTS = Path(__file__).parent.parent / "iomiran/common/typeset/fonts"
LAM_INITIAL = "uniFEDF"
NON_JOINER = 0x200C


def mend(font: TTFont) -> None:
    table = font["GSUB"].table
    lookups = table.LookupList.Lookup
    for index, lookup in list(enumerate(lookups)):
        if pairs := lam_alef(lookup):
            lookups[index] = apart(font, lookups, pairs, lookup.LookupFlag)
    joiner = font.getBestCmap()[NON_JOINER]
    shown = single(lookups, {joiner: without_extent(font, joiner)}, 0)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "rlig":
            record.Feature.LookupListIndex.append(shown)
            record.Feature.LookupCount += 1
    table.LookupList.LookupCount = len(lookups)
    font["maxp"].numGlyphs = len(font.getGlyphOrder())


def lam_alef(lookup) -> dict[str, dict[str, str]]:
    """{alef: {lam: ligature}} of a lookup that makes these ligatures, else empty."""
    found: dict[str, dict[str, str]] = {}
    for part in lookup.SubTable:
        ligatures = getattr(getattr(part, "ExtSubTable", part), "ligatures", {})
        if LAM_INITIAL in ligatures:
            for lam, made in ligatures.items():
                for ligature in made:
                    (alef,) = ligature.Component
                    found.setdefault(alef, {})[lam] = ligature.LigGlyph
    return found


def apart(font: TTFont, lookups: list, pairs: dict, flag: int):
    """A lookup that gives lam the shape of the ligature, and the alef after it none."""
    parts = []
    for alef, lams in pairs.items():
        bare = f"{alef}.bare"
        if bare not in font.getGlyphOrder():
            without_extent(font, alef)
        part = otTables.ChainContextSubst()
        part.Format = 3
        part.BacktrackCoverage, part.LookAheadCoverage = [], []
        glyphs = font.getReverseGlyphMap()
        part.InputCoverage = [buildCoverage(sorted(lams), glyphs), buildCoverage([alef], glyphs)]
        places = (single(lookups, lams, flag), single(lookups, {alef: bare}, flag))
        part.SubstLookupRecord = [at(place, lookup) for place, lookup in enumerate(places)]
        parts.append(part)
    return buildLookup(parts, flag)


def at(place: int, lookup: int):
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = place, lookup
    return record


def single(lookups: list, glyphs: dict[str, str], flag: int) -> int:
    lookups.append(buildLookup([buildSingleSubstSubtable(glyphs)], flag))
    return len(lookups) - 1


def without_extent(font: TTFont, name: str) -> str:
    """A new glyph beside `name`, on which nothing is drawn and which takes no room."""
    bare = f"{name}.bare"
    font.setGlyphOrder([*font.getGlyphOrder(), bare])
    font["glyf"].glyphs[bare] = Glyph()
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"][bare] = (0, 0)
    return bare


if __name__ == "__main__":
    for weight in ("Regular", "Bold"):
        original = TTFont(Path(sys.argv[1]) / f"Vazirmatn-{weight}.ttf", recalcTimestamp=False)
        mend(original)
        original.save(FONTS / f"Vazirmatn-{weight}.ttf")
