//! What was handed out does not outlive the right by which it was, nor the role of the account that it opens.

use domain::one_time_link::Purpose;
use domain::token::TokenHash;

use super::tokens::with;
use super::*;

impl Appliance {
    async fn by(&self, cookie: &str, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        self.send(request(method, path, body, Some(Transport::Tls), Some(cookie))).await
    }

    /// The link that somebody is given.
    async fn link_by(&self, cookie: &str, path: &str) -> String {
        let (status, body) = self.by(cookie, Method::POST, path, json!({})).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body["link"].as_str().unwrap().to_owned()
    }

    /// Whether a link opens.
    fn opens(&self, link: &str) -> bool {
        let token = link.rsplit('/').next().unwrap();
        let all = [Purpose::Invite, Purpose::Reset, Purpose::SecondStep, Purpose::EmailNew];
        let found = |tx: &store::ReadTx<'_>| {
            let one_time = all.map(|purpose| store::one_time_links::find(tx, &TokenHash::of(token), purpose));
            let invitation = store::invitations::find_by_token(tx, &TokenHash::of(token), self.clock.now())?;
            Ok::<_, store::StoreError>(
                one_time.into_iter().any(|found| found.unwrap().is_some()) || invitation.is_some(),
            )
        };
        self.store.read(found).unwrap()
    }
}

/// Ada and Ben administer, Hal is of the helpdesk, Mira has a password and Plain none.
async fn office() -> Appliance {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.add_user("ben", true).await;
    appliance.add_user("mira", false).await;
    appliance.add_user("hal", false).await;
    appliance.give_role("hal", "helpdesk").await;
    appliance.post("/users", json!({"email": "plain@x.example"})).await;
    appliance
}

#[tokio::test]
async fn a_link_does_not_outlive_a_change_of_the_role() {
    let appliance = office().await;
    let hal = appliance.sign_in("hal").await;
    let invited = appliance.link_by(&hal, "/users/plain/invite").await;
    let reset = appliance.link_by(&hal, "/users/mira/reset-password").await;
    let ben = appliance.sign_in("ben").await;
    let second = appliance.link_by(&ben, "/users/mira/reset-mfa").await;
    assert!([&invited, &reset, &second].iter().all(|link| appliance.opens(link)));
    appliance.give_role("plain", "admin").await;
    appliance.give_role("mira", "helpdesk").await;
    assert!(![&invited, &reset, &second].iter().any(|link| appliance.opens(link)), "upwards");
    let again = appliance.post("/users/mira/reset-password", json!({})).await;
    appliance.give_role("mira", "member").await;
    assert!(!appliance.opens(again["link"].as_str().unwrap()), "downwards");
}

#[tokio::test]
async fn links_go_with_the_right_of_whoever_issued_them() {
    for act in ["disable", "lockdown", "delete", "demote"] {
        let appliance = office().await;
        let hal = appliance.sign_in("hal").await;
        let ada = appliance.sign_in("ada").await;
        let by_hal = appliance.link_by(&hal, "/users/plain/invite").await;
        let by_ada = appliance.link_by(&ada, "/users/mira/reset-password").await;
        match act {
            "delete" => drop(appliance.command(Method::DELETE, "/users/hal", Value::Null).await),
            "demote" => appliance.give_role("hal", "member").await,
            act => drop(appliance.post(&format!("/users/hal/{act}"), json!({})).await),
        }
        assert!(!appliance.opens(&by_hal), "{act}");
        assert!(appliance.opens(&by_ada), "{act}: another one's stay");
    }
}

#[tokio::test]
async fn what_a_token_handed_out_goes_with_it_and_with_its_maker() {
    for act in ["/users/ada/lockdown", "/tokens/{token}"] {
        let appliance = office().await;
        let ada = appliance.sign_in("ada").await;
        let made = appliance.make_token(&ada, &["users:manage"]).await;
        let (token, id) = (made["token"].as_str().unwrap(), made["id"].as_str().unwrap());
        let (status, body) =
            appliance.send(with(token, Method::POST, "/users/plain/invite", json!({}))).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        let link = body["link"].as_str().unwrap();
        assert!(appliance.opens(link));
        let method = if act.starts_with("/tokens") { Method::DELETE } else { Method::POST };
        let body = if method == Method::DELETE { Value::Null } else { json!({}) };
        let (status, body) = appliance.command(method, &act.replace("{token}", id), body).await;
        assert!(status.is_success(), "{act}: {body}");
        assert!(!appliance.opens(link), "{act}");
    }
}

#[tokio::test]
async fn invitations_and_revealed_links_go_with_whoever_had_them_in_hand() {
    let appliance = office().await;
    let (status, _) =
        appliance.command(Method::PUT, "/settings/signup.mode", json!({"value": "invitation"})).await;
    assert_eq!(status, StatusCode::OK);
    let ben = appliance.sign_in("ben").await;
    let new = json!({"email": "new@x.example", "groups": []});
    let (status, made) = appliance.by(&ben, Method::POST, "/invitations", new).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let invited = made["link"].as_str().unwrap();
    let asked = appliance.post("/users/mira/reset-password", json!({})).await;
    let asked = asked["link"].as_str().unwrap();
    let messages = appliance.list("/outbox", "messages").await;
    let message = messages.iter().find(|message| message["kind"] == "reset").unwrap();
    let reveal = format!("/outbox/{}/reveal", message["id"].as_str().unwrap());
    assert_eq!(appliance.link_by(&ben, &reveal).await, asked);
    assert!(appliance.opens(invited) && appliance.opens(asked));
    appliance.post("/users/ben/disable", json!({})).await;
    assert!(!appliance.opens(invited) && !appliance.opens(asked));
    let waits = appliance.list("/outbox", "messages").await;
    assert!(!waits.iter().any(|message| message["to"] == "new@x.example"), "its letter too: {waits:?}");
}

#[tokio::test]
async fn a_token_counts_as_its_maker_and_a_first_password_as_a_half() {
    let appliance = office().await;
    let (ada, hal) = (appliance.sign_in("ada").await, appliance.sign_in("hal").await);
    let made = appliance.make_token(&ada, &["users:manage"]).await;
    let token = made["token"].as_str().unwrap();
    // The one half by the person, the other by their program.
    appliance.link_by(&ada, "/users/plain/reset-mfa").await;
    let (status, problem) = appliance.send(with(token, Method::POST, "/users/plain/invite", json!({}))).await;
    assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "other_half"), "{problem}");
    // An account that has neither half yet, in the other order.
    appliance.link_by(&hal, "/users/plain/invite").await;
    let (status, problem) = appliance.by(&hal, Method::POST, "/users/plain/reset-mfa", json!({})).await;
    assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "other_half"), "{problem}");
}

#[tokio::test]
async fn only_administrators_end_a_lock_down() {
    let appliance = office().await;
    let (ada, hal) = (appliance.sign_in("ada").await, appliance.sign_in("hal").await);
    let made = appliance.make_token(&ada, &["users:write"]).await;
    let token = made["token"].as_str().unwrap();
    appliance.post("/users/mira/lockdown", json!({})).await;
    let (status, problem) = appliance.by(&hal, Method::POST, "/users/mira/enable", json!({})).await;
    assert_eq!((status, code(&problem)), (StatusCode::FORBIDDEN, "not_admin"), "{problem}");
    let (status, problem) = appliance.send(with(token, Method::POST, "/users/mira/enable", json!({}))).await;
    assert_eq!((status, code(&problem)), (StatusCode::FORBIDDEN, "scope"), "{problem}");
    let (status, mira) = appliance.by(&ada, Method::POST, "/users/mira/enable", json!({})).await;
    assert_eq!((status, &mira["state"]), (StatusCode::OK, &json!("active")));
}

#[tokio::test]
async fn helpdesk_people_see_sessions_of_those_whom_they_may_act_on() {
    let appliance = office().await;
    let (ada, hal) = (appliance.sign_in("ada").await, appliance.sign_in("hal").await);
    appliance.sign_in("mira").await;
    let names = async |cookie: &str, path: &str| {
        let (status, page) = appliance.by(cookie, Method::GET, path, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        let sessions = page["sessions"].as_array().unwrap();
        let mut names: Vec<_> = sessions.iter().map(|s| s["username"].as_str().unwrap().to_owned()).collect();
        names.sort();
        assert_eq!(page["total"], names.len());
        names
    };
    assert_eq!(names(&hal, "/sessions").await, ["hal", "mira"]);
    assert!(names(&hal, "/sessions?user=ada").await.is_empty());
    assert_eq!(names(&ada, "/sessions").await, ["ada", "hal", "mira"]);
}
