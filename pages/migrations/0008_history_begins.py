"""What was there before the history is in it as it was found."""

from django.db import migrations

from iomiran.common.editorial.beginning import begin_history


class Migration(migrations.Migration):
    dependencies = [("pages", "0007_history")]
    operations = [begin_history("pages")]
