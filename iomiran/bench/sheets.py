"""What the sheets of publications cost: milliseconds and bytes for each, in each language.

The least that any PDF costs stands beside them: a page with one line by the bare engine, in the
same process and run. Asking the database and setting the pages are told apart. Of both together
the clock and the computing of the process are told: what else the machine does counts for the
clock alone. The engine remembers what it has set: pages of one line make it forget.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

from iomiran.common.typeset import FONTS, print_pdf
from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import printed_sheet
from publications.infosheets.words import LANGUAGES
from publications.making import made_by_the_portal

AIM = 150  # milliseconds for two pages, on a machine that does nothing else
ROUNDS = 5
# After so many compilations the engine lets go of what it has not used.
MEMORY = 12
LINE = """
#set document(title: "Example")
#set text(font: "Vazirmatn", fallback: false)
#json(bytes(sys.inputs.data)).line
#metadata(1) <pages>
"""


def run() -> None:
    with one_line() as forget:
        line = statistics.median([_spent(forget)[0] for _round in range(ROUNDS)]) / MEMORY
        print(f"Reference: a page with one line, {line:.1f} ms on this machine in this run")
        head = f"made anew (aim: {AIM} ms)"
        print(f"{head:46}{'pages':>6}{'asked':>9}{'set':>9}{'ms':>7}{'computing':>11}{'bytes':>10}")
        for publication in made_by_the_portal():
            period = (publication.period_start, publication.period_end)
            for language in LANGUAGES:
                asked = partial(sheet_for, publication.generator, language, period)
                if sheet := asked():
                    name = f"{publication.document.slug} ({language})"
                    _measure(name, asked, partial(printed_sheet, sheet), forget, line)


def _measure(name: str, asked: Callable, made: Callable, forget: Callable, line: float) -> None:
    asking, setting = [], []
    for _round in range(ROUNDS):
        forget()
        asking.append(_spent(asked))
        setting.append(_spent(made))
    ask, compute_ask = map(statistics.median, zip(*asking, strict=True))
    make, compute_made = map(statistics.median, zip(*setting, strict=True))
    printed = made()
    print(
        f"{name:46}{printed.pages:>6}{ask / line:>7.1f} ×{make / line:>7.1f} ×{ask + make:>7.0f}"
        f"{compute_ask + compute_made:>11.0f}{len(printed.content):>10,}"
    )


@contextmanager
def one_line() -> Iterator[Callable[[], None]]:
    """A call that makes so many pages of one line that the engine remembers nothing else."""
    numbers, made = count(), datetime(2021, 5, 26, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "line.typ"
        template.write_text(LINE, encoding="utf-8")

        def forget() -> None:
            for _page in range(MEMORY):
                words = {"line": f"Example {next(numbers)}"}
                print_pdf(template, words, fonts=FONTS, made=made)

        forget()
        yield forget


def _spent(call: Callable) -> tuple[float, float]:
    """Milliseconds of the clock, and of computing."""
    clock, computing = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - computing) * 1000
