from .appeals import Appeal, AppealComponent, AppealEdition
from .programmes import Fact, Programme, ProgrammeEdition, TargetGroup, TargetGroupEdition

__all__ = [
    "Appeal",
    "AppealComponent",
    "AppealEdition",
    "Fact",
    "Programme",
    "ProgrammeEdition",
    "TargetGroup",
    "TargetGroupEdition",
]
