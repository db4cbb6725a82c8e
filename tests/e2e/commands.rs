//! Commands beside a running server: what they did is in force when they end. And without one.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;
use tests::appliance::{Appliance, MEMBER};
use tests::browser::Browser;
use tests::program;
use tests::relying_party::{REDIRECT_URI, RelyingParty};

fn json(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

/// Adds the member with a password.
fn add_member(appliance: &Appliance) {
    let arguments = ["user", "add", MEMBER.email, "--name", "Ben", "--password-stdin", "--json"];
    let output = program::run(appliance.command(&arguments), MEMBER.password);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(json(&output)["id"].is_string(), "{output:?}");
}

#[tokio::test]
async fn a_command_is_in_force_when_it_ends() {
    let appliance = Appliance::start();
    add_member(&appliance);
    let browser = Browser::new(&appliance).await;
    let page = browser.open("/login").await;
    browser.sign_in(&page, MEMBER).await;
    assert_eq!(browser.open("/account").await.url.path(), "/account");
    let arguments = ["client", "add", "Wiki", "--redirect-uri", REDIRECT_URI, "--trusted", "--json"];
    let client = json(&appliance.run(&arguments));
    let app = RelyingParty::existing(&appliance, &client).await;
    let tokens = app.tokens(&browser, &["email"]).await;
    appliance.run(&["settings", "set", "office.name", "Smith & Partners"]);
    assert!(browser.another().open("/login").await.body.contains("Smith &#38; Partners"));
    appliance.run(&["user", "disable", MEMBER.email]);
    assert_eq!(browser.open("/account").await.url.path(), "/login", "a session ends with its account");
    assert!(!app.is_valid(&tokens.access).await, "and so do tokens");
    appliance.run(&["user", "enable", MEMBER.email]);
    let page = browser.open("/login").await;
    browser.sign_in(&page, MEMBER).await;
    appliance.run(&["client", "delete", &app.client_id]);
    assert_eq!(browser.open(app.begin(&[]).url.as_str()).await.status, 400, "nobody knows it any more");
}

#[tokio::test]
async fn one_field_of_an_app_is_set_and_taken_away_and_the_others_stay() {
    let appliance = Appliance::start();
    let add = ["client", "add", "Wiki", "--redirect-uri", REDIRECT_URI, "--trusted", "--json"];
    let id = json(&appliance.run(&add))["client_id"].as_str().unwrap().to_owned();
    let set = |arguments: &[&str]| {
        json(&appliance.run(&[&["client", "set", &id, "--json"][..], arguments].concat()))
    };
    assert_eq!(
        set(&["contacts", r#"["ada@office.example"]"#])["contacts"],
        serde_json::json!(["ada@office.example"])
    );
    let bound = set(&["dpop_bound_access_tokens", "true"]);
    assert_eq!(bound["dpop_bound_access_tokens"], true);
    assert_eq!((&bound["trusted"], &bound["contacts"][0]), (&true.into(), &"ada@office.example".into()));
    assert!(set(&["contacts"]).get("contacts").is_none());
    let typo = program::run(appliance.command(&["client", "set", &id, "acess_token_format", "jwt"]), "");
    assert!(String::from_utf8_lossy(&typo.stderr).contains("did you mean access_token_format?"), "{typo:?}");
    assert_eq!(typo.status.code(), Some(2));
    let shown = String::from_utf8(appliance.run(&["client", "show", &id]).stdout).unwrap();
    let bound = shown.lines().find(|line| line.starts_with("dpop_bound_access_tokens "));
    assert!(bound.is_some_and(|line| line.ends_with(" yes")), "{shown}");
    let wrong = program::run(appliance.command(&["client", "set", &id, "redirect_uris", "nowhere"]), "");
    assert_eq!(wrong.status.code(), Some(1), "{wrong:?}");
}

#[tokio::test]
async fn a_rotated_key_signs_at_once_and_the_old_one_is_still_known() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let browser = Browser::new(&appliance).await;
    let page = browser.open("/login").await;
    browser.sign_in(&page, MEMBER).await;
    let kids = async || {
        let jwks: Value = serde_json::from_str(&browser.open("/oauth2/jwks").await.body).unwrap();
        jwks["keys"]
            .as_array()
            .unwrap()
            .iter()
            .map(|key| key["kid"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = kids().await;
    let old = app.tokens(&browser, &["email"]).await;
    appliance.run(&["keys", "rotate", "--now"]);
    let after = kids().await;
    assert!(before.iter().all(|kid| after.contains(kid)), "{before:?} {after:?}");
    assert!(after.len() > before.len());
    // The library reads the key set anew, and then knows what the new key signs.
    let app = RelyingParty::existing(&appliance, &app.registration()).await;
    let new = app.tokens(&browser, &["email"]).await;
    assert_ne!(old.id.to_string().split('.').next(), new.id.to_string().split('.').next(), "another kid");
}

#[tokio::test]
async fn commands_work_without_a_server_and_the_next_server_knows() {
    let mut appliance = Appliance::start();
    appliance.stop();
    add_member(&appliance);
    let arguments = ["client", "add", "Wiki", "--redirect-uri", REDIRECT_URI, "--trusted", "--json"];
    let client = json(&appliance.run(&arguments));
    appliance.restart();
    let app = RelyingParty::existing(&appliance, &client).await;
    let browser = Browser::new(&appliance).await;
    let pending = app.begin(&["email"]);
    let login = browser.open(pending.url.as_str()).await;
    let landed = browser.sign_in(&login, MEMBER).await;
    app.finish(pending, &landed).await;
}

#[tokio::test]
async fn commands_at_once_all_take_effect() {
    let appliance = Appliance::start();
    let children: Vec<_> = (0..6)
        .map(|n| {
            let email = format!("person{n}@office.example");
            let mut command = appliance.command(&["user", "add", &email, "--name", "Person"]);
            command.stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let users = json(&appliance.run(&["user", "list", "--json"]));
    assert_eq!(users.as_array().unwrap().len(), 6, "{users}");
}

#[tokio::test]
async fn a_refusal_is_exit_code_1_and_wrong_words_are_2() {
    let appliance = Appliance::start();
    add_member(&appliance);
    for (arguments, code) in [
        (&["user", "show", "nobody@office.example"][..], 1),
        (&["user", "add", MEMBER.email, "--name", "Ben"], 1),
        (&["settings", "set", "ofice.name", "x"], 1),
        (&["user", "fly"], 2),
        (&["client", "add"], 2),
    ] {
        let output = program::run(appliance.command(arguments), "");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {output:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{arguments:?}: {output:?}");
    }
}

#[tokio::test]
async fn the_socket_is_for_the_owner_alone() {
    let appliance = Appliance::start();
    let _ = appliance.ca_pem().await;
    let socket = appliance.dir().join("control.sock");
    assert_eq!(std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
}
