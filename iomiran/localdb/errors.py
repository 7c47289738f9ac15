class LocalDatabaseError(Exception):
    """The embedded database cannot be used; the message says how to mend it."""
