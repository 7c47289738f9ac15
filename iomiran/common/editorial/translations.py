"""How old each language's text is against the English source, and what a language lacks.

`text_changed_at` is kept in one column per language. It is written here alone: by `Edition.save`
for the edition's own columns, by `touch` for its rows. Empty means as old as the edition: what
came from content files, or stood there before anybody kept count, is of equal age.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname

from iomiran.common.languages.chain import FALLBACK

from .text import TranslatedMixin, translated_fields

SOURCE = "en"
# Translated columns that are not what a reader reads.
NOT_TEXT = frozenset({"native_reader", "native_read_on", "text_changed_at"})
CHANGED_AT = {code: build_localized_fieldname("text_changed_at", code) for code in FALLBACK}


def text_fields(model) -> tuple[str, ...]:
    """Names of what a reader reads, in the order of the model."""
    texts = set(translated_fields(model)) - NOT_TEXT
    return tuple(field.name for field in model._meta.concrete_fields if field.name in texts)


def _columns(model) -> dict[str, str]:
    """Column of a text → its language."""
    return {
        build_localized_fieldname(name, code): code
        for name in text_fields(model)
        for code in FALLBACK
    }


def stamp_changed_texts(edition, update_fields=None):
    """Before a save: note which languages' texts it changes. Returns what else it must save."""
    columns = _columns(type(edition))
    if update_fields is not None:
        columns = {name: code for name, code in columns.items() if name in update_fields}
    if edition._state.adding or not columns:
        return update_fields
    # Django's own query: modeltranslation's would answer in the language of the screen.
    kept = QuerySet(type(edition)).filter(pk=edition.pk).values(*columns).first() or {}
    changed = {
        code
        for name, code in columns.items()
        if name in kept and (kept[name] or "") != (getattr(edition, name) or "")
    }
    stamp(edition, changed)
    if update_fields is None:
        return None
    return [*update_fields, *(CHANGED_AT[code] for code in changed)]


def touch(edition, changed_names) -> None:
    """The rows of an edition were changed in these columns, which end in their language."""
    languages = {code for code in map(_language_of, changed_names) if code}
    if languages:
        stamp(edition, languages)
        edition.save(update_fields=[CHANGED_AT[code] for code in languages])


def _language_of(column: str) -> str:
    """The language of a column; "" for one that is no text: `title_fa_af` is Dari, not Pashto."""
    endings = sorted(((code.replace("-", "_"), code) for code in FALLBACK), reverse=True)
    for ending, code in endings:
        if column.endswith(f"_{ending}"):
            return "" if column.removesuffix(f"_{ending}") in NOT_TEXT else code
    return ""


def stamp(edition, languages) -> None:
    now = timezone.now()
    for code in languages:
        setattr(edition, CHANGED_AT[code], now)


def behind_since(edition, language: str) -> datetime | None:
    """When the English text changed, where that was after this language's; else None."""
    if language == SOURCE or not has_any(edition, language):
        return None
    source, own = (getattr(edition, CHANGED_AT[code]) for code in (SOURCE, language))
    return source if source and (own is None or own < source) else None


def has_any(edition, language: str) -> bool:
    return any(
        getattr(edition, build_localized_fieldname(name, language))
        for name in text_fields(type(edition))
    )


def translations_behind(edition) -> list[tuple[str, datetime]]:
    """(language, when the English text changed) for each translation that is behind."""
    found = ((code, behind_since(edition, code)) for code in FALLBACK)
    return [(code, since) for code, since in found if since]


def translated_rows(edition) -> list:
    """The inline rows that hold text; they come from the prefetch where there is one."""
    return [
        row
        for name in edition.copied_rows
        for row in getattr(edition, name).all()
        if isinstance(row, TranslatedMixin)
    ]


def lacking(edition, language: str) -> list[str]:
    """Names of what English says and this language does not, the rows' among them."""
    missing = {}
    for item in (edition, *translated_rows(edition)):
        for name in text_fields(type(item)):
            own, source = (
                getattr(item, build_localized_fieldname(name, code)) for code in (language, SOURCE)
            )
            needed = source or (item is edition and name in edition.required_text)
            if needed and not own:
                missing[str(item._meta.get_field(name).verbose_name)] = True
    return list(missing)
