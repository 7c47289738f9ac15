"""Every kind of edition there is, in the fixed order in which their documents are locked."""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model, QuerySet, Value

from .models import Edition


def edition_models() -> list[type[Edition]]:
    found = [model for model in apps.get_models() if issubclass(model, Edition)]
    return sorted(found, key=lambda model: model._meta.label)


def across_kinds(*columns: str, **conditions) -> Iterable[tuple]:
    """(model, *columns) of the editions of every kind that fulfil the conditions. One query."""
    by_label = {model._meta.label: model for model in edition_models()}
    # Django's own query: modeltranslation's does not keep the order of columns.
    first, *others = [
        QuerySet(model)
        .order_by()
        .filter(**conditions)
        .annotate(model_label=Value(label))
        .values_list("model_label", *columns)
        for label, model in by_label.items()
    ]
    rows = first.union(*others, all=True)
    return [(by_label[label], *values) for label, *values in rows]


def document_model(edition: type[Edition] | Edition) -> type[Model]:
    return edition._meta.get_field("document").related_model
