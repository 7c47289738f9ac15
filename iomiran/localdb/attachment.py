"""The calls of manage.py, the server and the tests: have a database, give it back."""

import atexit
import os
from pathlib import Path

import environ

from iomiran.localdb import paths
from iomiran.localdb.errors import LocalDatabaseError
from iomiran.localdb.users import DatabaseUser

_attached: dict[Path, tuple[DatabaseUser, str]] = {}


def attach(root: Path | None = None) -> str:
    """Use the embedded database of a checkout until this process ends.

    Returns its DATABASE_URL; raises LocalDatabaseError. A second call returns the
    same address.
    """
    place = (root or paths.CHECKOUT).resolve()
    if place not in _attached:
        user = DatabaseUser(place)
        url = user.enter()
        if not _attached:
            atexit.register(release)
        _attached[place] = (user, url)
    return _attached[place][1]


def release() -> None:
    """Give back everything attached; what nobody else uses is stopped."""
    atexit.unregister(release)
    while _attached:
        _, (user, url) = _attached.popitem()
        if os.environ.get("DATABASE_URL") == url:
            del os.environ["DATABASE_URL"]
        user.leave()


def load_environment(root: Path | None = None) -> None:
    """Read .env; what the environment already says stands."""
    file = (root or paths.CHECKOUT) / ".env"
    if not file.exists():
        return
    try:
        file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LocalDatabaseError(
            f"{file} cannot be read ({error}). It must be a text file in UTF-8 that belongs "
            "to you; compare it with .env.example."
        ) from error
    environ.Env.read_env(file)


def attach_if_needed() -> None:
    """Put a DATABASE_URL into the environment where neither it nor .env has one.

    Child processes inherit it and so use the database without attaching; they end
    before this process does.
    """
    load_environment()
    # DATABASE_URL_FILE names a file that holds the address, as container secrets do.
    if not (os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE")):
        os.environ["DATABASE_URL"] = attach()
