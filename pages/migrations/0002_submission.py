import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="adviceedition",
            name="adviceedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="adviceedition",
            name="adviceedition_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="contactedition",
            name="contactedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="contactedition",
            name="contactedition_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="pageedition",
            name="pageedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="pageedition",
            name="pageedition_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="partneredition",
            name="partneredition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="partneredition",
            name="partneredition_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="postedition",
            name="postedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="postedition",
            name="postedition_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="timelineeventedition",
            name="timelineeventedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="timelineeventedition",
            name="timelineeventedition_public_has_date",
        ),
        migrations.AddField(
            model_name="adviceedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="adviceedition",
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
            model_name="contactedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="contactedition",
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
            model_name="pageedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="pageedition",
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
            model_name="partneredition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="partneredition",
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
            model_name="postedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="postedition",
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
            model_name="timelineeventedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="timelineeventedition",
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
            model_name="adviceedition",
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
            model_name="contactedition",
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
            model_name="pageedition",
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
            model_name="partneredition",
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
            model_name="postedition",
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
            model_name="timelineeventedition",
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
            model_name="adviceedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="adviceedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="adviceedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="adviceedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="adviceedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="adviceedition_review_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="contactedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="contactedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="contactedition_review_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="pageedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="pageedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="pageedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="pageedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="pageedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="pageedition_review_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="partneredition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="partneredition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="partneredition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="partneredition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="partneredition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="partneredition_review_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="postedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="postedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="postedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="postedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="postedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="postedition_review_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="timelineeventedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="timelineeventedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="timelineeventedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="timelineeventedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="timelineeventedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="timelineeventedition_review_has_date",
            ),
        ),
    ]
