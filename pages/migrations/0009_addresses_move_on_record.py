"""An address changes only once the former one is kept."""

from django.db import migrations

from iomiran.common.editorial.moved_database import addresses_move_on_record


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0011_one_table_of_former_addresses"),
        ("pages", "0008_history_begins"),
    ]
    operations = [
        addresses_move_on_record(
            "pages_timelineevent",
            "pages_post",
            "pages_contact",
            "pages_partner",
            "pages_page",
            "pages_advice",
        )
    ]
