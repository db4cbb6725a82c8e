//! Every form of ours: believed only from the browser that was shown it.

use serde_json::json;

use crate::world::{BROWSER, Browser, Client, ISSUER, PASSWORD, SESSION, World};

/// A world in which each form would do something, and the forms, all that `routes.rs` has under `post`: taken over by
/// hand, so that a new one has to be thought of. Without `/oauth2/authorize` and `/oauth2/logout`, which come from
/// other sites and only store or ask, and `/language`, which changes no more than words.
struct Forms {
    world: World,
    browser: Browser,
    csrf: String,
    forms: Vec<(String, Vec<(&'static str, String)>)>,
}

async fn forms() -> Forms {
    let world = World::new().await;
    let invited =
        world.admin("POST", "/users", &json!({"email": "iris@office.example"})).await.expect(201).json();
    let reset = world.admin("POST", "/users/ada/reset-password", &json!({})).await.expect(200).json();
    let path =
        |link: &serde_json::Value| link["link"].as_str().unwrap().strip_prefix(ISSUER).unwrap().to_owned();
    world.browser().sign_in().await;
    let mut browser = world.browser();
    browser.complete(&Client::NOTES.ask()).await.expect(303);
    let choice = browser.authorize(&Client::WIKI.ask().with("prompt", "select_account")).await.expect(200);
    let consent = browser.authorize(&Client::NOTES.ask().with("prompt", "consent")).await.expect(200);
    let field = |page: &crate::world::Answer, form: &str, name: &str| {
        page.form(form).1.into_iter().find(|(known, _)| known == name).unwrap().1
    };
    let csrf = field(&consent, "/consent", "csrf");
    let (of_choice, of_consent) = (field(&choice, "/login/account", "i"), field(&consent, "/consent", "i"));
    let password = || ("password", "a new and long password".to_owned());
    let forms = vec![
        ("/login".into(), vec![("username", "mira".into()), ("password", PASSWORD.into())]),
        ("/login/account".into(), vec![("i", of_choice), ("decision", "continue".into())]),
        ("/login/not-you".into(), vec![("i", of_consent.clone())]),
        ("/consent".into(), vec![("i", of_consent.clone()), ("decision", "allow".into())]),
        ("/consent".into(), vec![("i", of_consent), ("decision", "deny".into())]),
        ("/logout".into(), vec![("decision", "yes".into())]),
        ("/setup/x".into(), vec![("office_name", "Evil".into()), password()]),
        (path(&invited), vec![password()]),
        (path(&reset), vec![password()]),
        ("/account/apps".into(), vec![("client", "notes".into())]),
        ("/account/sessions".into(), vec![("session", "others".into())]),
        ("/account/sessions/forget".into(), vec![("browser", "x".into())]),
        ("/account/profile/edit".into(), vec![("nickname", "mi".into())]),
        ("/account/picture/remove".into(), vec![]),
        ("/account/email".into(), vec![("email", "mira@elsewhere.example".into())]),
        ("/account/email/stop".into(), vec![]),
        ("/account/password".into(), vec![("old", PASSWORD.into()), password()]),
        ("/account/data/export".into(), vec![]),
        ("/account/delete".into(), vec![("username", "mira".into())]),
        ("/login/mfa".into(), vec![("code", "123456".into())]),
        ("/login/mfa/cancel".into(), vec![]),
        ("/login/step-up".into(), vec![("next", "/account".into())]),
        ("/account/authenticator/begin".into(), vec![]),
        ("/account/authenticator".into(), vec![("code", "123456".into())]),
        ("/account/authenticator/remove".into(), vec![]),
        ("/account/recovery-codes".into(), vec![]),
    ];
    Forms { world, browser, csrf, forms }
}

#[tokio::test]
async fn a_form_without_the_token_of_this_browser_or_from_elsewhere_does_nothing() {
    let Forms { world, browser, csrf, forms } = forms().await;
    let mut stranger = world.browser();
    stranger.sign_in().await;
    let page = stranger.get("/account/sessions").await;
    let of_stranger = page.form("/account/sessions").1[0].1.clone();
    let raw_cookie = browser.cookies[BROWSER].clone();
    let before = world.events().await;
    for (path, fields) in &forms {
        let post = async |mut browser: Browser, csrf: Option<&str>| {
            let mut form: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            form.extend(csrf.map(|csrf| ("csrf", csrf)));
            let answer = browser.post(path, &form).await;
            let html = answer.header("content-type").starts_with("text/html");
            assert!(
                answer.status == 400 && html && answer.location().is_empty(),
                "{path}: {}",
                answer.status
            );
            assert!(answer.set_cookie(SESSION).is_none() && answer.set_cookie(BROWSER).is_none(), "{path}");
        };
        post(browser.clone(), None).await;
        post(browser.clone(), Some("")).await;
        post(browser.clone(), Some(&of_stranger)).await;
        post(browser.clone(), Some(&raw_cookie)).await;
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "https://sso.office.internal"),
            ("origin", "http://sso.office.internal:8443"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            post(browser.clone().saying(name, value), Some(&csrf)).await;
        }
        let mut without = browser.clone();
        without.cookies.clear();
        post(without, Some(&csrf)).await;
        let mut only_session = browser.clone();
        only_session.cookies.remove(BROWSER);
        post(only_session, Some(&csrf)).await;
    }
    assert_eq!(world.events().await, before, "nothing happened");
    browser.clone().get("/account").await.expect(200);
}

#[tokio::test]
async fn the_right_token_from_our_own_page_is_believed() {
    let number = forms().await.forms.len();
    for which in 0..number {
        // Each in a world of its own: many of them end the session or the request.
        let Forms { browser, csrf, forms, .. } = forms().await;
        let (path, fields) = &forms[which];
        let mut form: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        form.push(("csrf", &csrf));
        let mut browser = browser.saying("origin", ISSUER).saying("sec-fetch-site", "same-origin");
        let answer = browser.post(path, &form).await;
        let expected: &[u16] = match path.as_str() {
            path if path.starts_with("/setup/") => &[404],
            _ => &[200, 303],
        };
        assert!(expected.contains(&answer.status.as_u16()), "{path}: {} {}", answer.status, answer.words());
    }
}

#[tokio::test]
async fn forms_are_forms() {
    let Forms { browser, csrf, forms, .. } = forms().await;
    for (path, _) in &forms {
        for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x"] {
            let mut browser = browser.clone().saying("content-type", kind);
            browser.send("POST", path, Some(format!("csrf={csrf}"))).await.expect(415);
        }
        let long = format!("csrf={csrf}&x={}", "y".repeat(70_000));
        browser.clone().send("POST", path, Some(long)).await.expect(413);
    }
}

#[tokio::test]
async fn two_cookies_of_one_name_are_somebodys_trick() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let both = format!("{SESSION}={}; {SESSION}={}", browser.cookies[SESSION], "A".repeat(43));
    browser.cookies.clear();
    let mut tricked = browser.saying("cookie", &both);
    assert_eq!(tricked.get("/").await.expect(303).location(), "/login");
}

#[tokio::test]
async fn a_language_is_chosen_and_leads_back_to_this_server_only() {
    let world = World::new().await;
    for (back, lands) in
        [("/trust", "/trust"), ("//evil.example", "/"), ("https://evil.example/", "/"), ("/\\x", "/")]
    {
        let mut browser = world.browser();
        let answer = browser.post("/language", &[("language", "de"), ("return_to", back)]).await.expect(303);
        assert_eq!(answer.location(), lands);
        let line = answer.set_cookie("__Host-language").unwrap();
        assert_eq!(line, "__Host-language=de; Path=/; Max-Age=31536000; Secure; SameSite=Lax");
        assert!(browser.get("/trust").await.body.contains(r#"lang="de""#));
    }
    world.browser().post("/language", &[("language", "xx\r\nset-cookie: a=b")]).await.expect(400);
}

#[tokio::test]
async fn a_language_is_not_chosen_by_a_page_of_another_site() {
    let world = World::new().await;
    let form = [("language", "de"), ("return_to", "/login")];
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "https://sso.office.internal:9443"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let mut browser = world.browser().saying(name, value);
        let answer = browser.post("/language", &form).await.expect(403);
        assert!(answer.set_cookie("__Host-language").is_none(), "{name}: {value}");
    }
    world.browser().saying("origin", ISSUER).post("/language", &form).await.expect(303);
    // People come by address before they trust the CA.
    let mut browser = world.browser().saying("origin", "https://192.168.1.5:8443");
    "192.168.1.5:8443".clone_into(&mut browser.host);
    browser.post("/language", &form).await.expect(303);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_by_a_page_of_ours() {
    let world = World::new().await;
    let mut browser = world.browser().saying("accept-language", "de");
    browser.sign_in().await;
    for path in ["/reset/%ff", "/login?i=a&i=b", "/apps/app?app=a&app=b", "/account/devices?done=a&done=b"] {
        let page = browser.get(path).await.expect(400);
        assert!(page.body.starts_with("<!doctype html>"), "{path}: {}", page.body);
        assert!(page.says("Hier gibt es keine Seite"), "{path}: {}", page.words());
    }
    for (path, kind, body, status) in [
        ("/language", "text/plain", "language=de", 415),
        ("/language", "application/x-www-form-urlencoded", "return_to=x", 422),
        ("/login", "application/json", "{}", 415),
        ("/account/picture", "text/plain", "x", 415),
    ] {
        let mut browser = browser.clone().saying("content-type", kind);
        let page = browser.send("POST", path, Some(body.to_owned())).await.expect(status);
        assert!(page.body.starts_with("<!doctype html>"), "{path}: {}", page.body);
    }
}
