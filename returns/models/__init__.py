"""Models of the statistics, a module per noun."""

from .corrections import Correction
from .figures import HeadlineFigure, HeadlineFigureEdition
from .imports import Import, ImportFault, ImportStatus, StagedObservation, StagedStatement
from .mappings import ColumnMapping
from .observations import Observation, PrintedStatement, Source
from .places import Place, PlaceEdition
from .rollups import Rollup
from .series import Release, Series, SeriesEdition, public_uploads

__all__ = [
    "ColumnMapping",
    "Correction",
    "HeadlineFigure",
    "HeadlineFigureEdition",
    "Import",
    "ImportFault",
    "ImportStatus",
    "Observation",
    "Place",
    "PlaceEdition",
    "PrintedStatement",
    "Release",
    "Rollup",
    "Series",
    "SeriesEdition",
    "Source",
    "StagedObservation",
    "StagedStatement",
    "public_uploads",
]
