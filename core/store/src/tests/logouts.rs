//! What clients are told about the end of sessions: in order, held back together while a client does not listen, bounded.

use domain::backchannel_logout::{BackchannelLogout, State};
use domain::call::CallError;
use domain::id::ClientId;

use super::second_step::with_user;
use super::*;
use crate::session_clients::SessionClient;

fn logout(id: &str, client: &str, at: i64) -> BackchannelLogout {
    BackchannelLogout {
        id: id.into(),
        client_id: client.into(),
        user_id: "mira".into(),
        subject: "mira".into(),
        session_id: "s".into(),
        created_at: at,
        state: State::Waiting,
        tries: 0,
        next_at: at,
        tried_at: None,
        failure: None,
    }
}

fn with_clients() -> (tempfile::TempDir, Store) {
    let (dir, store) = with_user();
    write(&store, |tx| ["a", "b"].into_iter().try_for_each(|id| clients::insert(tx, &client(id)))).unwrap();
    (dir, store)
}

fn put(store: &Store, logout: BackchannelLogout) {
    write(store, move |tx| backchannel_logouts::insert(tx, &logout)).unwrap();
}

fn due(store: &Store, client: &str, now: i64) -> Option<BackchannelLogout> {
    store.read(|tx| backchannel_logouts::find_due(tx, &ClientId::from(client), now)).unwrap()
}

fn silent(store: &Store, client: &str, now: i64) {
    let found = due(store, client, now).unwrap();
    write(store, move |tx| backchannel_logouts::put_silent(tx, &found, &CallError::Silent, now)).unwrap();
}

fn next_at(store: &Store, client: &str) -> Option<i64> {
    let waiting = store.read(backchannel_logouts::waiting_clients).unwrap();
    waiting.into_iter().find(|(id, _)| id.as_str() == client).map(|(_, at)| at)
}

#[test]
fn a_client_that_does_not_listen_holds_back_all_of_its_own_and_nothing_of_others() {
    let (_dir, store) = with_clients();
    for (id, client) in [("1", "a"), ("2", "a"), ("3", "b")] {
        put(&store, logout(id, client, 100));
    }
    silent(&store, "a", 100);
    assert_eq!((next_at(&store, "a"), next_at(&store, "b")), (Some(101), Some(100)));
    silent(&store, "a", 101);
    assert_eq!(next_at(&store, "a"), Some(103), "the pause grows with the tries in a row");
    put(&store, logout("4", "a", 102));
    assert_eq!(due(&store, "a", 102), None, "a new one waits with them");
    let first = due(&store, "a", 103).unwrap();
    assert_eq!((first.id.as_str(), first.tries), ("1", 2));
    assert_eq!(first.failure, Some(CallError::Silent));
    write(&store, move |tx| backchannel_logouts::put_delivered(tx, &first, 103)).unwrap();
    assert_eq!(due(&store, "a", 103).unwrap().id.as_str(), "2", "it listens again: all are due");
}

#[test]
fn one_that_is_refused_waits_alone() {
    let (_dir, store) = with_clients();
    put(&store, logout("1", "a", 100));
    put(&store, logout("2", "a", 100));
    let first = due(&store, "a", 100).unwrap();
    write(&store, move |tx| backchannel_logouts::put_refused(tx, &first, &CallError::Status(400), 100))
        .unwrap();
    assert_eq!(due(&store, "a", 100).unwrap().id.as_str(), "2");
    assert!(!store.read(|tx| backchannel_logouts::waits_for_client(tx, &"a".into())).unwrap());
}

#[test]
fn what_was_given_up_is_tried_again_when_somebody_says_so() {
    let (_dir, store) = with_clients();
    put(&store, logout("1", "a", 100));
    let first = due(&store, "a", 100).unwrap();
    write(&store, move |tx| backchannel_logouts::put_given_up(tx, &first, &CallError::Redirect, 200))
        .unwrap();
    assert_eq!(due(&store, "a", 1_000), None);
    assert_eq!(write(&store, |tx| backchannel_logouts::make_due(tx, &"a".into(), 300)).unwrap(), 1);
    assert_eq!(due(&store, "a", 300).unwrap().id.as_str(), "1");
}

#[test]
fn only_the_last_that_were_delivered_are_kept_and_all_of_them_for_a_time() {
    let (_dir, store) = with_clients();
    for n in 0..30 {
        put(&store, logout(&format!("{n:02}"), "a", n));
        let found = due(&store, "a", n).unwrap();
        write(&store, move |tx| backchannel_logouts::put_delivered(tx, &found, n)).unwrap();
    }
    let kept = store.read(|tx| backchannel_logouts::list(tx, &"a".into(), 100)).unwrap();
    assert_eq!((kept.len(), kept[0].id.as_str()), (20, "29"));
    assert_eq!(write(&store, |tx| backchannel_logouts::sweep(tx, 20)).unwrap(), 10);
}

#[test]
fn which_clients_a_session_had_is_taken_out_once_and_outlives_it_for_a_time() {
    let (_dir, store) = with_clients();
    let noted = |session: &str, client: &str| SessionClient {
        session_id: session.into(),
        client_id: client.into(),
        user_id: "mira".into(),
    };
    let all = [noted("s", "a"), noted("s", "b"), noted("t", "a"), noted("s", "a")];
    write(&store, move |tx| all.iter().try_for_each(|one| session_clients::note(tx, one, 50))).unwrap();
    assert_eq!(write(&store, |tx| session_clients::sweep(tx, 49)).unwrap(), 0);
    assert_eq!(write(&store, |tx| session_clients::take(tx, &"s".into())).unwrap().len(), 2);
    assert_eq!(write(&store, |tx| session_clients::take(tx, &"s".into())).unwrap(), []);
    let kept = write(&store, |tx| session_clients::take_of_user(tx, &"mira".into(), None, Some(&"t".into())));
    assert_eq!(kept.unwrap(), []);
    let at_b = write(&store, |tx| session_clients::take_of_user(tx, &"mira".into(), Some(&"b".into()), None));
    assert_eq!(at_b.unwrap(), []);
    assert_eq!(write(&store, |tx| session_clients::sweep(tx, 50)).unwrap(), 1);
}
