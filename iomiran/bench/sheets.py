"""What a sheet costs where none is kept: milliseconds and bytes for each kind and language.

Each stands beside a page with one line, made by the bare engine in the same process and run: the
least that any PDF costs. Asking the database and setting the pages are told apart. Milliseconds
stand there too, because the aim, 150 for two pages, is one of a waiting reader: by the clock, and
of computing, of this process and of the server for it, which other work on the machine moves less.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from iomiran.common.typeset import FONTS, print_pdf
from publications.infosheets.generators import sheet_for
from publications.infosheets.printing import printed_sheet
from publications.infosheets.words import LANGUAGES
from publications.making import made_by_the_portal

from .timing import median_ms, work_so_far

ROUNDS = 10
LINE = """
#set document(title: "Example")
#set text(font: "Vazirmatn", fallback: false)
One line.
#metadata(1) <pages>
"""


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "line.typ"
        template.write_text(LINE, encoding="utf-8")
        made = datetime(2021, 5, 26, tzinfo=UTC)
        line = median_ms(lambda: print_pdf(template, {}, fonts=FONTS, made=made), ROUNDS)
    print(f"Reference: a page with one line, {line:.1f} ms on this machine in this run")
    print(f"{'sheet':44}{'pages':>6}{'asked':>9}{'set':>9}{'ms':>7}{'computing':>11}{'bytes':>10}")
    for publication in made_by_the_portal():
        for language in LANGUAGES:
            _measure(publication, language, line)


def _measure(publication, language: str, line: float) -> None:
    sheet = sheet_for(publication.generator, language)
    if sheet is None:
        return
    before = work_so_far()
    asked = median_ms(lambda: sheet_for(publication.generator, language), ROUNDS)
    setting = median_ms(lambda: printed_sheet(sheet), ROUNDS)
    # The first call of each is work too.
    computing = (work_so_far() - before).computing * 1000 / (ROUNDS + 1)
    printed = printed_sheet(sheet)
    name = f"{publication.generator} ({language})"
    print(
        f"{name:44}{printed.pages:>6}{asked / line:>7.1f} ×{setting / line:>7.1f} ×"
        f"{asked + setting:>7.0f}{computing:>11.0f}{len(printed.content):>10,}"
    )
