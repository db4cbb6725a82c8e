//! Passkeys: as they went in; handles given once, challenges used once.

use domain::passkey::challenge::Challenge;
use domain::passkey::{Passkey, PasskeyState};

use super::*;
use crate::passkeys;

fn passkey(id: &str, user: &str) -> Passkey {
    Passkey {
        id: id.into(),
        user_id: user.into(),
        credential_id: format!("credential of {id}").into_bytes(),
        public_key: vec![0xa5, 1, 2],
        rp_id: "sso.office.internal".into(),
        transports: vec!["internal".into(), "hybrid".into()],
        name: "Apple Passwords".into(),
        backup_eligible: true,
        backed_up: false,
        counter: 3,
        state: PasskeyState::Active,
        copied_at: None,
        created_at: 10,
        last_used_at: None,
    }
}

#[test]
fn passkeys_stay_as_they_were_made_and_belong_to_one_account() {
    let (_dir, store) = with_user();
    let one = passkey("p", "mira");
    write(&store, |tx| passkeys::insert(tx, &passkey("p", "mira"))).unwrap();
    let found = store.read(|tx| passkeys::find_by_credential(tx, &one.credential_id)).unwrap();
    assert_eq!(found.as_ref(), Some(&one));
    let twice = Passkey { credential_id: one.credential_id.clone(), ..passkey("q", "mira") };
    assert!(write(&store, move |tx| passkeys::insert(tx, &twice)).is_err(), "a credential is one passkey");
    let at = |rp_id: &'static str| store.read(|tx| passkeys::has_active(tx, &"mira".into(), rp_id)).unwrap();
    assert!(at("sso.office.internal") && !at("other.internal"));
    let used = Passkey {
        name: "Work".into(),
        backed_up: true,
        counter: u32::MAX,
        state: PasskeyState::Suspended,
        copied_at: Some(20),
        last_used_at: Some(21),
        ..one
    };
    let changed = used.clone();
    write(&store, move |tx| passkeys::update(tx, &changed)).unwrap();
    assert_eq!(store.read(|tx| passkeys::list(tx, &"mira".into())).unwrap(), [used]);
    assert!(!store.read(|tx| passkeys::has_active(tx, &"mira".into(), "sso.office.internal")).unwrap());
    assert!(write(&store, |tx| passkeys::delete(tx, &"p".into())).unwrap());
    assert!(!write(&store, |tx| passkeys::delete(tx, &"p".into())).unwrap());
}

#[test]
fn a_handle_is_given_once_and_goes_with_its_account() {
    let (_dir, store) = with_user();
    let give =
        |bytes: [u8; 32]| write(&store, move |tx| passkeys::handle_of(tx, &"mira".into(), bytes)).unwrap();
    assert_eq!(give([1; 32]), [1; 32]);
    assert_eq!(give([2; 32]), [1; 32]);
    write(&store, |tx| passkeys::insert(tx, &passkey("p", "mira"))).unwrap();
    write(&store, |tx| users::delete(tx, &"mira".into(), 9)).unwrap();
    assert_eq!(store.read(|tx| passkeys::find_handle(tx, &"mira".into())).unwrap(), None);
    assert_eq!(store.read(|tx| passkeys::list(tx, &"mira".into())).unwrap(), []);
}

#[test]
fn a_challenge_is_used_once_and_forgotten_when_its_time_is_over() {
    let (_dir, store) = with_user();
    let take = |nonce: u8| {
        let challenge = Challenge { nonce: [nonce; 16], expires_at: 100 };
        write(&store, move |tx| passkeys::use_challenge(tx, &challenge)).unwrap()
    };
    assert!(take(1) && take(2) && !take(1));
    assert_eq!(write(&store, |tx| passkeys::sweep(tx, 99)).unwrap(), 0);
    assert_eq!(write(&store, |tx| passkeys::sweep(tx, 100)).unwrap(), 2);
}

fn with_user() -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    write(&store, |tx| users::insert(tx, &user("mira"))).unwrap();
    (dir, store)
}
