"""`python -m iomiran.serve`: prepare the portal, serve it until Ctrl-C or SIGTERM.

Exit status: 0 ended as wished, 1 something failed, 2 a setting cannot be used.
"""

import os
import signal
import sys
import time
import traceback

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError, SystemCheckError
from django.db import OperationalError

from iomiran.localdb import LocalDatabaseError, attach_if_needed, load_environment, release
from iomiran.localdb.paths import CHECKOUT
from iomiran.serve.console import complain, say, step
from iomiran.serve.options import OptionError, Options, check_port, read_options
from iomiran.serve.preparation import prepare
from iomiran.serve.server import Server, ServerError
from iomiran.serve.worker import Worker

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class EndWished(BaseException):
    """Ctrl-C, SIGTERM, or the terminal was closed."""


def main() -> int:
    sys.stdout.reconfigure(errors="replace")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomiran.settings")
    for number in ENDING:
        signal.signal(number, _wish_end)
    try:
        return run()
    except EndWished:
        return 0
    finally:
        _end_in_peace()
        release()


def run() -> int:
    """Returns the exit status when something is wrong; else serves until EndWished."""
    try:
        load_environment()
        options = read_options(os.environ)
        check_port(options)
    except (OptionError, LocalDatabaseError) as error:
        complain(error)
        return 2
    began = time.monotonic()
    try:
        with step("database"):
            attach_if_needed()
            django.setup()
        prepare(CHECKOUT)
        check_port(options)  # the work may have taken a minute
        serve(options, began)
    except (OptionError, ImproperlyConfigured) as error:
        complain(error)
        return 2
    except (LocalDatabaseError, CommandError, SystemCheckError, ServerError) as error:
        complain(error)
    except OperationalError as error:
        complain(f"The database cannot be used; check DATABASE_URL. It says: {str(error).strip()}")
    except Exception as error:
        file = CHECKOUT / "var" / "serve-error.log"
        file.write_text(traceback.format_exc())
        complain(f"{type(error).__name__}: {error}\nThe details are in {file}.")
    return 1


def serve(options: Options, began: float) -> None:
    server = worker = None
    try:
        with step("server"):
            server = Server(options, CHECKOUT)
            status = server.wait_until_it_answers()
        # After the server: the first page must not wait for it.
        worker = Worker(CHECKOUT)
        announce(options, status, time.monotonic() - began)
        server.wait(meanwhile=worker.keep)
    finally:
        _end_in_peace()
        if worker:
            worker.stop()
        if server:
            server.stop()


def announce(options: Options, status: int, seconds: float) -> None:
    say(f"\nThe portal stands after {seconds:.1f} s.\n")
    for code, name in settings.LANGUAGES:
        say(f"  {options.address}/{code}/".ljust(38) + str(name))
    say(f"  {options.address}/admin/".ljust(38) + "for staff; `make admin` makes the first account")
    if status >= 500:
        say(f"\nBut the home page answers with an error ({status}); see the messages above.")
    local = {"127.0.0.1", "localhost", "[::1]"}
    if not options.is_local and local.issuperset(settings.ALLOWED_HOSTS):
        say("\nOther machines are refused until ALLOWED_HOSTS names this site; see .env.example.")
    say("\nCtrl-C ends it, database included.")


def _wish_end(*_: object) -> None:
    raise EndWished


def _end_in_peace() -> None:
    """A second Ctrl-C must not cut the end short and leave processes behind."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
