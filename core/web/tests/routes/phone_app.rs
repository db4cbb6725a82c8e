//! `/phone/`: the web app's files. Whether the app was built says nothing about these rules.

use crate::world::World;

#[tokio::test]
async fn the_app_may_compile_its_engine_and_use_the_camera_and_nothing_else() {
    let world = World::new().await;
    for path in ["/phone/", "/phone/link", "/phone/sw.js", "/phone/assets/x.js", "/phone/nowhere.png"] {
        let answer = world.browser().get(path).await;
        let csp = answer.header("content-security-policy");
        for part in [
            "script-src 'self' 'wasm-unsafe-eval';",
            "worker-src 'self';",
            "require-trusted-types-for 'script'",
            "frame-ancestors 'none'",
        ] {
            assert!(csp.contains(part), "{path}: {part} is not in {csp}");
        }
        assert!(!csp.contains("unsafe-inline"), "{path}");
        assert_eq!(answer.header("permissions-policy"), "camera=(self), microphone=(), geolocation=()");
        assert!(answer.set_cookie("__Host-browser").is_none(), "{path}: the app needs no cookie");
    }
    let api = world.browser().get("/phone/v1/policy").await.expect(200);
    assert_eq!(api.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
}

#[tokio::test]
async fn models_are_found_by_their_content_and_kept_for_ever() {
    let world = World::new().await;
    let yunet = "/phone/models/84c7dc7f198f17ec2a572b61a5124f05253e269b87ef2b5a01af4d8237213b10.onnx";
    let answer = world.browser().get(yunet).await.expect(200);
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    let etag = answer.header("etag").to_owned();
    world.browser().saying("if-none-match", &etag).get(yunet).await.expect(304);
    for other in ["/phone/models/manifest.json", "/phone/models/00.onnx", "/phone/models/..%2Fmanifest.json"]
    {
        world.browser().get(other).await.expect(404);
    }
}

#[tokio::test]
async fn each_office_is_an_app_of_its_own() {
    let world = World::new().await;
    let answer = world.browser().get("/phone/app.webmanifest").await.expect(200);
    assert_eq!(answer.header("content-type"), "application/manifest+json");
    let manifest = answer.json();
    assert_eq!((&manifest["scope"], &manifest["display"]), (&"/phone/".into(), &"standalone".into()));
    assert!(manifest["name"].as_str().is_some_and(|name| !name.is_empty()));
}

#[tokio::test]
async fn only_files_of_the_app_are_handed_out() {
    let world = World::new().await;
    for path in ["/phone/app.exe", "/phone/..%2F..%2FCargo.toml", "/phone/assets/%2e%2e/index.html.br"] {
        world.browser().get(path).await.expect(404);
    }
}
