//! Phones, questions, authenticator and recovery codes: as they went in, and each used once.

use domain::approval::{Approval, ApprovalState, Attempt};
use domain::device::{Device, DeviceFacts, DeviceState};
use domain::face::{Colour, Gesture};
use domain::factor::{recovery, totp::TotpSecret};
use domain::jws::DeviceKey;
use domain::link::{Claim, Link, LinkEnd, LinkState};
use domain::secret::Secret;

use super::*;

fn key() -> DeviceKey {
    // The key of RFC 7515 A.3.1.
    serde_json::from_value(json!({
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    }))
    .unwrap()
}

fn device() -> Device {
    Device {
        id: "d".into(),
        user_id: "mira".into(),
        key: key(),
        name: "Pixel 8".into(),
        facts: DeviceFacts { name: "Pixel 8".into(), ..DeviceFacts::default() },
        state: DeviceState::Waiting { until: 50 },
        counter: 0,
        copied_at: None,
        linked_by: None,
        created_at: 1,
        last_used_at: None,
    }
}

fn approval() -> Approval {
    Approval {
        id: "a".into(),
        user_id: "mira".into(),
        browser: TokenHash::of("browser"),
        browser_known: false,
        address: "192.168.1.20".into(),
        mfa_code: Secret::new("m".repeat(48)),
        transfer_code: Secret::new("482913"),
        scan_secret: Secret::new("scan"),
        context: "{}".into(),
        attempts: vec![],
        wrong: 0,
        created_at: 10,
        expires_at: 130,
        state: ApprovalState::Pending,
    }
}

pub(super) fn with_user() -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    write(&store, |tx| users::insert(tx, &user("mira"))).unwrap();
    (dir, store)
}

#[test]
fn a_device_comes_back_as_it_went_in_and_a_key_is_linked_once() {
    let (_dir, store) = with_user();
    write(&store, |tx| devices::insert(tx, &device())).unwrap();
    assert!(store.read(|tx| devices::is_key_linked(tx, &key().thumbprint())).unwrap());
    let (counted, _) = store.read(|tx| devices::find(tx, &"d".into())).unwrap().unwrap().count(7, 20);
    let changed = Device { state: DeviceState::Active, last_used_at: Some(20), ..counted };
    write(&store, move |tx| devices::update(tx, &changed)).unwrap();
    let found = store.read(|tx| devices::list(tx, &"mira".into())).unwrap().remove(0);
    assert_eq!((found.counter, found.state, found.key), (7, DeviceState::Active, key()));
    let again = Device { id: "d2".into(), ..device() };
    assert!(write(&store, move |tx| devices::insert(tx, &again)).unwrap_err().is_conflict());
}

#[test]
fn a_link_goes_from_offer_to_claim_to_device() {
    let (_dir, store) = with_user();
    let offered = Link {
        id: "l".into(),
        code: TokenHash::of("code"),
        user_id: "mira".into(),
        begun_in: "s".into(),
        begun_by: "mira".into(),
        created_at: 1,
        expires_at: 301,
        state: LinkState::Offered,
    };
    let claim = Claim {
        message: Some("m".into()),
        device_id: "d".into(),
        key: key(),
        push: Vec::new(),
        facts: DeviceFacts::default(),
        digits: "584556".into(),
        wrong: 0,
    };
    write(&store, move |tx| links::insert(tx, &offered)).unwrap();
    let (claimed, outcome) =
        store.read(|tx| links::find_by_code(tx, &TokenHash::of("code"))).unwrap().unwrap().claim(claim, 2);
    outcome.unwrap();
    write(&store, move |tx| links::update(tx, &claimed)).unwrap();
    let found = store.read(|tx| links::find_by_thumbprint(tx, &key().thumbprint())).unwrap().unwrap();
    let (confirmed, outcome) = found.confirm(&"s".into(), "584556", 3);
    assert_eq!(outcome.unwrap().key, key());
    write(&store, move |tx| links::update(tx, &confirmed)).unwrap();
    let found = store.read(|tx| links::find_latest(tx, &"s".into())).unwrap().unwrap();
    assert!(matches!(found.state, LinkState::Confirmed { device_id } if device_id == "d".into()));
    let ended = Link {
        state: LinkState::Ended(LinkEnd::UsedTwice),
        ..store.read(|tx| links::find_latest(tx, &"s".into())).unwrap().unwrap()
    };
    write(&store, move |tx| links::update(tx, &ended)).unwrap();
    assert_eq!(write(&store, |tx| links::sweep(tx, 1_000)).unwrap(), 1);
}

#[test]
fn a_question_is_answered_once_and_its_codes_are_not_readable_in_the_file() {
    let (dir, store) = with_user();
    write(&store, |tx| approvals::insert(tx, &approval())).unwrap();
    let pending = store.read(|tx| approvals::list_pending(tx, &"mira".into(), 20)).unwrap().remove(0);
    assert_eq!(pending.transfer_code.expose(), "482913");
    assert!(store.read(|tx| approvals::list_pending(tx, &"mira".into(), 130)).unwrap().is_empty(), "over");
    let gestures = vec![Gesture::TurnLeft];
    let attempts = vec![Attempt { id: "t".into(), gestures, colours: vec![Colour::Pink], expires_at: 60 }];
    let asked = Approval { attempts, ..pending.clone() };
    assert!(write(&store, move |tx| approvals::update(tx, &asked, &ApprovalState::Pending)).unwrap());
    let answered =
        Approval { state: ApprovalState::Approved { device_id: "d".into(), at: 30 }, ..pending.clone() };
    let denied = Approval { state: ApprovalState::Denied, ..pending };
    let kept = answered.state.clone();
    assert!(write(&store, move |tx| approvals::update(tx, &answered, &ApprovalState::Pending)).unwrap());
    assert!(
        !write(&store, move |tx| approvals::update(tx, &denied, &ApprovalState::Pending)).unwrap(),
        "second"
    );
    assert_eq!(
        store.read(|tx| approvals::find_latest(tx, &TokenHash::of("browser"))).unwrap().unwrap().state,
        kept
    );
    drop(store);
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"482913"));
    }
}

#[test]
fn a_newer_question_takes_the_place_and_not_me_ends_all() {
    let (_dir, store) = with_user();
    let state = |id: &str| store.read(|tx| approvals::find(tx, &id.into())).unwrap().unwrap().state;
    write(&store, |tx| {
        approvals::insert(tx, &approval())?;
        approvals::supersede(tx, &TokenHash::of("browser"))?;
        approvals::insert(tx, &Approval { id: "b".into(), created_at: 11, ..approval() })
    })
    .unwrap();
    assert_eq!((state("a"), state("b")), (ApprovalState::Superseded, ApprovalState::Pending));
    write(&store, |tx| approvals::block_all(tx, &"mira".into())).unwrap();
    assert_eq!((state("a"), state("b")), (ApprovalState::Superseded, ApprovalState::Blocked));
}

#[test]
fn of_questions_of_one_second_the_one_that_lives_is_the_newest() {
    let (_dir, store) = with_user();
    let browser = TokenHash::of("browser");
    write(&store, |tx| approvals::insert(tx, &Approval { id: "0".into(), ..approval() })).unwrap();
    let denied = Approval { id: "0".into(), state: ApprovalState::Denied, ..approval() };
    assert!(write(&store, move |tx| approvals::update(tx, &denied, &ApprovalState::Pending)).unwrap());
    for id in ["b", "c", "a"] {
        write(&store, move |tx| {
            approvals::supersede(tx, &browser)?;
            approvals::insert(tx, &Approval { id: id.into(), ..approval() })
        })
        .unwrap();
        let latest = || store.read(|tx| approvals::find_latest(tx, &browser)).unwrap().unwrap();
        assert_eq!(latest().id, id.into());
        let answered =
            Approval { state: ApprovalState::Approved { device_id: "d".into(), at: 10 }, ..latest() };
        assert!(write(&store, move |tx| approvals::update(tx, &answered, &ApprovalState::Pending)).unwrap());
        assert_eq!(latest().id, id.into(), "answered or not");
    }
}

#[test]
fn a_time_step_and_a_recovery_code_are_used_once() {
    let (_dir, store) = with_user();
    let mira = || domain::id::UserId::from("mira");
    let secret = TotpSecret::from_bytes(b"12345678901234567890");
    write(&store, move |tx| factors::begin_totp(tx, &mira(), &secret)).unwrap();
    assert_eq!(store.read(|tx| factors::load(tx, &mira())).unwrap().totp_since, None);
    assert_eq!(
        store.read(|tx| factors::totp_secret(tx, &mira())).unwrap().unwrap().expose(),
        b"12345678901234567890"
    );
    assert!(write(&store, move |tx| factors::use_totp_step(tx, &mira(), 5, 150)).unwrap());
    assert!(!write(&store, move |tx| factors::use_totp_step(tx, &mira(), 5, 150)).unwrap());
    assert!(!write(&store, move |tx| factors::use_totp_step(tx, &mira(), 4, 150)).unwrap());
    assert_eq!(store.read(|tx| factors::load(tx, &mira())).unwrap().totp_since, Some(150));
    let codes = recovery::generate(&SystemEntropy);
    let tags: Vec<TokenHash> = codes.iter().map(|code| recovery::tag(b"k", code.expose())).collect();
    let first = tags[0];
    write(&store, move |tx| factors::replace_recovery_codes(tx, &mira(), &tags)).unwrap();
    assert!(write(&store, move |tx| factors::use_recovery_code(tx, &mira(), &first, 9)).unwrap());
    assert!(!write(&store, move |tx| factors::use_recovery_code(tx, &mira(), &first, 9)).unwrap());
    assert_eq!(store.read(|tx| factors::count_recovery_codes(tx, &mira())).unwrap(), 9);
    write(&store, move |tx| factors::delete_totp(tx, &mira())).unwrap();
    assert!(store.read(|tx| factors::totp_secret(tx, &mira())).unwrap().is_none());
}

#[test]
fn one_first_factor_makes_one_session() {
    let (_dir, store) = with_user();
    let half = half_sign_ins::HalfSignIn {
        browser: TokenHash::of("browser"),
        user_id: "mira".into(),
        interaction_id: Some("i".into()),
        next: "/".into(),
        browser_known: true,
        session_id: Some("s".into()),
        approval_id: Some("a".into()),
        due: half_sign_ins::Due::SecondFactor,
        amr: vec!["pwd".into()],
        created_at: 1,
        expires_at: 601,
    };
    let again = half.clone();
    write(&store, move |tx| half_sign_ins::put(tx, &half)).unwrap();
    let find = |now| store.read(|tx| half_sign_ins::find(tx, &TokenHash::of("browser"), now)).unwrap();
    let found = find(600).unwrap();
    assert_eq!((found.interaction_id, found.session_id), (Some("i".into()), Some("s".into())));
    assert!(find(601).is_none());
    assert!(write(&store, |tx| half_sign_ins::consume(tx, &TokenHash::of("browser"))).unwrap());
    assert!(!write(&store, |tx| half_sign_ins::consume(tx, &TokenHash::of("browser"))).unwrap());
    write(&store, move |tx| half_sign_ins::put(tx, &again)).unwrap();
    assert_eq!(find(600).unwrap().approval_id, Some("a".into()));
    assert!(!write(&store, |tx| half_sign_ins::delete_of_approval(tx, &"b".into())).unwrap());
    assert!(write(&store, |tx| half_sign_ins::delete_of_approval(tx, &"a".into())).unwrap());
    assert!(find(600).is_none());
}

#[test]
fn pauses_and_counters_are_kept_beside_the_authenticator() {
    let (_dir, store) = with_user();
    let state = factors::FactorState {
        demanded_since: Some(1),
        wrong_codes: 3,
        must_set_password: true,
        ..Default::default()
    };
    write(&store, move |tx| factors::put(tx, &"mira".into(), &state)).unwrap();
    write(&store, |tx| factors::begin_totp(tx, &"mira".into(), &TotpSecret::generate(&SystemEntropy)))
        .unwrap();
    assert_eq!(store.read(|tx| factors::load(tx, &"mira".into())).unwrap(), state);
}

#[test]
fn a_link_voids_those_for_the_same_half_of_a_sign_in() {
    use domain::one_time_link::{OneTimeLink, Purpose};
    let (_dir, store) = with_user();
    let link = |token: &str, purpose| OneTimeLink {
        token: TokenHash::of(token),
        purpose,
        user_id: Some("mira".into()),
        sent_to: None,
        browser: None,
        created_at: 1,
        expires_at: 10,
    };
    let kinds = [("invite", Purpose::Invite), ("reset", Purpose::Reset), ("second", Purpose::SecondStep)];
    for (token, purpose) in kinds {
        let link = link(token, purpose);
        write(&store, move |tx| one_time_links::insert(tx, &link)).unwrap();
    }
    let is_there = |token: &str, purpose| {
        store.read(|tx| one_time_links::find(tx, &TokenHash::of(token), purpose)).unwrap().is_some()
    };
    assert_eq!(kinds.map(|(token, purpose)| is_there(token, purpose)), [false, true, true]);
    let newer = link("newer", Purpose::SecondStep);
    write(&store, move |tx| one_time_links::insert(tx, &newer)).unwrap();
    assert_eq!(kinds.map(|(token, purpose)| is_there(token, purpose)), [false, true, false]);
}

#[test]
fn a_reset_is_remembered_until_its_time_is_over() {
    use domain::reset::{Act, Half, Reset};
    let (_dir, store) = with_user();
    let reset = Reset {
        user_id: "mira".into(),
        actor: "user:ada".into(),
        half: Half::SecondFactor,
        act: Act::Link,
        at: 1,
        until: 10,
        stopped_at: None,
    };
    let stopped = Reset { stopped_at: Some(5), until: 15, ..reset.clone() };
    let other = Reset { half: Half::Password, ..reset.clone() };
    let (first, second) = (reset.clone(), other.clone());
    write(&store, move |tx| resets::put(tx, &first).and_then(|()| resets::put(tx, &second))).unwrap();
    let list = |now| store.read(|tx| resets::list(tx, &"mira".into(), now)).unwrap();
    assert_eq!(list(9), [other, reset]);
    let later = stopped.clone();
    write(&store, move |tx| resets::put(tx, &later)).unwrap();
    assert_eq!(list(10), [stopped], "in the place of the first");
    assert_eq!(write(&store, |tx| resets::sweep(tx, 10)).unwrap(), 1);
    write(&store, |tx| users::delete(tx, &"mira".into(), 9)).unwrap();
    assert!(list(0).is_empty());
}

#[test]
fn what_waits_in_the_outbox_is_sealed_and_opens_at_its_place() {
    use domain::outbox::{Content, Message};
    let (dir, store) = with_user();
    let content =
        Content::FactorsReset { to: "mira@x.example".into(), link: "https://o/second-step/t".into() };
    let message =
        Message { id: "m".into(), user_id: Some("mira".into()), content, created_at: 1, expires_at: 10 };
    write(&store, move |tx| outbox::insert(tx, &message)).unwrap();
    let found = store.read(|tx| outbox::list(tx, 10)).unwrap().remove(0);
    let Content::FactorsReset { to, link } = found.content else { panic!("{found:?}") };
    assert_eq!([to, link], ["mira@x.example", "https://o/second-step/t"]);
    drop(store);
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(11).any(|window| window == b"second-step"));
    }
}

#[test]
fn phones_are_counted_paged_and_unlinked_by_person() {
    let (_dir, store) = with_user();
    write(&store, |tx| {
        users::insert(tx, &user("noor"))?;
        for (id, owner) in [("a", "mira"), ("b", "noor"), ("c", "mira")] {
            let key = serde_json::from_value(json!({"x": id, "y": id})).unwrap();
            devices::insert(tx, &Device { id: id.into(), user_id: owner.into(), key, ..device() })?;
        }
        Ok(())
    })
    .unwrap();
    let query = devices::Query {
        search: String::new(),
        stands: None,
        by: devices::By::Linked,
        descending: false,
        limit: 2,
        offset: 1,
        now: 0,
    };
    let page = store.read(|tx| devices::page(tx, &query)).unwrap();
    assert_eq!(page.iter().map(|device| device.id.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(store.read(|tx| devices::count_of_user(tx, &"mira".into())).unwrap(), 2);
    let of_noor = devices::Query { search: "Noor@".into(), offset: 0, ..query };
    assert_eq!(store.read(|tx| devices::page(tx, &of_noor)).unwrap().len(), 1);
    assert_eq!(store.read(|tx| devices::count_passing(tx, &of_noor)).unwrap(), 1);
    let suspended =
        devices::Query { search: String::new(), stands: Some(devices::Stands::Suspended), ..of_noor };
    assert_eq!(store.read(|tx| devices::count_passing(tx, &suspended)).unwrap(), 0);
    assert_eq!(write(&store, |tx| devices::delete_of_user(tx, &"mira".into())).unwrap(), 2);
    assert_eq!(store.read(devices::count).unwrap(), 1);
}
