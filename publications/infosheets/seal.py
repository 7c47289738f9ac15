"""What a sheet carries so that its reader can ask whether it is ours: a code and a QR. Pure."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import segno

from iomiran.common.nav import site_url
from iomiran.common.typeset import made_with
from publications.codes import code_of, printed

# Modules of paper around the square, without which no reader finds it.
QUIET = 4
# How the square is drawn and how large the text is set shapes the bytes like the templates do.
SHAPING = (Path(__file__), Path(__file__).with_name("printing.py"))


@dataclass(frozen=True)
class Seal:
    """`code` as it is kept; `shown` as it is printed; `qr` is a drawing that leads to `url`."""

    code: str
    shown: str
    url: str
    qr: str


def seal(data: dict, template: Path, *, stands_at: str = "") -> Seal:
    """Of a sheet with this data, set with this template; the same ones give the same seal.

    `stands_at` says where the sheet is handed out: at two places it has two codes.
    """
    digest = hashlib.sha256(made_with(template))
    digest.update(segno.__version__.encode())
    for source in SHAPING:
        digest.update(source.read_bytes())
    digest.update(json.dumps([stands_at, data], ensure_ascii=False, sort_keys=True).encode())
    code = code_of(digest.hexdigest())
    url = site_url(f"/verify/{code}")
    return Seal(code, printed(code), url, qr_svg(url))


def qr_svg(text: str) -> str:
    """Black squares as one path, so that no seam of white runs between them in any reader."""
    rows = list(segno.make(text, error="m", micro=False).matrix)
    side = len(rows) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for x, length in _dark(row)
    )
    box = f"0 0 {side} {side}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{path}"/></svg>'


def _dark(row):
    """(where it begins, how long it is) of each stretch of dark modules."""
    start = None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None
