//! Pushed requests: whose they are, how often they work, how long they stay.

use domain::id::{ClientId, InteractionId};
use domain::interaction::Interaction;
use domain::pushed_request::PushedRequest;

use super::*;

fn pushed(reference: &str, address: &str, expires_at: i64) -> PushedRequest {
    PushedRequest {
        reference: TokenHash::of(reference),
        client_id: "c".into(),
        params: "scope=openid".into(),
        signed: true,
        address: address.into(),
        expires_at,
    }
}

#[test]
fn rfc9126_2_2_a_request_is_its_clients_and_is_used_once() {
    let (_dir, store) = store();
    write(&store, |tx| {
        clients::insert(tx, &client("c"))?;
        pushed_requests::insert(tx, &pushed("a", "", 90))
    })
    .unwrap();
    let find = |client: &str, now: i64| {
        let (reference, client) = (TokenHash::of("a"), ClientId::from(client));
        store.read(move |tx| pushed_requests::find(tx, &reference, &client, now)).unwrap()
    };
    let found = find("c", 89).unwrap();
    assert_eq!((found.params.as_str(), found.signed), ("scope=openid", true));
    assert!(find("other", 89).is_none() && find("c", 90).is_none());
    let take = || write(&store, |tx| pushed_requests::take(tx, &TokenHash::of("a"))).unwrap();
    assert!(take() && !take() && find("c", 1).is_none());
}

#[test]
fn a_request_stays_while_somebody_is_on_the_way_with_it_and_the_oldest_gives_way() {
    let (_dir, store) = store();
    write(&store, |tx| {
        clients::insert(tx, &client("c"))?;
        for (reference, address, ends) in [("a", "x", 10), ("b", "x", 20), ("d", "y", 5)] {
            pushed_requests::insert(tx, &pushed(reference, address, ends))?;
        }
        let under_way = Interaction {
            id: InteractionId::from("i"),
            browser: None,
            client_id: "c".into(),
            params: String::new(),
            pushed: Some(TokenHash::of("a")),
            signed: true,
            address: String::new(),
            created_at: 1,
            expires_at: 100,
            signed_in_at: None,
            account_chosen: false,
            consented_by: None,
            device_grant: None,
        };
        interactions::insert(tx, &under_way)
    })
    .unwrap();
    let counts = |now| store.read(|tx| pushed_requests::count(tx, &"c".into(), "x", now)).unwrap();
    assert_eq!((counts(1), counts(5), counts(10)), ((2, 3, 3), (2, 2, 2), (1, 1, 1)));
    let swept = || write(&store, |tx| pushed_requests::sweep(tx, 30)).unwrap();
    assert_eq!(swept(), 2, "a is under way");
    write(&store, |tx| interactions::close(tx, &InteractionId::from("i"))).unwrap();
    assert_eq!(swept(), 1);
    write(&store, |tx| {
        pushed_requests::insert(tx, &pushed("e", "x", 50))?;
        pushed_requests::insert(tx, &pushed("f", "x", 60))?;
        pushed_requests::drop_oldest(tx, &"c".into(), "x")
    })
    .unwrap();
    assert_eq!(counts(1), (1, 1, 1));
}
