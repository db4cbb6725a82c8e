//! Apps that people register for themselves, over sockets: what their pages give to copy.

use reqwest::Method;
use serde_json::json;
use tests::appliance::{ADMIN, Appliance, MEMBER};
use tests::page::Form;
use tests::screen::signed_in;

/// What stands in the element that carries this value.
fn value<'a>(body: &'a str, name: &str) -> &'a str {
    let (_, rest) = body.split_once(&format!("data-value=\"{name}\">")).unwrap_or_else(|| panic!("{body}"));
    rest.split_once('<').unwrap().0
}

#[tokio::test]
async fn the_page_of_an_own_app_has_what_connects_it() {
    let appliance = Appliance::claimed().await;
    let everybody = Some(json!({"value": "everybody"}));
    assert_eq!(appliance.ask(Method::PUT, "/settings/apps.who", everybody).await.0, 200);
    let browser = signed_in(&appliance, MEMBER).await;
    let page = browser.open("/apps/new?preset=grafana").await;
    let form = Form::find(&page.body, "address").unwrap_or_else(|| panic!("{page:?}"));
    let form = form.with("name", "Charts").with("address", "https://charts.office.example");
    let once = browser.submit(&page, form).await;
    let (id, secret) = (value(&once.body, "client_id"), value(&once.body, "client_secret"));
    assert_eq!(once.status, 200);
    assert!(once.body.matches(secret).count() == 2, "among the values, and in the app's own lines");

    let shown = browser.open(&format!("/apps/app?app={id}")).await;
    assert_eq!(value(&shown.body, "issuer"), appliance.issuer());
    assert!(shown.body.contains(&format!("{}/.well-known/openid-configuration", appliance.issuer())));
    assert!(shown.body.contains("GF_AUTH_GENERIC_OAUTH_CLIENT_ID") && !shown.body.contains(secret));
    assert!(shown.body.contains("https://charts.office.example"));
    let (_, certificates) = appliance.ask(Method::GET, "/certificates", None).await;
    let print =
        shown.body.split_once("data-value=\"ca_sha256\">").unwrap().1.split_once("</code>").unwrap().0;
    let digits = |text: &str| {
        let hex = text.replace("<wbr>", "").to_lowercase();
        hex.chars().filter(char::is_ascii_hexdigit).collect::<String>()
    };
    assert_eq!(digits(print), digits(certificates["ca"]["sha256"].as_str().unwrap()));
    for (runtime, line) in
        [("node", "NODE_EXTRA_CA_CERTS="), ("apache", "OIDCProviderMetadataURL"), ("nothing", "extra_hosts:")]
    {
        let shown = browser.open(&format!("/apps/app?app={id}&runtime={runtime}")).await;
        assert!(shown.status == 200 && shown.body.contains(line), "{runtime}");
    }
    let other = signed_in(&appliance, ADMIN).await;
    assert_eq!(other.open(&format!("/apps/app?app={id}&runtime=node")).await.url.path(), "/apps");
}
