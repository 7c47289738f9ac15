"""What a migration runs so that the database changes no address without keeping the former one.

Actions, a shell and plain SQL alike: `move_document` is the one way.
"""

from django.db import migrations

# A document's table is the label of its model with "_" for ".", as Django names it.
FUNCTION = """
CREATE FUNCTION common_address_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM common_movedaddress
        WHERE replace(kind, '.', '_') = TG_TABLE_NAME AND document_id = OLD.id AND slug = OLD.slug
    ) THEN
        RAISE EXCEPTION '% % has moved without its former address', TG_TABLE_NAME, OLD.slug
            USING ERRCODE = 'check_violation', CONSTRAINT = 'address_moves_on_record';
    END IF;
    RETURN NEW;
END
$$;
"""
DROP_FUNCTION = "DROP FUNCTION common_address_moves();"


def addresses_move_on_record(*tables: str) -> migrations.RunSQL:
    """Documents of `tables` get another address only once the former one is kept."""
    return migrations.RunSQL(
        "".join(
            f"""CREATE TRIGGER {table}_address_moves BEFORE UPDATE OF slug ON {table}
            FOR EACH ROW WHEN (OLD.slug IS DISTINCT FROM NEW.slug)
            EXECUTE FUNCTION common_address_moves();"""
            for table in tables
        ),
        "".join(f"DROP TRIGGER {table}_address_moves ON {table};" for table in tables),
    )
