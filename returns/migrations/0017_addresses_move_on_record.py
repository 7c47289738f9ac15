"""An address changes only once the former one is kept."""

from django.db import migrations

from iomiran.common.editorial.moved_database import addresses_move_on_record


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0011_one_table_of_former_addresses"),
        ("returns", "0016_history_begins"),
    ]
    operations = [
        addresses_move_on_record(
            "returns_series", "returns_term", "returns_headlinefigure", "returns_place"
        )
    ]
