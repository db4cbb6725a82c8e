//! What an app that registered itself shows before the sign-in: its picture, which comes from here alone, and its links.

use serde_json::json;

use crate::register::register;
use crate::token::signed::Keys;
use crate::world::{Answer, Ask, World};

const PNG: &[u8] = include_bytes!("../../../../ui/phone/public/icon-192.png");
const LOGO: &str = "https://planner.example/logo.png?a=1&b=2";

/// An app of its own making, by the same way as the server registers it.
async fn planner(world: &World) -> String {
    world.set("registration.mode", "open").await;
    let app = json!({"client_name": "Planner", "redirect_uris": ["https://planner.example/cb"], "logo_uri": LOGO,
        "policy_uri": "https://planner.example/policy", "tos_uri": "https://planner.example/terms"});
    let registered = register(world, None, &app).await.expect(201).json();
    registered["client_id"].as_str().unwrap().to_owned()
}

async fn sign_in_page(world: &World, id: &str) -> Answer {
    let ask = Ask::default().and("client_id", id).and("response_type", "code").and("scope", "openid");
    world.browser().open(&ask.and("redirect_uri", "https://planner.example/cb").path()).await.expect(200)
}

fn picture(page: &Answer) -> String {
    let from = page.body.find("src=\"/branding/app?").expect("the page has a picture") + 5;
    page.body[from..].split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test]
async fn rfc7591_2_picture_policy_and_terms_stand_on_the_sign_in_page() {
    let world = World::new().await;
    let id = planner(&world).await;
    let page = sign_in_page(&world, &id).await;
    for link in ["https://planner.example/policy", "https://planner.example/terms"] {
        assert!(page.body.contains(&format!("<a href=\"{link}\" rel=\"noopener noreferrer\"")), "{link}");
    }
    // A browser that signs in asks no machine of a stranger's for anything.
    assert!(!page.body.contains("planner.example/logo"), "the picture comes from here");
    assert!(page.header("content-security-policy").contains("img-src 'self';"));

    let outside = Keys::of(&world, json!(null));
    outside.lay(PNG);
    let path = picture(&page);
    let shown = world.server().get(&path).await.expect(200);
    assert_eq!(
        (shown.header("content-type"), shown.header("x-content-type-options")),
        ("image/png", "nosniff")
    );
    assert!(shown.body.contains("PNG") && shown.header("cache-control").contains("max-age"));
    world.server().get(&path).await.expect(200);
    assert_eq!(outside.asked(), 1, "it is held");
    assert_eq!(
        *outside.calls.lock().unwrap(),
        [domain::call::Reach::Public],
        "nobody of the office named it"
    );
    world.admin("PATCH", &format!("/clients/{id}"), &json!({"state": "disabled"})).await.expect(200);
    world.server().get(&path).await.expect(404);
}

#[tokio::test]
async fn what_is_no_picture_is_not_served_and_not_asked_for_again_at_once() {
    let world = World::new().await;
    let id = planner(&world).await;
    let path = picture(&sign_in_page(&world, &id).await);
    world.server().get(&path).await.expect(404);
    world.wait(60);
    let outside = Keys::of(&world, json!(null));
    for (asked, file) in [
        (1, b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".as_slice()),
        (2, b"<html><script>alert(1)</script>"),
        (3, &PNG[..40]),
    ] {
        outside.lay(file);
        for _ in 0..3 {
            let answer = world.server().get(&path).await.expect(404);
            assert!(!answer.body.contains("script"), "{}", answer.body);
        }
        assert_eq!(outside.asked(), asked);
        world.wait(60);
    }
    outside.lay(PNG);
    world.server().get(&path).await.expect(200);
    world.server().get("/branding/app?client=nobody").await.expect(404);
    world.server().get("/branding/app").await.expect(400);
}
