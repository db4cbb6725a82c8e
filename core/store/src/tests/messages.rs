//! Messages that wait: in the order of writing, held back together, gone with their link.

use domain::id::OutboxId;
use domain::mail::{Cause, Failure, Step};
use domain::one_time_link::{OneTimeLink, Purpose};
use domain::outbox::{Content, Message, State};

use super::second_step::with_user;
use super::*;

fn notice(id: &str, at: i64) -> Message {
    let content = Content::PasswordChanged { to: format!("{id}@x.example") };
    Message { id: id.into(), user_id: Some("mira".into()), content, created_at: at, expires_at: at + 10_000 }
}

fn put(store: &Store, message: Message) {
    write(store, move |tx| outbox::insert(tx, &message)).unwrap();
}

fn due(store: &Store, now: i64) -> Option<String> {
    let found = store.read(|tx| outbox::find_due(tx, now)).unwrap();
    found.map(|pending| pending.message.id.to_string())
}

fn fail(store: &Store, id: &str, at: i64, state: State, next_at: i64, for_all: bool) {
    let (id, failure) = (OutboxId::from(id), Failure::new(Step::Connect, Cause::Unreachable, "no"));
    write(store, move |tx| outbox::put_failure(tx, &id, (at, &failure), (state, next_at, for_all))).unwrap();
}

#[test]
fn messages_are_due_in_the_order_in_which_they_were_written() {
    let (_dir, store) = with_user();
    for id in ["c", "a", "b"] {
        put(&store, notice(id, 5));
    }
    for id in ["c", "a", "b"] {
        assert_eq!(due(&store, 5).as_deref(), Some(id));
        write(&store, move |tx| outbox::delete(tx, &id.into())).unwrap();
    }
    assert_eq!(due(&store, 5), None);
}

#[test]
fn what_stops_all_holds_all_back_and_a_new_message_asks_with_the_oldest() {
    let (_dir, store) = with_user();
    put(&store, notice("a", 5));
    put(&store, notice("b", 5));
    fail(&store, "a", 5, State::Waiting, 65, true);
    assert_eq!(due(&store, 64), None, "the second was not even tried");
    let held = store.read(|tx| outbox::find(tx, &"b".into())).unwrap().unwrap();
    assert_eq!((held.tries, held.next_at, held.failed.unwrap().1.cause), (0, 65, Cause::Unreachable));
    assert_eq!(store.read(|tx| outbox::next_at(tx, 5)).unwrap(), Some(65));
    put(&store, notice("c", 50));
    assert_eq!(due(&store, 50).as_deref(), Some("a"), "the oldest goes first");
    assert_eq!(store.read(outbox::last_failure).unwrap().unwrap().0, 5);
    write(&store, |tx| outbox::free(tx, 50)).unwrap();
    assert_eq!(store.read(outbox::last_failure).unwrap(), None);
    assert_eq!(due(&store, 50).as_deref(), Some("a"));
}

#[test]
fn one_that_fails_for_itself_holds_nobody_back_and_one_that_is_given_up_waits_for_somebody() {
    let (_dir, store) = with_user();
    for id in ["a", "b", "c"] {
        put(&store, notice(id, 5));
    }
    fail(&store, "a", 5, State::Waiting, 65, false);
    fail(&store, "b", 5, State::GivenUp, 65, false);
    assert_eq!(due(&store, 5).as_deref(), Some("c"));
    write(&store, |tx| outbox::delete(tx, &"c".into())).unwrap();
    assert_eq!((due(&store, 64), due(&store, 65)), (None, Some("a".to_owned())));
    let count = |state| store.read(|tx| outbox::count_in(tx, state)).unwrap();
    assert_eq!((count(Some(State::Waiting)), count(Some(State::GivenUp)), count(None)), (1, 1, 2));
    assert!(write(&store, |tx| outbox::make_due(tx, &"b".into(), 6)).unwrap());
    assert_eq!(due(&store, 6).as_deref(), Some("b"));
    assert_eq!(write(&store, |tx| outbox::make_all_due(tx, 6)).unwrap(), 2);
    assert_eq!(due(&store, 6).as_deref(), Some("a"));
    assert_eq!(due(&store, 10_005), None, "its time is over");
}

#[test]
fn a_message_goes_with_its_link() {
    let (_dir, store) = with_user();
    for (token, at) in [("first", 1), ("second", 2)] {
        let link = OneTimeLink {
            token: TokenHash::of(token),
            purpose: Purpose::Reset,
            user_id: Some("mira".into()),
            browser: None,
            sent_to: None,
            created_at: at,
            expires_at: 3_600,
        };
        let content =
            Content::Reset { to: "mira@x.example".into(), link: format!("https://o.example/reset/{token}") };
        let message = Message { id: token.into(), content, ..notice(token, at) };
        write(&store, move |tx| {
            one_time_links::insert(tx, &link)?;
            outbox::insert(tx, &message)
        })
        .unwrap();
    }
    // The second link has voided the first.
    assert_eq!(due(&store, 5).as_deref(), Some("second"));
    assert!(store.read(|tx| outbox::find(tx, &"first".into())).unwrap().is_none());
    assert_eq!(store.read(outbox::count).unwrap(), 1);
    assert_eq!(write(&store, |tx| outbox::sweep(tx, 5)).unwrap(), 1);
    write(&store, |tx| one_time_links::consume(tx, &TokenHash::of("second"), Purpose::Reset, 5)).unwrap();
    assert_eq!(due(&store, 5), None, "whoever used it needs it no more");
}
