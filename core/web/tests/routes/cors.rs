//! Calls from browsers of other origins.

use serde_json::json;

use crate::world::{Answer, Client, World};

const ENDPOINTS: [&str; 3] = ["/oauth2/token", "/oauth2/userinfo", "/oauth2/revoke"];

#[tokio::test]
async fn the_origin_of_a_client_may_read_answers_and_refusals() {
    let world = World::new().await;
    for path in ENDPOINTS {
        let asked = world
            .server()
            .saying("origin", "https://board.example")
            .saying("access-control-request-method", "POST")
            .send("OPTIONS", path, None)
            .await
            .expect(204);
        assert_eq!(asked.header("access-control-allow-origin"), "https://board.example");
        assert!(asked.header("access-control-allow-methods").contains("POST"));
        assert!(asked.header("access-control-allow-headers").contains("Authorization"));
        let mut board = world.server().saying("origin", "https://board.example");
        let refused = board.post(path, &[]).await;
        assert!(refused.status.is_client_error(), "{path}");
        assert_eq!(refused.header("access-control-allow-origin"), "https://board.example", "{path}");
        assert!(refused.header("vary").to_lowercase().contains("origin"), "{path}");
        let wrong = board.send("DELETE", path, None).await.expect(405);
        assert_eq!(wrong.header("access-control-allow-origin"), "https://board.example", "{path}");
        for answer in [asked, refused, wrong] {
            assert_eq!(answer.header("access-control-allow-credentials"), "", "never with cookies");
        }
    }
    let code = world.browser().obtain_code(&Client::BOARD.ask()).await;
    let server = world.server().saying("origin", "https://board.example");
    let answer = Client::BOARD
        .call_from(&server, "/oauth2/token", &Client::BOARD.exchange_form(&code))
        .await
        .expect(200);
    assert_eq!(answer.header("access-control-allow-origin"), "https://board.example");
}

#[tokio::test]
async fn other_origins_read_nothing() {
    let world = World::new().await;
    for origin in [
        "https://evil.example",
        "http://board.example",
        "https://board.example:8443",
        "https://board.example.evil.example",
        "https://BOARD.example",
        "null",
        "*",
        "",
    ] {
        for path in ENDPOINTS {
            for method in ["OPTIONS", "POST"] {
                let answer = world.server().saying("origin", origin).send(method, path, None).await;
                expect_closed(&answer);
                assert!(answer.header("vary").to_lowercase().contains("origin"), "{path}");
            }
        }
    }
    for path in ["/login", "/oauth2/authorize", "/oauth2/logout", "/account", "/api/admin/v1/users"] {
        expect_closed(&world.server().saying("origin", "https://board.example").get(path).await);
    }
    world.change_client("board", &json!({"state": "disabled"})).await;
    let answer = world.server().saying("origin", "https://board.example").post("/oauth2/token", &[]).await;
    expect_closed(&answer);
}

#[track_caller]
fn expect_closed(answer: &Answer) {
    assert_eq!(answer.header("access-control-allow-origin"), "", "{}", answer.at);
}
