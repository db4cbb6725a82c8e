//! The office's colour and logo on pages.

use crate::world::World;

#[tokio::test]
async fn pages_wear_the_offices_colour_and_show_its_logo_from_an_address_of_its_own() {
    let world = World::new().await;
    let browser = world.browser();
    let before = browser.clone().get("/trust").await;
    assert!(before.body.contains("hue-petrol\">") && !before.body.contains("/branding/"), "{}", before.body);
    let cx = world.app.begin(domain::audit::Actor::Command, "", "");
    let by = service::rights::Admin::from_command();
    let logo = service::branding::set_logo(&cx, &by, b"a picture".to_vec()).await.unwrap();
    service::admin::settings::set(&cx, &by, "branding.hue", domain::secret::Secret::new("plum"))
        .await
        .unwrap();
    let path = format!("/branding/logo.{}.png", logo.hash);
    let page = browser.clone().get("/trust").await;
    assert!(
        page.body.contains("hue-plum\">") && page.body.contains(&format!("src=\"{path}\"")),
        "{}",
        page.body
    );
    let served = browser.clone().get(&path).await.expect(200);
    assert_eq!((served.header("content-type"), served.body.as_str()), ("image/png", "a picture"));
    assert!(served.header("cache-control").contains("immutable"));
    browser.clone().get("/branding/logo.0000000000000000.png").await.expect(404);
}
