"""The history of actions can be added to and never changed, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION common_auditentry_stays() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'the history of actions is never changed' USING ERRCODE = 'restrict_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER auditentry_stays BEFORE UPDATE OR DELETE ON common_auditentry
    FOR EACH ROW EXECUTE FUNCTION common_auditentry_stays();
"""
BACKWARD = """
DROP TRIGGER auditentry_stays ON common_auditentry;
DROP FUNCTION common_auditentry_stays();
"""

# The row exists from the start, so that two first actions cannot both make it.
GENERATION = """
INSERT INTO common_contentgeneration (id, number, withdrawals, raised_at)
VALUES (1, 1, 0, now()) ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(GENERATION, migrations.RunSQL.noop),
    ]
