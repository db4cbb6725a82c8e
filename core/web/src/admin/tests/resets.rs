//! Resets of the two halves of a sign-in: by two different administrators, or with a day between.

use domain::approval::{Approval, ApprovalState};
use domain::device::DeviceState;
use domain::factor::totp::TotpSecret;
use domain::id::UserId;
use domain::link::{Link, LinkState};
use domain::outbox::Content;
use domain::token::TokenHash;
use service::wake::Topic;
use store::factors::FactorState;
use store::half_sign_ins::{Due, HalfSignIn};

use super::*;

const DAY: i64 = 86_400;

impl Appliance {
    /// As a signed-in administrator.
    async fn as_admin(&self, cookie: &str, path: &str) -> (StatusCode, Value) {
        self.send(request(Method::POST, path, json!({}), Some(Transport::Tls), Some(cookie))).await
    }

    fn wait(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Two administrators and somebody who is helped; the administrators' cookies.
    async fn with_two_administrators(&self) -> (String, String, Value) {
        self.add_user("ada", true).await;
        self.add_user("ben", true).await;
        let mira = self.add_user("mira", false).await;
        (self.sign_in("ada").await, self.sign_in("ben").await, mira)
    }
}

#[tokio::test]
async fn one_administrator_resets_one_half_and_another_the_other() {
    for (first, second) in [("reset-password", "reset-mfa"), ("reset-mfa", "reset-password")] {
        let appliance = Appliance::new();
        let (ada, ben, _) = appliance.with_two_administrators().await;
        let (first, second) = (format!("/users/mira/{first}"), format!("/users/mira/{second}"));
        assert_eq!(appliance.as_admin(&ada, &first).await.0, StatusCode::OK);
        let (status, problem) = appliance.as_admin(&ada, &second).await;
        assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "other_half"), "{second}");
        assert_eq!(appliance.as_admin(&ada, &first).await.0, StatusCode::OK, "the same half again");
        assert_eq!(appliance.as_admin(&ben, &second).await.0, StatusCode::OK, "another may");
        let (_, problem) = appliance.as_admin(&ben, &first).await;
        assert_eq!(code(&problem), "other_half", "and has now done one half too");
        let other = format!("/users/ben{}", second.trim_start_matches("/users/mira"));
        assert_eq!(appliance.as_admin(&ada, &other).await.0, StatusCode::OK, "each account by itself");
    }
}

#[tokio::test]
async fn a_day_later_the_same_administrator_may() {
    let appliance = Appliance::new();
    let (ada, _, _) = appliance.with_two_administrators().await;
    assert_eq!(appliance.as_admin(&ada, "/users/mira/reset-mfa").await.0, StatusCode::OK);
    appliance.wait(DAY - 1);
    let ada = appliance.sign_in("ada").await;
    let (_, problem) = appliance.as_admin(&ada, "/users/mira/reset-password").await;
    assert_eq!(code(&problem), "other_half");
    appliance.wait(1);
    assert_eq!(appliance.as_admin(&ada, "/users/mira/reset-password").await.0, StatusCode::OK);
}

#[tokio::test]
async fn commands_count_as_one_administrator() {
    let appliance = Appliance::new();
    let (ada, _, _) = appliance.with_two_administrators().await;
    appliance.post("/users/mira/reset-password", json!({})).await;
    let (_, problem) = appliance.command(Method::POST, "/users/mira/reset-mfa", json!({})).await;
    assert_eq!(code(&problem), "other_half");
    assert_eq!(appliance.as_admin(&ada, "/users/mira/reset-mfa").await.0, StatusCode::OK);
}

#[tokio::test]
async fn the_wait_is_a_setting_and_who_shortens_it_shortens_nothing_that_runs() {
    let appliance = Appliance::new();
    appliance.add_user("mira", false).await;
    appliance.add_user("noor", false).await;
    appliance.post("/users/mira/reset-password", json!({})).await;
    let setting = "/settings/mfa.lost_phone_wait_s";
    let (status, _) = appliance.command(Method::PUT, setting, json!({"value": "3600"})).await;
    assert_eq!(status, StatusCode::OK);
    let (_, problem) = appliance.command(Method::PUT, setting, json!({"value": "0"})).await;
    assert_eq!(fields(&problem), ["value"], "it cannot be turned off");
    // Doing the same half again does not begin a shorter time either.
    appliance.post("/users/mira/reset-password", json!({})).await;
    appliance.post("/users/noor/reset-password", json!({})).await;
    appliance.wait(3_600);
    let (_, problem) = appliance.command(Method::POST, "/users/mira/reset-mfa", json!({})).await;
    assert_eq!(code(&problem), "other_half");
    appliance.post("/users/noor/reset-mfa", json!({})).await;
    appliance.wait(DAY - 3_600);
    appliance.post("/users/mira/reset-mfa", json!({})).await;
}

#[tokio::test]
async fn an_administrators_own_second_factor_is_not_reset_by_a_session() {
    let appliance = Appliance::new();
    let (ada, ben, _) = appliance.with_two_administrators().await;
    let (status, problem) = appliance.as_admin(&ada, "/users/ada/reset-mfa").await;
    assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "own_account"));
    assert_eq!(appliance.as_admin(&ben, "/users/ada/reset-mfa").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_reset_forgets_every_factor_and_ends_what_is_under_way() {
    let appliance = Appliance::new();
    let (ada, _, mira) = appliance.with_two_administrators().await;
    let session = appliance.sign_in("mira").await;
    let id = UserId::from(mira["id"].as_str().unwrap());
    appliance.link(&mira, "a", DeviceState::Active);
    appliance.link(&mira, "b", DeviceState::Suspended);
    let state = FactorState {
        demanded_since: Some(5),
        wrong_codes: 10,
        face_failures: 50,
        face_tried_at: Some(7),
        must_set_password: true,
        blocked_until: Some(2_000_000),
        ..FactorState::default()
    };
    appliance.put_factors(&mira, state);
    let owner = id.clone();
    appliance.write(move |tx| {
        store::factors::begin_totp(tx, &owner, &TotpSecret::generate(&SystemEntropy))?;
        store::factors::use_totp_step(tx, &owner, 1, 30)?;
        store::factors::replace_recovery_codes(tx, &owner, &[TokenHash::of("code")])?;
        store::approvals::insert(tx, &question(&owner))?;
        store::links::insert(tx, &link_under_way(&owner))?;
        store::half_sign_ins::put(tx, &half(&owner))
    });
    let phone = Topic::Device("a".into());
    let screen = Topic::Browser(*TokenHash::of("browser").as_bytes());
    let waiting = [phone, screen].map(|topic| appliance.app.watch(topic));
    let (status, answer) = appliance.as_admin(&ada, "/users/mira/reset-mfa").await;
    assert_eq!((status, &answer["has_password"]), (StatusCode::OK, &json!(true)));
    let expected = json!({
        "demanded_since": null, "authenticator_since": null, "recovery_codes_left": 0, "devices": 0, "passkeys": 0, "wrong_codes": 0,
        "typed_codes": "on", "face": "on", "blocked_until": 2_000_000, "must_set_password": true,
    });
    assert_eq!(appliance.get("/users/mira/factors").await, expected, "what is about the password stays");
    let approval = appliance.store.read(|tx| store::approvals::find(tx, &"q".into())).unwrap().unwrap();
    assert_eq!(approval.state, ApprovalState::Blocked);
    assert!(appliance.store.read(|tx| store::links::find_latest(tx, &"s".into())).unwrap().is_none());
    let half = |tx: &store::ReadTx<'_>| store::half_sign_ins::find(tx, &TokenHash::of("browser"), 0);
    assert!(appliance.store.read(half).unwrap().is_none());
    assert!(appliance.store.read(|tx| store::factors::totp_secret(tx, &id)).unwrap().is_none());
    let (status, _) = appliance
        .send(request(Method::GET, "/users", Value::Null, Some(Transport::Tls), Some(&session)))
        .await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "signed out");
    let row = &appliance.list("/audit?event=user.mfa_reset", "rows").await[0];
    assert_eq!((&row["user_id"], &row["detail"]["devices"]), (&mira["id"], &json!(2)));
    for mut watch in waiting {
        assert!(watch.next().await, "whoever waits looks again");
    }
}

#[tokio::test]
async fn the_link_goes_to_the_owner_sealed_and_stands_beside_a_password_link() {
    let appliance = Appliance::new();
    let (ada, ben, mira) = appliance.with_two_administrators().await;
    let (_, password) = appliance.as_admin(&ben, "/users/mira/reset-password").await;
    appliance.wait(1);
    let (_, answer) = appliance.as_admin(&ada, "/users/mira/reset-mfa").await;
    let link = answer["link"].as_str().unwrap();
    let token = link.strip_prefix("https://office.local:8443/second-step/").unwrap();
    let message = appliance.last_message();
    assert_eq!((message.user_id.as_ref().unwrap().as_str(), message.expires_at - message.created_at), {
        (mira["id"].as_str().unwrap(), 7 * DAY)
    });
    let Content::FactorsReset { to, link: sent } = message.content else { panic!("{message:?}") };
    assert_eq!((to.as_str(), sent.as_str()), ("mira@x.example", link));
    assert!(!appliance.is_on_disk(token) && !appliance.is_on_disk("factors_reset"), "nowhere in clear");
    assert!(!appliance.get("/audit").await.to_string().contains(token));
    let find = |link: &str, purpose| {
        let token = TokenHash::of(link.rsplit('/').next().unwrap());
        appliance.store.read(|tx| store::one_time_links::find(tx, &token, purpose)).unwrap().is_some()
    };
    use domain::one_time_link::Purpose;
    assert!(find(link, Purpose::SecondStep) && !find(link, Purpose::Reset) && !find(link, Purpose::Invite));
    assert!(find(password["link"].as_str().unwrap(), Purpose::Reset), "the other half's link still opens");
    let (_, newer) = appliance.as_admin(&ada, "/users/mira/reset-mfa").await;
    assert!(!find(link, Purpose::SecondStep) && find(newer["link"].as_str().unwrap(), Purpose::SecondStep));
}

#[tokio::test]
async fn a_switched_off_account_gets_no_link_and_switching_off_ends_what_is_under_way() {
    let appliance = Appliance::new();
    let mira = appliance.add_user("mira", false).await;
    let id = UserId::from(mira["id"].as_str().unwrap());
    appliance.write(move |tx| {
        store::approvals::insert(tx, &question(&id))?;
        store::links::insert(tx, &link_under_way(&id))
    });
    appliance.post("/users/mira/disable", json!({})).await;
    let approval = appliance.store.read(|tx| store::approvals::find(tx, &"q".into())).unwrap().unwrap();
    assert_eq!(approval.state, ApprovalState::Blocked);
    assert!(appliance.store.read(|tx| store::links::find_latest(tx, &"s".into())).unwrap().is_none());
    let (status, problem) = appliance.command(Method::POST, "/users/mira/reset-mfa", json!({})).await;
    assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "disabled"));
}

fn question(owner: &UserId) -> Approval {
    Approval {
        id: "q".into(),
        user_id: owner.clone(),
        browser: TokenHash::of("browser"),
        browser_known: true,
        address: String::new(),
        mfa_code: Secret::new("m".repeat(48)),
        transfer_code: Secret::new("482913"),
        scan_secret: Secret::new("scan"),
        context: "{}".into(),
        attempts: Vec::new(),
        wrong: 0,
        created_at: 1_000_000,
        expires_at: 1_000_120,
        state: ApprovalState::Pending,
    }
}

fn link_under_way(owner: &UserId) -> Link {
    Link {
        id: "l".into(),
        code: TokenHash::of("private"),
        user_id: owner.clone(),
        begun_in: "s".into(),
        begun_by: owner.clone(),
        created_at: 1_000_000,
        expires_at: 1_000_300,
        state: LinkState::Offered,
    }
}

fn half(owner: &UserId) -> HalfSignIn {
    HalfSignIn {
        browser: TokenHash::of("browser"),
        user_id: owner.clone(),
        interaction_id: None,
        next: "/".into(),
        browser_known: true,
        session_id: None,
        approval_id: None,
        due: Due::SecondFactor,
        amr: vec!["pwd".into()],
        created_at: 1_000_000,
        expires_at: 1_000_600,
    }
}
