"""For migrations: what was public before approvals were kept says so."""

from .states import OPEN

REASON = "Public before approvals were kept"


def explain_earlier_publications(app_label: str, *names: str):
    """A RunPython function: the editions of `names` that have been public get the reason."""

    def explain(apps, schema_editor):
        for name in names:
            editions = apps.get_model(app_label, name)._base_manager
            public = editions.using(schema_editor.connection.alias).exclude(state__in=OPEN)
            public.filter(approved_by=None).update(unapproved_reason=REASON)

    return explain
