"""The address of a theme changes only once the former one is kept, as that of every document."""

from django.db import migrations

from iomiran.common.editorial.moved_database import addresses_move_on_record


class Migration(migrations.Migration):
    dependencies = [("publications", "0012_sheet_runs")]
    operations = [addresses_move_on_record("publications_theme")]
