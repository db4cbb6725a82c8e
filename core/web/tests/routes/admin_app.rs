//! `/admin/`: the administrators' web app. Whether the app was built says nothing about these rules.

use crate::world::World;

#[tokio::test]
async fn a_stranger_is_led_to_the_sign_in_and_back() {
    let world = World::new().await;
    for path in ["/admin/", "/admin/people", "/admin/people/x?tab=sessions"] {
        let answer = world.browser().get(path).await.expect(303);
        assert!(answer.location().starts_with("/login?next=%2Fadmin%2F"), "{}", answer.location());
    }
    assert_eq!(world.browser().get("/admin").await.expect(308).location(), "/admin/");
}

#[tokio::test]
async fn somebody_without_the_right_is_told_who_has_it() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    browser.get("/admin/people").await.expect(403);
}

#[tokio::test]
async fn no_text_becomes_script_and_nothing_of_the_machine_is_used() {
    let world = World::new().await;
    for path in ["/admin/", "/admin/assets/x.js", "/admin/nowhere.png"] {
        let answer = world.browser().get(path).await;
        let csp = answer.header("content-security-policy");
        for part in [
            "script-src 'self';",
            "connect-src 'self';",
            "require-trusted-types-for 'script'; trusted-types svelte-trusted-html",
            "frame-ancestors 'none'",
        ] {
            assert!(csp.contains(part), "{path}: {part} is not in {csp}");
        }
        assert!(!csp.contains("unsafe"), "{path}");
        assert_eq!(answer.header("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    }
}

#[tokio::test]
async fn only_files_of_the_app_are_handed_out() {
    let world = World::new().await;
    for path in ["/admin/app.exe", "/admin/..%2F..%2FCargo.toml", "/admin/assets/%2e%2e/index.html.br"] {
        world.browser().get(path).await.expect(404);
    }
}
