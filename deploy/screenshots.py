"""Makes the pictures of the README from a portal that runs: `python deploy/screenshots.py [URL]`.

Needs the tools of development and Chromium. Colours are reduced to a palette: a picture stays
below 200 KB, so that the repository does not grow with every change of the design.
"""

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
ADDRESS = "http://127.0.0.1:8000"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAGES = {"home-en": "/en/", "returns-fa": "/fa/returns/"}
SIZES = {1280: 1600, 360: 1200}
MOST_BYTES = 200_000


def main(arguments: list[str]) -> int:
    address = (arguments[0] if arguments else ADDRESS).rstrip("/")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return refuse("Chromium was not found. Install it: sudo apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        with sync_playwright() as playwright:
            take_all(playwright.chromium, browser, address)
    except (Error, ValueError) as error:
        return refuse(f"{str(error).splitlines()[0]}\nIs the portal running at {address}?")
    return 0


def take_all(chromium, program: str, address: str) -> None:
    # Chromium refuses to sandbox as root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    window = chromium.launch(executable_path=program, args=arguments)
    for width, height in SIZES.items():
        page = window.new_page(
            viewport={"width": width, "height": height}, color_scheme="light", locale="en-GB"
        )
        for name, path in PAGES.items():
            answer = page.goto(f"{address}{path}", wait_until="networkidle")
            if answer is None or answer.status != 200:
                raise ValueError(f"{path} did not answer with a page.")
            page.evaluate("document.fonts.ready")
            file = FOLDER / f"{name}-{width}.png"
            file.write_bytes(compressed(page.screenshot()))
            print(f"{file.relative_to(FOLDER.parent.parent)}  {file.stat().st_size:,} bytes")
        page.close()
    window.close()


def compressed(png: bytes) -> bytes:
    """The picture with as many colours, at most 256, as fit the size."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        out = io.BytesIO()
        few = picture.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    raise ValueError(f"The picture stays above {MOST_BYTES:,} bytes; make it smaller.")


def refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
