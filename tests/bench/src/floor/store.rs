//! The floor's store: one writer thread that commits whatever waits as one group, and readers beside it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, mpsc};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use tokio::sync::oneshot;

use crate::error::Error;

/// As many writes share one commit at most.
const GROUP: usize = 64;

/// A SHA-256.
pub(super) type Hash = Vec<u8>;

/// What an authorization request asks for, as far as the floor looks.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) scope: String,
    pub(super) code_challenge: String,
}

/// The durable writes of a provider, one for each step.
pub(super) enum Write {
    /// A person has to sign in first: the request is kept.
    Interaction { id: Hash, asked: Asked },
    /// The password was right: a session, and the code that the interaction waited for.
    Session { interaction: Hash, session: Hash, code: Hash },
    /// A code for a browser that has a session.
    Code { session: Hash, code: Hash, asked: Asked },
    /// The code is spent and its tokens are stored.
    Redeem { code: Hash, code_challenge: String, access: Hash, refresh: Hash },
    /// Another access token for a refresh token.
    Refresh { refresh: Hash, access: Hash },
}

/// What a write found; `None` when it was refused.
pub(super) type Written = Option<Asked>;

/// A token's facts.
pub(super) struct Token {
    pub(super) subject: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) scope: String,
}

/// The database.
pub(super) struct Store {
    queue: mpsc::Sender<Job>,
    file: PathBuf,
    readers: Mutex<Vec<Connection>>,
}

struct Job {
    write: Write,
    done: oneshot::Sender<Result<Written, Error>>,
}

impl Store {
    /// Makes the database and starts its writer.
    pub(super) fn open(file: &Path) -> Result<Self, Error> {
        let database = connect(file)?;
        database.set_prepared_statement_cache_capacity(32);
        database.pragma_update(None, "journal_mode", "wal")?;
        database.pragma_update(None, "synchronous", "full")?;
        database.execute_batch(SCHEMA)?;
        let (queue, jobs) = mpsc::channel();
        std::thread::Builder::new().name("writer".to_owned()).spawn(move || write_all(database, &jobs))?;
        Ok(Self { queue, file: file.to_owned(), readers: Mutex::new(Vec::new()) })
    }

    /// Done when it is durable.
    pub(super) async fn write(&self, write: Write) -> Result<Written, Error> {
        let (done, written) = oneshot::channel();
        self.queue.send(Job { write, done }).map_err(|_| Error::Stopped)?;
        written.await.map_err(|_| Error::Stopped)?
    }

    /// The token and whose it is.
    pub(super) fn token(&self, hash: &[u8]) -> Result<Option<Token>, Error> {
        let kept = self.readers.lock().ok().and_then(|mut readers| readers.pop());
        let reader = match kept {
            Some(reader) => reader,
            None => connect(&self.file)?,
        };
        let token = find_token(&reader, hash);
        if let Ok(mut readers) = self.readers.lock() {
            readers.push(reader);
        }
        Ok(token?)
    }
}

/// With stable plans: else SQLite parses a cached statement again each time that its parameters are bound
/// anew, which costs more than the statement itself.
fn connect(file: &Path) -> Result<Connection, Error> {
    let database = Connection::open(file)?;
    database.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(database)
}

fn find_token(reader: &Connection, hash: &[u8]) -> rusqlite::Result<Option<Token>> {
    let mut statement = reader.prepare_cached(
        "SELECT users.id, users.name, users.email, tokens.scope
         FROM tokens JOIN users ON users.id = tokens.user WHERE tokens.hash = ?1",
    )?;
    statement
        .query_row([hash], |row| {
            Ok(Token { subject: row.get(0)?, name: row.get(1)?, email: row.get(2)?, scope: row.get(3)? })
        })
        .optional()
}

fn write_all(mut database: Connection, jobs: &mpsc::Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        group.extend(jobs.try_iter().take(GROUP - 1));
        let (writes, waiting): (Vec<_>, Vec<_>) = group.into_iter().map(|job| (job.write, job.done)).unzip();
        match commit(&mut database, &writes) {
            // A send fails only when the client has gone.
            Ok(written) => waiting.into_iter().zip(written).for_each(|(done, written)| {
                let _ = done.send(Ok(written));
            }),
            // The group failed as a whole: dropping the senders says so.
            Err(_) => drop(waiting),
        }
    }
}

fn commit(database: &mut Connection, writes: &[Write]) -> rusqlite::Result<Vec<Written>> {
    let transaction = database.transaction()?;
    let written = writes.iter().map(|write| apply(&transaction, write)).collect::<Result<_, _>>()?;
    transaction.commit()?;
    Ok(written)
}

fn apply(transaction: &Transaction<'_>, write: &Write) -> rusqlite::Result<Written> {
    match write {
        Write::Interaction { id, asked } => keep_interaction(transaction, id, asked),
        Write::Session { interaction, session, code } => {
            begin_session(transaction, interaction, session, code)
        }
        Write::Code { session, code, asked } => store_code(transaction, session, code, asked),
        Write::Redeem { code, code_challenge, access, refresh } => {
            let asked = spend_code(transaction, code, code_challenge)?;
            if let Some(asked) = &asked {
                insert_token(transaction, access, "access", &asked.scope)?;
                if asked.scope.contains("offline_access") {
                    insert_token(transaction, refresh, "refresh", &asked.scope)?;
                }
            }
            Ok(asked)
        }
        Write::Refresh { refresh, access } => refresh_access(transaction, refresh, access),
    }
}

fn keep_interaction(transaction: &Transaction<'_>, id: &Hash, asked: &Asked) -> rusqlite::Result<Written> {
    transaction
        .prepare_cached(
            "INSERT INTO interactions (id, state, nonce, scope, code_challenge) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![id, asked.state, asked.nonce, asked.scope, asked.code_challenge])?;
    Ok(Some(asked.clone()))
}

fn begin_session(
    tx: &Transaction<'_>,
    interaction: &Hash,
    session: &Hash,
    code: &Hash,
) -> rusqlite::Result<Written> {
    let asked = tx
        .prepare_cached(
            "DELETE FROM interactions WHERE id = ?1 RETURNING nonce, scope, code_challenge, state",
        )?
        .query_row([interaction], read_asked)
        .optional()?;
    let Some(asked) = asked else { return Ok(None) };
    tx.prepare_cached("INSERT INTO sessions (hash, user) VALUES (?1, 'user-1')")?.execute([session])?;
    store_code(tx, session, code, &asked)
}

fn store_code(tx: &Transaction<'_>, session: &Hash, code: &Hash, asked: &Asked) -> rusqlite::Result<Written> {
    let stored = tx
        .prepare_cached(
            "INSERT INTO codes (hash, user, nonce, scope, code_challenge, state, used)
             SELECT ?2, user, ?3, ?4, ?5, ?6, 0 FROM sessions WHERE hash = ?1",
        )?
        .execute(params![session, code, asked.nonce, asked.scope, asked.code_challenge, asked.state])?;
    Ok((stored == 1).then(|| asked.clone()))
}

fn spend_code(tx: &Transaction<'_>, code: &Hash, code_challenge: &str) -> rusqlite::Result<Written> {
    tx.prepare_cached(
        "UPDATE codes SET used = 1 WHERE hash = ?1 AND code_challenge = ?2 AND used = 0
         RETURNING nonce, scope, code_challenge, state",
    )?
    .query_row(params![code, code_challenge], read_asked)
    .optional()
}

fn refresh_access(transaction: &Transaction<'_>, refresh: &Hash, access: &Hash) -> rusqlite::Result<Written> {
    let stored = transaction
        .prepare_cached(
            "INSERT INTO tokens (hash, kind, user, scope)
             SELECT ?2, 'access', user, scope FROM tokens WHERE hash = ?1 AND kind = 'refresh'",
        )?
        .execute(params![refresh, access])?;
    Ok((stored == 1).then(Asked::default))
}

fn insert_token(tx: &Transaction<'_>, hash: &Hash, kind: &str, scope: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO tokens (hash, kind, user, scope) VALUES (?1, ?2, 'user-1', ?3)")?
        .execute(params![hash, kind, scope])?;
    Ok(())
}

fn read_asked(row: &rusqlite::Row<'_>) -> rusqlite::Result<Asked> {
    Ok(Asked { nonce: row.get(0)?, scope: row.get(1)?, code_challenge: row.get(2)?, state: row.get(3)? })
}

const SCHEMA: &str = "
CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE interactions (id BLOB PRIMARY KEY, state TEXT NOT NULL, nonce TEXT NOT NULL, scope TEXT NOT NULL,
  code_challenge TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (hash BLOB PRIMARY KEY, user TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE codes (hash BLOB PRIMARY KEY, user TEXT NOT NULL, state TEXT NOT NULL, nonce TEXT NOT NULL,
  scope TEXT NOT NULL, code_challenge TEXT NOT NULL, used INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE tokens (hash BLOB PRIMARY KEY, kind TEXT NOT NULL, user TEXT NOT NULL, scope TEXT NOT NULL)
  STRICT, WITHOUT ROWID;
INSERT INTO users VALUES ('user-1', 'Bench Mark', 'bench@example.org');
";

#[cfg(test)]
mod tests {
    use super::{Asked, Store, Write};

    #[tokio::test]
    async fn a_code_is_redeemed_once_and_brings_its_tokens() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("floor.db")).unwrap();
        let asked =
            Asked { scope: "openid offline_access".into(), code_challenge: "c".into(), ..Asked::default() };
        let interaction = Write::Interaction { id: vec![1], asked };
        assert!(store.write(interaction).await.unwrap().is_some());
        let session = Write::Session { interaction: vec![1], session: vec![2], code: vec![3] };
        assert!(store.write(session).await.unwrap().is_some());
        let redeem =
            || Write::Redeem { code: vec![3], code_challenge: "c".into(), access: vec![4], refresh: vec![5] };
        assert!(store.write(redeem()).await.unwrap().is_some());
        assert!(store.write(redeem()).await.unwrap().is_none());
        assert_eq!(store.token(&[4]).unwrap().unwrap().email, "bench@example.org");
        let refresh = |refresh| Write::Refresh { refresh, access: vec![6] };
        assert!(store.write(refresh(vec![4])).await.unwrap().is_none(), "an access token does not refresh");
        assert!(store.write(refresh(vec![5])).await.unwrap().is_some());
    }
}
