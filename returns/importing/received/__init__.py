"""Files as people really send them: what they hold, or one clear fault that says why not."""

from .faults import NotReadable, ReceivedFault
from .opening import ENDINGS, Received, open_received
from .tables import Table

__all__ = ["ENDINGS", "NotReadable", "Received", "ReceivedFault", "Table", "open_received"]
