"""Places from their files: ours gives codes and names per language, the data files the facts."""

from pathlib import Path

from iomiran.common.content.files import ContentError, ContentFile, Fault

from .files import DATA
from .readers import Line, faults_of, read_csv

PLACES = DATA.parent / "place" / "places.csv"
PROVINCES = "admin1_codes_irn_afg.csv"
CROSSINGS = "border_crossings.csv"
CENTRES = "reception_transit_centres.csv"
PLACE_COLUMNS = (
    "slug",
    "kind",
    "data_name",
    "name_en",
    "name_fa",
    "other_side_en",
    "other_side_fa",
    "note_en",
    "note_fa",
    "country_iso",
    "crossing",
    "members",
)
PROVINCE_COLUMNS = (
    "country",
    "pcode",
    "iso_3166_2",
    "cod_ab_name",
    "name_fa",
    "label_lat",
    "label_lon",
)
CROSSING_COLUMNS = (
    "crossing",
    "pcode",
    "with",
    "dtm_class",
    "lat",
    "lon",
    "coord_source",
    "source",
)
CENTRE_COLUMNS = ("centre", "kind", "operator", "province", "serves", "source", "source_url")
# A province that no source names is not shown.
UNSOURCED = "general knowledge"
# IOM writes the province of its own centres so; COD-AB has "Hirat".
NAMES = {"AF32": "Herat"}
SERVES = {"Iran": "IRN", "Pakistan": "PAK"}
CENTRE_KINDS = {"reception (border)": "reception", "reception": "reception", "transit": "transit"}
# Read in a news outlet; the others on pages of IOM.
QUOTED_CENTRES = {"Islam Qala Reception Centre": "InfoMigrants"}


def first_address(text: str) -> str:
    address = text.split(";")[0].strip()
    return address if address.startswith("http") else ""


def read_places(places: Path = PLACES, folder: Path = DATA) -> list[ContentFile]:
    """Every place as a content file, provinces first. Raises ContentError with all faults."""
    provinces = read_csv(folder / PROVINCES, PROVINCE_COLUMNS)
    crossings = {
        line.text("crossing"): line for line in read_csv(folder / CROSSINGS, CROSSING_COLUMNS)
    }
    centres = {line.text("centre"): line for line in read_csv(folder / CENTRES, CENTRE_COLUMNS)}
    ours = read_csv(places, PLACE_COLUMNS)
    by_name = {line.text("cod_ab_name"): line.text("pcode").lower() for line in provinces}
    by_name |= {name: code.lower() for code, name in NAMES.items()}
    found = [province(line) for line in provinces]
    for line in ours:
        values = place(line)
        facts = {"crossing": crossings, "centre": centres}.get(values["kind"])
        if facts is not None:
            data = facts.get(line.text("data_name"))
            if data is None:
                line.fault("data_name", "is in no data file")
                continue
            add = crossing_facts if values["kind"] == "crossing" else centre_facts
            values |= add(data, by_name)
        found.append(ContentFile(line.text("slug"), places, values))
    faults = faults_of([*ours, *provinces, *crossings.values(), *centres.values()])
    named = {line.text("data_name") for line in ours}
    faults += [
        Fault(line.file, "has no code in places.csv", "", line.number)
        for name, line in (crossings | centres).items()
        if name not in named
    ]
    if faults:
        raise ContentError(faults)
    return found


def texts(line: Line, name: str) -> dict:
    return {language: line.text(f"{name}_{language}") for language in ("en", "fa")}


def place(line: Line) -> dict:
    return {
        "kind": line.text("kind"),
        "level": "A",
        "name": texts(line, "name"),
        "other_side": texts(line, "other_side"),
        "note": texts(line, "note"),
        "country_iso": line.text("country_iso"),
        "crossing": line.text("crossing"),
        "members": line.text("members").split(),
    }


def province(line: Line) -> ContentFile:
    code = line.text("pcode")
    english = NAMES.get(code, line.text("cod_ab_name"))
    return ContentFile(
        code.lower(),
        DATA / PROVINCES,
        {
            "kind": "province",
            "level": "A",
            "source_name": "OCHA COD-AB, Natural Earth",
            "source_url": first_address(line.cells["source_url"]),
            "name": {"en": english, "fa": line.text("name_fa")},
            "country_iso": line.text("country"),
            "pcode": code,
            "iso_3166_2": line.text("iso_3166_2"),
            "lat": line.text("label_lat"),
            "lon": line.text("label_lon"),
            "coordinate_source": "Natural Earth, label point",
        },
    )


def crossing_facts(line: Line, _provinces: dict) -> dict:
    position = line.text("coord_source")
    sourced = bool(line.text("pcode")) and UNSOURCED not in position
    facts = {
        "neighbour": line.choice("with", {"IRN": "IRN", "PAK": "PAK"}),
        "crossing_class": line.choice("dtm_class", {"main": "main", "other": "other"}),
        "province": line.text("pcode").lower() if sourced else "",
        "source_name": line.text("source"),
        "source_publisher": "IOM DTM",
        "source_url": first_address(line.cells.get("source_url", "")),
        "source_date": "2024-09",
    }
    if line.text("lat") and line.text("lon"):
        facts |= {
            "lat": line.text("lat"),
            "lon": line.text("lon"),
            "coordinate_source": position,
        }
    return facts


def centre_facts(line: Line, provinces: dict) -> dict:
    quoted = QUOTED_CENTRES.get(line.text("centre"))
    return {
        "neighbour": line.choice("serves", SERVES),
        "centre_kind": line.choice("kind", CENTRE_KINDS),
        "operator": line.text("operator"),
        "province": line.choice("province", provinces),
        "level": "Q" if quoted else "A",
        # The name of an outlet stands as the outlet's, not in the name of its page too.
        "source_name": line.text("source").removesuffix(f", {quoted}"),
        "source_publisher": quoted or "IOM",
        "source_quoted": "IOM" if quoted else "",
        "source_url": first_address(line.cells["source_url"]),
    }
