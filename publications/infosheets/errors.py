"""Why a sheet cannot be made of what is live."""


class SheetError(ValueError):
    """The message says to staff what is missing. What was made before must not stay as current."""
