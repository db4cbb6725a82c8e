//! `/signup` and `/confirm/<token>`: joining by oneself, in each mode.

use domain::outbox::Content;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::world::{Answer, Browser, Client, ISSUER, PASSWORD, World};

const NEW: &str = "four quiet stones by the sea";

async fn open_to(mode: &str) -> World {
    let world = World::new().await;
    world.set("signup.mode", mode).await;
    world.set("signup.domains", "office.example, second.example").await;
    world
}

async fn ask(browser: &mut Browser, name: &str, email: &str) -> Answer {
    let page = browser.get("/signup").await.expect(200);
    browser.submit(&page, "/signup", &[("name", name), ("email", email)]).await
}

fn messages(world: &World) -> Vec<Content> {
    let messages = world.store.read(|tx| store::outbox::list(tx, 200)).unwrap();
    messages.into_iter().map(|message| message.content).collect()
}

/// Paths of the links that confirm an address, oldest first.
fn confirmations(world: &World) -> Vec<String> {
    let links = messages(world).into_iter().filter_map(|content| match content {
        Content::ConfirmAddress { link, .. } => Some(link.strip_prefix(ISSUER).unwrap().to_owned()),
        _ => None,
    });
    links.collect()
}

async fn confirm(browser: &mut Browser, link: &str) -> Answer {
    let page = browser.get(link).await.expect(200);
    browser.submit(&page, "/confirm/", &[("password", NEW)]).await
}

async fn invite(world: &World, body: &Value) -> String {
    let made = world.admin("POST", "/invitations", body).await.expect(201).json();
    made["link"].as_str().unwrap().strip_prefix(ISSUER).unwrap().to_owned()
}

#[tokio::test]
async fn an_address_of_the_office_joins_once_it_is_confirmed() {
    let world = open_to("domain").await;
    let mut browser = world.browser().of("iris");
    let refused = ask(&mut browser, "Iris", "iris@elsewhere.example").await.expect(422);
    assert!(refused.says("Only addresses of office.example, second.example may join"), "{}", refused.words());
    ask(&mut browser, "Iris Lund", "Iris@second.example").await.expect(200);
    browser.try_password(NEW).await.expect(401);
    let link = confirmations(&world).pop().unwrap();
    let page = browser.get(&link).await.expect(200);
    assert_eq!(page.form("/confirm/").1.iter().find(|(name, _)| name == "username").unwrap().1, "iris");
    for (fill, words) in [
        ([("username", "mira"), ("password", NEW)], "Somebody has this already"),
        ([("username", "a b"), ("password", NEW)], "1 to 64 letters"),
        ([("username", "iris"), ("password", "short")], "at least 15 characters"),
        ([("username", "iris"), ("password", "iris-lund-second")], "made of your name"),
    ] {
        let refused = browser.submit(&page, "/confirm/", &fill).await.expect(422);
        assert!(refused.says(words), "{}", refused.words());
    }
    browser.submit(&page, "/confirm/", &[("password", NEW)]).await.expect(200);
    browser.submit(&page, "/confirm/", &[("password", NEW)]).await.expect(404);
    browser.try_password(NEW).await.expect(303);
    let made = world.admin("GET", "/users/iris", &Value::Null).await.expect(200).json();
    assert_eq!(
        (&made["email"], &made["email_verified"], &made["name"]),
        (&json!("iris@second.example"), &json!(true), &json!("Iris Lund"))
    );
}

#[tokio::test]
async fn the_answer_is_the_same_for_an_address_that_has_an_account_and_its_owner_is_told() {
    let world = open_to("approval").await;
    let known = ask(&mut world.browser(), "Somebody", "mira@office.example").await.expect(200);
    let new = ask(&mut world.browser(), "Somebody", "mirb@office.example").await.expect(200);
    assert_eq!(known.words().replace("mira@", "mirb@"), new.words());
    let known: Vec<_> = messages(&world)
        .into_iter()
        .filter(|m| matches!(m, Content::SignUpKnown { to } if to == "mira@office.example"))
        .collect();
    assert_eq!((known.len(), confirmations(&world).len()), (1, 1));
    ask(&mut world.browser(), "Somebody", "mira@office.example").await.expect(200);
    let known = messages(&world).into_iter().filter(|m| matches!(m, Content::SignUpKnown { .. })).count();
    assert_eq!(known, 1, "one waits a person");
    let events = world.events().await;
    assert_eq!(events.iter().filter(|event| *event == "sign_up.asked").count(), 3);
}

#[tokio::test]
async fn with_approval_nobody_is_let_in_before_an_administrator_agrees() {
    let world = open_to("approval").await;
    let mut browser = world.browser().of("iris");
    ask(&mut browser, "Iris", "iris@anywhere.example").await.expect(200);
    let link = confirmations(&world).pop().unwrap();
    let waits = confirm(&mut browser, &link).await.expect(200);
    assert!(waits.says("An administrator has to agree"), "{}", waits.words());
    browser.get(&link).await.expect(404);
    let told = browser.try_password(NEW).await.expect(403);
    assert!(told.says("An administrator has to agree first"), "{}", told.words());
    browser.try_password(PASSWORD).await.expect(401);
    assert!(messages(&world).iter().any(
        |m| matches!(m, Content::SignUpWaits { to, name } if to == "ada@office.example" && name == "Iris")
    ));
    world.admin("GET", "/users/iris", &Value::Null).await.expect(404);
    let list = world.admin("GET", "/sign-ups", &Value::Null).await.expect(200).json();
    let id = list["sign_ups"][0]["id"].as_str().unwrap().to_owned();
    let waiting = world.admin("GET", "/overview", &Value::Null).await.expect(200).json()["waiting"].clone();
    assert!(
        waiting.as_array().unwrap().iter().any(|w| w["what"] == "sign_up" && w["user_name"] == "Iris"),
        "{waiting}"
    );
    world.admin("POST", "/groups", &json!({"name": "design"})).await.expect(201);
    let path = format!("/sign-ups/{id}/approve");
    world.admin("POST", &path, &json!({"groups": ["nowhere"]})).await.expect(422);
    let made = world.admin("POST", &path, &json!({"groups": ["design"]})).await.expect(200).json();
    assert_eq!(made["groups"], json!(["design"]));
    world.admin("POST", &path, &json!({})).await.expect(404);
    assert!(
        messages(&world)
            .iter()
            .any(|m| matches!(m, Content::SignUpApproved { to } if to == "iris@anywhere.example"))
    );
    browser.try_password(NEW).await.expect(303);
    assert!(world.events().await.contains(&"sign_up.approved".to_owned()));
}

#[tokio::test]
async fn who_is_refused_is_forgotten_and_told() {
    let world = open_to("approval").await;
    let mut browser = world.browser().of("iris");
    ask(&mut browser, "Iris", "iris@anywhere.example").await.expect(200);
    let link = confirmations(&world).pop().unwrap();
    confirm(&mut browser, &link).await.expect(200);
    let list = world.admin("GET", "/sign-ups", &Value::Null).await.json();
    let path = format!("/sign-ups/{}/refuse", list["sign_ups"][0]["id"].as_str().unwrap());
    world.admin("POST", &path, &json!({})).await.expect(200);
    world.admin("POST", &path, &json!({})).await.expect(404);
    browser.try_password(NEW).await.expect(401);
    assert!(messages(&world).iter().any(|m| matches!(m, Content::SignUpRefused { .. })));
    assert!(world.events().await.contains(&"sign_up.refused".to_owned()));
}

#[tokio::test]
async fn an_invitation_lets_one_in_with_its_groups_once() {
    let world = open_to("invitation").await;
    world.admin("POST", "/groups", &json!({"name": "design"})).await.expect(201);
    world.browser().get("/signup").await.expect(403);
    let link = invite(&world, &json!({"groups": ["design"]})).await;
    let mut browser = world.browser().of("iris");
    let page = browser.open(&link).await.expect(200);
    assert!(page.says("You are invited"), "{}", page.words());
    browser
        .submit(&page, "/signup", &[("name", "Iris"), ("email", "iris@anywhere.example")])
        .await
        .expect(200);
    let confirmation = confirmations(&world).pop().unwrap();
    // Whoever has a copy of the link is too late once it was used.
    let mut other = world.browser().from([192, 168, 1, 90]);
    let copied = other.open(&link).await.expect(200);
    confirm(&mut browser, &confirmation).await.expect(200);
    other.submit(&copied, "/signup", &[("name", "Eve"), ("email", "eve@anywhere.example")]).await.expect(404);
    other.open(&link).await.expect(404);
    browser.try_password(NEW).await.expect(303);
    let made = world.admin("GET", "/users/iris", &Value::Null).await.expect(200).json();
    assert_eq!(made["groups"], json!(["design"]));
    let left = world.admin("GET", "/invitations", &Value::Null).await.expect(200).json();
    assert_eq!(left["invitations"], json!([]));
}

#[tokio::test]
async fn an_invitation_for_an_address_needs_no_letter_and_takes_no_other() {
    let world = open_to("invitation").await;
    let link = invite(&world, &json!({"email": "iris@anywhere.example"})).await;
    assert!(
        messages(&world)
            .iter()
            .any(|m| matches!(m, Content::SignUpInvited { to, .. } if to == "iris@anywhere.example"))
    );
    let mut browser = world.browser().of("iris");
    let page = browser.open(&link).await.expect(200);
    browser.submit(&page, "/signup", &[("name", "Eve"), ("email", "eve@anywhere.example")]).await.expect(422);
    let next = browser.submit(&page, "/signup", &[("name", "Iris")]).await.expect(303);
    assert!(next.location().starts_with("/confirm/"), "{}", next.location());
    let to = next.location().to_owned();
    confirm(&mut browser, &to).await.expect(200);
    assert!(confirmations(&world).is_empty());
    browser.try_password(NEW).await.expect(303);
    world.admin("POST", "/invitations", &json!({"email": "mira@office.example"})).await.expect(409);
    world.admin("POST", "/invitations", &json!({"email": "no address"})).await.expect(422);
    world.admin("POST", "/invitations", &json!({"groups": ["nowhere"]})).await.expect(422);
}

#[tokio::test]
async fn an_invitation_is_void_when_it_is_over_taken_back_or_nobody_may_join() {
    let world = open_to("invitation").await;
    let over = invite(&world, &json!({})).await;
    world.browser().open(&over).await.expect(200);
    world.wait(7 * 86_400);
    world.browser().open(&over).await.expect(404);
    let back = invite(&world, &json!({})).await;
    let list = world.admin("GET", "/invitations", &Value::Null).await.json();
    let path = format!("/invitations/{}", list["invitations"][0]["id"].as_str().unwrap());
    world.admin("DELETE", &path, &Value::Null).await.expect(200);
    world.admin("DELETE", &path, &Value::Null).await.expect(404);
    world.browser().open(&back).await.expect(404);
    let off = invite(&world, &json!({})).await;
    world.set("signup.mode", "off").await;
    world.browser().open(&off).await.expect(404);
    world.browser().get("/signup").await.expect(403);
    world.admin("POST", "/invitations", &json!({})).await.expect(409);
}

#[tokio::test]
async fn of_many_who_confirm_at_once_one_joins() {
    let world = open_to("domain").await;
    ask(&mut world.browser(), "Iris", "iris@office.example").await.expect(200);
    let link = confirmations(&world).pop().unwrap();
    let mut tries = JoinSet::new();
    for n in 0..6 {
        let mut browser = world.browser();
        let page = browser.get(&link).await.expect(200);
        tries.spawn(async move {
            let username = format!("iris{n}");
            browser
                .submit(&page, "/confirm/", &[("username", &username), ("password", NEW)])
                .await
                .status
                .as_u16()
        });
    }
    let mut statuses = tries.join_all().await;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404, 404, 404, 404, 404]);
}

#[tokio::test]
async fn of_two_who_use_an_invitation_at_once_one_joins() {
    let world = open_to("approval").await;
    let link = invite(&world, &json!({})).await;
    let mut tries = JoinSet::new();
    let mut pages = Vec::new();
    for n in 0..4_u8 {
        let mut browser = world.browser().from([192, 168, 1, 100 + n]);
        let page = browser.open(&link).await.expect(200);
        pages.push((n, browser, page));
    }
    for (n, mut browser, page) in pages {
        let email = format!("iris{n}@anywhere.example");
        browser.submit(&page, "/signup", &[("name", "Iris"), ("email", &email)]).await.expect(200);
        tries.spawn(async move { browser });
    }
    // One sign-up an invitation: the newer takes the older one's place, and the older letter opens nothing.
    let mut browser = tries.join_next().await.unwrap().unwrap();
    let mut open = Vec::new();
    for link in confirmations(&world) {
        if browser.get(&link).await.status == 200 {
            open.push(link);
        }
    }
    assert_eq!(open.len(), 1, "{open:?}");
    confirm(&mut browser, &open[0]).await.expect(200);
    let users = world.admin("GET", "/users", &Value::Null).await.json();
    assert_eq!(users["total"], 3);
}

#[tokio::test]
async fn a_newer_link_voids_the_older_and_a_day_ends_it() {
    let world = open_to("approval").await;
    ask(&mut world.browser(), "Iris", "iris@anywhere.example").await.expect(200);
    let older = confirmations(&world).pop().unwrap();
    ask(&mut world.browser(), "Iris", "iris@anywhere.example").await.expect(200);
    let all = confirmations(&world);
    assert_eq!(all.len(), 1, "one waits an address");
    world.browser().get(&older).await.expect(404);
    world.browser().get(&all[0]).await.expect(200);
    world.wait(86_400);
    world.browser().get(&all[0]).await.expect(404);
    service::sweep::sweep(&world.cx()).await.unwrap();
    assert_eq!(world.store.read(|tx| store::sign_ups::count(tx, 0)).unwrap(), 0, "swept");
}

#[tokio::test]
async fn whoever_came_from_an_app_goes_on_there() {
    let world = open_to("domain").await;
    let mut browser = world.browser().of("iris");
    let login = browser.authorize(&Client::NOTES.ask()).await.expect(200);
    let href = login.body.split("href=\"/signup?i=").nth(1).expect("the sign-in page leads there");
    let i = href.split('"').next().unwrap().to_owned();
    let page = browser.get(&format!("/signup?i={i}")).await.expect(200);
    browser.submit(&page, "/signup", &[("name", "Iris"), ("email", "iris@office.example")]).await.expect(200);
    let link = confirmations(&world).pop().unwrap();
    let done = confirm(&mut browser, &link).await.expect(200);
    assert!(done.body.contains(&format!("/login?i={i}")), "{}", done.body);
}

#[tokio::test]
async fn sign_ups_are_bounded_by_address_and_in_all() {
    let world = open_to("approval").await;
    world.set("captcha.kind", "off").await;
    let mut browser = world.browser();
    for n in 0..20 {
        ask(&mut browser, "Iris", &format!("iris{n}@anywhere.example")).await.expect(200);
    }
    ask(&mut browser, "Iris", "iris20@anywhere.example").await.expect(429);
    let before = confirmations(&world).len();
    for n in 0..4 {
        ask(&mut world.browser().from([192, 168, 1, 200 + n]), "Olga", "olga@anywhere.example")
            .await
            .expect(200);
    }
    assert_eq!(confirmations(&world).len(), before + 1, "three letters an hour, of which one waits");
}

#[tokio::test]
async fn nobody_signs_up_where_it_is_off_and_nonsense_is_told() {
    let world = World::new().await;
    let closed = world.browser().get("/signup").await.expect(403);
    assert!(closed.says("You need an invitation") && closed.says("ada"), "{}", closed.words());
    let mut browser = world.browser();
    let page = browser.get("/reset").await.expect(200);
    let csrf = page.attribute("value");
    let form = [("csrf", csrf.as_str()), ("name", "Iris"), ("email", "iris@office.example")];
    browser.post("/signup", &form).await.expect(403);
    assert!(messages(&world).is_empty());
    for bad in ["/confirm/x", "/confirm/%ff", "/signup?invitation=x"] {
        let status = world.browser().get(bad).await.status.as_u16();
        assert!([400, 404].contains(&status), "{bad}: {status}");
    }
    let world = open_to("approval").await;
    let wrong = ask(&mut world.browser(), "", "nobody").await.expect(422);
    assert!(
        wrong.says("Give your name.") && wrong.says("Write the e-mail address in full"),
        "{}",
        wrong.words()
    );
    world.admin("PUT", "/settings/signup.domains", &json!({"value": "nonsense"})).await.expect(422);
}

#[tokio::test]
async fn the_form_promises_a_letter_only_where_mail_goes() {
    let world = open_to("domain").await;
    let open = invite(&world, &json!({})).await;
    let bound = invite(&world, &json!({"email": "iris@anywhere.example"})).await;
    let by_hand = "your administrator gives you a link";
    for (path, words) in [
        ("/signup", by_hand),
        (open.as_str(), by_hand),
        (bound.as_str(), "the next page asks for a password"),
    ] {
        let page = world.browser().open(path).await.expect(200);
        assert!(page.says(words) && !page.says("goes to your address"), "{path}: {}", page.words());
        assert!(!page.says("goes there"), "{path}: {}", page.words());
    }
    world.set("smtp.url", "smtps://mail.office.example").await;
    world.set("smtp.from", "office@office.example").await;
    for path in ["/signup", open.as_str()] {
        let page = world.browser().open(path).await.expect(200);
        assert!(page.says("A link goes to your address"), "{path}: {}", page.words());
    }
    let page = world.browser().open(&bound).await.expect(200);
    assert!(page.says("the next page asks for a password"), "{}", page.words());
}
