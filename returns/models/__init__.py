"""Models of the statistics, a module per noun."""

from .callers import Caller
from .corrections import Correction
from .figures import HeadlineFigure, HeadlineFigureEdition
from .imports import Import, ImportFault, ImportStatus, StagedObservation, StagedStatement
from .mappings import ColumnMapping
from .observations import Observation, PrintedStatement, Source
from .places import Place, PlaceEdition
from .plans import PlanChange, PlannedRelease, PlanStatus
from .rollups import Rollup
from .series import Release, Series, SeriesEdition, public_uploads
from .terms import Term, TermEdition

__all__ = [
    "Caller",
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
    "PlanChange",
    "PlanStatus",
    "PlannedRelease",
    "PrintedStatement",
    "Release",
    "Rollup",
    "Series",
    "SeriesEdition",
    "Source",
    "StagedObservation",
    "StagedStatement",
    "Term",
    "TermEdition",
    "public_uploads",
]
