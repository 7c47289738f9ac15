"""Who refers to what in prose, kept by the database at every write."""

from django.db import migrations, models

from iomiran.common.references.database import DROP_FUNCTIONS, FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_scheduling"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("target_kind", models.CharField(max_length=31)),
                ("former", models.CharField(max_length=80)),
                ("current", models.CharField(max_length=80)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("target_kind", "former"), name="formeraddress_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("former", models.F("current")), _negated=True),
                        name="formeraddress_differs",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=80)),
                ("edition", models.BigIntegerField()),
                ("field", models.CharField(max_length=63)),
                ("target_kind", models.CharField(max_length=31)),
                ("target", models.CharField(max_length=80)),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["target_kind", "target"], name="reference_by_target")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "edition", "field", "target_kind", "target"),
                        name="reference_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
    ]
