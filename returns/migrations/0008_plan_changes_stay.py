"""The database keeps every change of a planned release: none can be reworded or removed."""

from django.db import migrations

SQL = """
CREATE FUNCTION returns_refuse_plan_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the record of changes of a planned release stays as it is'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'planchange_stays';
END
$$;

CREATE TRIGGER planchange_stays BEFORE UPDATE OR DELETE ON returns_planchange
    FOR EACH ROW EXECUTE FUNCTION returns_refuse_plan_change();
"""

REVERSE = """
DROP TRIGGER planchange_stays ON returns_planchange;
DROP FUNCTION returns_refuse_plan_change();
"""


class Migration(migrations.Migration):
    dependencies = [("returns", "0007_calendar_and_glossary")]

    operations = [migrations.RunSQL(SQL, REVERSE)]
