"""The embedded database, with real servers, real processes and real kills."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import environ
import psycopg
import pytest

from iomiran.localdb import Cluster, LocalDatabaseError, attachment, load_environment, paths
from iomiran.localdb.postmaster import processes_in
from iomiran.localdb.privileges import server_user
from iomiran.localdb.users import DatabaseUser

USER = """
import sys
from pathlib import Path
from iomiran.localdb import attach
print(attach(Path(sys.argv[1])), flush=True)
sys.stdin.readline()
"""
ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="another user is only chosen for root")
LINUX_ONLY = pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks /proc")


@pytest.fixture
def checkout():
    """A short folder that every user can reach, with its cluster removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="iom-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    if folder.exists():
        Cluster(folder).remove()
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def example():
    """The data of a cluster that was made and stopped: making one waits long for the disk."""
    folder = Path(tempfile.mkdtemp(prefix="iom-", dir="/tmp"))
    folder.chmod(0o755)
    cluster = Cluster(folder)
    cluster.start()
    cluster.stop()
    yield cluster.data
    cluster.remove()
    shutil.rmtree(folder)


@pytest.fixture
def cluster(checkout, example):
    """The cluster of `checkout`, there already, for what is not about how one is made."""
    cluster = Cluster(checkout)
    cluster.user.own_folder(cluster.home)
    subprocess.run(["cp", "-a", example, cluster.data], check=True)
    return cluster


@pytest.fixture
def processes():
    """Started user processes, none of which survives the test."""
    started: list[subprocess.Popen] = []
    yield started
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


@pytest.fixture
def use(checkout, processes):
    """Start a process that uses the database; it leaves when its input ends."""

    def start() -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-c", USER, str(checkout)],
            cwd=paths.CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    return start


def address(process: subprocess.Popen) -> str:
    return process.stdout.readline().strip()


def leave(process: subprocess.Popen) -> int:
    process.stdin.close()
    return process.wait(timeout=60)


def ask(url: str, query: str):
    # The tests' own connections do not wait for the disk; what must survive a kill does.
    options = "-c synchronous_commit=on"
    with psycopg.connect(url, connect_timeout=10, options=options) as connection:
        found = connection.execute(query)
        return found.fetchone()[0] if found.description else None


def wait_until(condition, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_the_last_user_to_leave_stops_the_server(checkout, use):
    first = use()
    url = address(first)
    second = use()
    assert address(second) == url

    assert leave(first) == 0
    assert ask(url, "SELECT 1") == 1
    assert leave(second) == 0
    assert not Cluster(checkout).is_running


def test_two_users_may_start_and_leave_at_the_same_moment(checkout, use):
    both = use(), use()
    assert len({address(process) for process in both}) == 1

    for process in both:
        process.stdin.close()
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert not Cluster(checkout).is_running


def test_data_survive_kill_9_of_the_server(cluster, use):
    first = use()
    url = address(first)
    ask(url, "CREATE TABLE kept AS SELECT 42 AS value")
    os.kill(cluster.postmaster.pid, signal.SIGKILL)
    assert wait_until(lambda: not cluster.is_running)

    second = use()
    assert ask(address(second), "SELECT value FROM kept") == 42
    assert leave(first) == 0
    assert leave(second) == 0


def test_a_server_left_behind_by_kill_9_of_its_user_is_adopted_and_stopped(cluster, use):
    killed = use()
    url = address(killed)
    ask(url, "CREATE TABLE kept AS SELECT 42 AS value")
    killed.kill()
    killed.wait()
    orphan = cluster.postmaster.pid

    heir = use()
    assert ask(address(heir), "SELECT value FROM kept") == 42
    assert cluster.postmaster.pid == orphan
    assert leave(heir) == 0
    assert not cluster.is_running


@LINUX_ONLY
def test_nothing_of_the_server_remains_after_leaving(cluster, use):
    process = use()
    address(process)
    data = cluster.data
    assert processes_in(data)
    leave(process)
    assert not processes_in(data)


def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(cluster):
    cluster.start()
    cluster.stop()
    stranger = subprocess.Popen(["sleep", "60"], user=cluster.user.uid)
    try:
        pid_file = cluster.data / "postmaster.pid"
        pid_file.write_text(f"{stranger.pid}\n{cluster.data}\n0\n5432\n/nowhere\n\n0 0\nready\n")
        os.chown(pid_file, cluster.user.uid, cluster.user.gid)
        assert not cluster.is_running
        cluster.start()
        assert ask(cluster.url, "SELECT 1") == 1
    finally:
        stranger.kill()
        stranger.wait()


def test_persian_punctuation_does_not_stick_to_words(cluster):
    cluster.start()
    words = ask(cluster.url, "SELECT tsvector_to_array(to_tsvector('simple', 'بازگشت، مرز؟'))")
    assert words == ["بازگشت", "مرز"]
    found = ask(cluster.url, "SELECT lower('É') || current_setting('server_encoding')")
    assert found == "éUTF8"


def test_the_server_listens_on_no_address(cluster):
    cluster.start()
    assert ask(cluster.url, "SELECT current_setting('listen_addresses')") == ""
    assert cluster.postmaster.socket_folder.stat().st_mode & 0o077 == 0
    assert cluster.data.stat().st_mode & 0o077 == 0


def test_a_long_path_gets_a_short_socket_folder(checkout):
    deep = checkout / ("a-very-long-name-" * 6)
    deep.mkdir()
    cluster = Cluster(deep)
    try:
        cluster.start()
        folder = cluster.postmaster.socket_folder
        assert not folder.is_relative_to(checkout)
        assert paths.fits_a_socket(folder)
        assert folder.stat().st_mode & 0o077 == 0
        assert ask(cluster.url, "SELECT 1") == 1
    finally:
        cluster.remove()
    assert not folder.exists()


def test_a_path_with_unusual_characters_works(checkout):
    odd = checkout / 'it\'s, "odd" $HOME %20 خانه'
    odd.mkdir()
    cluster = Cluster(odd)
    try:
        cluster.start()
        assert ask(cluster.url, "SELECT 1") == 1
    finally:
        cluster.remove()


def test_a_socket_folder_laid_by_somebody_else_is_not_used(checkout):
    user = server_user()
    home = checkout / ("a-very-long-name-" * 6)
    trap = Path("/tmp") / f"iomiran-{user.uid}-{paths.digest(checkout)}"
    trap.symlink_to(checkout)
    try:
        folder = paths.socket_folder(checkout, home, user)
        assert folder.parent == paths.SHARED_FOLDER
        folder.rmdir()
    finally:
        trap.unlink()


@ROOT_ONLY
def test_root_hands_the_server_to_an_unprivileged_user(checkout):
    cluster = Cluster(checkout)
    cluster.start()
    assert cluster.home == checkout / "var" / "postgres"
    owner = Path(f"/proc/{cluster.postmaster.pid}").stat().st_uid
    assert owner == cluster.user.uid != 0


@ROOT_ONLY
def test_a_checkout_that_only_root_may_enter_is_left_as_it_is(checkout):
    closed = checkout / "home"
    inside = closed / "portal"
    inside.mkdir(parents=True)
    closed.chmod(0o700)
    cluster = Cluster(inside)
    try:
        cluster.start()
        assert cluster.home.parent == paths.SHARED_FOLDER
        assert cluster.home.stat().st_uid == cluster.user.uid
        programs = cluster.home / f"programs-{paths.importlib.metadata.version(paths.WHEEL)}"
        assert programs.stat().st_uid == cluster.user.uid
        assert ask(cluster.url, "SELECT 1") == 1
        assert closed.stat().st_mode & 0o777 == 0o700

        # Where the checkout can be reached later on, the data are still found.
        closed.chmod(0o755)
        assert Cluster(inside).home == cluster.home
    finally:
        cluster.remove()
    assert not cluster.home.exists()


def test_a_database_in_use_is_not_stopped(checkout, cluster, use):
    process = use()
    url = address(process)
    with pytest.raises(LocalDatabaseError, match="in use"):
        DatabaseUser(checkout).stop()
    assert ask(url, "SELECT 1") == 1


def test_a_cluster_of_another_version_is_refused_in_one_sentence(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(LocalDatabaseError, match="PostgreSQL 15, and this is PostgreSQL 18"):
        cluster.start()


def test_half_a_cluster_is_made_again(checkout):
    cluster = Cluster(checkout)
    cluster.user.own_folder(cluster.home)
    (cluster.home / "data.new").mkdir()
    (cluster.home / "data.new" / "PG_VERSION").write_text("18\n")
    cluster.start()
    assert ask(cluster.url, "SELECT 1") == 1


def test_a_server_that_cannot_start_names_its_log(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "global" / "pg_control").unlink()
    with pytest.raises(LocalDatabaseError, match=re.escape(str(cluster.log))):
        cluster.start()


def test_django_environ_reads_the_address(cluster, monkeypatch):
    cluster.start()
    monkeypatch.setenv("DATABASE_URL", cluster.url)
    read = environ.Env().db_url()
    assert read["ENGINE"] == "django.db.backends.postgresql"
    assert read["NAME"] == "iomiran"
    assert read["OPTIONS"]["host"] == str(cluster.postmaster.socket_folder)


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_URL_FILE"])
def test_a_named_server_is_used_as_it_is(name, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv(name, "postgres://user@elsewhere/portal")
    monkeypatch.setattr(attachment, "attach", lambda: pytest.fail("attached all the same"))
    attachment.attach_if_needed()


def test_an_unreadable_env_file_is_one_sentence(tmp_path):
    (tmp_path / ".env").write_bytes(b"SECRET_KEY=\xff\xfe")
    with pytest.raises(LocalDatabaseError, match="text file in UTF-8"):
        load_environment(tmp_path)


def test_the_command_line_tells_where_the_cluster_is():
    done = subprocess.run(
        [sys.executable, "-m", "iomiran.localdb", "path"],
        cwd=paths.CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_absolute()
