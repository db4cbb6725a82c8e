//! `/account/email`: both ends say yes, or nothing happens.

use domain::outbox::Content;
use serde_json::{Value, json};

use crate::world::{Answer, Browser, ISSUER, PASSWORD, World};

const HERE: &str = "/account/email";
const NEW: &str = "mira@elsewhere.example";

/// The two links that wait in the outbox, the newest of each.
fn links(world: &World) -> (Option<String>, Option<String>) {
    let path = |link: String| link.strip_prefix(ISSUER).unwrap().to_owned();
    let (mut new, mut old) = (None, None);
    for message in world.store.read(|tx| store::outbox::list(tx, 100)).unwrap() {
        match message.content {
            Content::ConfirmNewAddress { to, link } => {
                assert_eq!(to, NEW);
                new = Some(path(link));
            }
            Content::AddressChanging { to, new: wanted, link } => {
                assert_eq!((to.as_str(), wanted.as_str()), ("mira@office.example", NEW));
                old = Some(path(link));
            }
            _ => {}
        }
    }
    (new, old)
}

async fn ask(browser: &mut Browser, email: &str) -> Answer {
    let page = browser.get(HERE).await.expect(200);
    browser.submit(&page, HERE, &[("email", email)]).await
}

/// Opens a link in a browser of its own and presses a button.
async fn press(world: &World, link: &str, decision: &str) -> Answer {
    let mut mailbox = world.browser();
    let page = mailbox.get(link).await.expect(200);
    mailbox.submit(&page, link, &[("decision", decision)]).await
}

async fn email_of(world: &World) -> (Value, Value) {
    let user = world.admin("GET", "/users/mira", &json!(null)).await.expect(200).json();
    (user["email"].clone(), user["email_verified"].clone())
}

#[tokio::test]
async fn the_address_changes_once_both_ends_said_yes() {
    for order in [["new", "old"], ["old", "new"]] {
        let world = World::new().await;
        let mut browser = world.browser();
        browser.sign_in().await;
        assert_eq!(ask(&mut browser, NEW).await.expect(303).location(), "/account/profile");
        let pending = browser.get("/account/profile").await.expect(200);
        assert!(pending.says("Another e-mail address waits") && pending.says(NEW), "{}", pending.words());
        let (Some(new), Some(old)) = links(&world) else { panic!("both ends get a link") };
        let of = |end: &str| if end == "new" { new.clone() } else { old.clone() };
        assert!(press(&world, &of(order[0]), "agree").await.expect(200).says("One yes is missing"));
        assert_eq!(email_of(&world).await.0, "mira@office.example");
        assert!(press(&world, &of(order[1]), "agree").await.expect(200).says("The address is changed"));
        assert_eq!(email_of(&world).await, (json!(NEW), json!(true)));
        // Both are told, the session goes on, and the links are used up.
        let told: Vec<_> = world.store.read(|tx| store::outbox::list(tx, 100)).unwrap();
        let told: Vec<_> = told
            .into_iter()
            .filter_map(|message| match message.content {
                Content::AddressChanged { to } => Some(to),
                _ => None,
            })
            .collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.contains(&NEW.to_owned()) && told.contains(&"mira@office.example".to_owned()));
        assert!(browser.get("/account/profile").await.expect(200).says(NEW));
        for link in [&new, &old] {
            world.browser().get(link).await.expect(404);
        }
        // The new address signs in, the old one does not.
        let mut again = world.browser();
        again.person = NEW;
        again.try_password(PASSWORD).await.expect(303);
        again = world.browser();
        again.person = "mira@office.example";
        again.try_password(PASSWORD).await.expect(401);
    }
}

#[tokio::test]
async fn either_end_and_the_owner_can_stop_it() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    ask(&mut browser, NEW).await.expect(303);
    let (new, old) = links(&world);
    assert!(press(&world, &old.unwrap(), "stop").await.expect(200).says("It is stopped"));
    world.browser().get(&new.unwrap()).await.expect(404);
    ask(&mut browser, NEW).await.expect(303);
    let (new, old) = links(&world);
    let page = browser.get("/account/profile").await.expect(200);
    let answer = browser.submit(&page, "/account/email/stop", &[]).await.expect(303);
    assert!(browser.follow(answer).await.says("It is stopped"));
    for link in [new.unwrap(), old.unwrap()] {
        world.browser().get(&link).await.expect(404);
    }
    assert_eq!(email_of(&world).await.0, "mira@office.example");
}

#[tokio::test]
async fn a_newer_change_voids_the_older_links_and_a_day_ends_them() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    ask(&mut browser, NEW).await.expect(303);
    let (first, _) = links(&world);
    world.wait(1);
    ask(&mut browser, NEW).await.expect(303);
    world.browser().get(&first.unwrap()).await.expect(404);
    let (second, old) = links(&world);
    world.wait(86_400);
    for link in [second.unwrap(), old.unwrap()] {
        world.browser().get(&link).await.expect(404);
    }
    browser.sign_in().await;
    assert!(!browser.get("/account/profile").await.expect(200).says("waits"));
}

#[tokio::test]
async fn a_taken_address_gets_the_same_answer_and_no_message() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let answer = ask(&mut browser, "ADA@office.example").await.expect(303);
    assert_eq!(answer.location(), "/account/profile");
    assert!(browser.follow(answer).await.says("Another e-mail address waits"));
    let waiting = world.store.read(|tx| store::outbox::list(tx, 100)).unwrap();
    assert_eq!(waiting.len(), 1, "the present address alone: {waiting:?}");
}

#[tokio::test]
async fn an_address_that_somebody_got_meanwhile_is_not_taken_away() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    ask(&mut browser, NEW).await.expect(303);
    let (new, old) = links(&world);
    press(&world, &old.unwrap(), "agree").await.expect(200);
    world.admin("POST", "/users", &json!({"email": NEW})).await.expect(201);
    assert!(press(&world, &new.unwrap(), "agree").await.expect(200).says("This address is taken"));
    assert_eq!(email_of(&world).await.0, "mira@office.example");
}

#[tokio::test]
async fn an_address_that_was_never_confirmed_is_not_asked() {
    let world = World::new().await;
    let mut kim = crate::world::person("kim");
    kim["email_verified"] = false.into();
    world.admin("POST", "/users/import", &json!([kim])).await.expect(200);
    let mut browser = world.browser().of("kim");
    browser.sign_in().await;
    ask(&mut browser, NEW).await.expect(303);
    let (new, old) = links(&world);
    assert_eq!(old, None);
    assert!(press(&world, &new.unwrap(), "agree").await.expect(200).says("The address is changed"));
}

#[tokio::test]
async fn it_takes_a_recent_sign_in_an_address_and_not_too_many_tries() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get(HERE).await.expect(200);
    for (email, words) in
        [("", "Give your e-mail address"), ("mira", "in full"), ("mira@office.example", "that you have")]
    {
        let answer = browser.submit(&page, HERE, &[("email", email)]).await.expect(422);
        assert!(answer.says(words) && answer.body.contains(r#"role="alert""#), "{}", answer.words());
    }
    for _ in 0..5 {
        browser.submit(&page, HERE, &[("email", NEW)]).await.expect(303);
    }
    browser.submit(&page, HERE, &[("email", NEW)]).await.expect(429);
    world.wait(301);
    let answer = browser.submit(&page, HERE, &[("email", NEW)]).await.expect(303);
    assert_eq!(answer.location(), "/login?again=1&next=%2Faccount%2Femail");
    assert_eq!(browser.get(HERE).await.expect(303).location(), "/login?again=1&next=%2Faccount%2Femail");
}

#[tokio::test]
async fn a_link_is_used_once_however_many_press_it() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    ask(&mut browser, NEW).await.expect(303);
    let link = links(&world).0.unwrap();
    let (mut one, mut other) = (world.browser(), world.browser());
    let (of_one, of_other) = (one.get(&link).await.expect(200), other.get(&link).await.expect(200));
    let (first, second) = tokio::join!(
        one.submit(&of_one, &link, &[("decision", "agree")]),
        other.submit(&of_other, &link, &[("decision", "agree")]),
    );
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404]);
    let confirmed =
        world.events().await.iter().filter(|event| *event == "user.email_change_confirmed").count();
    assert_eq!(confirmed, 1);
    // Neither end's link opens the other end.
    let foreign = links(&world).1.unwrap().replace("/old/", "/new/");
    world.browser().get(&foreign).await.expect(404);
}

#[tokio::test]
async fn an_administrator_agrees_in_the_place_of_the_old_end_but_not_for_themselves() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    ask(&mut browser, NEW).await.expect(303);
    let (new, old) = links(&world);
    let shown = world.admin("GET", "/users/mira", &json!(null)).await.expect(200).json();
    assert_eq!(shown["email_change"]["new_email"], NEW);
    assert_eq!(shown["email_change"]["old_agreed"], false);
    let agree = "/users/mira/email-change/agree";
    world.admin("POST", agree, &json!({})).await.expect(200);
    world.browser().get(&old.unwrap()).await.expect(404);
    assert_eq!(email_of(&world).await.0, "mira@office.example", "the new end has to say yes itself");
    world.admin("POST", agree, &json!({})).await.expect(404);
    assert!(press(&world, &new.unwrap(), "agree").await.expect(200).says("The address is changed"));
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    ask(&mut ada, "ada@elsewhere.example").await.expect(303);
    let mut json_of_ada = ada.saying("content-type", "application/json");
    let own = "/api/admin/v1/users/ada/email-change/agree";
    let answer = json_of_ada.send("POST", own, Some("{}".into())).await.expect(409);
    assert!(answer.body.contains("own_account"), "{}", answer.body);
    world.admin("DELETE", "/users/ada/email-change", &json!(null)).await.expect(204);
    world.admin("DELETE", "/users/ada/email-change", &json!(null)).await.expect(404);
}

#[tokio::test]
async fn what_shuts_a_thief_out_takes_back_the_address_that_waits() {
    for way in ["lockdown", "password"] {
        let world = World::new().await;
        let mut browser = world.browser();
        browser.sign_in().await;
        ask(&mut browser, NEW).await.expect(303);
        let (Some(new), Some(old)) = links(&world) else { panic!("both ends get a link") };
        press(&world, &new, "agree").await.expect(200);
        if way == "lockdown" {
            world.admin("POST", "/users/mira/lockdown", &Value::Null).await.expect(200);
            world.admin("POST", "/users/mira/enable", &Value::Null).await.expect(200);
        } else {
            let reset =
                world.admin("POST", "/users/mira/reset-password", &Value::Null).await.expect(200).json();
            let link = reset["link"].as_str().unwrap().strip_prefix(ISSUER).unwrap().to_owned();
            let mut mailbox = world.browser();
            let page = mailbox.get(&link).await.expect(200);
            let password = [("password", "quiet stones by another sea")];
            mailbox.submit(&page, &link, &password).await.expect(200);
        }
        world.browser().get(&old).await.expect(404);
        world.admin("POST", "/users/mira/email-change/agree", &Value::Null).await.expect(404);
        assert_eq!(email_of(&world).await.0, "mira@office.example", "{way}");
    }
}

#[tokio::test]
async fn a_link_for_the_second_step_goes_with_the_address_that_it_was_sent_to() {
    let world = World::new().await;
    let reset = world.admin("POST", "/users/mira/reset-mfa", &Value::Null).await.expect(200).json();
    let link = reset["link"].as_str().unwrap().strip_prefix(ISSUER).unwrap().to_owned();
    let mut browser = world.browser();
    browser.sign_in().await;
    ask(&mut browser, NEW).await.expect(303);
    let (Some(new), Some(old)) = links(&world) else { panic!("both ends get a link") };
    press(&world, &new, "agree").await.expect(200);
    world.browser().get(&link).await.expect(200);
    press(&world, &old, "agree").await.expect(200);
    world.browser().get(&link).await.expect(404);
}

#[tokio::test]
async fn where_no_mail_goes_the_pages_say_who_hands_the_links_over() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get(HERE).await.expect(200);
    assert!(page.says("This office sends no mail") && page.says("ada"), "{}", page.words());
    assert!(page.says("Ask for the change") && !page.says("Send the links"), "{}", page.words());
    ask(&mut browser, NEW).await.expect(303);
    let pending = browser.get("/account/profile").await.expect(200);
    assert!(
        pending.says("The links wait with your administrator: ask ada of the office."),
        "{}",
        pending.words()
    );
    assert!(!pending.says("we sent"), "{}", pending.words());
    let (Some(new), Some(old)) = links(&world) else { panic!("both ends get a link") };
    let waits = press(&world, &new, "agree").await.expect(200);
    assert!(waits.says("ask ada of the office for its link, or to agree in its place"), "{}", waits.words());
    world.set("smtp.url", "smtps://mail.office.example").await;
    world.set("smtp.from", "office@office.example").await;
    let pending = browser.get("/account/profile").await.expect(200);
    assert!(pending.says("Open the link that we sent there"), "{}", pending.words());
    assert!(browser.get(HERE).await.expect(200).says("Send the links"));
    world.browser().get(&old).await.expect(200);
}

#[tokio::test]
async fn where_no_mail_goes_the_first_yes_of_the_present_address_names_the_other_link() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    ask(&mut browser, NEW).await.expect(303);
    let (_, Some(old)) = links(&world) else { panic!("the present address gets a link") };
    let waits = press(&world, &old, "agree").await.expect(200);
    let said = format!("The link for {NEW} waits with your administrator: ask ada of the office.");
    assert!(waits.says(&said), "{}", waits.words());
}
