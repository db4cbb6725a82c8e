//! What lists find, in which order, and how many there are.

use domain::audit::{Filter, Kind};
use domain::id::UserId;
use domain::session::Session;

use super::*;
use crate::people::{By, Has, Query};

fn called(name: &str, shown: &str, created_at: i64) -> User {
    let claims = StandardClaims { name: Some(shown.into()), ..StandardClaims::default() };
    let (role, state) = (Role::Member, UserState::Active);
    User { claims, role, state, created_at, ..user(name) }
}

/// Four people: one administrator, one disabled, one signed in since a moment.
fn office() -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    write(&store, |tx| {
        users::insert(tx, &User { role: Role::Admin, ..called("anna", "Änne Zorn", 4) })?;
        users::insert(tx, &called("berta", "Berta Müller", 3))?;
        users::insert(tx, &called("carl", "carl Abt", 2))?;
        users::insert(tx, &User { state: UserState::Disabled, ..called("dora", "Dora", 1) })?;
        let group = domain::group::Group::new("Partners".into(), Default::default(), &SystemEntropy, 1);
        groups::insert(tx, &group)?;
        groups::add_member(tx, &group.id, &"carl".into())?;
        factors::put(tx, &"berta".into(), &factors::FactorState::default())?;
        for (id, user, seen) in [("old", "carl", 980), ("new", "berta", 995)] {
            sessions::insert(tx, &session(id, user, seen))?;
            let event =
                Event::new("session.created", Actor::System).user(&user.into()).from_address("10.0.0.7");
            audit::append(tx, event, seen)?;
        }
        audit::append(tx, Event::new("login.failed", Actor::Anonymous).with("name", "dora"), 996)?;
        audit::append(tx, Event::new("group.created", Actor::Command).with("name", "Partners"), 997)
    })
    .unwrap();
    (dir, store)
}

fn session(id: &str, user: &str, seen: i64) -> Session {
    Session {
        id: id.into(),
        token: TokenHash::of(id),
        user_id: user.into(),
        browser: TokenHash::of(id),
        auth_time: seen,
        amr: vec!["pwd".into()],
        created_at: seen,
        last_seen_at: seen,
        address: "10.0.0.7".into(),
        user_agent: String::new(),
    }
}

fn names(store: &Store, query: &Query) -> Vec<String> {
    let found = store.read(|tx| people::list(tx, query)).unwrap();
    let all = i64::try_from(found.len()).unwrap();
    assert_eq!(store.read(|tx| people::count(tx, query)).unwrap(), all, "{query:?}");
    found.iter().map(|user| user.username.as_str().to_owned()).collect()
}

#[test]
fn people_are_sorted_by_letters_without_marks_or_by_what_is_asked() {
    let (_dir, store) = office();
    let by = |by, descending| names(&store, &Query { by, descending, ..named("") });
    assert_eq!(by(By::Name, false), ["anna", "berta", "carl", "dora"]);
    assert_eq!(by(By::Created, false), ["dora", "carl", "berta", "anna"]);
    assert_eq!(by(By::Email, true), ["dora", "carl", "berta", "anna"]);
    assert_eq!(by(By::SignedIn, true)[..2], ["berta", "carl"]);
    let part = Query { limit: 2, offset: 1, ..named("") };
    assert_eq!(store.read(|tx| people::list(tx, &part)).unwrap().len(), 2);
    assert_eq!(store.read(|tx| people::count(tx, &part)).unwrap(), 4, "in all, not in this part");
}

#[test]
fn people_are_found_and_filtered() {
    let (_dir, store) = office();
    for (search, found) in [
        ("muller", vec!["berta"]),
        ("ÄNNE", vec!["anna"]),
        ("@x.EX", vec!["anna", "berta", "carl", "dora"]),
        ("partn", vec!["carl"]),
        ("%", vec![]),
    ] {
        assert_eq!(names(&store, &named(search)), found, "{search}");
    }
    let all = named("");
    assert_eq!(names(&store, &Query { state: Some(UserState::Disabled), ..all.clone() }), ["dora"]);
    assert_eq!(names(&store, &Query { admin: Some(true), ..all.clone() }), ["anna"]);
    assert_eq!(names(&store, &Query { group: Some("Partners".into()), ..all.clone() }), ["carl"]);
    assert_eq!(names(&store, &Query { signed_in: Some(true), ..all.clone() }), ["berta"]);
    assert_eq!(names(&store, &Query { has: Some(Has::Nothing), ..all.clone() }).len(), 4);
    assert_eq!(names(&store, &Query { has: Some(Has::Phone), ..all }).len(), 0);
}

#[test]
fn the_log_is_found_by_letters_of_what_happened_and_of_whom_it_is_about() {
    let (_dir, store) = office();
    let event = Event::new("client.created", Actor::Command)
        .from_address("10.9.8.7")
        .with("name", "Ärzte \"A\" OR b");
    write(&store, |tx| audit::append(tx, event, 1_000)).unwrap();
    let found = |search: &str| {
        let filter = Filter { search: search.into(), limit: 100, ..Filter::default() };
        let rows = store.read(|tx| audit::list(tx, &filter)).unwrap();
        assert_eq!(store.read(|tx| audit::count(tx, &filter)).unwrap(), rows.len() as i64, "{search}");
        rows.into_iter().filter(|row| row.event == "client.created").count()
    };
    for search in ["client.cr", "CREATED", "9.8", "10.9.8.7", "ärzte", "arzt", "\" OR b", "nt"] {
        assert_eq!(found(search), 1, "{search}");
    }
    for search in ["10.9.8.8", "A OR", "zzz", "%", "___", "NEAR(", "a\0b", "\"\"\"", "*", "e\"", "^", "x:y"] {
        assert_eq!(found(search), 0, "{search}");
    }
}

#[test]
fn a_changed_name_is_found_by_its_new_letters() {
    let (_dir, store) = office();
    write(&store, |tx| users::update(tx, &called("dora", "Dörte", 1))).unwrap();
    assert_eq!(names(&store, &named("dorte")), ["dora"]);
    assert!(names(&store, &named("dora ")).contains(&"dora".to_owned()), "by the user name still");
}

#[test]
fn an_account_says_what_it_stands_at() {
    let (_dir, store) = office();
    let lifetimes = SessionLifetimes { idle_s: 10, absolute_s: 100 };
    let standing =
        |name: &str| store.read(|tx| people::standing(tx, &UserId::from(name), lifetimes, 1_000)).unwrap();
    let berta = standing("berta");
    assert_eq!((berta.last_sign_in_at, berta.sessions), (Some(995), 1));
    let carl = standing("carl");
    assert_eq!((carl.last_sign_in_at, carl.sessions), (Some(980), 0), "idle too long");
    let anna = standing("anna");
    assert_eq!((anna.last_sign_in_at, anna.phone, anna.has_authenticator), (None, None, false));
}

#[test]
fn live_sessions_are_listed_with_whose_they_are() {
    let (_dir, store) = office();
    let query = |search: &str, idle_s| sessions::Query {
        up_to: Role::Admin,
        user: None,
        search: search.into(),
        by: sessions::By::Seen,
        descending: true,
        limit: 10,
        offset: 0,
        lifetimes: SessionLifetimes { idle_s, absolute_s: 100 },
        now: 1_000,
    };
    let found = |query: sessions::Query| -> Vec<String> {
        let page = store.read(|tx| sessions::page(tx, &query)).unwrap();
        let count = store.read(|tx| sessions::count_live(tx, &query)).unwrap();
        assert_eq!(usize::try_from(count).unwrap(), page.len());
        page.into_iter().map(|(session, user)| format!("{} {}", session.id, user.username.as_str())).collect()
    };
    assert_eq!(found(query("", 100)), ["new berta", "old carl"]);
    assert_eq!(found(query("", 10)), ["new berta"]);
    assert_eq!(found(query("abt", 100)), ["old carl"]);
    assert_eq!(found(sessions::Query { user: Some("carl".into()), ..query("10.0", 100) }), ["old carl"]);
}

#[test]
fn the_log_is_filtered_and_read_backwards_part_by_part() {
    let (_dir, store) = office();
    let seqs = |filter: Filter| -> Vec<i64> {
        let filter = Filter { limit: 10, newest_first: true, ..filter };
        let rows = store.read(|tx| audit::list(tx, &filter)).unwrap();
        if filter.before_seq.is_none() {
            let count = store.read(|tx| audit::count(tx, &filter)).unwrap();
            assert_eq!(usize::try_from(count).unwrap(), rows.len(), "{filter:?}");
        }
        rows.iter().map(|row| row.seq).collect()
    };
    let all = Filter::default;
    assert_eq!(seqs(all()), [4, 3, 2, 1]);
    assert_eq!(seqs(Filter { before_seq: Some(3), ..all() }), [2, 1]);
    assert_eq!(seqs(Filter { since: Some(995), until: Some(997), ..all() }), [3, 2]);
    assert_eq!(seqs(Filter { kind: Some(Kind::SignIn), ..all() }), [3, 2, 1]);
    assert_eq!(seqs(Filter { kind: Some(Kind::Refused), ..all() }), [3]);
    assert_eq!(seqs(Filter { kind: Some(Kind::Change), ..all() }), [4]);
    assert_eq!(seqs(Filter { search: "Müller".into(), ..all() }), [2], "whom it is about");
    assert_eq!(seqs(Filter { search: "10.0.0".into(), ..all() }), [2, 1]);
    assert_eq!(seqs(Filter { search: "partners".into(), ..all() }), [4]);
    assert_eq!(
        seqs(Filter { user_id: Some("carl".into()), event: Some("session.created".into()), ..all() }),
        [1]
    );
    assert_eq!(seqs(Filter { client_id: Some("none".into()), ..all() }), Vec::<i64>::new());
}
