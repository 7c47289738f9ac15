#!/usr/bin/env python
"""Management commands, with the database they need brought up first."""

import os
import signal
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomiran.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import OperationalError

        from iomiran.localdb import LocalDatabaseError, attach_if_needed, release
    except ImportError as error:
        return refuse(f"{error}. Run `make devenv` and use .venv/bin/python.")

    # An orderly end, so that the database is given back.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        attach_if_needed()
        execute_from_command_line(sys.argv)
    except (LocalDatabaseError, ImproperlyConfigured) as error:
        return refuse(error)
    except OperationalError as error:
        return refuse(f"The database at DATABASE_URL does not answer: {error}".strip())
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    finally:
        release()
    return 0


def refuse(reason: object) -> int:
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
