//! Keys that sign are replaced while apps sign people in, refresh and verify, and while the server goes down and comes again.

use domain::key::{KEPT_FOR_S, PUBLISHED_AHEAD_BY_SCHEDULE_S, PUBLISHED_AHEAD_S};
use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::Appliance;
use tests::browser::client;
use tests::key_copy::{KeyCopy, Reads};
use tests::traffic::{Told, Traffic};

const DAY: i64 = 86_400;

/// An app of each algorithm, one of them public so that its refresh tokens rotate, two that read what else is signed.
fn apps(reads: Reads) -> [(Value, Reads); 4] {
    [
        (json!({"access_token_format": "jwt"}), reads),
        (json!({"access_token_format": "jwt", "id_token_signed_response_alg": "PS256"}), reads),
        (
            json!({"id_token_signed_response_alg": "ES256", "userinfo_signed_response_alg": "ES256"}),
            Reads::ForUnknownKeys,
        ),
        (
            json!({"access_token_format": "jwt", "id_token_signed_response_alg": "EdDSA",
                "token_endpoint_auth_method": "none"}),
            reads,
        ),
    ]
}

/// The command, without holding up the apps.
fn rotate(appliance: &Appliance, how: &[&str]) {
    tokio::task::block_in_place(|| appliance.run(&[&["keys", "rotate"], how].concat()));
}

fn jump(traffic: &Traffic, appliance: &mut Appliance, seconds: i64) {
    traffic.jump(|| tokio::task::block_in_place(|| appliance.restart_later(seconds)));
}

/// Everything that was kept counts for an app that comes only now, too.
async fn all_still_count(appliance: &Appliance, told: &[Told]) {
    let fresh = client(&appliance.ca_pem().await, appliance);
    let mut keys = KeyCopy::new(&fresh, &appliance.issuer(), Reads::ForUnknownKeys);
    keys.read().await;
    for app in told {
        for token in &app.kept {
            keys.verify_again(token).unwrap_or_else(|why| panic!("{}: {why}: {token}", app.name));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_app_refuses_a_token_while_keys_are_replaced_and_the_server_is_killed() {
    let mut appliance = Appliance::claimed().await;
    let traffic = Traffic::begin(&appliance, &apps(Reads::ForUnknownKeys)).await;
    let first = traffic.last_keys();
    rotate(&appliance, &[]);
    traffic.go_on(1).await;
    assert_eq!(traffic.last_keys(), first, "the new keys are published, and sign nothing yet");
    tokio::task::block_in_place(|| {
        appliance.kill();
        appliance.restart();
    });
    traffic.go_on(1).await;
    jump(&traffic, &mut appliance, PUBLISHED_AHEAD_S - 30);
    traffic.go_on(1).await;
    assert_eq!(traffic.last_keys(), first, "so does not a restart");
    jump(&traffic, &mut appliance, 40);
    traffic.leave(&first).await;
    let second = traffic.last_keys();
    rotate(&appliance, &["--now"]);
    traffic.leave(&second).await;
    let third = traffic.last_keys();
    // The answer stands, whatever comes a moment later.
    rotate(&appliance, &["--now"]);
    tokio::task::block_in_place(|| {
        appliance.kill();
        appliance.restart();
    });
    traffic.leave(&third).await;
    tokio::task::block_in_place(|| {
        appliance.stop();
        appliance.restart();
    });
    traffic.go_on(2).await;
    let told = traffic.end().await;
    for app in &told {
        assert_eq!(app.keys.seen().len(), 4, "{}", app.name);
        assert!(app.keys.reads() <= 4, "{}: read {} times for four keys", app.name, app.keys.reads());
        assert!(app.lost <= 5, "{}: more refresh tokens were lost than the server was down", app.name);
    }
    all_still_count(&appliance, &told).await;
    let (_, chain) = appliance.ask(Method::GET, "/audit/verify", None).await;
    assert_eq!(chain["is_sound"], true, "{chain}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_app_that_reads_the_key_set_as_seldom_as_it_may_misses_no_announced_key() {
    let mut appliance = Appliance::claimed().await;
    let traffic = Traffic::begin(&appliance, &apps(Reads::WhenOlderThan(KEPT_FOR_S))).await;
    let first = traffic.last_keys();
    rotate(&appliance, &[]);
    // Its copy is as old as it may be, and older, while the keys are announced.
    for seconds in [KEPT_FOR_S - 10, KEPT_FOR_S - 10, 40] {
        traffic.go_on(1).await;
        jump(&traffic, &mut appliance, seconds);
    }
    traffic.leave(&first).await;
    let told = traffic.end().await;
    for app in &told {
        assert_eq!(app.keys.seen().len(), 2, "{}", app.name);
    }
    all_still_count(&appliance, &told).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_are_replaced_by_schedule_without_anybody_noticing() {
    let mut appliance = Appliance::claimed().await;
    appliance.run(&["settings", "set", "keys.rotate_after_days", "1"]);
    let traffic = Traffic::begin(&appliance, &apps(Reads::WhenOlderThan(KEPT_FOR_S))).await;
    let first = traffic.last_keys();
    jump(&traffic, &mut appliance, DAY + 60);
    let published = wait_for_keys(&appliance, 8).await;
    assert_eq!(published.iter().filter(|key| key["state"] == "next").count(), 4, "{published:?}");
    traffic.go_on(1).await;
    assert_eq!(traffic.last_keys(), first, "a day's notice");
    jump(&traffic, &mut appliance, PUBLISHED_AHEAD_BY_SCHEDULE_S);
    traffic.leave(&first).await;
    let told = traffic.end().await;
    for app in &told {
        assert_eq!(app.keys.seen().len(), 2, "{}", app.name);
    }
    all_still_count(&appliance, &told).await;
    let rotated = appliance.audited().await.iter().filter(|act| *act == "keys.rotated").count();
    assert_eq!(rotated, 1);
}

/// The keys, when there are so many.
async fn wait_for_keys(appliance: &Appliance, count: usize) -> Vec<Value> {
    for _ in 0..500 {
        let (_, keys) = appliance.ask(Method::GET, "/keys", None).await;
        let keys = keys["keys"].as_array().or(keys.as_array()).unwrap().clone();
        if keys.len() >= count {
            return keys;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("no successor was made");
}
