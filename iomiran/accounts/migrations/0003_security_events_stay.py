"""Security events are added, never changed; old traces of coming and going may be forgotten."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION accounts_securityevent_stays() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '364 days' AND OLD.kind IN (
        'signed_in', 'sign_in_failed', 'code_failed', 'check_failed', 'locked_out', 'slowed',
        'signed_out', 'reset_sent'
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'security events are never changed' USING ERRCODE = 'restrict_violation';
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER securityevent_stays BEFORE UPDATE OR DELETE ON accounts_securityevent
    FOR EACH ROW EXECUTE FUNCTION accounts_securityevent_stays();
"""
BACKWARD = """
DROP TRIGGER securityevent_stays ON accounts_securityevent;
DROP FUNCTION accounts_securityevent_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_second_factor_sessions_invitations")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
