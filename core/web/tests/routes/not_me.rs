//! "Not me" on the phone: what it stops, and what the owner does next.

use serde_json::{Value, json};

use crate::approval::{go_on, known, linked};
use crate::world::{ISSUER, PASSWORD, SESSION};

#[tokio::test]
async fn not_me_stops_strangers_and_makes_the_owner_set_a_new_password() {
    let (world, mut phone, codes) = linked().await;
    let mut owner = known(&world, &codes[0]).await;
    let (mut thief, mut second) = (world.browser(), world.browser());
    thief.half_way().await;
    second.half_way().await;
    let question = phone.question().await;
    let claims = phone.refusal(&question, "not_me");
    phone.answer(&claims).await.expect(200);
    assert_eq!(phone.question().await, Value::Null, "all of them are ended");
    for browser in [&mut thief, &mut second] {
        let page = browser.get("/login/mfa").await.expect(200);
        assert!(page.says("For 15 minutes"), "{}", page.words());
        assert!(page.find_form("/login/mfa/ask").is_none());
    }
    let mut third = world.browser();
    third.half_way().await;
    assert_eq!(phone.question().await, Value::Null, "a browser that the account does not know may not ask");
    // One that it knows may, and the owner sets a new password before anything opens.
    let page = owner.half_way().await;
    phone.approve(&page).await.expect(200);
    let page = owner.get("/login/mfa").await.expect(200);
    let answer = go_on(&mut owner, &page).await.expect(303);
    assert_eq!(answer.location(), "/login/new-password");
    assert!(answer.set_cookie(SESSION).is_none(), "nobody is signed in before");
    owner.get("/account").await.expect(303);
    let page = owner.get("/login/new-password").await.expect(200);
    let set = "/login/new-password";
    owner.submit(&page, set, &[("password", "short")]).await.expect(422);
    let refused = owner.submit(&page, set, &[("password", PASSWORD)]).await.expect(422);
    assert!(refused.says("This is the old one"), "{}", refused.words());
    let answer = owner.submit(&page, set, &[("password", "a wholly new password")]).await.expect(303);
    assert!(answer.set_cookie(SESSION).is_some());
    owner.get("/account").await.expect(200);
    world.browser().try_password(PASSWORD).await.expect(401);
    let events = world.events().await;
    assert!(events.iter().any(|event| event == "approval.not_me"));
    world.wait(901);
    let mut later = world.browser();
    let page = later.try_password("a wholly new password").await.expect(303);
    assert!(later.follow(page).await.body.contains("data-transfer-code"), "the fifteen minutes are over");
}

#[tokio::test]
async fn whoever_was_stopped_on_the_phone_sets_no_new_password_by_the_old_one() {
    let (world, mut phone, _) = linked().await;
    world.browser().half_way().await;
    let question = phone.question().await;
    let claims = phone.refusal(&question, "not_me");
    phone.answer(&claims).await.expect(200);
    world.set("mfa.policy", "off").await;
    let mut thief = world.browser();
    let answer = thief.try_password(PASSWORD).await.expect(303);
    assert_eq!(answer.location(), "/login/mfa");
    thief.get("/login/new-password").await.expect(303);
    // Nor once an administrator has taken the factors away: then a reset of the password is the way.
    world.admin("POST", "/users/mira/reset-mfa", &json!({})).await.expect(200);
    let mut thief = world.browser();
    assert_eq!(thief.try_password(PASSWORD).await.expect(303).location(), "/login/mfa");
    thief.get("/login/new-password").await.expect(303);
    world.wait(86_400);
    let given = world.admin("POST", "/users/mira/reset-password", &json!({})).await.expect(200).json();
    let path = given["link"].as_str().unwrap().strip_prefix(ISSUER).unwrap().to_owned();
    let mut owner = world.browser();
    let page = owner.get(&path).await.expect(200);
    owner.submit(&page, "/reset/", &[("password", "a wholly new password")]).await.expect(200);
    let answer = owner.try_password("a wholly new password").await.expect(303);
    assert!(answer.set_cookie(SESSION).is_some(), "{}", answer.location());
}
