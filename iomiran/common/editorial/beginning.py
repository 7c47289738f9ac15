"""Where history begins: rows that were there before their triggers get one event each."""

from django.db import migrations

SUFFIX = "Event"


def begin_history(app_label: str) -> migrations.RunPython:
    """For a migration after the one that makes the event tables of the app. Safe to run twice.

    Without it, a row that nobody has changed since would be missing from every version.
    """

    def begin(apps, schema_editor):
        for model in apps.get_app_config(app_label).get_models():
            if "pgh_label" in {column.name for column in model._meta.local_fields}:
                tracked = apps.get_model(app_label, model.__name__.removesuffix(SUFFIX))
                schema_editor.execute(_one_event_each(model, tracked, schema_editor))

    return migrations.RunPython(begin, migrations.RunPython.noop, elidable=True)


def _one_event_each(model, tracked, schema_editor) -> str:
    quoted = schema_editor.quote_name
    there = {column.column for column in tracked._meta.concrete_fields}
    columns = [c.column for c in model._meta.local_fields if c.column in there]
    values = {quoted(name): f"row.{quoted(name)}" for name in columns}
    values |= {"pgh_label": "'insert'", "pgh_created_at": "NOW()"}
    events, rows = quoted(model._meta.db_table), quoted(tracked._meta.db_table)
    return (
        f"INSERT INTO {events} ({', '.join(values)}) SELECT {', '.join(values.values())} "  # noqa: S608 - names of our own tables
        f"FROM {rows} AS row WHERE NOT EXISTS (SELECT 1 FROM {events} AS e WHERE e.id = row.id)"
    )
