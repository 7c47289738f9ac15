"""Message catalogues without the gettext programs: collect, merge, compile, check.

Messages come from Python and from templates; Babel reads and writes the files. docs/adr/0005
says why. Everything takes the folders as arguments and returns what it found.
"""

import os
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

# Folders of locale/. English is the language of the source and needs no catalogue.
LOCALES = ("fa", "fa_AF", "ps")
PLURAL_FORMS = "nplurals=2; plural=(n > 1);"

ONE, TWO, IN_CONTEXT, TWO_IN_CONTEXT = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "ngettext": TWO,
    "ngettext_lazy": TWO,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
    "npgettext": TWO_IN_CONTEXT,
    "npgettext_lazy": TWO_IN_CONTEXT,
}
SOURCES = {".py", ".html", ".txt"}
# Places without interface strings. Hidden folders, the virtual environment too, are left out.
EXCLUDED = {"var", "tests", "node_modules", "migrations", "static", "locale", "docs"}

# Babel takes the first and last letter of an unquoted text for its quotes, without a word.
PO_LINE = re.compile(
    r'(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) )?"(?:[^"\\]|\\.)*"|#.*|'
)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
ARABIC_LETTERS = re.compile("[يىك]")
HEADER = "# Messages of the portal. Collected by `manage.py collect_messages`; see docs/adr/0005."


class PortalCatalogue(Catalog):
    """A catalogue whose header never changes by itself: no dates, no program, no persons."""

    def __init__(self, locale: str):
        super().__init__(locale=locale, header_comment=HEADER, fuzzy=False)

    @property
    def mime_headers(self):
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", PLURAL_FORMS),
        ]

    @property
    def num_plurals(self) -> int:
        return 2


def source_files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(x for x in folders if x not in EXCLUDED and not x.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            in_templates = "templates" in path.relative_to(root).parts
            if path.suffix in SOURCES and (path.suffix != ".txt" or in_templates):
                yield path


def extract_file(path: Path) -> Iterator[tuple]:
    """Yields (message id, comments, context); plural ids are pairs. Raises ValueError."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        try:
            source = templatize(source, origin=str(path))
        except SyntaxError as error:
            raise ValueError(f"{path}: {error}") from error
        # What is left of the markup is indented at will, which Python's tokens do not allow.
        source = "\n".join(line.strip() for line in source.splitlines())
    found = extract("python", BytesIO(source.encode()), KEYWORDS, ["Translators"])
    for _line, message, comments, context in found:
        yield message, comments, context


def collect(root: Path) -> Catalog:
    """All messages of the code below `root`, by file and in the order in which they stand."""
    template = Catalog()
    for path in source_files(root):
        name = path.relative_to(root).as_posix()
        for message, comments, context in extract_file(path):
            template.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return template


def po_path(locale_folder: Path, locale: str) -> Path:
    return locale_folder / locale / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path) -> Catalog:
    """Raises ValueError with the file and line where it cannot be read."""
    try:
        content = path.read_bytes()
        for number, line in enumerate(content.decode().splitlines(), start=1):
            if not PO_LINE.fullmatch(line.strip()):
                raise ValueError(f"{path}, line {number}: no line of a catalogue: {line.strip()}")
        return read_po(BytesIO(content), abort_invalid=True)
    except PoFileError as error:
        raise ValueError(f"{path}, line {error.lineno + 1}: {error}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not in UTF-8: {error}") from error
    except FileNotFoundError:
        raise ValueError(f"{path} is missing: run manage.py collect_messages") from None


def merge(template: Catalog, old: Catalog | None, locale: str) -> PortalCatalogue:
    """The messages of the template with the translations that `old` has, its retired ones too.

    Never guesses from a similar message. What left the code is kept as retired (#~), so that a
    sentence that moves or comes back finds its translation.
    """
    known = {} if old is None else {_key(x): x for x in old.obsolete.values()}
    known |= {_key(x): x for x in _messages(old)}
    merged = PortalCatalogue(locale)
    for message in _messages(template):
        before = known.pop(_key(message), None)
        added = merged.add(
            message.id,
            before.string if before else "",
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=before.user_comments if before else (),
            context=message.context,
        )
        if before and before.fuzzy:
            added.flags.add("fuzzy")
    merged.obsolete.update((k, x) for k, x in known.items() if _is_complete(x))
    return merged


def update(root: Path, locale_folder: Path, *, prune: bool = False) -> list[str]:
    """Brings the catalogues in line with the code; returns the locales whose file changed."""
    template, changed = collect(root), []
    for locale in LOCALES:
        path = po_path(locale_folder, locale)
        merged = merge(template, read_catalogue(path) if path.exists() else None, locale)
        text = BytesIO()
        write_po(text, merged, width=96, include_lineno=False, ignore_obsolete=prune)
        content = text.getvalue().rstrip() + b"\n"
        if not path.exists() or path.read_bytes() != content:
            _write(path, content)
            changed.append(locale)
    return changed


def compile_all(locale_folder: Path) -> list[str]:
    """Writes django.mo beside every django.po that it is not made from; returns those locales.

    The compiled file carries the time of its source, so an older source counts as changed too.
    """
    compiled = []
    for path in sorted(locale_folder.glob("*/LC_MESSAGES/django.po")):
        target, source = path.with_suffix(".mo"), path.stat()
        if target.exists() and target.stat().st_mtime_ns == source.st_mtime_ns:
            continue
        catalogue = read_catalogue(path)
        for message in list(_messages(catalogue)):
            # An unfinished plural would be compiled as English and hide the next language.
            if not _is_complete(message):
                catalogue.delete(message.id, message.context)
        content = BytesIO()
        write_mo(content, catalogue, use_fuzzy=False)
        _write(target, content.getvalue(), times=source)
        compiled.append(path.parent.parent.name)
    return compiled


def check(root: Path, locale_folder: Path) -> list[str]:
    """One line for each thing that keeps a reader from reading the interface in their language."""
    wanted, findings = {_key(x): x for x in _messages(collect(root))}, []
    for locale in LOCALES:
        try:
            catalogue = read_catalogue(po_path(locale_folder, locale))
        except ValueError as error:
            findings.append(f"{locale}: {error}")
            continue
        findings += [f"{locale}: {x}" for x in _check_catalogue(catalogue, wanted, locale)]
    return findings


def _check_catalogue(catalogue: Catalog, wanted: dict, locale: str) -> Iterator[str]:
    there = {_key(x): x for x in _messages(catalogue)}
    for key in wanted.keys() - there.keys():
        yield f"{_name(wanted[key])} is in the code, not in the catalogue"
    for key in there.keys() - wanted.keys():
        yield f"{_name(there[key])} is in the catalogue, not in the code"
    if catalogue.num_plurals != 2 or catalogue.plural_expr.strip("() ") != "n > 1":
        yield f"the plural rule should be {PLURAL_FORMS}"
    for key, message in there.items():
        if key in wanted:
            yield from (f"{_name(message)} {x}" for x in check_message(message, locale))


def check_message(message: Message, locale: str) -> Iterator[str]:
    """What is wrong with one translation, as the end of a sentence about it."""
    if message.fuzzy:
        yield "is marked fuzzy"
    ids, strings = _texts(message.id), _texts(message.string)
    if len(strings) != len(ids):
        yield f"has {len(strings)} forms and should have {len(ids)}"
        return
    if not _is_filled(message):
        yield "is not translated"
        return
    # The first form stands for none and for one: it needs the number just as the second does.
    expected = _placeholders(ids[-1])
    for text in strings:
        if _placeholders(text) != expected:
            names = " ".join(sorted(name for name, _times in expected)) or "none"
            yield f"has other placeholders than the source ({names})"
        if locale.startswith("fa") and ARABIC_LETTERS.search(text):
            yield "has an Arabic letter where Persian writes ی or ک"


def _messages(catalogue: Catalog | None) -> Iterable[Message]:
    return (x for x in catalogue or () if x.id)


def _key(message: Message) -> tuple:
    return message.context, _texts(message.id)


def _texts(value) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (value or "",)


def _name(message: Message) -> str:
    text = _texts(message.id)[0]
    name = f"“{text}”" if len(text) <= 60 else f"“{text[:59]}…”"
    places = ", ".join(dict.fromkeys(place for place, _line in message.locations))
    context = f" ({message.context})" if message.context else ""
    return name + context + (f" [{places}]" if places else "")


def _placeholders(text: str) -> frozenset[tuple[str, int]]:
    """A named one may be repeated; of those told apart by position the number counts."""
    found = PLACEHOLDER.findall(text.replace("%%", ""))
    return frozenset((x, 1 if len(x) > 2 else found.count(x)) for x in found)


def _is_filled(message: Message) -> bool:
    return all(_texts(message.string))


def _is_complete(message: Message) -> bool:
    return _is_filled(message) and not message.fuzzy


def _write(path: Path, content: bytes, times: os.stat_result | None = None) -> None:
    """Whole or not at all: a running server may read the file at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_bytes(content)
    if times:
        os.utime(new, ns=(times.st_atime_ns, times.st_mtime_ns))
    new.replace(path)
