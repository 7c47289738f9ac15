"""What `PublicationEdition.generator` names."""

from .mission import mission_sheet
from .programme import programme_sheet
from .returns import returns_sheet
from .series import series_sheet
from .sheet import Sheet


def sheet_for(generator: str, language: str, period: tuple[str, str] = ("", "")) -> Sheet | None:
    """None where its content is not live or not there in this language: no sheet falls back.

    `period` are partial dates, "" where an end is open; only the sheet of a series is bound to
    it. Raises SheetError where it cannot be made, ValueError for an unknown generator.
    """
    name, _colon, slug = generator.partition(":")
    if name == "programme" and slug:
        return programme_sheet(slug, language)
    if name == "series" and slug:
        return series_sheet(slug, language, period)
    if generator == "returns":
        return returns_sheet(language)
    if generator == "mission":
        return mission_sheet(language)
    raise ValueError(f"{generator!r} names nothing that the portal makes sheets from")
