"""Models of the statistics, a module per noun."""

from .callers import Caller
from .corrections import Correction
from .figures import HeadlineFigure, HeadlineFigureEdition
from .observations import Observation, PrintedStatement, Source
from .places import Place, PlaceEdition
from .rollups import Rollup
from .series import Release, Series, SeriesEdition, public_uploads

__all__ = [
    "Caller",
    "Correction",
    "HeadlineFigure",
    "HeadlineFigureEdition",
    "Observation",
    "Place",
    "PlaceEdition",
    "PrintedStatement",
    "Release",
    "Rollup",
    "Series",
    "SeriesEdition",
    "Source",
    "public_uploads",
]
