"""Whether the server of a cluster is alive, from what it leaves in its folder."""

import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from iomiran.localdb.paths import SOCKET_NAME

PROCESSES = Path("/proc")


@dataclass(frozen=True)
class Postmaster:
    """A living server: its process, the folder of its socket, and what it is doing."""

    pid: int
    socket_folder: Path
    status: str


def read_postmaster(data: Path) -> Postmaster | None:
    """The living server of this data folder, or None.

    The number in postmaster.pid alone proves nothing: after `kill -9` it may stand
    for a process not yet reaped, or, in a container, for quite another program.
    """
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    if not _is_server_of(pid, data):
        return None
    return Postmaster(
        pid=pid,
        socket_folder=Path(lines[4]) if len(lines) > 4 else Path(),
        status=lines[7].strip() if len(lines) > 7 else "starting",
    )


def answers_elsewhere(data: Path) -> bool:
    """Whether a server whose process cannot be seen from here listens on its socket.

    So it is when two containers share a folder: each has process numbers of its own.
    """
    try:
        folder = (data / "postmaster.pid").read_text().splitlines()[4]
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(os.path.join(folder, SOCKET_NAME))
    except (OSError, IndexError):
        return False
    return True


def processes_in(data: Path) -> list[int]:
    """Processes that work in the data folder: a server and what it started."""
    if not PROCESSES.is_dir():
        return []
    pids = (int(entry.name) for entry in PROCESSES.iterdir() if entry.name.isdigit())
    return [pid for pid in pids if _works_in(pid, data)]


def _is_server_of(pid: int, data: Path) -> bool:
    if PROCESSES.is_dir():
        return _works_in(pid, data)
    command = ["ps", "-o", "command=", "-p", str(pid)]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    return "postgres" in listed.stdout


def _works_in(pid: int, data: Path) -> bool:
    try:
        return os.readlink(PROCESSES / str(pid) / "cwd") == os.path.realpath(data)
    except OSError:
        return False
