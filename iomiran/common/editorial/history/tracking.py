"""Which rows keep their history, and the tables that keep it: filled by triggers alone.

A model with `keeps_history` has an event table, and with it the inline rows and the relations of
an edition. The tables are made here, once every column is there: modeltranslation adds the
columns of the languages after the models were read, so that a decorator on the model would keep
the column without a language alone.
"""

from collections.abc import Iterator

import pghistory
from django.apps import apps
from django.db import models

from iomiran.common.editorial.models import Edition

from .snapshots import is_copy

# When a row was saved says nothing of what it holds: the event has its own time.
STAMPS = frozenset({"edited_at", "changed_at"})


def models_with_history() -> list[type[models.Model]]:
    """Those that ask for it, then the inline rows of the editions among them."""
    found = [model for model in apps.get_models() if getattr(model, "keeps_history", False)]
    rows = [
        model._meta.get_field(name).related_model
        for model in found
        for name in getattr(model, "copied_rows", ())
    ]
    return [*found, *rows]


def relations_with_history() -> Iterator[models.ManyToManyField]:
    for model in models_with_history():
        yield from model._meta.local_many_to_many


def kept_columns(model: type[models.Model]) -> list[str]:
    """Names of the columns that an event holds: all but stamps, copies and sums."""
    left_out = STAMPS.union(getattr(model, "not_in_history", ()))
    return [
        column.name
        for column in model._meta.local_concrete_fields
        if column.name not in left_out and not is_copy(model, column.name)
    ]


def event_model(model: type[models.Model]) -> type[models.Model]:
    """The model of the events of `model`. Raises KeyError where it keeps no history."""
    return _events[model]


def link_event_model(relation: models.ManyToManyField) -> type[models.Model]:
    """The model of the events of a relation to many: a link was made, a link was cut."""
    return _events[relation.remote_field.through]


def is_tracked(table: str) -> bool:
    """Whether rows of the database table keep a history."""
    return table in _tables


_tables: set[str] = set()
_events: dict[type[models.Model], type[models.Model]] = {}


def keep_history() -> None:
    """Make every event model. Called once, after modeltranslation has added its columns."""
    for model in models_with_history():
        _events[model] = _made(
            model,
            pghistory.InsertEvent(trigger_name="history_insert"),
            pghistory.UpdateEvent(trigger_name="history_update"),
            pghistory.DeleteEvent(trigger_name="history_delete"),
            fields=kept_columns(model),
        )
    for relation in relations_with_history():
        through = relation.remote_field.through
        # A trigger needs a model in a migration, which Django's own through model is not.
        proxy = type(
            f"{relation.model.__name__}{relation.name.title().replace('_', '')}",
            (through,),
            {
                "__module__": relation.model.__module__,
                "Meta": type("Meta", (), {"proxy": True, "default_permissions": ()}),
            },
        )
        _events[through] = _made(
            proxy,
            pghistory.InsertEvent(trigger_name="history_insert"),
            pghistory.DeleteEvent(trigger_name="history_delete"),
            fields=kept_columns(through),
        )


def _made(model, *trackers, fields: list[str]) -> type[models.Model]:
    """An event points to nothing: what it tells of may be gone, and it stays as it is."""
    _tables.add(model._meta.db_table)
    columns = [model._meta.get_field(name) for name in fields]
    keys = [column for column in columns if column.is_relation]
    return pghistory.create_event_model(
        model,
        *trackers,
        fields=[column.name for column in columns if not column.is_relation],
        attrs={key.name: _key(key) for key in keys},
        obj_field=None,
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,
        model_name=f"{model.__name__}Event",
        abstract=False,
        append_only=True,
        meta={
            "default_permissions": (),
            "indexes": [models.Index(fields=[_found_by(model, keys)])],
        },
    )


def _key(key: models.ForeignKey) -> models.Field:
    return models.BigIntegerField(db_column=key.column, null=key.null)


def _found_by(model, keys: list[models.ForeignKey]) -> str:
    """A document by its own key, an edition by its document's, a row or link by its edition's."""
    named = [key.name for key in keys if key.name in ("document", "edition")]
    owner = [key.name for key in keys if issubclass(key.related_model, Edition)]
    return next(iter(named + owner), model._meta.pk.name)
