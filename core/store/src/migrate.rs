//! Migrations: numbered, append-only, each in one transaction, after a backup of what was there.

use std::path::Path;

use domain::user::folded;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, TransactionBehavior};

use crate::error::StoreError;

/// All migrations, in order; the schema's number is how many have run.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_base.sql"),
    include_str!("../migrations/0002_factors.sql"),
    include_str!("../migrations/0003_phones.sql"),
    include_str!("../migrations/0004_policy.sql"),
    include_str!("../migrations/0005_resets.sql"),
    include_str!("../migrations/0006_acts.sql"),
    include_str!("../migrations/0007_phone_app.sql"),
    include_str!("../migrations/0008_admin_lists.sql"),
    include_str!("../migrations/0009_audit_found.sql"),
    include_str!("../migrations/0010_mail.sql"),
    include_str!("../migrations/0011_joining.sql"),
    include_str!("../migrations/0012_account.sql"),
    include_str!("../migrations/0013_passkeys.sql"),
    include_str!("../migrations/0014_roles.sql"),
    include_str!("../migrations/0015_handed_links.sql"),
    include_str!("../migrations/0016_retired_subjects.sql"),
    include_str!("../migrations/0018_client_secrets.sql"),
    include_str!("../migrations/0019_logout.sql"),
    include_str!("../migrations/0020_tokens.sql"),
    include_str!("../migrations/0021_requests.sql"),
    include_str!("../migrations/0022_grants.sql"),
    include_str!("../migrations/0023_registration.sql"),
    include_str!("../migrations/0024_claims.sql"),
];

/// Marks the file as ours (`file` and other tools show it).
const APPLICATION_ID: i64 = 0x444f_4e45;

/// Brings the database to the present schema.
pub(crate) fn run(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    apply(connection, path, MIGRATIONS)
}

fn apply(connection: &mut Connection, path: &Path, migrations: &[&str]) -> Result<(), StoreError> {
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    if found > 0 {
        back_up(connection, path, found)?;
    }
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection
        .create_scalar_function("folded", 1, flags, |context| Ok(folded(context.get_raw(0).as_str()?)))?;
    for (number, sql) in (1..).zip(migrations).filter(|(number, _)| *number > found) {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", number)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.commit()?;
    }
    connection.remove_function("folded", 1)?;
    Ok(())
}

/// A copy beside the database, named by its schema, so that the version that wrote it can be run again.
fn back_up(connection: &Connection, path: &Path, found: i64) -> Result<(), StoreError> {
    let copy = path.with_extension(format!("before-schema-{}.db", found + 1));
    let half = copy.with_extension("half");
    let _ = std::fs::remove_file(&half);
    connection.backup("main", &half, None::<fn(rusqlite::backup::Progress)>)?;
    std::fs::File::open(&half)?.sync_all()?;
    std::fs::rename(&half, &copy)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_a_newer_version_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("d.db");
        let mut connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(run(&mut connection, &path), Err(StoreError::Newer { found: 99, .. })));
    }

    #[test]
    fn each_older_database_is_copied_and_then_brought_up() {
        for older in 1..MIGRATIONS.len() {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("d.db");
            let mut connection = Connection::open(&path).unwrap();
            apply(&mut connection, &path, &MIGRATIONS[..older]).unwrap();
            run(&mut connection, &path).unwrap();
            let version = |connection: &Connection| {
                connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap()
            };
            assert_eq!(version(&connection), i64::try_from(MIGRATIONS.len()).unwrap());
            let copy =
                Connection::open(dir.path().join(format!("d.before-schema-{}.db", older + 1))).unwrap();
            assert_eq!(version(&copy), i64::try_from(older).unwrap());
        }
    }
}
