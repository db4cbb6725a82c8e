//! `/help/errors`, where `error_uri` leads, and what of a refusal stands in the log.

use crate::world::{Client, ISSUER, World};

#[tokio::test]
async fn a_refusal_leads_to_its_page_and_stands_in_the_log_once_a_minute() {
    let world = World::new().await;
    let form =
        [("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "https://notes.example/cb")];
    for _ in 0..3 {
        let refusal = Client::NOTES.call(&world, "/oauth2/token", &form).await.expect(400).json();
        assert_eq!(refusal["error_uri"], format!("{ISSUER}/help/errors/code-unknown"));
    }
    let told = || async { world.events().await.iter().filter(|event| *event == "client.refused").count() };
    assert_eq!(told().await, 1);
    let wrong = [
        ("client_id", "notes"),
        ("client_secret", "wrong"),
        ("grant_type", "authorization_code"),
        ("code", "x"),
    ];
    let refusal = world.server().post("/oauth2/token", &wrong).await.expect(401).json();
    assert_eq!(refusal["error_uri"], format!("{ISSUER}/help/errors/client-authentication-failed"));
    assert_eq!(told().await, 2, "another reason is told");
    world.wait(60);
    Client::NOTES.call(&world, "/oauth2/token", &form).await.expect(400);
    assert_eq!(told().await, 3);
    // Nobody's name counts to nobody's log.
    let unknown = [
        ("client_id", "nobody"),
        ("client_secret", "x"),
        ("grant_type", "authorization_code"),
        ("code", "x"),
    ];
    world.server().post("/oauth2/token", &unknown).await.expect(401);
    assert_eq!(told().await, 3);
    let page = world.browser().get("/help/errors/code-unknown").await.expect(200);
    assert!(page.body.contains("Exchange the code once"), "{}", page.body);
    world.browser().get("/help/errors/nonsense").await.expect(404);
    world.browser().get("/help/errors").await.expect(200);
}
