"""Where something is used: what stands on the screens of the desk."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import PROTECT, ForeignObjectRel
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from iomiran.common.editorial.states import State
from iomiran.common.editorial.titles import edition_title, title_of
from iomiran.common.languages.bidi import bdi, comma, isolate
from iomiran.common.languages.info import own_name

from .markup import Mark
from .models import Reference
from .targets import targets

# Columns of languages end so; the longer code comes first.
_SUFFIXES = ("_fa_af", "_en", "_fa", "_ps")


@dataclass(frozen=True)
class Use:
    """An edition in which something is used, and the codes of the languages in which it is."""

    edition: object
    languages: tuple[str, ...]
    admin_url: str

    @property
    def is_live(self) -> bool:
        return self.edition.state == State.PUBLISHED

    @property
    def title(self) -> SafeString:
        return title_of(self.edition)

    @property
    def kind(self) -> str:
        return capfirst(self.edition._meta.verbose_name_plural)

    @property
    def language_names(self) -> SafeString:
        named = ((bdi(own_name(code), code),) for code in self.languages)
        return format_html_join(comma(), "{}", named)


def kind_of(document) -> str:
    """The kind under which a document is referred to; "" where it cannot be."""
    return next((kind for kind, one in targets().items() if isinstance(document, one.document)), "")


def used_in(kind: str, slug: str, *, past: bool = False) -> list[Use]:
    """Live and open editions that refer to it, live ones first; with `past` every other too.

    One query, and one for each kind of edition that was found.
    """
    columns = defaultdict(lambda: defaultdict(set))
    for row in Reference.objects.filter(target_kind=kind, target=slug):
        columns[row.kind][row.edition].add(_language(row.field))
    uses = []
    for label, found in columns.items():
        model = apps.get_model(label)
        for edition in model.objects.filter(pk__in=found).with_document():
            if past or edition.state == State.PUBLISHED or edition.is_open:
                uses.append(_use(edition, found[edition.pk]))
    return sorted(uses, key=lambda use: (not use.is_live, str(use.edition.document)))


def uses_context(edition) -> dict:
    """For admin/editorial/used_in.html; {} where nothing can refer to the edition's document."""
    kind = kind_of(edition.document)
    if not kind:
        return {}
    slug = edition.document.slug
    return {
        "uses": used_in(kind, slug),
        "gone": targets()[kind].gone,
        "mark": Mark(kind, slug),
    }


def live_editions_with(model: type, *, kind: str, slug: str = "") -> list:
    """Live editions of `model` that refer to one of a kind, or to any of it. Two queries."""
    rows = Reference.objects.filter(kind=model._meta.label_lower, target_kind=kind)
    if slug:
        rows = rows.filter(target=slug)
    keys = set(rows.values_list("edition", flat=True))
    return list(model.objects.published().with_document().filter(pk__in=keys)) if keys else []


def refusal_to_delete(document) -> str:
    """A sentence naming the places where a document is used; "" where it is in none."""
    kind = kind_of(document)
    uses = used_in(kind, document.slug, past=True) if kind else []
    found = [edition_title(use.edition)[0] for use in uses if use.edition.document != document]
    found += _pointing_to(document)
    if not found:
        return ""
    places = comma().join(f"“{isolate(title)}”" for title in dict.fromkeys(found))
    return _("It is used in %(places)s. Take it out of these texts first.") % {"places": places}


def _pointing_to(document) -> Iterator[str]:
    """What keeps the key of a document: titles of editions, or the name of a kind of rows.

    Its own editions go with it; what goes with it by itself keeps nothing.
    """
    for relation in document._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.related_model._meta.auto_created:
            continue
        is_own = relation.get_accessor_name() == "editions"
        if is_own or not (relation.many_to_many or relation.on_delete is PROTECT):
            continue
        model = relation.related_model
        rows = model._base_manager.filter(**{relation.field.name: document})
        if hasattr(model, "document"):
            yield from (edition_title(one)[0] for one in rows.select_related("document"))
        elif rows.exists():
            yield str(model._meta.verbose_name_plural)


def _use(edition, languages: set[str]) -> Use:
    options = edition._meta
    name = f"admin:{options.app_label}_{options.model_name}_change"
    order = ("en", "fa", "fa-af", "ps")
    return Use(edition, tuple(sorted(languages, key=order.index)), reverse(name, args=[edition.pk]))


def _language(column: str) -> str:
    suffix = next(suffix for suffix in _SUFFIXES if column.endswith(suffix))
    return suffix[1:].replace("_", "-")
