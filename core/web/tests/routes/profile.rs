//! `/account/profile/edit`: what a person says about themselves, what apps see of it, and the language of the pages.

use serde_json::json;

use crate::token::userinfo;
use crate::world::{Client, World};

const EDIT: &str = "/account/profile/edit";

#[tokio::test]
async fn what_a_person_writes_is_what_apps_see() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid profile").await;
    let page = browser.get(EDIT).await.expect(200);
    let fill = [
        ("name", "Mira Vantongel"),
        ("given_name", "Mira"),
        ("birthdate", "1980-02-29"),
        ("website", "https://mira.example"),
        ("zoneinfo", "Europe/Brussels"),
        ("phone_number", "+32 9 123 45 67"),
        ("street_address", "Kouter 1"),
        ("postal_code", "9000"),
        ("locality", "Gent"),
    ];
    world.wait(10);
    let answer = browser.submit(&page, EDIT, &fill).await.expect(303);
    assert_eq!(answer.location(), "/account/profile?done=saved");
    assert!(browser.follow(answer).await.expect(200).says("Mira Vantongel"));
    let claims = userinfo(&world, &tokens).await.expect(200).json();
    assert_eq!(claims["name"], "Mira Vantongel");
    assert_eq!(claims["birthdate"], "1980-02-29");
    assert_eq!(claims["website"], "https://mira.example/");
    assert_eq!(claims["updated_at"], world.now());
    assert_eq!(claims["preferred_username"], "mira");
    let kept = world.admin("GET", "/users/mira", &json!(null)).await.expect(200).json()["claims"].clone();
    assert_eq!(
        (&kept["phone_number"], &kept["phone_number_verified"]),
        (&json!("+32 9 123 45 67"), &json!(false))
    );
    assert_eq!(kept["address"]["formatted"], "Kouter 1\n9000 Gent");
    assert_eq!(world.events().await.last().unwrap(), "user.profile_changed");
    // Found under the new name, and the log says which claims, not what they say.
    let found = world.admin("GET", "/users?search=vantongel", &json!(null)).await.expect(200).json();
    assert_eq!(found["users"][0]["username"], "mira");
    let log = world.admin("GET", "/audit?limit=500", &json!(null)).await.expect(200);
    assert!(!log.body.contains("1980-02-29") && log.body.contains("birthdate"));
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_at_its_field_and_nothing_is_changed() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get(EDIT).await.expect(200);
    let wrong = [
        ("name", "Somebody else"),
        ("website", "javascript:alert(1)"),
        ("birthdate", "30.02.1980"),
        ("zoneinfo", "Brussels"),
        ("locale", "../de"),
        ("phone_number", "call me"),
    ];
    let before = world.events().await;
    let page = browser.submit(&page, EDIT, &wrong).await.expect(422);
    for words in
        ["5 things to correct", "Write the whole address", "Write a day that was", "Choose a time zone"]
    {
        assert!(page.says(words), "{words}: {}", page.words());
    }
    assert!(page.body.contains(r#"role="alert""#) && page.body.contains(r#"id="website-error""#));
    assert!(page.body.contains("value=\"javascript:alert(1)\""), "what was typed stays to be mended");
    assert_eq!(world.events().await, before);
    assert!(!browser.get("/account/profile").await.says("Somebody else"));
}

#[tokio::test]
async fn the_accounts_language_is_that_of_its_pages_until_the_menu_says_otherwise() {
    let world = World::new().await;
    let mut browser = world.browser().saying("accept-language", "en");
    browser.sign_in().await;
    let page = browser.get(EDIT).await.expect(200);
    browser.submit(&page, EDIT, &[("locale", "de")]).await.expect(303);
    assert!(browser.get("/account/profile").await.body.contains(r#"lang="de""#));
    // Another browser learns it with the sign-in.
    let mut other = world.browser().saying("accept-language", "en");
    assert!(other.get("/login").await.body.contains(r#"lang="en""#));
    other.sign_in().await;
    assert!(other.get("/account/profile").await.body.contains(r#"lang="de""#));
    // An app's wish wins for its own request, and the menu on the way over that.
    let asked = other
        .authorize(&Client::NOTES.ask().with("ui_locales", "en").with("prompt", "login"))
        .await
        .expect(200);
    assert!(asked.body.contains(r#"<html lang="en""#), "{}", asked.at);
    assert!(other.get("/account/profile").await.body.contains(r#"<html lang="de""#));
    other
        .post("/language", &[("language", "de"), ("return_to", &asked.at["GET ".len()..])])
        .await
        .expect(303);
    let again = other.get(&asked.at["GET ".len()..]).await.expect(200);
    assert!(again.body.contains(r#"<html lang="de""#));
    // Taken back, the browser decides.
    let page = browser.get(EDIT).await.expect(200);
    browser.submit(&page, EDIT, &[("locale", "")]).await.expect(303);
    assert!(browser.get("/account/profile").await.body.contains(r#"<html lang="en""#));
}

#[tokio::test]
async fn nobody_changes_the_user_name_or_more_than_the_form_has() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get(EDIT).await.expect(200);
    let more = [
        ("username", "ada"),
        ("email", "x@y.example"),
        ("role", "admin"),
        ("picture", "https://x.example/p"),
    ];
    browser.submit(&page, EDIT, &more).await.expect(303);
    let user = world.admin("GET", "/users/mira", &json!(null)).await.expect(200).json();
    assert_eq!((&user["username"], &user["admin"]), (&json!("mira"), &json!(false)));
    assert_eq!(user["email"], "mira@office.example");
    assert!(user["claims"]["picture"].is_null());
}
