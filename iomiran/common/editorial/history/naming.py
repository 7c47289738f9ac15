"""The names behind the keys of a difference, asked for once for each kind of thing."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from iomiran.common.editorial.models import Document
from iomiran.common.editorial.titles import document_title, with_titles
from iomiran.common.files.models import Picture

from .differences import FieldDifference


def _keys(parts: Iterable[FieldDifference]):
    """(model, key) of everything that the differences point to, in their rows too."""
    for part in parts:
        for row in part.rows:
            yield from _keys(row.fields)
        related = None if part.rows else getattr(part.field, "related_model", None)
        if related is not None:
            for value in (part.old, part.new):
                for key in value if isinstance(value, tuple) else (value,):
                    if key is not None:
                        yield related, key


class Names:
    """`names.of(model, key)`; what is gone from the database has a name that says so."""

    def __init__(self, parts: Iterable[FieldDifference]):
        wanted = defaultdict(set)
        for model, key in _keys(parts):
            wanted[model].add(key)
        self._names = {model: _names(model, keys) for model, keys in wanted.items()}

    def of(self, model, key: Any) -> str:
        if key is None:
            return ""
        return self._names.get(model, {}).get(key) or _("no longer there (number %(key)s)") % {
            "key": key
        }


def _names(model, keys: set) -> dict[Any, str]:
    rows = model._default_manager.filter(pk__in=keys)
    if issubclass(model, Document):
        return {row.pk: document_title(row) for row in with_titles(rows)}
    if model is Picture:
        rows = rows.select_related("upload")
    return {row.pk: str(row) for row in rows}
