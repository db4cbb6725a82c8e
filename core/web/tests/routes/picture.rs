//! `/account/picture`: taken, written anew, told to apps, removed.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use serde_json::Value;

use crate::token::userinfo;
use crate::world::{Browser, Client, ISSUER, World};

const HERE: &str = "/account/picture";

fn png(side: u32) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    RgbImage::from_pixel(side, side, Rgb([12, 120, 200])).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

async fn csrf(browser: &mut Browser) -> String {
    let page = browser.get("/account/profile").await.expect(200);
    page.form(HERE).1.into_iter().find(|(name, _)| name == "csrf").unwrap().1
}

#[tokio::test]
async fn a_picture_is_written_anew_told_to_apps_and_removed() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid profile").await;
    let csrf = csrf(&mut browser).await;
    let answer = browser.upload(HERE, &csrf, &png(64)).await.expect(303);
    assert_eq!(answer.location(), "/account/profile?done=picture");
    let url = userinfo(&world, &tokens).await.expect(200).json()["picture"].as_str().unwrap().to_owned();
    let path = url.strip_prefix(ISSUER).unwrap().to_owned();
    assert!(path.starts_with("/pictures/") && path.len() > 50, "{path}");
    let served = world.server().get(&path).await.expect(200);
    assert_eq!(served.header("content-type"), "image/jpeg");
    assert_eq!(served.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    for page in ["/", "/account/profile"] {
        assert!(browser.get(page).await.body.contains(&format!("src=\"{path}\"")), "{page}");
    }
    // Another one has another address, and the older one leads nowhere.
    browser.upload(HERE, &csrf, &png(32)).await.expect(303);
    world.server().get(&path).await.expect(404);
    let page = browser.get("/account/profile").await.expect(200);
    browser.submit(&page, "/account/picture/remove", &[]).await.expect(303);
    assert_eq!(userinfo(&world, &tokens).await.expect(200).json()["picture"], Value::Null);
    assert_eq!(world.events().await[..].iter().filter(|event| event.starts_with("user.picture")).count(), 3);
}

#[tokio::test]
async fn what_is_no_picture_or_too_large_is_said_at_the_field() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let csrf = csrf(&mut browser).await;
    let before = world.events().await;
    let page = browser.upload(HERE, &csrf, b"<svg xmlns='http://www.w3.org/2000/svg'/>").await.expect(422);
    assert!(
        page.says("This file is no picture") && page.body.contains(r#"role="alert""#),
        "{}",
        page.words()
    );
    assert!(browser.upload(HERE, &csrf, b"").await.expect(422).says("Choose a file first"));
    let page = browser.upload(HERE, &csrf, &vec![7; 6 * 1024 * 1024]).await.expect(413);
    assert!(page.says("more than 5 MB"), "{}", page.words());
    let page = browser.upload(HERE, &csrf, &vec![7; 5 * 1024 * 1024 + 10]).await.expect(413);
    assert!(page.says("more than 5 MB"), "{}", page.words());
    assert_eq!(world.events().await, before);
}

#[tokio::test]
async fn a_form_with_a_file_is_believed_from_our_own_page_alone() {
    let world = World::new().await;
    let (mut browser, mut stranger) = (world.browser(), world.browser().of("ada"));
    browser.sign_in().await;
    stranger.sign_in().await;
    let (own, foreign) = (csrf(&mut browser).await, csrf(&mut stranger).await);
    let before = world.events().await;
    browser.upload(HERE, "", &png(8)).await.expect(400);
    browser.upload(HERE, &foreign, &png(8)).await.expect(400);
    browser.clone().saying("origin", "https://evil.example").upload(HERE, &own, &png(8)).await.expect(400);
    browser.clone().saying("sec-fetch-site", "cross-site").upload(HERE, &own, &png(8)).await.expect(400);
    browser.post(HERE, &[("csrf", &own)]).await.expect(415);
    let mut out = browser.clone();
    out.cookies.remove(crate::world::SESSION);
    assert!(out.upload(HERE, &own, &png(8)).await.expect(303).location().starts_with("/login"));
    assert_eq!(world.events().await, before);
}
