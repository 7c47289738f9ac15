"""Who may come in, how, from where, and what was done about it."""

from .events import Kind, SecurityEvent
from .invitations import Invitation
from .recovery import RecoveryCode, RecoverySheet
from .sessions import KnownDevice, StaffSession
from .user import User, UserManager

__all__ = [
    "Invitation",
    "Kind",
    "KnownDevice",
    "RecoveryCode",
    "RecoverySheet",
    "SecurityEvent",
    "StaffSession",
    "User",
    "UserManager",
]
