"""Cursors: where the reader of a list stands, and in which release of the data.

A cursor is signed, so that what comes back is what went out, and the same for everybody. It
belongs to one question: beside another one it is refused, because the rows between the two
would be lost without a word.
"""

import hashlib
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from .problems import ProblemError, refused

SALT = "returns.api.cursors"


@dataclass(frozen=True)
class Position:
    """The last row that was given: of which series and release, and its place in their order."""

    series: str
    release: int
    after: str


def _mark(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()[:12]


def cursor_for(position: Position, question: str) -> str:
    held = [_mark(question), position.series, position.release, position.after]
    return Signer(salt=SALT).sign_object(held)


def position_of(cursor: str, question: str) -> Position | None:
    """None without a cursor. Raises ProblemError for one that is not ours or of another question.

    `question` is all that decides which rows there are and in which order.
    """
    if not cursor:
        return None
    try:
        mark, series, release, after = Signer(salt=SALT).unsign_object(cursor)
    except (BadSignature, ValueError, TypeError, UnicodeError) as error:
        detail = _("This is not a cursor of ours. Leave it out to begin with the first page.")
        raise refused("cursor", cursor, (), detail) from error
    if mark != _mark(question):
        raise ProblemError(
            "changed", _("The cursor belongs to another question. Repeat the one it came from.")
        )
    return Position(series, release, after)
