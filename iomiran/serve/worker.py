"""The worker as a child process beside the server: started, kept alive, ended."""

import os
import subprocess
import sys
import time
from pathlib import Path

from iomiran.serve.console import complain
from iomiran.serve.processes import die_with_parent, end_group

GRACE = 12  # seconds: more than the worker gives to the work under way
PAUSE = 2  # seconds between two starts: a worker that cannot stand must not spin


class Worker:
    def __init__(self, root: Path):
        self._root = root
        self._start()

    def _start(self) -> None:
        self._began = time.monotonic()
        self._child = subprocess.Popen(
            [sys.executable, "manage.py", "work"],
            cwd=self._root,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "iomiran.settings"},
            stdin=subprocess.DEVNULL,
            # Ctrl-C on the terminal reaches the parent alone, which ends things in order.
            start_new_session=True,
            preexec_fn=die_with_parent,
        )

    @property
    def is_running(self) -> bool:
        return self._child.poll() is None

    def keep(self) -> None:
        """Start it again where it has ended; the work that it left is taken up again."""
        if self.is_running or time.monotonic() - self._began < PAUSE:
            return
        complain("The worker ended and is started again; what it did is taken up again.")
        end_group(self._child.pid)
        self._start()

    def stop(self) -> None:
        if self.is_running:
            self._child.terminate()
            try:
                self._child.wait(timeout=GRACE)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
        end_group(self._child.pid)
