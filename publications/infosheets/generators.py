"""What `PublicationEdition.generator` names."""

from .programme import programme_sheet
from .returns import returns_sheet
from .sheet import ProgrammeSheet, ReturnsSheet


def sheet_for(generator: str, language: str) -> ProgrammeSheet | ReturnsSheet | None:
    """None where its content is not live or not there in this language: no sheet falls back.

    Raises ValueError for a generator that is not known.
    """
    name, _colon, slug = generator.partition(":")
    if name == "programme" and slug:
        return programme_sheet(slug, language)
    if generator == "returns":
        return returns_sheet(language)
    raise ValueError(f"{generator!r} names nothing that the portal makes sheets from")
