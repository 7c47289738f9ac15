"""What `make run` runs, from a port in use to the end of every process."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from iomiran.localdb import Cluster
from iomiran.localdb.paths import CHECKOUT
from iomiran.serve.options import OptionError, Options, check_port, read_options
from iomiran.serve.preparation import tasks
from iomiran.serve.server import allowed_host
from iomiran.serve.stamps import Stamps, fingerprint

pytestmark = pytest.mark.long
LINUX_ONLY = pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks /proc")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listening() -> socket.socket:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken


def test_the_defaults_serve_this_machine_alone():
    assert read_options({}) == Options("127.0.0.1", 8000, 2, access_log=False)
    assert read_options({"PORT": "", "HOST": " "}) == read_options({})
    assert read_options({}).is_local


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"), ("PORT", "0"), ("PORT", "65536"), ("PORT", "-1"), ("PORT", "80.5"),
        ("WEB_WORKERS", "0"), ("WEB_WORKERS", "many"), ("ACCESS_LOG", "perhaps"),
    ],
)  # fmt: skip
def test_nonsense_is_named_in_one_sentence(name, value):
    with pytest.raises(OptionError, match=f"{name}={re.escape(value)} cannot be used"):
        read_options({name: value})


def test_a_port_in_use_is_noticed():
    with listening() as taken:
        options = read_options({"PORT": str(taken.getsockname()[1])})
        with pytest.raises(OptionError, match="is in use by another program"):
            check_port(options)


@pytest.mark.parametrize("host", ["no such host", "192.0.2.1", "host..invalid"])
def test_an_address_that_is_not_ours_is_noticed(host):
    with pytest.raises(OptionError, match="HOST"):
        check_port(read_options({"HOST": host, "PORT": str(free_port())}))


@pytest.mark.parametrize(
    ("host", "written"),
    [("0.0.0.0", "http://127.0.0.1:80"), ("::", "http://[::1]:80"), ("::1", "http://[::1]:80")],
)
def test_the_address_is_one_that_a_browser_takes(host, written):
    assert read_options({"HOST": host, "PORT": "80"}).address == written


@pytest.mark.parametrize(
    ("hosts", "asked"),
    [
        (["portal.example", "127.0.0.1"], "portal.example"), ([".example.org"], "example.org"),
        (["*"], "127.0.0.1"), ([], "127.0.0.1"),
    ],
)  # fmt: skip
def test_the_first_question_names_a_host_that_is_allowed(hosts, asked):
    assert allowed_host(hosts) == asked


def test_a_fingerprint_follows_names_and_bytes(tmp_path):
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "one.txt"
    file.write_text("1")
    before = fingerprint(tmp_path, ["a", "missing"])
    assert fingerprint(tmp_path, ["a", "missing"]) == before
    file.write_text("2")
    changed = fingerprint(tmp_path, ["a", "missing"])
    assert changed != before
    file.rename(tmp_path / "a" / "two.txt")
    assert fingerprint(tmp_path, ["a", "missing"]) not in (before, changed)


def test_translations_are_there_before_anything_speaks():
    """Loading the content makes infosheets, and a process keeps the words that it found."""
    assert next(task.name for task in tasks()) == "translations"


@pytest.mark.parametrize("spoilt", ["", "{", "[]"])
def test_spoilt_stamps_mean_that_the_work_is_done_again(tmp_path, spoilt):
    file = tmp_path / "stamps.json"
    file.write_text(spoilt)
    stamps = Stamps(file)
    assert not stamps.has("content", "x")
    stamps.put("content", "x")
    assert Stamps(file).has("content", "x")


# --- The whole, on a copy of the checkout ------------------------------------


@pytest.fixture(scope="module")
def copy():
    """A copy of the checkout as a clone would be: its own database, its own var/."""
    folder = Path(tempfile.mkdtemp(prefix="iom-", dir="/tmp"))
    folder.chmod(0o755)
    left_out = shutil.ignore_patterns(".*", "var", "__pycache__", "docs", "fonts-source")
    root = Path(shutil.copytree(CHECKOUT, folder / "portal", ignore=left_out))
    yield root
    Cluster(root).remove()
    shutil.rmtree(folder)


@pytest.fixture
def serve(copy):
    """Start `python -m iomiran.serve` in the copy; nothing of it survives the test."""
    started: list[subprocess.Popen] = []

    def start(**settings: str) -> subprocess.Popen:
        keep = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "DJANGO"))}
        output = (copy / f"output-{len(started)}").open("w+")
        process = subprocess.Popen(
            [sys.executable, "-m", "iomiran.serve"],
            cwd=copy,
            env={**keep, "SECRET_KEY": "x" * 60, "WEB_WORKERS": "1", **settings},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        process.output = output
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.output.close()


def said(process: subprocess.Popen) -> str:
    return Path(process.output.name).read_text()


def wait_until(condition, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def wait_until_it_stands(process: subprocess.Popen) -> None:
    wait_until(lambda: "Ctrl-C ends it" in said(process) or process.poll() is not None, 120)
    assert process.poll() is None, said(process)
    assert "Ctrl-C ends it" in said(process), said(process)


def processes_of(root: Path) -> set[int]:
    """Servers and workers that work in this copy."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if Path(os.readlink(entry / "cwd")).is_relative_to(root):
                    found.add(int(entry.name))
            except OSError:
                continue
    return found


def child_of(process: subprocess.Popen, word: bytes) -> int | None:
    """The process that this one started with `word` among its arguments."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for pid in children:
        with suppress(FileNotFoundError):  # ended since
            if word in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
                return int(pid)
    return None


@pytest.mark.parametrize(
    "wrong", [{"PORT": "eighty"}, {"HOST": "no such host"}, {"WEB_WORKERS": "-3"}]
)
def test_a_wrong_setting_ends_at_once_without_a_database(serve, copy, wrong):
    process = serve(**wrong)
    assert process.wait(timeout=30) == 2
    assert len(said(process).splitlines()) == 1
    assert next(iter(wrong)) in said(process)
    assert not (copy / "var" / "postgres").exists() or not Cluster(copy).is_running


def test_a_port_in_use_ends_at_once(serve):
    with listening() as taken:
        process = serve(PORT=str(taken.getsockname()[1]))
        assert process.wait(timeout=30) == 2
    assert "is in use" in said(process)
    assert len(said(process).splitlines()) == 1


@LINUX_ONLY
def test_it_serves_and_works_and_sigterm_ends_everything(serve, copy):
    port = free_port()
    process = serve(PORT=str(port))
    wait_until_it_stands(process)
    assert f"http://127.0.0.1:{port}/fa/" in said(process)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=30) as answer:
        assert answer.status == 200
    assert len(processes_of(copy)) > 3
    worker = child_of(process, b"work")
    os.kill(worker, signal.SIGKILL)
    assert wait_until(lambda: child_of(process, b"work") not in (None, worker), 20)
    assert "The worker ended and is started again" in said(process)

    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0, said(process)
    assert processes_of(copy) == set()
    assert "Traceback" not in said(process)

    # The second run repeats nothing, and Ctrl-C is as good an end.
    again = serve(PORT=str(port))
    wait_until_it_stands(again)
    assert "as it was" in said(again)
    again.send_signal(signal.SIGINT)
    assert again.wait(timeout=60) == 0, said(again)
    assert processes_of(copy) == set()


@LINUX_ONLY
def test_kill_9_leaves_no_web_server_and_the_next_run_adopts_the_database(serve, copy):
    killed = serve(PORT=str(free_port()))
    wait_until_it_stands(killed)
    database = Cluster(copy).postmaster.pid
    killed.kill()
    killed.wait()
    data = Cluster(copy).data

    def only_the_database_works() -> bool:
        return all(Path(os.readlink(f"/proc/{pid}/cwd")) == data for pid in processes_of(copy))

    assert wait_until(only_the_database_works, 30)
    heir = serve(PORT=str(free_port()))
    wait_until_it_stands(heir)
    assert Cluster(copy).postmaster.pid == database
    heir.terminate()
    assert heir.wait(timeout=60) == 0
    assert processes_of(copy) == set()


@LINUX_ONLY
def test_a_web_server_that_dies_is_reported(serve, copy):
    process = serve(PORT=str(free_port()))
    wait_until_it_stands(process)
    os.kill(child_of(process, b"granian"), signal.SIGKILL)
    assert process.wait(timeout=60) == 1
    assert "The server ended by SIGKILL" in said(process)
    assert processes_of(copy) == set()
