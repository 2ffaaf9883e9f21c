-- Divides the tables that are kept by member into parts by member. Once, with psql, on a database that `regulars serve` has made
-- and that holds no members yet:
--
--     psql --single-transaction --set ON_ERROR_STOP=1 --file partition.sql postgres://regulars@db.example/regulars
--
-- Statements of tills name the member, so that each touches one part of each table. A test of the store holds that.
DO $$
DECLARE
    parts CONSTANT INT := 16;
    divided CONSTANT TEXT[] := ARRAY[
        'owners', 'profiles', 'balances', 'lots', 'debts', 'entries', 'counters', 'uses', 'tier_states', 'segment_members'];
    whole TEXT;
    kept RECORD;
BEGIN
    IF EXISTS (SELECT FROM owners) THEN
        RAISE EXCEPTION 'there are members already: divide an empty database, then bring them in';
    END IF;
    -- What refers to the tables goes with them and comes again.
    CREATE TEMPORARY TABLE kept_views AS
        SELECT oid, relname AS name, pg_get_viewdef(oid) AS definition FROM pg_class
        WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace;
    CREATE TEMPORARY TABLE kept_links AS
        SELECT conrelid::regclass::text AS of, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
          AND (conrelid::regclass::text = ANY (divided) OR confrelid::regclass::text = ANY (divided));
    FOR kept IN SELECT * FROM kept_views LOOP
        EXECUTE format('DROP VIEW IF EXISTS %I CASCADE', kept.name);
    END LOOP;
    FOR kept IN SELECT * FROM kept_links LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', kept.of, kept.name);
    END LOOP;
    FOREACH whole IN ARRAY divided LOOP
        EXECUTE format('ALTER TABLE %I RENAME TO whole', whole);
        EXECUTE format('CREATE TABLE %I (LIKE whole INCLUDING ALL) PARTITION BY HASH (%I)', whole,
                       CASE whole WHEN 'owners' THEN 'id' WHEN 'profiles' THEN 'member' ELSE 'owner' END);
        FOR part IN 0..parts - 1 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
                           whole || '_part_' || part, whole, parts, part);
        END LOOP;
        DROP TABLE whole;
    END LOOP;
    FOR kept IN SELECT * FROM kept_views ORDER BY oid LOOP
        EXECUTE format('CREATE VIEW %I AS %s', kept.name, kept.definition);
    END LOOP;
    FOR kept IN SELECT * FROM kept_links LOOP
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', kept.of, kept.name, kept.definition);
    END LOOP;
    DROP TABLE kept_views, kept_links;
END
$$;
