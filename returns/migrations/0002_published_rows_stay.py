"""The database refuses to change what a release has made public, and to delete a correction.

Rows of a release that is still open may be written and removed freely. A published row may
only be closed by an open release (`to_release`), and opened again while that one is open.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION returns_release_is_closed(series bigint, release integer) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM returns_release
        WHERE document_id = series AND number = release
          AND state IN ('published', 'superseded', 'withdrawn')
    )
$$;

CREATE FUNCTION returns_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF returns_release_is_closed(OLD.series_id, OLD.from_release) THEN
            RAISE EXCEPTION 'rows of a published release cannot be deleted'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_published_stays';
        END IF;
        RETURN OLD;
    END IF;
    IF returns_release_is_closed(OLD.series_id, OLD.from_release) THEN
        IF to_jsonb(NEW) - 'to_release' IS DISTINCT FROM to_jsonb(OLD) - 'to_release'
           OR (OLD.to_release IS NOT NULL
               AND returns_release_is_closed(OLD.series_id, OLD.to_release))
           OR (NEW.to_release IS NOT NULL
               AND returns_release_is_closed(NEW.series_id, NEW.to_release)) THEN
            RAISE EXCEPTION 'rows of a published release cannot be changed'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_published_stays';
        END IF;
    ELSIF returns_release_is_closed(NEW.series_id, NEW.from_release) THEN
        RAISE EXCEPTION 'a published release takes no new rows'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_published_stays';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION returns_refuse_addition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM (SELECT DISTINCT series_id, from_release FROM added) AS rows
        WHERE returns_release_is_closed(rows.series_id, rows.from_release)
    ) THEN
        RAISE EXCEPTION 'a published release takes no new rows'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_published_stays';
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION returns_refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a correction cannot be deleted'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'correction_stays';
END
$$;

CREATE TRIGGER observation_published_stays BEFORE UPDATE OR DELETE ON returns_observation
    FOR EACH ROW EXECUTE FUNCTION returns_refuse_change();
CREATE TRIGGER observation_published_is_whole AFTER INSERT ON returns_observation
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION returns_refuse_addition();
CREATE TRIGGER printedstatement_published_stays BEFORE UPDATE OR DELETE ON returns_printedstatement
    FOR EACH ROW EXECUTE FUNCTION returns_refuse_change();
CREATE TRIGGER printedstatement_published_is_whole AFTER INSERT ON returns_printedstatement
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION returns_refuse_addition();
CREATE TRIGGER correction_stays BEFORE DELETE ON returns_correction
    FOR EACH ROW EXECUTE FUNCTION returns_refuse_deletion();
"""

REVERSE = """
DROP TRIGGER correction_stays ON returns_correction;
DROP TRIGGER printedstatement_published_is_whole ON returns_printedstatement;
DROP TRIGGER printedstatement_published_stays ON returns_printedstatement;
DROP TRIGGER observation_published_is_whole ON returns_observation;
DROP TRIGGER observation_published_stays ON returns_observation;
DROP FUNCTION returns_refuse_deletion();
DROP FUNCTION returns_refuse_addition();
DROP FUNCTION returns_refuse_change();
DROP FUNCTION returns_release_is_closed(bigint, integer);
"""


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial")]

    operations = [migrations.RunSQL(SQL, REVERSE)]
