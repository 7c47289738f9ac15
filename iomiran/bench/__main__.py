"""`python -m iomiran.bench [part …]`: measure all parts, or those that are named."""

import os
import sys
from importlib import import_module

from iomiran.bench import PARTS
from iomiran.localdb import attach_if_needed


def main(names: list[str]) -> None:
    if unknown := set(names) - set(PARTS):
        raise SystemExit(f"No such part: {', '.join(unknown)}. Known are {', '.join(PARTS)}.")
    attach_if_needed()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iomiran.settings")
    import django

    django.setup()
    for name in names or PARTS:
        # Only now: the parts import models.
        import_module(f"iomiran.bench.{name}").run()


if __name__ == "__main__":
    main(sys.argv[1:])
