"""What prose refers to stays while it is referred to."""

from django.db import migrations

from iomiran.common.references.database import may_be_referred_to


class Migration(migrations.Migration):
    dependencies = [("common", "0005_references"), ("returns", "0012_scheduling")]
    operations = [
        may_be_referred_to("returns_headlinefigure", kind="figure"),
        may_be_referred_to("returns_series", kind="series"),
        may_be_referred_to("returns_term", kind="term"),
    ]
