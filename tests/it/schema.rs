//! The tables: both trees of migrations say the same, every step goes back, every foreign key says what deleting does and
//! has its index, and `schema.rs` is what a migrated file would print.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Integer, Text};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use regex::Regex;

use crate::support::source::files;

/// Tables of one database only: the search index differs, the list of migrations is diesel's.
const OWN: [&str; 2] = ["ticket_text", "__diesel_schema_migrations"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// A column: table, name, declared type, whether it may be null, place in the primary key.
#[derive(QueryableByName, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    #[diesel(sql_type = Text)]
    tbl: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Integer)]
    nullable: i32,
    #[diesel(sql_type = Integer)]
    key: i32,
}

/// All objects of an SQLite file as they were written.
const SQLITE_DUMP: &str = "SELECT coalesce(sql, name) AS line FROM sqlite_master \
    WHERE tbl_name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_sequence' ESCAPE '\\' ORDER BY type, name";

const SQLITE_COLUMNS: &str = "SELECT m.name AS tbl, c.name, c.type AS kind, NOT c.\"notnull\" AS nullable, c.pk AS key \
    FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid";

/// Table and column of every foreign key.
const SQLITE_KEYS: &str = "SELECT m.name || ' -> ' || f.\"table\" || ' (' || f.\"from\" || ')' AS line \
    FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1";

/// Table and first column of every index.
const SQLITE_INDEXES: &str = "SELECT m.name || '.' || coalesce(x.name, '(an expression)') AS line \
    FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) x WHERE m.type = 'table' AND x.seqno = 0";

#[cfg(feature = "postgres")]
const POSTGRES_DUMP: &str = "SELECT line FROM (
    SELECT concat_ws(' ', table_name, ordinal_position, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  ) AS all_lines WHERE line NOT LIKE '%\\_\\_diesel%' ORDER BY line";

#[cfg(feature = "postgres")]
const POSTGRES_COLUMNS: &str = "SELECT table_name::text AS tbl, column_name::text AS name, data_type::text AS kind,
    (is_nullable = 'YES')::int AS nullable, 0 AS key
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position";

fn sqlite() -> SqliteConnection {
    SqliteConnection::establish(":memory:").unwrap()
}

fn scripts(database: &str) -> FileBasedMigrations {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    FileBasedMigrations::from_path(format!("{root}/{database}")).unwrap()
}

fn migrated() -> SqliteConnection {
    let mut conn = sqlite();
    conn.run_pending_migrations(scripts("sqlite")).unwrap();
    conn
}

fn lines(conn: &mut SqliteConnection, query: &str) -> Vec<String> {
    sql_query(query).load::<Line>(conn).unwrap().into_iter().map(|row| row.line).collect()
}

fn columns(conn: &mut SqliteConnection) -> Vec<Column> {
    let all: Vec<Column> = sql_query(SQLITE_COLUMNS).load(conn).unwrap();
    all.into_iter().filter(|column| !OWN.iter().any(|own| column.tbl.starts_with(own))).collect()
}

#[test]
fn both_trees_have_the_same_steps_each_with_its_way_back() {
    let steps = |database: &str| -> BTreeMap<String, BTreeSet<String>> {
        let root = format!("migrations/{database}/");
        let mut steps: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in files(&root) {
            let (folder, name) = file.path.strip_prefix(&root).unwrap().split_once('/').unwrap();
            steps.entry(folder.to_owned()).or_default().insert(name.to_owned());
        }
        steps
    };
    assert_eq!(steps("sqlite"), steps("postgres"));
    for (step, scripts) in steps("sqlite") {
        assert_eq!(scripts, ["down.sql", "up.sql"].map(str::to_owned).into(), "{step}");
    }
}

/// Goes up step by step, then back step by step, and says where the tables are not what they were.
fn walk<DB, C>(conn: &mut C, database: &str, dump: impl Fn(&mut C) -> Vec<String>) -> Vec<String>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    FileBasedMigrations: diesel::migration::MigrationSource<DB>,
{
    let mut stages = vec![dump(conn)];
    while conn.has_pending_migration(scripts(database)).unwrap() {
        conn.run_next_migration(scripts(database)).unwrap();
        stages.push(dump(conn));
    }
    let last = stages.pop().unwrap();
    let mut wrong = Vec::new();
    for stage in stages.iter().rev() {
        let step = conn.revert_last_migration(scripts(database)).unwrap();
        if dump(conn) != *stage {
            wrong.push(format!("{database}: {step} does not go back"));
        }
    }
    conn.run_pending_migrations(scripts(database)).unwrap();
    if dump(conn) != last {
        wrong.push(format!("{database}: up, down and up again is not up"));
    }
    wrong
}

#[test]
fn every_step_goes_back_to_what_was() {
    let wrong = walk(&mut sqlite(), "sqlite", |conn| lines(conn, SQLITE_DUMP));
    assert!(wrong.is_empty(), "{wrong:#?}");

    let shows = |conn: &mut SqliteConnection, sql: &str| {
        let before = lines(conn, SQLITE_DUMP);
        sql_query(sql).execute(conn).unwrap();
        before != lines(conn, SQLITE_DUMP)
    };
    let mut conn = migrated();
    for forgotten in ["CREATE INDEX x ON ticket (subject)", "DROP TRIGGER audit_is_not_changed", "DROP TABLE blob"] {
        assert!(shows(&mut conn, forgotten), "the dump does not show {forgotten}");
    }
}

#[cfg(feature = "postgres")]
#[test]
fn every_step_goes_back_to_what_was_on_postgres_and_the_columns_are_the_same() {
    let Some(url) = crate::support::postgres::fresh() else { return };
    let mut conn = PgConnection::establish(&url).unwrap();
    let dump = |conn: &mut PgConnection| -> Vec<String> {
        sql_query(POSTGRES_DUMP).load::<Line>(conn).unwrap().into_iter().map(|row| row.line).collect()
    };
    let wrong = walk(&mut conn, "postgres", dump);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(dump(&mut conn).iter().any(|line| line.contains("audit_is_only_added")), "functions are in the dump");

    let kind = |kind: &str| match kind {
        "BIGINT" | "bigint" => "number",
        "INTEGER" | "integer" => "small number",
        "TEXT" | "text" => "text",
        "BLOB" | "bytea" => "bytes",
        "BOOLEAN" | "boolean" => "yes or no",
        "TIMESTAMP" | "timestamp without time zone" => "time",
        "DATE" | "date" => "day",
        other => panic!("a type that no test knows: {other}"),
    };
    let alike = |column: &Column| {
        // SQLite calls its row ids INTEGER; they have 64 bits.
        let id = column.key == 1 && column.kind == "INTEGER";
        let kind = if id { "number" } else { kind(&column.kind) };
        (column.tbl.clone(), column.name.clone(), kind, column.nullable)
    };
    let theirs: Vec<Column> = sql_query(POSTGRES_COLUMNS).load(&mut conn).unwrap();
    let theirs = theirs.iter().filter(|column| !OWN.contains(&column.tbl.as_str())).map(alike).collect::<Vec<_>>();
    assert_eq!(theirs, columns(&mut migrated()).iter().map(alike).collect::<Vec<_>>());
}

/// References without a rule for deleting.
fn ruleless(sql: &str) -> usize {
    let rule = Regex::new(r"(?i)REFERENCES\s+\w+\s*\([^)]*\)\s+ON\s+DELETE\s+(CASCADE|RESTRICT|SET\s+NULL)").unwrap();
    Regex::new(r"(?i)\bREFERENCES\b").unwrap().find_iter(sql).count() - rule.find_iter(sql).count()
}

#[test]
fn every_foreign_key_says_what_deleting_does() {
    for file in files("migrations").iter().filter(|file| file.path.ends_with("up.sql")) {
        assert_eq!(ruleless(&file.text), 0, "{}", file.path);
    }
    assert_eq!(ruleless("a BIGINT REFERENCES b (id), c BIGINT references d (id) ON DELETE CASCADE"), 1);
}

/// Columns of foreign keys that no index begins with.
fn slow(conn: &mut SqliteConnection) -> Vec<String> {
    let indexes: BTreeSet<_> = lines(conn, SQLITE_INDEXES).into_iter().collect();
    let mut keys = lines(conn, SQLITE_KEYS).into_iter().map(|key| {
        let (table, column) = (key.split(' ').next().unwrap(), key.rsplit('(').next().unwrap().trim_end_matches(')'));
        format!("{table}.{column}")
    });
    keys.by_ref().filter(|key| !indexes.contains(key)).collect()
}

#[test]
fn every_foreign_key_has_an_index_that_begins_with_it() {
    let mut conn = migrated();
    assert_eq!(slow(&mut conn), Vec::<String>::new());
    assert!(lines(&mut conn, SQLITE_KEYS).len() > 15, "keys are seen at all");
    sql_query("DROP INDEX event_account").execute(&mut conn).unwrap();
    sql_query("CREATE INDEX x ON event (code, account_id)").execute(&mut conn).unwrap();
    assert_eq!(slow(&mut conn), ["event.account_id"]);
}

/// What diesel would print for the tables of a file, one line a table, column and join.
fn printed(conn: &mut SqliteConnection) -> Vec<String> {
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for column in columns(conn) {
        tables.entry(column.tbl.clone()).or_default().push(column);
    }
    let mut out = Vec::new();
    for (table, columns) in &tables {
        let mut key: Vec<_> = columns.iter().filter(|column| column.key > 0).collect();
        key.sort_by_key(|column| column.key);
        let key: Vec<_> = key.iter().map(|column| column.name.as_str()).collect();
        out.push(format!("{table} ({}) {{", key.join(", ")));
        for column in columns {
            let kind = match column.kind.as_str() {
                "INTEGER" if key == [column.name.as_str()] => "BigInt",
                "INTEGER" => "Integer",
                "BIGINT" => "BigInt",
                "TEXT" => "Text",
                "BLOB" => "Binary",
                "BOOLEAN" => "Bool",
                "TIMESTAMP" => "Timestamp",
                "DATE" => "Date",
                other => panic!("a type that no test knows: {other}"),
            };
            let kind = if column.nullable == 1 { format!("Nullable<{kind}>") } else { kind.to_owned() };
            out.push(format!("{} -> {kind},", column.name));
        }
    }
    // A table that refers to itself, or to another twice, is not joinable without saying how.
    let keys = lines(conn, SQLITE_KEYS);
    let pair = |key: &str| key.split(" (").next().unwrap().to_owned();
    let once = |key: &&String| keys.iter().filter(|other| pair(other) == pair(key)).count() == 1;
    let itself = |key: &&String| pair(key).split_once(" -> ").is_some_and(|(from, to)| from == to);
    let joins = keys.iter().filter(|key| once(key) && !itself(key) && !OWN.iter().any(|own| key.starts_with(own)));
    out.extend(joins.map(|key| format!("diesel::joinable!({key});")));
    out.extend(tables.keys().map(|table| format!("{table},")));
    out
}

/// The same lines of a `schema.rs`.
fn written(text: &str) -> Vec<String> {
    let noise = |line: &str| {
        matches!(line, "" | "}" | ");") || line.starts_with("//") || line.starts_with("use ") || line.ends_with("!{")
    };
    let lines = text.lines().map(str::trim).filter(|line| !noise(line) && !line.starts_with("diesel::table!"));
    lines.filter(|line| !line.starts_with("diesel::allow_tables")).map(str::to_owned).collect()
}

#[test]
fn schema_rs_is_what_a_migrated_file_prints() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/infra/db/schema.rs")).unwrap();
    let mut conn = migrated();
    assert_eq!(written(&text), printed(&mut conn));

    for (from, to) in [("Nullable<Text>", "Text"), ("words -> Text,\n", ""), ("(lookup ->", "(look ->")] {
        assert_ne!(written(&text.replacen(from, to, 1)), printed(&mut conn), "{from} to {to} goes unseen");
    }
}
