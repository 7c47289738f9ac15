"""What waits for a member of staff: open drafts and texts no native speaker has read."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.urls import reverse

from iomiran.common.languages.info import LANGUAGES

from .models import Edition


@dataclass(frozen=True)
class Waiting:
    """Open editions of one kind, newest first, and live ones still unread by language."""

    kind: str
    open_editions: list
    unread: dict[str, int]
    list_url: str


def _is_empty(column: str) -> Q:
    return Q(**{column: ""}) | Q(**{f"{column}__isnull": True})


def _unread(model) -> dict[str, int]:
    """Language code → number of live texts that no native speaker is on record for."""
    counts = {}
    for code, _name in LANGUAGES:
        suffix = code.replace("-", "_")
        live = model.objects.published().filter(_is_empty(f"native_reader_{suffix}"))
        for name in model.required_text:
            live = live.exclude(_is_empty(f"{name}_{suffix}"))
        counts[code] = live.count()
    return {code: count for code, count in counts.items() if count}


def waiting_for(user) -> list[Waiting]:
    """One entry for each kind that the user may see; those with nothing to do are left out."""
    entries = []
    for model in apps.get_models():
        if not issubclass(model, Edition):
            continue
        label, name = model._meta.app_label, model._meta.model_name
        if not user.has_perm(f"{label}.view_{name}"):
            continue
        drafts = list(model.objects.open().with_document().order_by("-edited_at")[:10])
        unread = _unread(model)
        if drafts or unread:
            entries.append(
                Waiting(
                    kind=str(model._meta.verbose_name_plural),
                    open_editions=[
                        (draft, reverse(f"admin:{label}_{name}_change", args=[draft.pk]))
                        for draft in drafts
                    ],
                    unread=unread,
                    list_url=reverse(f"admin:{label}_{name}_changelist"),
                )
            )
    return entries
