import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="appealedition",
            name="appealedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="appealedition",
            name="appealedition_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="programmeedition",
            name="programmeedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="programmeedition",
            name="programmeedition_public_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="targetgroupedition",
            name="targetgroupedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="targetgroupedition",
            name="targetgroupedition_public_has_date",
        ),
        migrations.AddField(
            model_name="appealedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="appealedition",
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
            model_name="programmeedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="programmeedition",
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
            model_name="targetgroupedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="targetgroupedition",
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
            model_name="appealedition",
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
            model_name="programmeedition",
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
            model_name="targetgroupedition",
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
            model_name="appealedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="appealedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="appealedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="appealedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="appealedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="appealedition_review_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="programmeedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="programmeedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="programmeedition_review_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetgroupedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="targetgroupedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetgroupedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="targetgroupedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetgroupedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="targetgroupedition_review_has_date",
            ),
        ),
    ]
