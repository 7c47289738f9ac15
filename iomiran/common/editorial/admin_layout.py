"""How the form of an edition is laid out: what it is, each language, source, readers, note."""

from functools import cache

from django.db.models import ManyToManyField
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from iomiran.common.fields import RichTextField
from iomiran.common.languages.bidi import bdi, isolate
from iomiran.common.languages.calendars import format_date
from iomiran.common.languages.chain import FALLBACK, direction
from iomiran.common.languages.info import own_name
from iomiran.common.references.resolving import resolved, resolved_words

from .models import Document
from .titles import document_title

# Complete before anything is published; the others stay folded until somebody writes them.
ALWAYS_OPEN = ("en", "fa")
READERS = ("native_reader", "native_read_on")
SOURCE_ROWS = (
    ("level",),
    ("source_name",),
    ("source_publisher", "source_quoted"),
    ("source_url",),
    ("source_date",),
    ("confirmed_on", "confirmed_by"),
)
FOR_COLLEAGUES = ("change_note", "review_due")
SOURCE = {name for row in SOURCE_ROWS for name in row}


def language_of(model, name: str) -> str | None:
    """The language of a translated column; None for every other field."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return getattr(fields.get(name), "language", None)


def _row(names: tuple[str, ...], there) -> list:
    row = tuple(name for name in names if name in there)
    return [row[0] if len(row) == 1 else row] if row else []


def source_rows(names) -> list:
    return [row for wanted in SOURCE_ROWS for row in _row(wanted, names)]


def edition_fieldsets(model, names: list[str], edition=None, after_texts=()) -> list:
    """The fields `names` of the form in groups, as a person thinks of them.

    What has no language stands first, but for the groups `after_texts`: (title, rows).
    """
    what, texts = [], {code: [] for code in FALLBACK}
    later = {name for _title, rows in after_texts for row in rows for name in row}
    for name in names:
        code = language_of(model, name)
        if name.startswith(READERS):
            continue
        if code:
            texts[code].append(name)
        elif name not in SOURCE and name not in FOR_COLLEAGUES and name not in later:
            what.append(name)
    groups = [(None, {"fields": what, "classes": ("what",)})]
    both = format_html_join(" – ", "{}", ((bdi(own_name(code), code),) for code in ALWAYS_OPEN))
    pairs = side_by_side([name for code in ALWAYS_OPEN for name in texts.pop(code)])
    groups.append((both, {"fields": pairs, "classes": ("side-by-side",)}))
    for code, fields in texts.items():
        empty = edition is None or not any(getattr(edition, name) for name in fields)
        groups.append(
            (bdi(own_name(code), code), {"fields": fields, "classes": ("collapse",) * empty})
        )
    groups += [
        (title, {"fields": [found for row in rows for found in _row(row, names)]})
        for title, rows in after_texts
    ]
    groups += [
        (_("Where it comes from"), {"fields": source_rows(names)}),
        (
            _("Read by native speakers"),
            {
                "fields": [
                    row
                    for suffix in (code.replace("-", "_") for code in FALLBACK)
                    for row in _row(tuple(f"{name}_{suffix}" for name in READERS), names)
                ],
                "description": _(
                    "Who has read the text in the mother tongue, and when. Readers of the site "
                    "are told where nobody has. A changed text must be read again."
                ),
            },
        ),
        (_("For colleagues"), {"fields": [name for name in FOR_COLLEAGUES if name in names]}),
    ]
    return [(title, options) for title, options in groups if options["fields"]]


def side_by_side(names: list[str]) -> list:
    """Columns of the two languages that every text has, a text to a row: source, translation."""
    first, second = (f"_{code}" for code in ALWAYS_OPEN)
    pairs = [(name, name.removesuffix(first) + second) for name in names if name.endswith(first)]
    paired = {name for pair in pairs for name in pair}
    found = [tuple(name for name in pair if name in names) for pair in pairs]
    return [*found, *(name for name in names if name not in paired)]


def row_fieldsets(model, names: list[str], *, texts_first: bool) -> list:
    """The same for one inline row: short, with what is seldom needed folded away."""
    codes = {name: language_of(model, name) for name in names}
    shown = [name for name in names if codes[name] in ALWAYS_OPEN]
    pairs = side_by_side(shown)
    others = [name for name in names if codes[name] is None and name not in SOURCE]
    folded = [name for name in names if codes[name] and codes[name] not in ALWAYS_OPEN]
    groups = [
        (
            None,
            {
                "fields": [*pairs, *others] if texts_first else [*others, *pairs],
                "classes": ("side-by-side",),
            },
        ),
        (_("Where it comes from"), {"fields": source_rows(names), "classes": ("collapse",)}),
        (_("Dari and Pashto"), {"fields": folded, "classes": ("collapse",)}),
    ]
    return [(title, options) for title, options in groups if options["fields"]]


# --- What is only read -----------------------------------------------------------


def _needs_reading(field) -> bool:
    """Whether Django would show the field as source, as an address or in a wrong direction."""
    related = field.related_model if field.many_to_one or field.many_to_many else None
    return bool(getattr(field, "language", None)) or (
        related is not None and issubclass(related, Document)
    )


def _documents(edition, field) -> list[Document]:
    value = getattr(edition, field.name)
    if isinstance(field, ManyToManyField):
        return list(value.all())
    return [value] if value else []


@cache
def _reading(model, name: str):
    """Shows the field of an edition that is only read; made once, because Django compares it."""
    field = model._meta.get_field(name)
    original = getattr(field, "translated_field", field)
    language = getattr(field, "language", None)

    def shown(edition):
        if not language:
            titles = [(document_title(document),) for document in _documents(edition, field)]
            return format_html_join(mark_safe("<br>"), "<bdi>{}</bdi>", titles) or "–"
        value = getattr(edition, name)
        if not value:
            return "–"
        if not isinstance(value, str):
            return format_date(value)
        if isinstance(original, RichTextField):
            html = resolved(value, language)
        else:
            html = linebreaks(resolved_words(value, language), True)
        return format_html(
            '<div class="reading" lang="{}" dir="{}">{}</div>',
            language,
            direction(language),
            mark_safe(html),
        )

    # No field of that name: the help for writing is not shown to those who read.
    shown.__name__ = f"read_{name}"
    shown.short_description = _lazy_label(field, within_language=language not in ALWAYS_OPEN)
    return shown


def readings(model, exclude=()) -> dict:
    """Name of the field → what shows it to those who may only read."""
    return {
        field.name: _reading(model, field.name)
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.editable and field.name not in exclude and _needs_reading(field)
    }


def in_reading(rows: list, shown: dict) -> list:
    """The rows of a fieldset with the names in `shown` replaced."""
    return [
        tuple(shown.get(name, name) for name in row)
        if isinstance(row, tuple)
        else shown.get(row, row)
        for row in rows
    ]


def label_of(field, *, within_language: bool = False) -> str:
    """A column's own label: without the language where the group says it, else with it."""
    if field.name.startswith("native_reader"):
        return str(_("Read by (%(language)s)") % {"language": isolate(own_name(field.language))})
    original = getattr(field, "translated_field", field)
    label = str(original.verbose_name)
    label = label[:1].upper() + label[1:]
    if original is field or within_language:
        return label
    return f"{label} ({isolate(own_name(field.language))})"


_lazy_label = lazy(label_of, str)
