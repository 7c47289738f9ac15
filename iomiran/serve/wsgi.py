"""The application of one worker of `make run`, which must not outlive its server.

Granian's workers keep the port when the process above them is killed with -9.
"""

import signal

from iomiran.serve.processes import die_with_parent
from iomiran.wsgi import application

__all__ = ["application"]

die_with_parent(signal.SIGKILL)
