from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("returns", "0008_plan_changes_stay")]

    operations = [
        migrations.CreateModel(
            name="Caller",
            fields=[
                (
                    "client",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("minute", models.BigIntegerField(db_index=True)),
                ("requests", models.PositiveIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        # Counts of a minute need no write-ahead log.
        migrations.RunSQL(
            "ALTER TABLE returns_caller SET UNLOGGED", "ALTER TABLE returns_caller SET LOGGED"
        ),
    ]
