//! Sign-ins in which no phone answers: another factor, an office that asks for none, the way to one's first phone.

use reqwest::Method;
use serde_json::json;
use tests::appliance::{Appliance, MEMBER};
use tests::browser::{Browser, Page};
use tests::page::Form;
use tests::phone::Phone;
use tests::relying_party::RelyingParty;
use tests::screen::{MFA, linked, signed_in};
use tests::waiting::Waiting;

#[tokio::test]
async fn a_recovery_code_is_the_other_way_and_takes_the_question_back() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let known = signed_in(&appliance, MEMBER).await;
    let mut phone = Phone::new(&appliance).await;
    let qr = known.begin_link().await.qr();
    phone.claim(&qr).await.unwrap();
    let linked = known.confirm_link(&phone.digits(&qr)).await;
    // Ten of them are shown once, where there were none.
    let codes = recovery_codes(&linked.body);
    assert_eq!(codes.len(), 10, "{}", linked.body);
    let browser = known.another();
    let (pending, page) = browser.half_sign_in(&app, MEMBER).await;
    let asked = phone.asked_on(&page).await;
    let form = Form::find(&page.body, "code").unwrap().with("code", &codes[0]);
    let landed = browser.submit(&page, form).await;
    let tokens = app.finish(pending, &landed).await;
    assert!(
        tokens.amr.contains(&"mfa".to_owned()) && !tokens.amr.contains(&"face".to_owned()),
        "{:?}",
        tokens.amr
    );
    assert!(phone.approvals().await.unwrap().is_empty());
    let problem = phone.decide(&asked, &phone.refusal(&asked, "deny")).await.unwrap_err();
    assert_eq!(problem.status, 410);
    let (_, page) = known.another().half_sign_in(&app, MEMBER).await;
    let form = Form::find(&page.body, "code").unwrap().with("code", &codes[0]);
    assert_eq!(browser.another().submit(&page, form.clone()).await.away, None);
    assert_eq!(known.another().submit(&page, form).await.away, None, "each code once");
}

/// Words of the form that recovery codes have.
fn recovery_codes(html: &str) -> Vec<String> {
    let words = html.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.filter(|word| word.len() == 19 && word.matches('-').count() == 3).map(str::to_owned).collect()
}

#[tokio::test]
async fn where_the_second_factor_is_off_the_phone_is_not_asked() {
    let waiting = Waiting::new().await;
    let off = Some(json!({"value": "off"}));
    assert_eq!(waiting.appliance.ask(Method::PUT, "/settings/mfa.policy", off).await.0, 200);
    let browser = waiting.known.another();
    let pending = waiting.app.begin(&["email"]);
    let page = browser.open(pending.url.as_str()).await;
    let landed = browser.sign_in(&page, MEMBER).await;
    let tokens = waiting.app.finish(pending, &landed).await;
    assert_eq!(
        (tokens.amr.as_slice(), tokens.acr.as_deref()),
        (["pwd".to_owned()].as_slice(), Some("urn:donelogin:acr:1"))
    );
}

#[tokio::test]
async fn where_everybody_needs_a_second_factor_a_phone_is_linked_on_the_way_to_the_app() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let required = Some(json!({"value": "required"}));
    assert_eq!(appliance.ask(Method::PUT, "/settings/mfa.policy", required).await.0, 200);
    let browser = Browser::new(&appliance).await;
    let pending = app.begin(&["email"]);
    let page = browser.open(pending.url.as_str()).await;
    let page = browser.sign_in(&page, MEMBER).await;
    assert_eq!(page.away, None, "not without a second factor: {page:?}");
    let offer = browser.begin_link_on(&page).await;
    let mut phone = Phone::new(&appliance).await;
    phone.claim(&offer.qr()).await.unwrap();
    let form = Form::find(&offer.body, "code").unwrap().with("code", &phone.digits(&offer.qr()));
    let linked = browser.submit(&offer, form).await;
    assert_eq!(recovery_codes(&linked.body).len(), 10, "{}", linked.body);
    // Now there is a phone, and it is asked before the app is.
    let page = browser.submit(&linked, Form::find(&linked.body, "next").unwrap()).await;
    let page = step_up(&browser, &page).await;
    assert_eq!(phone.approve_by_code(&page).await.unwrap(), "approved");
    let landed = browser.press(&browser.open(MFA).await, "continue").await;
    assert_eq!(app.finish(pending, &landed).await.amr, ["face", "mfa", "pwd", "swk"]);
}

/// Agrees to go a step further.
async fn step_up(browser: &Browser, page: &Page) -> Page {
    let mut forms = Form::posting_to(&page.body, "/login/step-up");
    assert_eq!(forms.len(), 1, "{} {}", page.url, page.body);
    let page = browser.submit(page, forms.remove(0)).await;
    assert!(page.asks(), "{} {}", page.url, page.body);
    page
}

#[tokio::test]
async fn a_session_of_before_goes_a_step_further_where_the_app_asks_for_a_face() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let (browser, phone) = linked(&appliance, MEMBER).await;
    let off = Some(json!({"value": "off"}));
    assert_eq!(appliance.ask(Method::PUT, "/settings/mfa.policy", off).await.0, 200);
    assert_eq!(app.tokens(&browser, &["email"]).await.amr, ["pwd"]);
    let pending = app.begin(&["email"]);
    let page = browser.open(&format!("{}&acr_values=urn:donelogin:acr:face", pending.url)).await;
    assert!(phone.approvals().await.unwrap().is_empty(), "looking at the page asks nobody");
    let page = step_up(&browser, &page).await;
    assert_eq!(phone.approve_by_code(&page).await.unwrap(), "approved");
    let landed = browser.press(&browser.open(MFA).await, "continue").await;
    let tokens = app.finish(pending, &landed).await;
    assert_eq!(tokens.acr.as_deref(), Some("urn:donelogin:acr:face"));
    assert_eq!(tokens.amr, ["face", "mfa", "pwd", "swk"]);
}

#[tokio::test]
async fn a_remembered_browser_says_password_alone_until_somebody_says_not_me() {
    let waiting = Waiting::new().await;
    let Waiting { appliance, app, browser, phone, page, known, .. } = &waiting;
    let days = Some(json!({"value": "30"}));
    assert_eq!(appliance.ask(Method::PUT, "/settings/mfa.remember_days", days).await.0, 200);
    phone.approve_by_code(page).await.unwrap();
    let form = browser.button(&waiting.look().await, "continue").with("remember", "1");
    let landed = browser.submit(page, form).await;
    assert!(landed.away.is_some(), "{landed:?}");
    let again = async || {
        let pending = app.begin(&["email"]);
        let login = browser.open(&format!("{}&prompt=login", pending.url)).await;
        (pending, browser.sign_in(&login, MEMBER).await)
    };
    let (pending, landed) = again().await;
    assert_eq!(app.finish(pending, &landed).await.amr, ["pwd"], "remembering is no factor");
    assert!(phone.approvals().await.unwrap().is_empty());
    let (_, page) = known.another().half_sign_in(app, MEMBER).await;
    assert!(page.asks(), "another browser is asked as before");
    let asked = phone.asked().await;
    phone.decide(&asked, &phone.refusal(&asked, "not_me")).await.unwrap();
    let (_, page) = again().await;
    assert!(page.asks(), "{} {}", page.url, page.body);
}
