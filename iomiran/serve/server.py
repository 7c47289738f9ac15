"""Granian as a child process: started, waited for, ended."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings

from iomiran.serve.options import Options
from iomiran.serve.processes import die_with_parent, end_group

PATIENCE = 60  # seconds until the first answer
GRACE = 15  # seconds for requests under way when the server is asked to end
THREADS = 4  # per worker; each may hold one database connection


def allowed_host(hosts: Sequence[str]) -> str:
    """The first of ALLOWED_HOSTS as a browser would name it; ".example.org" is any host there."""
    first = next(iter(hosts), "*")
    return "127.0.0.1" if first == "*" else first.removeprefix(".")


class ServerError(Exception):
    """The server ended, or never answered."""


class Server:
    def __init__(self, options: Options, root: Path):
        self._options = options
        self._child = subprocess.Popen(
            self.command(),
            cwd=root,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "iomiran.settings"},
            stdin=subprocess.DEVNULL,
            # Ctrl-C on the terminal reaches us alone: we end things in order.
            start_new_session=True,
            preexec_fn=die_with_parent,
        )

    def command(self) -> list[str]:
        options = self._options
        return [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", options.host, "--port", str(options.port)),
            *("--workers", str(options.workers), "--blocking-threads", str(THREADS)),
            *("--workers-kill-timeout", str(GRACE - 5), "--respawn-failed-workers"),
            *("--log-level", "info" if options.access_log else "warning"),
            "--access-log" if options.access_log else "--no-access-log",
            "iomiran.serve.wsgi:application",
        ]

    def wait_until_it_answers(self) -> int:
        """The status of the first answer; raises ServerError."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._child.poll() is not None:
                raise ServerError(self._end())
            if status := self._ask():
                return status
            time.sleep(0.05)
        raise ServerError(f"The server did not answer within {PATIENCE} seconds.")

    def wait(self, meanwhile: Callable[[], None]) -> None:
        """Return never: raise ServerError when the server ends by itself.

        `meanwhile()` is called about once a second.
        """
        while True:
            try:
                self._child.wait(timeout=1)
            except subprocess.TimeoutExpired:
                meanwhile()
            else:
                raise ServerError(self._end())

    def stop(self) -> None:
        """Let requests under way finish, then end every process of the server."""
        if self._child.poll() is None:
            self._child.terminate()
            try:
                self._child.wait(timeout=GRACE)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
        end_group(self._child.pid)

    def _ask(self) -> int | None:
        host = self._options.reachable_host.strip("[]")
        connection = http.client.HTTPConnection(host, self._options.port, timeout=30)
        try:
            connection.request("GET", "/en/", headers=self._headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    @property
    def _headers(self) -> dict[str, str]:
        """A name that the site answers to, and https where it would else redirect."""
        headers = {"Host": allowed_host(settings.ALLOWED_HOSTS)}
        if settings.HTTPS:
            headers["X-Forwarded-Proto"] = "https"
        return headers

    def _end(self) -> str:
        status = self._child.returncode
        how = f"by {signal.Signals(-status).name}" if status < 0 else f"with exit status {status}"
        return f"The server ended {how}. Its last messages stand above."
