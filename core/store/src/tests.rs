//! The store as a whole: durability, isolation within a batch, and the things that are used once.

use std::sync::Arc;

use domain::audit::{Actor, Event};
use domain::authorization::{Authorization, AuthorizationState};
use domain::client::{Client, SecretSource};
use domain::factor::password::PasswordHash;
use domain::factor::policy::Policy;
use domain::session::SessionLifetimes;
use domain::token::TokenHash;
use domain::user::{Email, Role, User, UserState, Username};
use domain::world::SystemEntropy;
use oidc::acr::Acr;
use oidc::claims::StandardClaims;
use oidc::claims_request::ClaimsRequest;
use oidc::metadata::ClientMetadata;
use oidc::resource::Resources;
use oidc::scope::Scopes;
use serde_json::json;

use super::*;

mod claims;
mod lists;
mod logouts;
mod messages;
mod passkeys;
mod policy;
mod pushing;
mod second_step;

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let sealer = Sealer::new(&[7; 32], Arc::new(SystemEntropy)).unwrap();
    let store = Store::open(&dir.path().join("donelogin.db"), sealer).unwrap();
    (dir, store)
}

fn user(name: &str) -> User {
    User {
        id: name.into(),
        subject: name.into(),
        username: Username::parse(name).unwrap(),
        email: Email::parse(&format!("{name}@x.example")).unwrap(),
        email_verified: true,
        claims: StandardClaims { name: Some("Mira".into()), ..StandardClaims::default() },
        password: Some(PasswordHash::from_stored("$x".into())),
        role: Role::Admin,
        state: UserState::Active,
        mfa_policy: Some(Policy::Required),
        groups: vec![],
        attributes: Default::default(),
        created_at: 1,
        updated_at: 1,
    }
}

fn named(search: &str) -> people::Query {
    people::Query {
        search: search.into(),
        state: None,
        group: None,
        admin: None,
        has: None,
        signed_in: None,
        by: people::By::Name,
        descending: false,
        limit: 10,
        offset: 0,
        lifetimes: SessionLifetimes { idle_s: 10, absolute_s: 100 },
        now: 1_000,
    }
}

fn client(id: &str) -> Client {
    let metadata =
        ClientMetadata::parse(&json!({"client_name": "Files", "redirect_uris": ["https://a.example/cb"]}))
            .unwrap()
            .metadata;
    Client::register(Some(id.into()), metadata, SecretSource::Generate, b"k", &SystemEntropy, 1).0
}

fn write<T: Send + 'static>(
    store: &Store,
    f: impl FnOnce(&WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    store.write_blocking(f)
}

#[test]
fn an_account_comes_back_as_it_went_in() {
    let (_dir, store) = store();
    write(&store, |tx| users::insert(tx, &user("mira"))).unwrap();
    let found = store.read(|tx| users::find_by_name(tx, "mira@x.example")).unwrap().unwrap();
    assert_eq!(found.mfa_policy, Some(Policy::Required));
    assert_eq!((found.display_name(), found.username.as_str(), found.role), ("Mira", "mira", Role::Admin));
    assert!(store.read(users::any_admin).unwrap());
    assert_eq!(store.read(|tx| people::list(tx, &named("mir"))).unwrap().len(), 1);
}

#[test]
fn a_write_that_fails_takes_nothing_with_it_and_leaves_nothing() {
    let (_dir, store) = store();
    write(&store, |tx| users::insert(tx, &user("one"))).unwrap();
    let error = write(&store, |tx| {
        users::insert(tx, &user("two"))?;
        users::insert(tx, &user("one"))
    })
    .unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    let panicked = write(&store, |tx| {
        users::insert(tx, &user("three"))?;
        panic!("in the middle");
        #[expect(unreachable_code, reason = "gives the closure its type")]
        Ok(())
    });
    assert!(matches!(panicked, Err(StoreError::Panicked)));
    assert_eq!(store.read(users::count).unwrap(), 1);
}

#[tokio::test]
async fn many_writes_at_once_are_all_durable_before_they_are_answered() {
    let (dir, store) = store();
    let writes = (0..200).map(|n| {
        let store = store.clone();
        tokio::spawn(async move { store.write(move |tx| users::insert(tx, &user(&format!("u{n}")))).await })
    });
    for write in writes.collect::<Vec<_>>() {
        write.await.unwrap().unwrap();
    }
    // A second connection sees what a crash would leave.
    let other = Connection::open(dir.path().join("donelogin.db")).unwrap();
    let count: i64 = other.query_row("SELECT count(*) FROM users", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 200);
}

#[tokio::test]
async fn what_follows_a_commit_happens_after_it_and_only_then() {
    let (_dir, store) = store();
    let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let failing = told.clone();
    let failed: Result<(), StoreError> = store
        .write(move |tx| {
            tx.after_commit(move || {
                let _ = failing.send("failed");
            });
            Err(StoreError::Busy)
        })
        .await;
    assert!(failed.is_err());
    store
        .write(move |tx| {
            tx.after_commit(move || {
                let _ = told.send("kept");
            });
            users::insert(tx, &user("mira"))
        })
        .await
        .unwrap();
    assert_eq!(heard.recv().await, Some("kept"));
    assert_eq!(heard.recv().await, None);
}

#[tokio::test]
async fn a_code_is_used_once_also_in_a_race() {
    let (_dir, store) = store();
    let authorization = Authorization {
        id: "a".into(),
        code: TokenHash::of("code"),
        client_id: "c".into(),
        user_id: "mira".into(),
        session_id: "s".into(),
        redirect_uri: "https://a.example/cb".into(),
        code_challenge: None,
        scopes: Scopes::parse("openid"),
        dpop_jkt: None,
        claims: ClaimsRequest::default(),
        resources: Resources::default(),
        nonce: None,
        auth_time: 1,
        amr: vec!["pwd".into()],
        acr: Acr::Two,
        issued_at: 1,
        code_expires_at: 61,
        state: AuthorizationState::Issued,
    };
    store
        .write(move |tx| {
            users::insert(tx, &user("mira"))?;
            clients::insert(tx, &client("c"))?;
            authorizations::insert(tx, &authorization, 61)
        })
        .await
        .unwrap();
    let tries = (0..20).map(|_| {
        let store = store.clone();
        tokio::spawn(async move {
            store.write(|tx| authorizations::exchange(tx, &"a".into(), 100)).await.unwrap()
        })
    });
    let mut won = 0;
    for attempt in tries.collect::<Vec<_>>() {
        won += u32::from(attempt.await.unwrap());
    }
    assert_eq!(won, 1);
    let found = store.read(|tx| authorizations::find_by_code(tx, &TokenHash::of("code"))).unwrap().unwrap();
    assert_eq!((found.state, found.acr), (AuthorizationState::Exchanged, Acr::Two));
}

#[test]
fn the_audit_chain_shows_a_changed_a_missing_and_an_appended_row() {
    let (dir, store) = store();
    write(&store, |tx| {
        for n in 0..5 {
            audit::append(tx, Event::new("user.created", Actor::Command).with("n", n), 100 + n)?;
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(store.read(audit::verify).unwrap(), (5, None));
    let other = Connection::open(dir.path().join("donelogin.db")).unwrap();
    other.execute("UPDATE audit SET detail = '{}' WHERE seq = 3", []).unwrap();
    assert_eq!(store.read(audit::verify).unwrap(), (2, Some(audit::Break { seq: 3 })));
    other.execute("DELETE FROM audit WHERE seq = 2", []).unwrap();
    assert_eq!(store.read(audit::verify).unwrap(), (1, Some(audit::Break { seq: 2 })));
}

#[test]
fn sealed_values_are_not_readable_in_the_file() {
    let (dir, store) = store();
    write(&store, |tx| vault::seal(tx, "ca", b"-very-private-bytes-", 1)).unwrap();
    assert_eq!(store.read(|tx| vault::open(tx, "ca")).unwrap().unwrap().as_slice(), b"-very-private-bytes-");
    drop(store);
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(20).any(|window| window == b"-very-private-bytes-"));
    }
}

#[test]
fn a_client_comes_back_as_it_went_in() {
    let (_dir, store) = store();
    let made = client("files");
    let stored = made.clone();
    write(&store, move |tx| clients::insert(tx, &stored)).unwrap();
    let found = store.read(|tx| clients::find(tx, &"files".into())).unwrap().unwrap();
    assert_eq!((found.metadata, found.secret), (made.metadata, made.secret));
}
