//! Headers on every answer.

use crate::world::{Client, World};

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
                   connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";

#[tokio::test]
async fn every_answer_protects_the_page_and_no_personal_one_is_kept() {
    let world = World::new().await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let consent = ada.get(&Client::NOTES.ask().path()).await.expect(303).location().to_owned();
    // Whether a post of the page may end at a relying party: then form-action is left out.
    for (path, status, leaves) in [
        ("/", 200, false),
        ("/account", 200, false),
        ("/account/profile", 200, false),
        ("/account/apps", 200, false),
        ("/account/sessions", 200, false),
        ("/reset", 200, false),
        ("/reset/x", 404, false),
        ("/invite/x", 404, false),
        ("/trust", 200, false),
        ("/nowhere", 404, false),
        ("/healthz", 200, false),
        ("/readyz", 200, false),
        ("/metrics", 404, false),
        ("/login", 303, true),
        (&consent, 200, true),
        ("/interaction?i=x", 400, true),
        ("/setup/x", 404, true),
        ("/setup/done", 200, true),
        ("/oauth2/authorize", 400, true),
        ("/oauth2/logout", 200, true),
    ] {
        let answer = ada.clone().get(path).await.expect(status);
        let csp = if leaves { CSP.to_owned() } else { format!("{CSP}; form-action 'self'") };
        for (name, value) in [
            ("content-security-policy", csp.as_str()),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
            ("strict-transport-security", "max-age=15552000"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{path}: {name}");
            assert_eq!(answer.headers.get_all(name).iter().count(), 1, "{path}: {name}");
        }
    }
}

#[tokio::test]
async fn answers_for_programs_load_nothing_and_are_not_kept() {
    let world = World::new().await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    for (path, status) in [("/api/admin/v1/users", 200), ("/oauth2/token", 405), ("/oauth2/userinfo", 401)] {
        let answer = ada.clone().get(path).await.expect(status);
        for (name, value) in [
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
            ("x-content-type-options", "nosniff"),
            ("strict-transport-security", "max-age=15552000"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{path}: {name}");
        }
    }
}

#[tokio::test]
async fn pages_load_scripts_and_styles_as_files_that_may_be_kept() {
    let world = World::new().await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let page = world.browser().get("/login").await;
    for path in ["/", "/account/sessions", "/trust", "/oauth2/logout", "/nowhere"] {
        let body = ada.get(path).await.body;
        for inline in ["<style", " style=\"", " onclick=", " onload=", "javascript:"] {
            assert!(!body.contains(inline), "{path}: {inline}");
        }
        for script in body.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').unwrap();
            assert!(tag.contains(" src=\"/assets/") && rest.starts_with("</script>"), "{path}: {tag}");
        }
    }
    let asset = page.body.split("href=\"/assets/").nth(1).unwrap().split('"').next().unwrap();
    let answer = world.browser().get(&format!("/assets/{asset}")).await.expect(200);
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    world.browser().get("/assets/../Cargo.toml").await.expect(404);
    world.browser().get("/assets/%2e%2e/Cargo.toml").await.expect(404);
}

#[tokio::test]
async fn on_localhost_no_browser_is_told_to_insist_on_https() {
    let world = World::under("https://localhost:8443").await;
    let answer = world.browser().get("/login").await.expect(200);
    assert_eq!(answer.header("strict-transport-security"), "");
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
}

#[tokio::test]
async fn metrics_are_for_this_machine() {
    let world = World::new().await;
    world.browser().get("/metrics").await.expect(404);
    world.browser().from([127, 0, 0, 1]).sign_in().await;
    let answer = world.browser().from([127, 0, 0, 1]).get("/metrics").await.expect(200);
    assert!(answer.body.contains("donelogin_users 2\n"), "{}", answer.body);
    assert!(answer.body.contains("donelogin_sessions 1\n"), "{}", answer.body);
}
