import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_audit_stays"),
        ("news", "0001_initial"),
        ("programmes", "0002_submission"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="newsitemedition",
            name="newsitemedition_one_open",
        ),
        migrations.RemoveConstraint(
            model_name="newsitemedition",
            name="newsitemedition_public_has_date",
        ),
        migrations.AddField(
            model_name="newsitemedition",
            name="submitted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="newsitemedition",
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
            model_name="newsitemedition",
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
            model_name="newsitemedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "in_review"))),
                fields=("document",),
                name="newsitemedition_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="newsitemedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "in_review")),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="newsitemedition_public_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="newsitemedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_review"), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="newsitemedition_review_has_date",
            ),
        ),
    ]
