"""Writes .env from .env.example with a random SECRET_KEY, unless there is one."""

import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    text = example.replace("\nSECRET_KEY=\n", f"\nSECRET_KEY={secrets.token_urlsafe(50)}\n", 1)
    target = ROOT / ".env"
    if target.exists():
        return 0
    # Built aside and linked into place: an existing file is never overwritten, half a
    # file never stands there, and nobody but its owner ever reads it.
    draft = ROOT / f".env.{os.getpid()}"
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        os.link(draft, target)
    except FileExistsError:
        return 0
    except OSError as error:
        print(f"{target} cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    finally:
        draft.unlink(missing_ok=True)
    print("Wrote .env with a random SECRET_KEY")
    return 0


if __name__ == "__main__":
    sys.exit(main())
