import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_audit_stays"),
        ("returns", "0005_submission"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheet", models.CharField(blank=True, max_length=200, verbose_name="sheet")),
                (
                    "mapping",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="meaning of the columns"
                    ),
                ),
                ("options", models.JSONField(blank=True, default=dict)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("uploaded", "received"),
                            ("reading", "being read"),
                            ("faulty", "has faults"),
                            ("ready", "ready to be submitted"),
                            ("submitted", "waits for approval"),
                            ("published", "published"),
                            ("cancelled", "given up"),
                            ("failed", "could not be read"),
                        ],
                        default="uploaded",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=20, verbose_name="step")),
                (
                    "rows_total",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="rows"),
                ),
                ("rows_done", models.PositiveBigIntegerField(default=0, verbose_name="rows done")),
                ("fault_count", models.PositiveBigIntegerField(default=0, verbose_name="faults")),
                ("report", models.JSONField(blank=True, default=dict)),
                ("message", models.TextField(blank=True, verbose_name="message")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ImportFault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheet", models.CharField(blank=True, max_length=200)),
                ("row", models.PositiveBigIntegerField(null=True)),
                ("column", models.CharField(blank=True, max_length=200)),
                ("value", models.CharField(blank=True, max_length=200)),
                ("rule", models.CharField(max_length=30)),
                ("detail", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ("row", "pk"),
            },
        ),
        migrations.CreateModel(
            name="StagedObservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveBigIntegerField()),
                ("key", models.CharField(db_collation="C", max_length=200)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                (
                    "country_from",
                    models.CharField(
                        choices=[
                            ("IRN", "Iran"),
                            ("PAK", "Pakistan"),
                            ("IRN_PAK", "Iran and Pakistan together"),
                            ("ALL", "all countries"),
                            ("NOT_STATED", "country not stated"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "documentation",
                    models.CharField(
                        choices=[
                            ("all", "with and without documents"),
                            ("undocumented", "undocumented"),
                            ("documented", "documented"),
                            ("not_stated", "documentation not stated"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("all", "all manners of return"),
                            ("spontaneous", "spontaneous return"),
                            ("deported", "deported"),
                            ("not_stated", "manner of return not stated"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("all", "both sexes"),
                            ("female", "women and girls"),
                            ("male", "men and boys"),
                            ("not_stated", "sex not stated"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "age_group",
                    models.CharField(
                        choices=[
                            ("all", "all ages"),
                            ("0-4", "0–4 years"),
                            ("5-11", "5–11 years"),
                            ("12-17", "12–17 years"),
                            ("18-59", "18–59 years"),
                            ("60+", "60 years and over"),
                            ("not_stated", "age not stated"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.BigIntegerField()),
                ("precision", models.CharField(max_length=8)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "high"), ("medium", "medium"), ("low", "low")],
                        max_length=6,
                    ),
                ),
                ("plot", models.BooleanField()),
                ("not_plotted_reason", models.CharField(blank=True, max_length=500)),
                (
                    "how_given",
                    models.CharField(
                        choices=[
                            ("stated", "stated by the source"),
                            ("quoted_later", "quoted in the source's next report"),
                            ("sum", "sum of the crossings that the source gives"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="StagedStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveBigIntegerField()),
                ("observation_key", models.CharField(db_collation="C", max_length=200)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("share_undocumented", "share undocumented"),
                            ("share_forced", "share of forced return"),
                            ("share_voluntary", "share of voluntary return"),
                            ("share_children", "share of children"),
                            ("share_women", "share of women"),
                            ("share_assisted", "share given assistance"),
                            ("change", "change on the period before"),
                            ("count", "count printed for a part"),
                            ("cumulative", "count since 1 January"),
                        ],
                        max_length=20,
                    ),
                ),
                ("printed", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "base",
                    models.CharField(
                        choices=[("stated", "base stated"), ("not_stated", "base not stated")],
                        max_length=10,
                    ),
                ),
                ("base_value", models.BigIntegerField(null=True)),
                ("part_value", models.BigIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.AddField(
            model_name="import",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="release",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="data_import",
                to="returns.release",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="series",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="returns.series",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="upload",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="common.upload",
                verbose_name="file",
            ),
        ),
        migrations.AddField(
            model_name="importfault",
            name="data_import",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="faults",
                to="returns.import",
            ),
        ),
        migrations.AddField(
            model_name="stagedobservation",
            name="data_import",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="returns.import",
            ),
        ),
        migrations.AddField(
            model_name="stagedobservation",
            name="place",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="returns.place",
            ),
        ),
        migrations.AddField(
            model_name="stagedobservation",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="returns.source",
            ),
        ),
        migrations.AddField(
            model_name="stagedstatement",
            name="data_import",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="returns.import",
            ),
        ),
        migrations.AddField(
            model_name="stagedstatement",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="returns.source",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "uploaded",
                            "reading",
                            "faulty",
                            "ready",
                            "submitted",
                            "published",
                            "cancelled",
                            "failed",
                        ],
                    )
                ),
                name="import_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("release__isnull", True),
                    ("status__in", ("submitted", "published")),
                    _connector="OR",
                ),
                name="import_release_is_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "faulty"), _negated=True),
                    ("fault_count__gt", 0),
                    _connector="OR",
                ),
                name="import_faulty_has_faults",
            ),
        ),
        migrations.AddIndex(
            model_name="importfault",
            index=models.Index(fields=["data_import", "row"], name="importfault_row"),
        ),
        migrations.AddConstraint(
            model_name="importfault",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule", ""), _negated=True), name="importfault_rule_given"
            ),
        ),
        migrations.AddIndex(
            model_name="stagedobservation",
            index=models.Index(fields=["data_import", "key"], name="stagedobservation_key"),
        ),
        migrations.AddConstraint(
            model_name="stagedobservation",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 0)), name="stagedobservation_value_not_negative"
            ),
        ),
        migrations.AddIndex(
            model_name="stagedstatement",
            index=models.Index(
                fields=["data_import", "observation_key"], name="stagedstatement_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagedstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("base", "stated"), ("base_value__isnull", True), _connector="OR"
                ),
                name="stagedstatement_base_value_needs_base",
            ),
        ),
    ]
