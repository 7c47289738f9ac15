"""Crossings and centres: the map, the list beside it, the table."""

from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from iomiran.common.editorial.presenting import source_view
from iomiran.common.languages.bidi import joined
from iomiran.common.languages.chain import direction
from returns.maps import Map, MapPlace, places_map
from returns.models import PlaceEdition

from .tables import Cell, Column, TableView, name_cell
from .take_along import TakeAlong
from .words import source_line


@dataclass(frozen=True)
class MapView:
    """For components/map.html."""

    svg: SafeString
    summary: str
    footnote: str
    places: list[dict] = field(default_factory=list)
    take: TakeAlong | None = None


def _position(edition: PlaceEdition, crossings: dict[int, PlaceEdition]) -> tuple:
    """A centre stands at its crossing; where no source says where, it has no position."""
    at = crossings.get(edition.crossing_id, edition)
    return (float(at.lat), float(at.lon)) if at.lat is not None else (None, None)


def _map_place(edition: PlaceEdition, crossings: dict[int, PlaceEdition]) -> MapPlace | None:
    text = edition.text()
    if text is None:
        return None
    lat, lon = _position(edition, crossings)
    return MapPlace(
        code=edition.document.slug,
        kind=edition.centre_kind or "crossing",
        name=text.name,
        lat=lat,
        lon=lon,
        main=edition.crossing_class != "other",
    )


def is_approximate(edition: PlaceEdition) -> bool:
    """Whether the source of the position has the town, not the crossing itself."""
    return edition.lat is not None and "town" in edition.coordinate_source


def place_anchor(edition: PlaceEdition) -> str:
    """Where the place stands on the page of the places."""
    return f"place-{edition.document.slug}"


def place_detail(edition: PlaceEdition, provinces: dict[int, str]) -> str:
    """Kind, province where a source names it, and the country of the border."""
    words = [
        str(
            edition.get_centre_kind_display()
            if edition.centre_kind
            else edition.get_crossing_class_display()
        ),
        provinces.get(edition.province_id, ""),
        _("border with %(country)s") % {"country": edition.get_neighbour_display()}
        if edition.neighbour
        else "",
    ]
    return capfirst(joined(words))


def province_names(places: dict[str, PlaceEdition]) -> dict[int, str]:
    """Name by the id of the place."""
    return {
        edition.document_id: text.name for edition in places.values() if (text := edition.text())
    }


def places_drawing(crossings: list[PlaceEdition], centres: list[PlaceEdition]) -> Map:
    """The map of the places that have a position."""
    by_id = {edition.document_id: edition for edition in crossings}
    found = [place for e in (*crossings, *centres) if (place := _map_place(e, by_id))]
    language = get_language()
    return places_map(found, language, direction(language), places_title())


def places_title() -> str:
    return _("Border crossings, reception and transit centres")


def places_view(
    crossings: list[PlaceEdition],
    centres: list[PlaceEdition],
    names: dict[int, str],
    drawing: Map | None = None,
) -> MapView:
    """The map of the places that have a position, and the list of all of them."""
    drawing = drawing or places_drawing(crossings, centres)
    return MapView(
        svg=drawing.svg,
        summary="",
        footnote=drawing.footnote,
        places=[
            {
                "name": text.name,
                "kind": edition.centre_kind or "crossing",
                "main": edition.crossing_class != "other",
                "detail": place_detail(edition, names),
                "url": "",
            }
            for edition in (*crossings, *centres)
            if (text := edition.text())
        ],
    )


def crossings_table(
    caption: str, crossings: list[PlaceEdition], names: dict[int, str]
) -> TableView:
    columns = [
        Column(_("Crossing")),
        Column(_("Class")),
        Column(_("Province")),
        Column(_("Border with")),
        Column(_("On the other side")),
        Column(_("Source")),
    ]
    rows = [
        [
            replace(
                name_cell(text.name, text, header=True),
                anchor=place_anchor(edition),
                note=_("position approximate") if is_approximate(edition) else "",
            ),
            Cell(str(edition.get_crossing_class_display())),
            Cell(names.get(edition.province_id) or _("not stated")),
            Cell(str(edition.get_neighbour_display())),
            name_cell(text.other_side, text) if text.other_side else Cell(_("not stated")),
            Cell(source_line(source_view(edition)), url=edition.source_url),
        ]
        for edition in crossings
        if (text := edition.text())
    ]
    return TableView(caption, columns, rows)


def centre_items(centres: list[PlaceEdition], names: dict[int, str]) -> list[dict]:
    """For components/facts_list.html: each centre with what its source says."""
    items = []
    for edition in centres:
        if text := edition.text():
            words = f"{text.name}: {place_detail(edition, names)}."
            items.append(
                {
                    "text": f"{words} {text.note}".strip(),
                    "source": source_view(edition),
                    "lang": text.language,
                    "dir": text.direction,
                    "anchor": place_anchor(edition),
                }
            )
    return items
