"""One PostgreSQL cluster: made, started, stopped, mended. Who uses it is not known here."""

import shlex
import shutil
import time
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg

from iomiran.localdb import paths
from iomiran.localdb.errors import LocalDatabaseError
from iomiran.localdb.postmaster import Postmaster, answers_elsewhere, processes_in, read_postmaster
from iomiran.localdb.privileges import server_user

DATABASE = "iomiran"
OWNER = "iomiran"
PORT = 5432  # names the socket only: the server listens on no address
VERSION = "18"
PATIENCE = 60  # seconds for a start, which after a crash includes recovery

# Persian punctuation is told apart from letters only under a UTF-8 locale, and
# the built-in one is the same on every machine.
LOCALE = (
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--encoding=UTF8",
)

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    # Parallel queries need more of /dev/shm than containers usually give.
    "max_parallel_workers_per_gather": "0",
}


class Cluster:
    """The embedded PostgreSQL of one checkout.

    Nothing here takes a lock: `users` decides who may start and stop it and when.
    """

    def __init__(self, root: Path | None = None):
        self.root = (root or paths.CHECKOUT).resolve()
        self.var = self.root / "var"
        try:
            self.var.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LocalDatabaseError(
                f"The folder {self.var} cannot be made ({error.strerror}). Give yourself the "
                "right to write there, or name a PostgreSQL server in DATABASE_URL."
            ) from error
        self.user = server_user()

    @cached_property
    def home(self) -> Path:
        return paths.cluster_home(self.root, self.user)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def postmaster(self) -> Postmaster | None:
        return read_postmaster(self.data)

    @property
    def is_running(self) -> bool:
        return self.postmaster is not None

    @property
    def url(self) -> str:
        """The DATABASE_URL of the running server."""
        postmaster = self.postmaster
        if postmaster is None:
            raise LocalDatabaseError(
                f"The embedded database in {self.home} is not running. "
                "Start it with `python -m iomiran.localdb start`."
            )
        host = quote(str(postmaster.socket_folder), safe="")
        return f"postgresql://{OWNER}@/{DATABASE}?host={host}&port={PORT}"

    def start(self) -> None:
        """Have the server running, answering, and holding our database.

        Adopts a server that was left behind, and waits for one that is just
        starting or stopping.
        """
        self.user.own_folder(self.home)
        if not self.data.is_dir():
            self._make()
        self._check_version()
        deadline = time.monotonic() + PATIENCE
        while True:
            postmaster = self.postmaster
            if postmaster is None:
                self._clear_remains()
                self._launch()
            elif postmaster.status == "ready" and self._answers():
                return
            if time.monotonic() > deadline:
                raise LocalDatabaseError(
                    f"The embedded database did not answer within {PATIENCE} seconds. "
                    f"Its log is {self.log}.{self._log_end()}"
                )
            if postmaster is not None:
                time.sleep(0.05)

    def stop(self) -> None:
        """Stop the server; connections still open are ended, nothing committed is lost."""
        if not self.is_running:
            return
        stopped = self._run("pg_ctl", "stop", "-D", "data", "-m", "fast", "-w", "-t", str(PATIENCE))
        if stopped.status and self.is_running:
            raise LocalDatabaseError(
                f"The embedded database did not stop: {stopped.output} Its log is {self.log}."
            )

    def remove(self) -> None:
        """Stop the server and delete the cluster with everything in it."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)
        short = f"iomiran-{self.user.uid}-{paths.digest(self.root)}"
        for folder in (Path("/tmp"), paths.SHARED_FOLDER):
            shutil.rmtree(folder / short, ignore_errors=True)

    def _run(self, program: str, *arguments: str):
        # Relative names: pg_ctl puts them through a shell, unquoted characters and all.
        folder = paths.programs(self.home, self.root, self.user)
        return self.user.run(folder / program, *arguments, cwd=self.home)

    def _make(self) -> None:
        """Make the cluster under another name first: half a cluster is never taken for one."""
        shutil.rmtree(self.home / "data.new", ignore_errors=True)
        made = self._run(
            "initdb",
            "--pgdata=data.new",
            f"--username={OWNER}",
            "--auth-local=trust",
            "--auth-host=reject",
            *LOCALE,
        )
        if made.status:
            raise LocalDatabaseError(
                f"The embedded database could not be made in {self.home}: {made.output} "
                "Free some space or mend what it names, or name a PostgreSQL server in "
                "DATABASE_URL."
            )
        (self.home / "data.new").rename(self.data)

    def _check_version(self) -> None:
        try:
            version = (self.data / "PG_VERSION").read_text().strip()
        except OSError as error:
            raise LocalDatabaseError(
                f"{self.data} is not a database that can be read ({error.strerror}). Start the "
                "portal as the user who started it first, or remove that folder to begin anew."
            ) from error
        if version != VERSION:
            raise LocalDatabaseError(
                f"{self.data} was made by PostgreSQL {version}, and this is PostgreSQL "
                f"{VERSION}. Move that folder away to begin with a new database."
            )

    def _launch(self) -> None:
        folder = paths.socket_folder(self.root, self.home, self.user)
        if self.log.exists() and self.log.stat().st_size > 5_000_000:
            self.log.unlink()
        settings = {**SETTINGS, "unix_socket_directories": str(folder)}
        options = " ".join(
            f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items()
        )
        launched = self._run(
            *("pg_ctl", "start", "-D", "data", "-l", "log", "-w"),
            *("-t", str(PATIENCE), "-o", options),
        )
        if launched.status and not self.is_running:
            raise LocalDatabaseError(
                f"The embedded database did not start. Mend what its log {self.log} names, or "
                f"name a PostgreSQL server in DATABASE_URL.{self._log_end()}"
            )

    def _clear_remains(self) -> None:
        """After `kill -9` of the server: wait for its children, drop its lock files.

        PostgreSQL drops them itself unless another process now has that number,
        or the dead one was never reaped; then it would refuse to start.
        """
        folder = paths.socket_folder(self.root, self.home, self.user)
        remains = (self.data / "postmaster.pid", folder / f"{paths.SOCKET_NAME}.lock")
        if not any(file.exists() for file in remains):
            return
        deadline = time.monotonic() + 15
        while remaining := processes_in(self.data):
            if self.is_running:
                return
            if time.monotonic() > deadline:
                raise LocalDatabaseError(
                    f"The embedded database died, but its processes {remaining} still work. "
                    "End them with `kill` and try again."
                )
            time.sleep(0.05)
        if answers_elsewhere(self.data):
            raise LocalDatabaseError(
                f"Another container or machine uses the embedded database in {self.home}. "
                "Stop it there first."
            )
        for file in remains:
            file.unlink(missing_ok=True)

    def _answers(self) -> bool:
        """Whether the server takes a connection; the database is made on the way."""
        postmaster = self.postmaster
        if postmaster is None:
            return False
        try:
            with psycopg.connect(
                host=str(postmaster.socket_folder),
                port=PORT,
                user=OWNER,
                dbname="postgres",
                connect_timeout=5,
                autocommit=True,
            ) as connection:
                known = connection.execute(
                    "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
                ).fetchone()
                if not known:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.OperationalError:
            return False
        return True

    def _log_end(self) -> str:
        try:
            lines = self.log.read_text(errors="replace").splitlines()[-5:]
        except OSError:
            return ""
        return "".join(f"\n  {line}" for line in lines)
