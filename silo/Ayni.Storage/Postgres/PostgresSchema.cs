using Ayni.Storage.Schema;

namespace Ayni.Storage.Postgres;

/// <summary>
/// The tables in PostgreSQL, in a schema of their own. Ids collate as "C": by UTF-8 bytes, as in SQLite.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>Name of the PostgreSQL schema.</summary>
    public const string Name = "ayni";

    private const int Erasures = 10;
    private const int Retention = 14;

    /// <summary>Version from which on grain_state is by service.</summary>
    public const int StatesByService = 12;

    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new(1,
            """
            CREATE TABLE log_head (
                only_row smallint PRIMARY KEY CHECK (only_row = 1),
                position bigint NOT NULL
            );
            INSERT INTO log_head (only_row, position) VALUES (1, 0);

            CREATE TABLE interactions (
                position bigint PRIMARY KEY,
                event_id text COLLATE "C" NOT NULL,
                user_id text COLLATE "C" NOT NULL,
                product_id text COLLATE "C",
                type smallint NOT NULL,
                score double precision,
                timestamp_ms bigint NOT NULL,
                duration_ms bigint,
                query text COLLATE "C",
                order_id text COLLATE "C"
            );
            CREATE UNIQUE INDEX interactions_by_event ON interactions (event_id);
            CREATE INDEX interactions_by_user ON interactions (user_id, position);
            CREATE INDEX interactions_by_product ON interactions (product_id, position) WHERE product_id IS NOT NULL;

            CREATE TABLE erased_events (
                event_hash bytea PRIMARY KEY,
                position bigint NOT NULL
            );

            CREATE TABLE products (
                product_id text COLLATE "C" PRIMARY KEY,
                name text NOT NULL,
                description text,
                category text,
                brand text,
                price numeric,
                list_price numeric,
                currency text NOT NULL,
                stock integer,
                is_active boolean NOT NULL
            );

            CREATE TABLE model_chunks (
                key text COLLATE "C" NOT NULL,
                chunk integer NOT NULL,
                total_bytes bigint NOT NULL,
                bytes bytea NOT NULL,
                PRIMARY KEY (key, chunk)
            );
            -- Factors do not compress; do not try.
            ALTER TABLE model_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;

            CREATE TABLE grain_state (
                grain_id text COLLATE "C" NOT NULL,
                state_name text COLLATE "C" NOT NULL,
                version bigint NOT NULL,
                payload text NOT NULL,
                PRIMARY KEY (grain_id, state_name)
            );
            """),
        // The change feed of the catalogue.
        new(2,
            """
            CREATE TABLE catalog_head (
                only_row smallint PRIMARY KEY CHECK (only_row = 1),
                position bigint NOT NULL
            );
            INSERT INTO catalog_head (only_row, position) SELECT 1, count(*) FROM products;

            ALTER TABLE products ADD COLUMN position bigint;
            UPDATE products p SET position = o.position
                FROM (SELECT product_id, row_number() OVER (ORDER BY product_id) AS position FROM products) o
                WHERE o.product_id = p.product_id;
            ALTER TABLE products ALTER COLUMN position SET NOT NULL;
            CREATE UNIQUE INDEX products_by_position ON products (position);

            CREATE TABLE deleted_products (
                product_id text COLLATE "C" PRIMARY KEY,
                position bigint NOT NULL
            );
            CREATE UNIQUE INDEX deleted_products_by_position ON deleted_products (position);
            """),
        // What else a shop says of a product. A price has a currency, and a product without one has none; no moment was
        // noted when a product came, so the database's own first one stands for it.
        new(3,
            """
            ALTER TABLE products
                ALTER COLUMN currency DROP NOT NULL,
                ADD COLUMN parent_id text,
                ADD COLUMN tags text,
                ADD COLUMN stores text,
                ADD COLUMN customer_groups text,
                ADD COLUMN attributes text,
                ADD COLUMN added_at_ms bigint;
            UPDATE products SET
                currency = CASE WHEN price IS NULL AND list_price IS NULL THEN NULL ELSE currency END,
                added_at_ms = (SELECT min(applied_at_ms) FROM schema_version);
            ALTER TABLE products ALTER COLUMN added_at_ms SET NOT NULL;
            """),
        // Counts by time, read from the index alone: of a long log only the stretch asked for.
        new(4,
            """
            CREATE INDEX interactions_by_time ON interactions (timestamp_ms, product_id, type, position)
                WHERE product_id IS NOT NULL;
            """),
        // Prices for store views and customer groups.
        new(5, "ALTER TABLE products ADD COLUMN view_prices text;"),
        // The shop's own types, which counts by time tell apart from the index alone, and what shoppers wrote.
        new(6,
            """
            ALTER TABLE interactions
                ADD COLUMN custom_type text COLLATE "C",
                ADD COLUMN review_text text;
            DROP INDEX interactions_by_time;
            CREATE INDEX interactions_by_time
                ON interactions (timestamp_ms, product_id, type, custom_type, position)
                WHERE product_id IS NOT NULL;
            """),
        // Which files were imported, and erased positions in their order, for copies of the log.
        new(7,
            """
            CREATE TABLE imports (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                target smallint NOT NULL,
                file_name text NOT NULL,
                sha256 text NOT NULL,
                size_bytes bigint NOT NULL,
                mapping text NOT NULL,
                mapping_sha256 text NOT NULL,
                first_position bigint NOT NULL,
                last_position bigint NOT NULL,
                rows_read bigint NOT NULL,
                rows_kept bigint NOT NULL,
                imported_at_ms bigint NOT NULL
            );
            CREATE INDEX erased_events_by_position ON erased_events (position);
            """),
        // Folders made of the log, and erasures by number, so that each folder is known to lack those up to one.
        new(8,
            """
            CREATE TABLE erasures (
                number bigint PRIMARY KEY,
                lowest_position bigint NOT NULL
            );
            CREATE TABLE log_copies (
                id text PRIMARY KEY,
                kind smallint NOT NULL,
                machine text COLLATE "C" NOT NULL,
                directory text COLLATE "C" NOT NULL,
                log_position bigint,
                registered_at_ms bigint NOT NULL,
                purged_through bigint NOT NULL,
                purged_at_ms bigint,
                missing_since_ms bigint,
                problem text
            );
            CREATE UNIQUE INDEX log_copies_by_directory ON log_copies (machine, directory);
            """),
        // Keys of callers, hashed. Those that were taken back stay: a shop that had keys is never open again.
        new(9,
            """
            CREATE TABLE access_keys (
                id text COLLATE "C" PRIMARY KEY,
                name text COLLATE "C" NOT NULL,
                sha256 bytea NOT NULL,
                scopes text NOT NULL,
                is_public smallint NOT NULL,
                created_at_ms bigint NOT NULL,
                expires_at_ms bigint,
                revoked_at_ms bigint,
                last_used_at_ms bigint
            );
            """),
        // What is left of erased shoppers: a hash of the id under a key, and a certificate that names nobody; and
        // of each erased event the number of its erasure, so that a model knows what it was made of is gone since. A
        // random UUID has 122 bits of the server's strong source.
        new(Erasures,
            """
            CREATE TABLE erasure_keys (
                number bigint PRIMARY KEY,
                secret bytea NOT NULL UNIQUE
            );
            INSERT INTO erasure_keys (number, secret)
                SELECT 1, sha256(convert_to(
                    gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
            CREATE TABLE erasure_tombstones (
                user_hash bytea PRIMARY KEY,
                erased_at_ms bigint NOT NULL,
                position bigint NOT NULL,
                is_replayed boolean NOT NULL
            );
            CREATE TABLE erasure_certificates (
                number bigint PRIMARY KEY,
                id text COLLATE "C" NOT NULL UNIQUE,
                erased_at_ms bigint NOT NULL,
                position bigint NOT NULL,
                counts text NOT NULL,
                digest text NOT NULL
            );
            ALTER TABLE erasures ADD COLUMN reason smallint NOT NULL DEFAULT 1;
            ALTER TABLE erased_events ADD COLUMN erasure bigint;
            """),
        // Who did what: rows that are added and never changed, each with a hash over itself and the one before. The
        // secret is of two random UUIDs: bytes at random need an extension.
        new(11,
            """
            CREATE TABLE audit_head (
                only_row smallint PRIMARY KEY CHECK (only_row = 1),
                number bigint NOT NULL,
                hash bytea NOT NULL,
                secret bytea NOT NULL
            );
            INSERT INTO audit_head (only_row, number, hash, secret) VALUES (
                1, 0, decode(repeat('00', 32), 'hex'),
                decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
            CREATE TABLE audit (
                number bigint PRIMARY KEY,
                ends bigint,
                at_ms bigint NOT NULL,
                act text,
                actor text,
                address text,
                target text,
                trace_id text,
                outcome smallint NOT NULL,
                code text,
                hash bytea NOT NULL,
                CHECK ((ends IS NULL) = (act IS NOT NULL AND actor IS NOT NULL)),
                CHECK (ends < number)
            );
            CREATE UNIQUE INDEX audit_by_end ON audit (ends) WHERE ends IS NOT NULL;
            CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $body$;
            CREATE TRIGGER audit_is_not_changed BEFORE UPDATE OR DELETE ON audit
                FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
            CREATE TRIGGER audit_is_not_truncated BEFORE TRUNCATE ON audit
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
            """),
        // States of grains by the whole id and service: Orleans' provider, which kept them before, knows keys that look
        // like numbers by what they mean, so that shoppers 7 and 007 shared a profile. GrainStateMove brings them here.
        new(StatesByService,
            """
            ALTER TABLE grain_state ADD COLUMN service_id text COLLATE "C" NOT NULL DEFAULT '';
            ALTER TABLE grain_state DROP CONSTRAINT grain_state_pkey;
            ALTER TABLE grain_state ADD PRIMARY KEY (grain_id, state_name, service_id);
            """),
        // What shoppers say of their consent are rows of the log, found by an index of their own; what they allow by
        // default, from which position on.
        new(13,
            """
            CREATE INDEX interactions_consents ON interactions (user_id, position) WHERE type = 200;
            CREATE TABLE consent_defaults (
                number bigint PRIMARY KEY,
                position bigint NOT NULL,
                changed_at_ms bigint NOT NULL,
                personalisation smallint NOT NULL,
                training smallint NOT NULL,
                analytics smallint NOT NULL
            );
            """),
        // What was deleted because it was kept long enough, by type; who deletes now; and the oldest of a type at once.
        new(Retention,
            """
            CREATE TABLE retention (
                type text COLLATE "C" PRIMARY KEY,
                kept_days integer NOT NULL,
                before_ms bigint NOT NULL,
                begun_at_ms bigint NOT NULL,
                ended_at_ms bigint,
                deleted bigint NOT NULL,
                deleted_in_all bigint NOT NULL,
                deleted_before_ms bigint
            );
            CREATE TABLE retention_claim (
                only_row smallint PRIMARY KEY CHECK (only_row = 1),
                holder text COLLATE "C" NOT NULL,
                until_ms bigint NOT NULL
            );
            INSERT INTO retention_claim (only_row, holder, until_ms) VALUES (1, '', 0);
            CREATE INDEX interactions_by_type ON interactions (type, custom_type, timestamp_ms, position);
            """),
    ];
}
