"""Which steps were done, and from what: a step is repeated when its inputs change."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

PASSED_OVER = {"__pycache__", "tests"}


def fingerprint(root: Path, names: Iterable[str], *also: str) -> str:
    """A hash over the names and bytes of files and folders below root."""
    summary = hashlib.sha256("\0".join(also).encode())
    for name in names:
        for path in _files(root / name):
            summary.update(f"\0{path.relative_to(root)}\0".encode(errors="surrogateescape"))
            summary.update(hashlib.sha256(path.read_bytes()).digest())
    return summary.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted(
        file for file in found if PASSED_OVER.isdisjoint(file.relative_to(path).parts[:-1])
    )


class Stamps:
    """The fingerprints of the steps done, kept in one small file."""

    def __init__(self, file: Path):
        self._file = file
        try:
            known = json.loads(file.read_text())
        except (OSError, ValueError):  # lost or cut short: the steps are simply repeated
            known = {}
        self._known: dict[str, str] = known if isinstance(known, dict) else {}

    def has(self, step: str, mark: str) -> bool:
        return self._known.get(step) == mark

    def put(self, step: str, mark: str) -> None:
        self._known[step] = mark
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(self._known, indent=1, sort_keys=True))
        fresh.replace(self._file)
