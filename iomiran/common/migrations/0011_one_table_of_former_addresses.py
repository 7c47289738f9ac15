"""Former addresses are in one table, and the database changes no address without it."""

from django.db import migrations

from iomiran.common.editorial import moved_database
from iomiran.common.references.database import FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("common", "0010_history_begins")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.DeleteModel("FormerAddress"),
        migrations.RunSQL(moved_database.FUNCTION, moved_database.DROP_FUNCTION),
    ]
