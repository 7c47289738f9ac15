"""Pytest plugin, named by pyproject.toml: what databases begin with is made once.

All workers copy the same template, and so does the next run while nothing has changed that a
template is made of. An outdated one is dropped. Whoever comes second waits for the first.
"""

import hashlib
import importlib.metadata
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from iomiran.localdb.locks import FileLock
from iomiran.localdb.paths import CHECKOUT, digest
from iomiran.serve.preparation import APPS

FOLDER = CHECKOUT / "var" / "testing"  # files that belong to a template, and the lock
PATIENCE = 900  # seconds; making the content takes a minute where a machine is busy
PREFIX = "kept_for_tests"  # in the name of every template: none is a real database
SCHEMA = "schema"


@dataclass(frozen=True)
class Template:
    """One kind of database to copy; `mark` differs as soon as it would be made differently."""

    kind: str
    mark: str

    @property
    def family(self) -> str:
        """What the names of this kind begin with, for this checkout on a shared server too."""
        return f"{PREFIX}_{digest(CHECKOUT)[:8]}_{self.kind}_"

    @property
    def name(self) -> str:
        return f"{self.family}{self.mark[:16]}"

    @property
    def folder(self) -> Path:
        """Where files lie that belong to the rows."""
        return FOLDER / self.name


def mark_of(patterns: tuple[str, ...], folders: tuple[str, ...], *also: str) -> str:
    """A hash of all files of that name in those folders, tests apart, of what is installed and set.

    Wider than need be: who changes a view makes the template again, and nobody gets a stale one.
    """
    summary = hashlib.sha256("\0".join([sys.version, *also]).encode())
    found = sorted(
        {(package.name, package.version) for package in importlib.metadata.distributions()}
    )
    summary.update(repr(found).encode())
    summary.update(repr(plain_settings()).encode())
    for folder in folders:
        for path in sorted(p for pattern in patterns for p in (CHECKOUT / folder).rglob(pattern)):
            name = path.relative_to(CHECKOUT)
            if path.is_file() and not {"tests", "__pycache__"}.intersection(name.parts):
                summary.update(f"\0{name}\0".encode())
                summary.update(hashlib.sha256(path.read_bytes()).digest())
    return summary.hexdigest()


def plain_settings() -> list[tuple[str, object]]:
    """What the environment may set; not where this run keeps its files, nor the secret."""
    return [
        (name, value)
        for name in sorted(dir(settings))
        if name.isupper()
        and not name.endswith(("_ROOT", "SECRET_KEY"))
        and isinstance(value := getattr(settings, name), str | int | float | bool | None)
    ]


@contextmanager
def template(wanted: Template, make: Callable[[str], None]) -> Iterator[Template]:
    """The template is there, for as long as it takes to copy it: until then nobody drops it.

    `make` gets the name of a new database, without a connection to it, and the folder is there.
    """
    from django.db import connection

    FOLDER.mkdir(parents=True, exist_ok=True)
    lock = FileLock(FOLDER / f"{wanted.kind}.lock")
    lock.acquire(timeout=PATIENCE)
    try:
        with connection._nodb_cursor() as cursor:
            there = _databases(cursor, wanted.family)
            if wanted.name not in there or not wanted.folder.is_dir():
                for name in there:
                    cursor.execute(f"DROP DATABASE {_quoted(name)} WITH (FORCE)")
                for folder in FOLDER.glob(f"{wanted.family}*"):
                    shutil.rmtree(folder)
                wanted.folder.mkdir()
                unfinished = f"{wanted.family}unfinished"
                make(unfinished)
                cursor.execute(
                    f"ALTER DATABASE {_quoted(unfinished)} RENAME TO {_quoted(wanted.name)}"
                )
        yield wanted
    finally:
        lock.release()


def _databases(cursor, family: str) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [family])
    return [name for (name,) in cursor.fetchall()]


def _is_there(name: str) -> bool:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        return name in _databases(cursor, name)


def _quoted(name: str) -> str:
    from django.db import connection

    return connection.ops.quote_name(name)


def copy_database(source: str, target: str) -> None:
    """Make `target` anew from `source`, to which nobody may be connected."""
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(target)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {_quoted(target)} TEMPLATE {_quoted(source)}")


@contextmanager
def using(name: str):
    """Django's connection leads to the database of this name, and afterwards back."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def migrated():
    """The template of a database with every migration and nothing else."""
    from django.core.management import call_command

    def make(name: str) -> None:
        copy_database("template0", name)
        with using(name):
            call_command("migrate", verbosity=0, run_syncdb=True)

    return template(Template(SCHEMA, mark_of(("*.py",), APPS, server_version())), make)


def server_version() -> str:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT version()")
        return cursor.fetchone()[0]


@pytest.fixture(autouse=True, scope="session")
def test_databases_are_copies():
    """Django copies the template where it would make an empty database and migrate it.

    It migrates all the same, and finds everything done.
    """
    from django.db.backends.base.creation import BaseDatabaseCreation

    create = BaseDatabaseCreation._create_test_db

    def create_from_template(creation, verbosity, autoclobber, keepdb=False):
        if keepdb and _is_there(creation._get_test_db_name()):
            return create(creation, verbosity, autoclobber, keepdb)
        options = creation.connection.settings_dict["TEST"]
        with migrated() as schema, pytest.MonkeyPatch.context() as patch:
            patch.setitem(options, "TEMPLATE", schema.name)
            return create(creation, verbosity, autoclobber, keepdb)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseCreation, "_create_test_db", create_from_template)
        yield
