"""Profiles and sums of the releases that are live already, made as publishing makes them."""

from django.db import migrations


def refresh_live_releases(apps, schema_editor):
    # Sets in SQL, read from the tables as they stand now: no models of another time.
    from returns.importing.rollups import refresh_number

    releases = apps.get_model("returns", "Release").objects.filter(state="published")
    for series, number in releases.values_list("document_id", "number"):
        refresh_number(series, number)


class Migration(migrations.Migration):
    dependencies = [("returns", "0003_rollups")]

    operations = [migrations.RunPython(refresh_live_releases, migrations.RunPython.noop)]
