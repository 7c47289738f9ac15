"""Files that are whole before their first byte is sent: bounded, and the large ones in turn."""

from contextlib import AbstractContextManager, nullcontext

from iomiran.common.http.turns import Turns

# Up to so many rows a file is made within a second or two.
LARGE = 20_000
# With the turns of pictures this leaves a thread of every process to the pages.
large_files = Turns(1)


class TooManyRowsError(ValueError):
    """The data do not fit a file of this kind; the CSV has no such limit."""


def turn_for(rows: int) -> AbstractContextManager:
    """Within it a file of `rows` rows is made. Raises BusyError on entering."""
    return large_files.taken() if rows > LARGE else nullcontext()
