"""House-keeping: what staff should look at again. Apps register their checks, so that the floor
knows none of them.

A check is a function from a Desk to Findings. It reads what the Desk has loaded, or asks a
bounded number of questions of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.admin import ModelAdmin
from django.urls import reverse

from iomiran.common.editorial.models import Edition
from iomiran.common.editorial.titles import edition_title

from .parity import kinds_for


@dataclass(frozen=True)
class Finding:
    """One thing to do: what it is about, where to do it, and a sentence; all ready text."""

    title: str
    url: str
    says: str = ""
    language: str = ""


@dataclass(frozen=True)
class Check:
    """`label` heads its part of the page, `advice` says what to do; both lazy texts."""

    name: str
    label: object
    find: Callable[["Desk"], Iterable[Finding]]
    advice: object = ""
    order: int = 100


@dataclass(frozen=True)
class Found:
    check: Check
    findings: list[Finding]


_checks: dict[str, Check] = {}


def register_check(name: str, label, find, *, advice="", order: int = 100) -> None:
    """`name` is the anchor on the page; a second check of that name replaces the first."""
    _checks[name] = Check(name, label, find, advice, order)


class Desk:
    """What one member of staff may see, loaded once for all checks."""

    def __init__(self, user, admins: dict[type, ModelAdmin]):
        self.user = user
        self.admins = admins

    @cached_property
    def live(self) -> dict[type, list[Edition]]:
        """Live editions by model: one query per kind, and one for each kind of its rows."""
        return {
            model: list(
                model.objects.published()
                .select_related("document")
                .prefetch_related(*model.copied_rows)
                .order_by("document__slug")
            )
            for model, _admin in kinds_for(self.user, self.admins).values()
        }

    @property
    def editions(self) -> Iterable[Edition]:
        return (edition for editions in self.live.values() for edition in editions)

    def may_see(self, model) -> bool:
        return self.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")


def about(edition: Edition, says: str = "") -> Finding:
    """A finding about an edition, which leads to its form."""
    options = edition._meta
    title, language = edition_title(edition)
    view = f"admin:{options.app_label}_{options.model_name}_change"
    return Finding(title, reverse(view, args=[edition.pk]), says, language)


def house_keeping(desk: Desk) -> list[Found]:
    """Every check in its order, also those that find nothing."""
    checks = sorted(_checks.values(), key=lambda check: check.order)
    return [Found(check, list(check.find(desk))) for check in checks]
