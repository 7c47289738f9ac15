"""Who runs the server: the caller, or an unprivileged user when the caller is root."""

import os
import pwd
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from iomiran.localdb.errors import LocalDatabaseError

# Only what the server needs: PG* variables, locales and time zones of the caller
# would otherwise change how the cluster is made and where it listens.
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
}


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit status, and both its streams as text."""

    status: int
    output: str


@dataclass(frozen=True)
class ServerUser:
    """The user the server runs as; `switched` when that is not the caller."""

    uid: int
    gid: int
    name: str
    switched: bool

    def run(self, *command: str | Path, cwd: Path = Path("/")) -> Outcome:
        """Run a command as this user.

        Output goes to a file: a pipe would be inherited by the server and would
        never reach its end. The new session keeps Ctrl-C on the terminal away.
        """
        identity = {}
        if self.switched:
            identity = {"user": self.uid, "group": self.gid, "extra_groups": []}
        with tempfile.TemporaryFile() as output:
            try:
                done = subprocess.run(
                    [os.fspath(part) for part in command],
                    cwd=cwd,
                    env=ENVIRONMENT,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    umask=0o077,
                    start_new_session=True,
                    timeout=180,
                    check=False,
                    **identity,
                )
            except subprocess.TimeoutExpired as error:
                raise LocalDatabaseError(
                    f"{Path(command[0]).name} did not end within {error.timeout:.0f} seconds. "
                    "Try again, or name a PostgreSQL server in DATABASE_URL."
                ) from error
            except OSError as error:
                raise LocalDatabaseError(
                    f"{command[0]} cannot be run as the user {self.name} ({error.strerror}). "
                    "Start the portal as an ordinary user, or name a PostgreSQL server in "
                    "DATABASE_URL."
                ) from error
            output.seek(0)
            return Outcome(done.returncode, output.read().decode(errors="replace").strip())

    def reaches(self, folder: Path, program: Path) -> bool:
        """Whether this user can work in the folder and run the program."""
        script = 'cd "$1" && exec "$2" --version'
        return self.run("/bin/sh", "-c", script, "sh", folder, program).status == 0

    def own_folder(self, path: Path) -> None:
        """Make a folder for this user alone, or make sure that it is one already.

        The folder above must belong to the caller or be sticky like /tmp: then
        nobody can put something else in place of what was just made.
        """
        try:
            path.mkdir(mode=0o700)
            if self.switched:
                os.chown(path, self.uid, self.gid, follow_symlinks=False)
        except FileExistsError:
            pass
        except OSError as error:
            raise LocalDatabaseError(
                f"The folder {path} cannot be made ({error.strerror}). Give yourself the right "
                "to write there, or name a PostgreSQL server in DATABASE_URL."
            ) from error
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.uid or found.st_mode & 0o077:
            raise LocalDatabaseError(
                f"{path} is not a folder that belongs to {self.name} alone (mode 0700). "
                "Remove it, or start the portal as the user who started it first."
            )


def server_user() -> ServerUser:
    """The caller; for root, who may not run PostgreSQL, `postgres` or else `nobody`."""
    if os.geteuid() != 0:
        uid = os.geteuid()
        try:
            name = pwd.getpwuid(uid).pw_name
        except KeyError:  # a container may run under a bare number
            name = str(uid)
        return ServerUser(uid, os.getegid(), name, switched=False)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return ServerUser(entry.pw_uid, entry.pw_gid, name, switched=True)
    raise LocalDatabaseError(
        "PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`. "
        "Start the portal as an ordinary user, or name a PostgreSQL server in DATABASE_URL."
    )
