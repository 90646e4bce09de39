using Ayni.Storage.Schema;

namespace Ayni.Storage.Sqlite;

/// <summary>The tables in SQLite. Ids compare as BINARY, SQLite's default: by UTF-8 bytes.</summary>
internal static class SqliteSchema
{
    /// <summary>Version since which erasures have a reason.</summary>
    private const int Erasures = 10;

    private const int Retention = 14;

    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new(1,
            """
            CREATE TABLE log_head (
                only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
                position INTEGER NOT NULL
            ) STRICT;
            INSERT INTO log_head (only_row, position) VALUES (1, 0);

            CREATE TABLE interactions (
                position INTEGER PRIMARY KEY,
                event_id TEXT NOT NULL,
                user_id TEXT NOT NULL,
                product_id TEXT,
                type INTEGER NOT NULL,
                score REAL,
                timestamp_ms INTEGER NOT NULL,
                duration_ms INTEGER,
                query TEXT,
                order_id TEXT
            ) STRICT;
            CREATE UNIQUE INDEX interactions_by_event ON interactions (event_id);
            CREATE INDEX interactions_by_user ON interactions (user_id, position);
            CREATE INDEX interactions_by_product ON interactions (product_id, position) WHERE product_id IS NOT NULL;

            CREATE TABLE erased_events (
                event_hash BLOB PRIMARY KEY,
                position INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE products (
                product_id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                description TEXT,
                category TEXT,
                brand TEXT,
                price TEXT,
                list_price TEXT,
                currency TEXT NOT NULL,
                stock INTEGER,
                is_active INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE grain_state (
                grain_id TEXT NOT NULL,
                state_name TEXT NOT NULL,
                version INTEGER NOT NULL,
                payload TEXT NOT NULL,
                PRIMARY KEY (grain_id, state_name)
            ) STRICT, WITHOUT ROWID;
            """),
        // The change feed of the catalogue. The table is made anew: SQLite adds no NOT NULL column without a default.
        new(2,
            """
            CREATE TABLE catalog_head (
                only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
                position INTEGER NOT NULL
            ) STRICT;
            INSERT INTO catalog_head (only_row, position) SELECT 1, count(*) FROM products;

            ALTER TABLE products RENAME TO products_without_position;
            CREATE TABLE products (
                product_id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                description TEXT,
                category TEXT,
                brand TEXT,
                price TEXT,
                list_price TEXT,
                currency TEXT NOT NULL,
                stock INTEGER,
                is_active INTEGER NOT NULL,
                position INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            INSERT INTO products
                SELECT product_id, name, description, category, brand, price, list_price, currency, stock, is_active,
                    row_number() OVER (ORDER BY product_id)
                FROM products_without_position ORDER BY product_id;
            DROP TABLE products_without_position;
            CREATE UNIQUE INDEX products_by_position ON products (position);

            CREATE TABLE deleted_products (
                product_id TEXT PRIMARY KEY,
                position INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX deleted_products_by_position ON deleted_products (position);
            """),
        // What else a shop says of a product. A price has a currency, and a product without one has none; no moment was
        // noted when a product came, so the database's own first one stands for it. Made anew: NOT NULL stays.
        new(3,
            """
            ALTER TABLE products RENAME TO products_of_few_fields;
            CREATE TABLE products (
                product_id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                description TEXT,
                category TEXT,
                brand TEXT,
                price TEXT,
                list_price TEXT,
                currency TEXT,
                stock INTEGER,
                is_active INTEGER NOT NULL,
                parent_id TEXT,
                tags TEXT,
                stores TEXT,
                customer_groups TEXT,
                attributes TEXT,
                added_at_ms INTEGER NOT NULL,
                position INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            INSERT INTO products
                SELECT product_id, name, description, category, brand, price, list_price,
                    CASE WHEN price IS NULL AND list_price IS NULL THEN NULL ELSE currency END, stock, is_active,
                    NULL, NULL, NULL, NULL, NULL, (SELECT min(applied_at_ms) FROM schema_version), position
                FROM products_of_few_fields ORDER BY product_id;
            DROP TABLE products_of_few_fields;
            CREATE UNIQUE INDEX products_by_position ON products (position);
            """),
        // Counts by time, read from the index alone: of a long log only the stretch asked for.
        new(4,
            """
            CREATE INDEX interactions_by_time ON interactions (timestamp_ms, product_id, type)
                WHERE product_id IS NOT NULL;
            """),
        // Prices for store views and customer groups.
        new(5, "ALTER TABLE products ADD COLUMN view_prices TEXT;"),
        // The shop's own types, which counts by time tell apart from the index alone, and what shoppers wrote.
        new(6,
            """
            ALTER TABLE interactions ADD COLUMN custom_type TEXT;
            ALTER TABLE interactions ADD COLUMN review_text TEXT;
            DROP INDEX interactions_by_time;
            CREATE INDEX interactions_by_time ON interactions (timestamp_ms, product_id, type, custom_type)
                WHERE product_id IS NOT NULL;
            """),
        // Which files were imported, and erased positions in their order, for copies of the log.
        new(7,
            """
            CREATE TABLE imports (
                id INTEGER PRIMARY KEY,
                target INTEGER NOT NULL,
                file_name TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                size_bytes INTEGER NOT NULL,
                mapping TEXT NOT NULL,
                mapping_sha256 TEXT NOT NULL,
                first_position INTEGER NOT NULL,
                last_position INTEGER NOT NULL,
                rows_read INTEGER NOT NULL,
                rows_kept INTEGER NOT NULL,
                imported_at_ms INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX erased_events_by_position ON erased_events (position);
            """),
        // Folders made of the log, and erasures by number, so that each folder is known to lack those up to one.
        new(8,
            """
            CREATE TABLE erasures (
                number INTEGER PRIMARY KEY,
                lowest_position INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE log_copies (
                id TEXT PRIMARY KEY,
                kind INTEGER NOT NULL,
                machine TEXT NOT NULL,
                directory TEXT NOT NULL,
                log_position INTEGER,
                registered_at_ms INTEGER NOT NULL,
                purged_through INTEGER NOT NULL,
                purged_at_ms INTEGER,
                missing_since_ms INTEGER,
                problem TEXT
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX log_copies_by_directory ON log_copies (machine, directory);
            """),
        // Keys of callers, hashed. Those that were taken back stay: a shop that had keys is never open again.
        new(9,
            """
            CREATE TABLE access_keys (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                sha256 BLOB NOT NULL,
                scopes TEXT NOT NULL,
                is_public INTEGER NOT NULL,
                created_at_ms INTEGER NOT NULL,
                expires_at_ms INTEGER,
                revoked_at_ms INTEGER,
                last_used_at_ms INTEGER
            ) STRICT, WITHOUT ROWID;
            """),
        // What is left of erased shoppers: a hash of the id under a key, and a certificate that names nobody; and
        // of each erased event the number of its erasure, so that a model knows what it was made of is gone since.
        new(Erasures,
            """
            CREATE TABLE erasure_keys (
                number INTEGER PRIMARY KEY,
                secret BLOB NOT NULL UNIQUE
            ) STRICT;
            INSERT INTO erasure_keys (number, secret) VALUES (1, randomblob(32));
            CREATE TABLE erasure_tombstones (
                user_hash BLOB PRIMARY KEY,
                erased_at_ms INTEGER NOT NULL,
                position INTEGER NOT NULL,
                is_replayed INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE erasure_certificates (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                erased_at_ms INTEGER NOT NULL,
                position INTEGER NOT NULL,
                counts TEXT NOT NULL,
                digest TEXT NOT NULL
            ) STRICT;
            ALTER TABLE erasures ADD COLUMN reason INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE erased_events ADD COLUMN erasure INTEGER;
            """),
        // Who did what: rows that are added and never changed, each with a hash over itself and the one before.
        new(11,
            """
            CREATE TABLE audit_head (
                only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
                number INTEGER NOT NULL,
                hash BLOB NOT NULL,
                secret BLOB NOT NULL
            ) STRICT;
            INSERT INTO audit_head (only_row, number, hash, secret) VALUES (1, 0, zeroblob(32), randomblob(32));
            CREATE TABLE audit (
                number INTEGER PRIMARY KEY,
                ends INTEGER,
                at_ms INTEGER NOT NULL,
                act TEXT,
                actor TEXT,
                address TEXT,
                target TEXT,
                trace_id TEXT,
                outcome INTEGER NOT NULL,
                code TEXT,
                hash BLOB NOT NULL,
                CHECK ((ends IS NULL) = (act IS NOT NULL AND actor IS NOT NULL)),
                CHECK (ends < number)
            ) STRICT;
            CREATE UNIQUE INDEX audit_by_end ON audit (ends) WHERE ends IS NOT NULL;
            CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
                BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;
            CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
                BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;
            CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
                WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number OR ends = NEW.ends)
                BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END;
            """),
        // A data directory has the states of one service, whatever it is called.
        new(12, "ALTER TABLE grain_state ADD COLUMN service_id TEXT NOT NULL DEFAULT ''"),
        // What shoppers say of their consent are rows of the log, found by an index of their own; what they allow by
        // default, from which position on.
        new(13,
            """
            CREATE INDEX interactions_consents ON interactions (user_id, position) WHERE type = 200;
            CREATE TABLE consent_defaults (
                number INTEGER PRIMARY KEY,
                position INTEGER NOT NULL,
                changed_at_ms INTEGER NOT NULL,
                personalisation INTEGER NOT NULL,
                training INTEGER NOT NULL,
                analytics INTEGER NOT NULL
            ) STRICT;
            """),
        // What was deleted because it was kept long enough, by type; who deletes now; and the oldest of a type at once.
        new(Retention,
            """
            CREATE TABLE retention (
                type TEXT PRIMARY KEY,
                kept_days INTEGER NOT NULL,
                before_ms INTEGER NOT NULL,
                begun_at_ms INTEGER NOT NULL,
                ended_at_ms INTEGER,
                deleted INTEGER NOT NULL,
                deleted_in_all INTEGER NOT NULL,
                deleted_before_ms INTEGER
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE retention_claim (
                only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
                holder TEXT NOT NULL,
                until_ms INTEGER NOT NULL
            ) STRICT;
            INSERT INTO retention_claim (only_row, holder, until_ms) VALUES (1, '', 0);
            CREATE INDEX interactions_by_type ON interactions (type, custom_type, timestamp_ms);
            """),
    ];
}
