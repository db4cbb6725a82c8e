//! The office's colour and logo.

use super::*;

/// A picture of one pixel.
pub(super) const PNG: &[u8] = include_bytes!("../../../../../ui/phone/public/icon-192.png");

impl Appliance {
    /// Whatever the logo is, it was written by us before.
    pub(super) async fn set_logo(&self) {
        let cx = self.app.begin(Actor::Command, "", "");
        let by = service::rights::Admin::from_command();
        service::branding::set_logo(&cx, &by, PNG.to_vec()).await.unwrap();
    }
}

fn put(kind: &str, bytes: &[u8]) -> Request<Body> {
    let mut request = request(Method::PUT, "/branding/logo", Value::Null, Some(Transport::Control), None);
    request.headers_mut().insert("content-type", kind.parse().unwrap());
    *request.body_mut() = Body::from(bytes.to_vec());
    request
}

#[tokio::test]
async fn a_logo_is_written_anew_and_taken_away() {
    let appliance = Appliance::new();
    assert_eq!(appliance.get("/branding").await["logo"], Value::Null);
    let (status, problem) = appliance.command(Method::GET, "/branding/logo", Value::Null).await;
    assert_eq!((status, code(&problem)), (StatusCode::NOT_FOUND, "no_logo"));
    let (status, shown) = appliance.send(put("image/png", PNG)).await;
    assert_eq!(status, StatusCode::OK, "{shown}");
    let path = shown["logo"].as_str().unwrap();
    assert!(path.starts_with("/branding/logo.") && path.ends_with(".png"), "{path}");
    assert_ne!(appliance.app.logo().unwrap().png, PNG, "nothing of the file itself is served");
    assert_eq!(
        appliance.command(Method::DELETE, "/branding/logo", Value::Null).await.0,
        StatusCode::NO_CONTENT
    );
    assert!(appliance.app.logo().is_none());
    let log = appliance.get("/audit").await.to_string();
    assert!(log.contains("branding.logo_set") && log.contains("branding.logo_removed"));
}

#[tokio::test]
async fn what_is_no_picture_is_refused_in_words() {
    let appliance = Appliance::new();
    let (status, problem) = appliance.send(put("image/png", b"<svg/>")).await;
    assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["logo"]));
    let (status, problem) = appliance.send(put("image/svg+xml", b"<svg/>")).await;
    assert_eq!((status, code(&problem)), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_image"));
    let (status, _) = appliance.send(put("image/png", &vec![0; 1_100_000])).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_colour_is_a_setting_with_a_bounded_choice() {
    let appliance = Appliance::new();
    let set = |hue: &str| appliance.command(Method::PUT, "/settings/branding.hue", json!({ "value": hue }));
    assert_eq!(set("blue").await.0, StatusCode::OK);
    let shown = appliance.get("/branding").await;
    assert_eq!(shown["hue"], "blue");
    assert!(shown["hues"].as_array().unwrap().contains(&json!("petrol")));
    assert_eq!(set("\"><script>").await.0, StatusCode::UNPROCESSABLE_ENTITY);
}
