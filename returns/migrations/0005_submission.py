import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Releases that were public before a note was asked for.
NOTE = """
UPDATE returns_release SET
    findings_note = 'The source prints these figures so. They are kept as printed and named here.',
    findings_note_en = 'The source prints these figures so. They are kept as printed and named here.',
    findings_note_fa = 'منبع این ارقام را همین‌گونه چاپ کرده است. همان‌گونه که چاپ شده نگهداری و اینجا نام برده شده است.'
WHERE findings <> '[]' AND state <> 'draft'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_audit_stays"),
        ("returns", "0003_column_mapping"),
        ("returns", "0004_rollups_of_live_releases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="headlinefigureedition",
            name="headlinefigureedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="headlinefigureedition",
            name="headlinefigureedition_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="placeedition",
            name="placeedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="placeedition",
            name="placeedition_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="release",
            name="release_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="release",
            name="release_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="seriesedition",
            name="seriesedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="seriesedition",
            name="seriesedition_public_has_date",
        ),
        migrations.AddField(
            model_name="headlinefigureedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="headlinefigureedition",
            name="submitted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="placeedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="placeedition",
            name="submitted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="findings_accepted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="findings accepted by",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="findings_note",
            field=models.TextField(
                blank=True,
                help_text="Why it is published although its figures do not add up. Readers see it.",
                verbose_name="public note on the findings",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="findings_note_en",
            field=models.TextField(
                blank=True,
                help_text="Why it is published although its figures do not add up. Readers see it.",
                null=True,
                verbose_name="public note on the findings",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="findings_note_fa",
            field=models.TextField(
                blank=True,
                help_text="Why it is published although its figures do not add up. Readers see it.",
                null=True,
                verbose_name="public note on the findings",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="findings_note_fa_af",
            field=models.TextField(
                blank=True,
                help_text="Why it is published although its figures do not add up. Readers see it.",
                null=True,
                verbose_name="public note on the findings",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="findings_note_ps",
            field=models.TextField(
                blank=True,
                help_text="Why it is published although its figures do not add up. Readers see it.",
                null=True,
                verbose_name="public note on the findings",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="release",
            name="submitted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="seriesedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="seriesedition",
            name="submitted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="headlinefigureedition",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("published", "Published"),
                    ("superseded", "Superseded"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                editable=False,
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="placeedition",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("published", "Published"),
                    ("superseded", "Superseded"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                editable=False,
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="release",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("published", "Published"),
                    ("superseded", "Superseded"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                editable=False,
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="seriesedition",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("published", "Published"),
                    ("superseded", "Superseded"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                editable=False,
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="headlinefigureedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="headlinefigureedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="headlinefigureedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="headlinefigureedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="headlinefigureedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="headlinefigureedition_review_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="placeedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="placeedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="placeedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="placeedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="placeedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="placeedition_review_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="release_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="release_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="release_review_has_date",
            ),
        ),
        migrations.RunSQL(NOTE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    ("findings", []),
                    models.Q(("findings_note_en__gt", ""), ("findings_note_en__isnull", False)),
                    _connector="OR",
                ),
                name="release_findings_have_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="seriesedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="seriesedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="seriesedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="seriesedition_review_has_date",
            ),
        ),
    ]
