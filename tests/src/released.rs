//! A data directory as the released version left it: the same rows under the schema of that time.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

/// The schema of the release, by its migrations, which are never edited.
const RELEASED: [&str; 16] = [
    include_str!("../../core/store/migrations/0001_base.sql"),
    include_str!("../../core/store/migrations/0002_factors.sql"),
    include_str!("../../core/store/migrations/0003_phones.sql"),
    include_str!("../../core/store/migrations/0004_policy.sql"),
    include_str!("../../core/store/migrations/0005_resets.sql"),
    include_str!("../../core/store/migrations/0006_acts.sql"),
    include_str!("../../core/store/migrations/0007_phone_app.sql"),
    include_str!("../../core/store/migrations/0008_admin_lists.sql"),
    include_str!("../../core/store/migrations/0009_audit_found.sql"),
    include_str!("../../core/store/migrations/0010_mail.sql"),
    include_str!("../../core/store/migrations/0011_joining.sql"),
    include_str!("../../core/store/migrations/0012_account.sql"),
    include_str!("../../core/store/migrations/0013_passkeys.sql"),
    include_str!("../../core/store/migrations/0014_roles.sql"),
    include_str!("../../core/store/migrations/0015_handed_links.sql"),
    include_str!("../../core/store/migrations/0016_retired_subjects.sql"),
];

/// Rows that the release had no place for.
const LEFT_OUT: &str = "DELETE FROM newer.signing_keys WHERE algorithm NOT IN ('RS256', 'ES256', 'EdDSA')";

/// Turns the database of a stopped server back. `also`: what the release wrote otherwise, as SQL.
pub fn turn_back(dir: &Path, also: &str) {
    let (path, older) = (dir.join("donelogin.db"), dir.join("older.db"));
    let connection = Connection::open(&older).unwrap();
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("folded", 1, flags, |row| row.get::<String>(0)).unwrap();
    for migration in RELEASED {
        connection.execute_batch(migration).unwrap();
    }
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    connection.execute("ATTACH ?1 AS newer", [path.to_str().unwrap()]).unwrap();
    connection.execute_batch(LEFT_OUT).unwrap();
    for table in tables(&connection) {
        let both = "SELECT name FROM pragma_table_info(?1, 'main') INTERSECT SELECT name FROM pragma_table_info(?1, 'newer')";
        let columns = names(&connection, both, [&table]).join(", ");
        let copy = format!(
            "DELETE FROM main.{table}; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table};"
        );
        connection.execute_batch(&copy).unwrap();
    }
    connection.execute_batch("DETACH newer").unwrap();
    connection.execute_batch(also).unwrap();
    let lost = names(&connection, "SELECT \"table\" FROM pragma_foreign_key_check", []);
    assert!(lost.is_empty(), "rows without what they belong to: {lost:?}");
    connection.pragma_update(None, "user_version", 16).unwrap();
    connection.close().unwrap();
    for beside in ["donelogin.db-wal", "donelogin.db-shm"] {
        // A server that stopped leaves none.
        let _ = std::fs::remove_file(dir.join(beside));
    }
    std::fs::rename(older, path).unwrap();
}

/// All but what a trigger fills.
fn tables(connection: &Connection) -> Vec<String> {
    let all = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'audit_found%'";
    names(connection, all, [])
}

fn names<const N: usize>(connection: &Connection, sql: &str, values: [&String; N]) -> Vec<String> {
    let mut query = connection.prepare(sql).unwrap();
    let found = query.query_map(rusqlite::params_from_iter(values), |row| row.get(0)).unwrap();
    found.collect::<Result<_, _>>().unwrap()
}
