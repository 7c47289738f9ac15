"""The steps between an empty machine and a portal that can be served."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from iomiran.serve.console import step
from iomiran.serve.stamps import Stamps, fingerprint

OLDEST_POSTGRESQL = 15
APPS = ("iomiran", "pages", "news", "publications", "programmes", "returns")
CODE = (*APPS, "requirements.txt")


@dataclass(frozen=True)
class Task:
    """A management command, what it depends on, and when it is due in any case."""

    name: str
    command: str
    inputs: tuple[str, ...]
    options: dict
    uses_database: bool = True
    due: Callable[[], bool] = lambda: False


def tasks() -> Iterator[Task]:
    """In the order in which they need each other."""
    quiet = {"verbosity": 0, "interactive": False}
    # Before anything speaks: a process that has read a language keeps what it found of it, and
    # loading the content makes the infosheets.
    yield Task(
        "translations", "compile_catalogues", ("locale", "requirements.txt"), {},
        uses_database=False, due=catalogues_wait,
    )  # fmt: skip
    yield Task("migrations", "migrate", CODE, quiet, due=migrations_wait)
    yield Task("content", "load_content", CODE, {})
    yield Task(
        "static files", "collectstatic", ("static", "requirements.txt", "iomiran/settings.py"),
        quiet, uses_database=False, due=lambda: not any(Path(settings.STATIC_ROOT).glob("*.json")),
    )  # fmt: skip
    yield Task("infosheets", "make_infosheets", (*CODE, "templates", "locale"), {})
    # Some of them take minutes: the worker reads them while the portal is served.
    yield Task("texts of files", "read_documents", ("iomiran/common/files",), {"later": True})


def prepare(root: Path) -> None:
    """Bring database and files up to date, saying so; errors of the commands pass through."""
    stamps = Stamps(root / "var" / "stamps.json")
    known = get_commands()
    database = database_identity()
    for task in tasks():
        if task.command not in known:
            continue
        with step(task.name) as spoken:
            about = (str(settings.STATIC_ROOT), database if task.uses_database else "")
            mark = fingerprint(root, task.inputs, *about)
            if stamps.has(task.name, mark) and not task.due():
                spoken.detail = "as they were" if task.name.endswith("s") else "as it was"
                continue
            output = io.StringIO()
            call_command(task.command, **task.options, stdout=output, stderr=output)
            lines = output.getvalue().splitlines()
            # What was made is one summary; what was not, because staff edited it, is news.
            spoken.detail = lines[-1].strip() if lines else ""
            spoken.lines = [line.strip() for line in lines if line.lstrip().startswith("kept ")]
            # A command may write among its own inputs: take the state that it left.
            stamps.put(task.name, fingerprint(root, task.inputs, *about))


def database_identity() -> str:
    """Tells one database from another, also behind the same address."""
    with connection.cursor() as cursor:
        found = connection.pg_version // 10_000
        if found < OLDEST_POSTGRESQL:
            raise ImproperlyConfigured(
                f"DATABASE_URL names PostgreSQL {found}; the portal needs "
                f"{OLDEST_POSTGRESQL} or newer."
            )
        cursor.execute(
            "SELECT system_identifier || '/' || oid FROM pg_control_system(), pg_database "
            "WHERE datname = current_database()"
        )
        return cursor.fetchone()[0]


def migrations_wait() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def catalogues_wait() -> bool:
    """Whether a catalogue lies there uncompiled."""
    sources = (path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.po"))
    return any(not path.with_suffix(".mo").exists() for path in sources)
