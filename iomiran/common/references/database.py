"""What a migration runs so that the database keeps references by itself.

Triggers see every write: the desk, the loader, a restored edition, a bulk update.
"""

from django.db import migrations

# Earlier functions of the same names give way: more than one migration has run this text.
FUNCTIONS = r"""
-- The address of now for one that a text says, null where no document had it before. Which
-- table holds the documents that texts call `called` stands in the trigger of that table.
CREATE OR REPLACE FUNCTION common_address_now(called text, said text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    documents regclass;
    document bigint;
    address text;
BEGIN
    SELECT watched.tgrelid, moved.document_id INTO documents, document
    FROM common_movedaddress moved
    JOIN pg_class ON pg_class.relname = replace(moved.kind, '.', '_')
    JOIN pg_trigger watched ON watched.tgrelid = pg_class.oid
        AND watched.tgfoid = 'common_referred_moves'::regproc
        AND watched.tgargs = convert_to(called, 'UTF8') || '\x00'::bytea
    WHERE moved.slug = said;
    IF documents IS NOT NULL THEN
        EXECUTE format('SELECT slug FROM %s WHERE id = $1', documents)
            INTO address USING document;
    END IF;
    RETURN address;
END
$$;

CREATE OR REPLACE FUNCTION common_keep_references() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    written jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM common_reference WHERE kind = TG_ARGV[0] AND edition = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        written := to_jsonb(NEW);
        -- A translated field has a column of its own name beside those of the languages.
        INSERT INTO common_reference
            (kind, edition, field, target_kind, target)
        SELECT DISTINCT TG_ARGV[0], NEW.id, cell.key, mark[1],
            coalesce(common_address_now(mark[1], mark[2]), mark[2])
        FROM jsonb_each_text(written) AS cell
        CROSS JOIN LATERAL regexp_matches(
            cell.value, '\{([a-z][a-z-]{0,30}):([-a-zA-Z0-9_]{1,80})[|}]', 'g'
        ) AS mark
        WHERE NOT written ? (cell.key || '_en');
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION common_referred_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM common_reference WHERE target_kind = TG_ARGV[0] AND target = OLD.slug
    ) THEN
        RAISE EXCEPTION '% % is referred to in a text', TG_ARGV[0], OLD.slug
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'referred_stays';
    END IF;
    RETURN OLD;
END
$$;

CREATE OR REPLACE FUNCTION common_referred_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE common_reference SET target = NEW.slug
        WHERE target_kind = TG_ARGV[0] AND target = OLD.slug;
    RETURN NULL;
END
$$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION common_address_now(text, text);
DROP FUNCTION common_keep_references();
DROP FUNCTION common_referred_stays();
DROP FUNCTION common_referred_moves();
"""


def keep_references_of(table: str, *, kind: str) -> migrations.RunSQL:
    """The texts of `table` are read for marks; `kind` is the label of the edition's model."""
    return migrations.RunSQL(
        f"""CREATE TRIGGER {table}_references AFTER INSERT OR UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION common_keep_references('{kind}');""",
        f"DROP TRIGGER {table}_references ON {table};",
    )


def may_be_referred_to(table: str, *, kind: str) -> migrations.RunSQL:
    """Documents of `table` are not deleted while a text refers to them; references follow them."""
    return migrations.RunSQL(
        f"""CREATE TRIGGER {table}_referred_stays BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION common_referred_stays('{kind}');
        CREATE TRIGGER {table}_referred_moves AFTER UPDATE OF slug ON {table}
        FOR EACH ROW WHEN (OLD.slug IS DISTINCT FROM NEW.slug)
        EXECUTE FUNCTION common_referred_moves('{kind}');""",
        f"""DROP TRIGGER {table}_referred_stays ON {table};
        DROP TRIGGER {table}_referred_moves ON {table};""",
    )
