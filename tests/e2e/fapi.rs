//! FAPI 2.0 over sockets: an app that proves everything by keys, and one that does so by certificates, on their whole way.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::token::sha256;
use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::{ADMIN, Appliance};
use tests::bank::{Bank, CALLBACK, Reply, now};
use tests::browser::{Browser, client};
use tests::dpop::Prover;
use tests::key_copy::{KeyCopy, Reads, read};
use tests::page::Form;

use crate::client_keys::{asking, issue, self_signed, showing};

/// An office that wants nonces in proofs, and the app.
async fn office() -> (Appliance, Bank) {
    let appliance = Appliance::claimed().await;
    appliance.run(&["settings", "set", "oidc.dpop_nonce", "required"]);
    let bank = Bank::register(&appliance, 1, &json!({})).await;
    (appliance, bank)
}

fn text(json: &Value, name: &str) -> String {
    json[name].as_str().unwrap_or_else(|| panic!("no {name} in {json}")).to_owned()
}

/// Userinfo with a proof about this token, made with this nonce.
async fn ask(bank: &Bank, prover: &Prover, token: &str, nonce: &str) -> Reply {
    let url = format!("{}/oauth2/userinfo", bank.base);
    let proof = prover.proof(("GET", &url), now(), &json!({"ath": Prover::ath(token), "nonce": nonce}));
    bank.userinfo("DPoP", token, Some(&proof)).await
}

#[tokio::test]
async fn an_app_with_keys_alone_goes_the_whole_way() {
    let (appliance, bank) = office().await;
    let (browser, prover) = (Browser::new(&appliance).await, bank.prover.as_ref().unwrap());
    let request_uri = bank.push(&Value::Null).await;
    let page = browser.open(&bank.address(&request_uri)).await;
    assert!(Form::find(&page.body, "password").is_some(), "opening the page uses nothing up: {page:?}");
    let code = bank.code(&browser, &request_uri).await;
    let form = bank.exchange(&code);
    assert_eq!(bank.post("/oauth2/token", &form).await.error(), (400, "invalid_dpop_proof"));
    let tokens = bank.prove(prover, "/oauth2/token", &form).await;
    let nonce = tokens.nonce.clone().unwrap();
    let tokens = tokens.expect(200);
    assert_eq!(tokens["token_type"], "DPoP");
    let mut keys = KeyCopy::new(&bank.http, &bank.issuer, Reads::ForUnknownKeys);
    let claims = keys.verify(&text(&tokens, "id_token")).await.unwrap();
    assert_eq!(read(&text(&tokens, "id_token")).unwrap().0["alg"], "PS256");
    assert_eq!((&claims["aud"], &claims["nonce"]), (&json!(bank.id), &json!("n".repeat(64))));
    let token = text(&tokens, "access_token");
    let person = ask(&bank, prover, &token, &nonce).await.expect(200);
    assert_eq!((&person["sub"], &person["email"]), (&claims["sub"], &json!("ben@office.example")));
    let form = json!({"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]});
    let fresh = bank.prove(prover, "/oauth2/token", &form).await.expect(200);
    let person = ask(&bank, prover, &text(&fresh, "access_token"), &nonce).await.expect(200);
    assert_eq!(person["sub"], claims["sub"]);
    let about = bank.post("/oauth2/introspect", &json!({"token": token})).await.expect(200);
    assert_eq!((&about["active"], &about["cnf"]["jkt"]), (&json!(true), &json!(prover.jkt())));
    // The second time no code comes of it, for nobody.
    let again = browser.open(&bank.address(&request_uri)).await;
    assert!(again.away.is_none() && again.status == 400, "{again:?}");
}

#[tokio::test]
async fn what_fapi_2_forbids_is_refused_when_it_is_pushed() {
    let (_appliance, bank) = office().await;
    let pushed = async |change: &Value| bank.post("/oauth2/par", &bank.request(change)).await;
    for change in [
        json!({"code_challenge": null, "code_challenge_method": null}),
        json!({"code_challenge_method": "plain"}),
        json!({"code_challenge_method": null}),
        json!({"redirect_uri": null}),
        json!({"redirect_uri": "https://bank.example/callback"}),
        json!({"redirect_uri": format!("{CALLBACK}&more=1")}),
        json!({"response_type": null}),
        json!({"request_uri": "urn:ietf:params:oauth:request_uri:other"}),
    ] {
        assert_eq!(pushed(&change).await.error(), (400, "invalid_request"), "{change}");
    }
    for kind in ["token", "id_token", "code id_token", "code token", "none"] {
        let reply = pushed(&json!({"response_type": kind})).await;
        assert!(
            reply.status == 400 && reply.error().1.contains("response_type")
                || reply.error().1 == "unauthorized_client",
            "{kind}: {reply:?}"
        );
    }
    for change in [
        json!({"aud": [bank.issuer]}),
        json!({"aud": format!("{}/oauth2/token", bank.issuer)}),
        json!({"aud": format!("{}/oauth2/par", bank.issuer)}),
        json!({"aud": format!("{}/", bank.issuer)}),
        json!({"aud": null}),
        json!({"sub": null}),
        json!({"iss": "somebody"}),
        json!({"jti": null}),
        json!({"exp": null}),
        json!({"exp": now() - 61}),
        json!({"nbf": now() + 60}),
        json!({"iat": now() + 60}),
    ] {
        let reply = pushed(&json!({"client_assertion": bank.assertion(&change)})).await;
        assert_eq!(reply.error(), (401, "invalid_client"), "{change}");
    }
    let nobody = bank.in_hands_of(&bank.http, &bank.base);
    let reply = nobody.post("/oauth2/par", &nobody.request(&Value::Null)).await;
    assert_eq!(reply.error(), (401, "invalid_client"));
    // Clocks may differ a little.
    let ahead = json!({"iat": now() + 8, "nbf": now() + 8});
    pushed(&json!({"client_assertion": bank.assertion(&ahead)})).await.expect(201);
    pushed(&json!({"state": null, "nonce": null})).await.expect(201);
    let wrong_verb = bank.http.get(format!("{}/oauth2/par", bank.base)).send().await.unwrap();
    assert_eq!(wrong_verb.status(), 405);
}

#[tokio::test]
async fn a_request_that_was_not_pushed_or_belongs_to_another_app_gets_no_code() {
    let (appliance, bank) = office().await;
    let other = Bank::register(&appliance, 2, &json!({})).await;
    let browser = Browser::new(&appliance).await;
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(
            bank.request(&Value::Null).as_object().unwrap().iter().map(|(k, v)| (k, v.as_str().unwrap())),
        )
        .finish();
    let page = browser.open(&format!("/oauth2/authorize?{query}")).await;
    assert!(
        page.away
            .is_none_or(|to| !to.as_str().contains("code=") && to.as_str().contains("error=invalid_request"))
    );
    let request_uri = bank.push(&Value::Null).await;
    let page = browser.open(&other.address(&request_uri)).await;
    assert!(page.away.is_none() && page.status == 400, "{page:?}");
    // The person says no; the app learns that, and nothing else.
    let page = browser.open(&bank.address(&request_uri)).await;
    let page = browser.sign_in(&page, ADMIN).await;
    let form = Form::find(&page.body, "decision").unwrap_or_else(|| panic!("{page:?}"));
    let refused = browser.submit(&page, form.with("decision", "deny")).await;
    assert_eq!(refused.answer("error").as_deref(), Some("access_denied"));
    assert_eq!(refused.answer("iss").as_deref(), Some(bank.issuer.as_str()));
    assert_eq!(refused.answer("code"), None);
}

#[tokio::test]
async fn a_code_is_worth_nothing_to_whoever_lacks_what_it_is_bound_to() {
    let (appliance, bank) = office().await;
    let other = Bank::register(&appliance, 2, &json!({})).await;
    let (browser, prover) = (Browser::new(&appliance).await, bank.prover.as_ref().unwrap());
    let thief = Prover::new(9);
    let stranger = json!({"dpop_jkt": thief.jkt()});
    let reply = bank.prove(prover, "/oauth2/par", &bank.request(&stranger)).await;
    assert_eq!(reply.error(), (400, "invalid_dpop_proof"), "{reply:?}");
    // A proof beside the request binds the code to its key, as the parameter does.
    let by_proof = bank.prove(prover, "/oauth2/par", &bank.request(&Value::Null)).await.expect(201);
    let by_name = bank.push(&json!({"dpop_jkt": prover.jkt()})).await;
    for request_uri in [text(&by_proof, "request_uri"), by_name] {
        let code = bank.code(&browser, &request_uri).await;
        let form = bank.exchange(&code);
        for change in [
            json!({"code_verifier": "x".repeat(43)}),
            json!({"redirect_uri": "https://bank.example/callback"}),
        ] {
            let mut wrong = form.clone();
            wrong.as_object_mut().unwrap().extend(change.as_object().cloned().unwrap());
            assert_eq!(
                bank.prove(prover, "/oauth2/token", &wrong).await.error(),
                (400, "invalid_grant"),
                "{change}"
            );
        }
        let mut without = form.clone();
        without.as_object_mut().unwrap().remove("code_verifier");
        let reply = bank.prove(prover, "/oauth2/token", &without).await;
        assert!(matches!(reply.error(), (400, "invalid_grant" | "invalid_request")), "{reply:?}");
        let by_other = other.prove(prover, "/oauth2/token", &form).await;
        assert_eq!(by_other.error(), (400, "invalid_grant"));
        let stolen = bank.prove(&thief, "/oauth2/token", &form).await;
        assert_eq!(stolen.error(), (400, "invalid_grant"));
        let tokens = bank.prove(prover, "/oauth2/token", &form).await;
        let nonce = tokens.nonce.clone().unwrap();
        let token = text(&tokens.expect(200), "access_token");
        for refused in [
            ask(&bank, &thief, &token, &nonce).await,
            bank.userinfo("Bearer", &token, None).await,
            bank.userinfo("DPoP", &token, None).await,
        ] {
            assert_eq!(refused.status, 401, "{refused:?}");
            assert!(refused.challenge.to_lowercase().contains("error="), "{refused:?}");
        }
        let url = format!("{}/oauth2/userinfo", bank.base);
        let about = json!({"ath": Prover::ath(&token), "nonce": nonce});
        let proof = prover.proof(("GET", &url), now() - 10, &about);
        bank.userinfo("dpop", &token, Some(&proof)).await.expect(200);
        assert_eq!(bank.userinfo("DPoP", &token, Some(&proof)).await.status, 401, "a proof is used once");
        let again = bank.prove(prover, "/oauth2/token", &form).await;
        assert_eq!(again.error(), (400, "invalid_grant"), "so is a code");
        assert_eq!(ask(&bank, prover, &token, &nonce).await.status, 401, "and what it brought is dead");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_and_a_reference_are_over_when_their_time_is() {
    let (mut appliance, bank) = office().await;
    let (browser, prover) = (Browser::new(&appliance).await, bank.prover.as_ref().unwrap());
    let late = bank.push(&Value::Null).await;
    let code = bank.code(&browser, &bank.push(&Value::Null).await).await;
    tokio::task::block_in_place(|| appliance.restart_later(61));
    // What the proof repeats says when it was made, and what the assertion says is good for long enough.
    let reply = bank.prove(prover, "/oauth2/token", &bank.exchange(&code)).await;
    assert_eq!(reply.error(), (400, "invalid_grant"), "{reply:?}");
    tokio::task::block_in_place(|| appliance.restart_later(30));
    let page = browser.open(&bank.address(&late)).await;
    assert!(page.away.is_none() && page.status == 400, "{page:?}");
}

/// A certificate's thumbprint as a token names it (RFC 8705 3.1).
fn thumbprint(pem: &str) -> String {
    let (_, certificate) = pem.split_once("-----BEGIN CERTIFICATE-----").unwrap();
    let (certificate, _) = certificate.split_once("-----END CERTIFICATE-----").unwrap();
    let text: String = certificate.split_whitespace().collect();
    BASE64URL.encode(sha256(&base64::prelude::BASE64_STANDARD.decode(text).unwrap()))
}

#[tokio::test]
async fn an_app_with_a_certificate_goes_the_whole_way_at_the_port_for_it() {
    let (appliance, base) = asking().await;
    let (ca, issuer) = (appliance.ca_pem().await, appliance.issuer());
    let plain = client(&ca, &appliance);
    let document = plain.get(format!("{issuer}/.well-known/openid-configuration")).send().await.unwrap();
    let document: Value = document.json().await.unwrap();
    for (endpoint, path) in [
        ("pushed_authorization_request_endpoint", "/oauth2/par"),
        ("token_endpoint", "/oauth2/token"),
        ("userinfo_endpoint", "/oauth2/userinfo"),
        ("introspection_endpoint", "/oauth2/introspect"),
    ] {
        assert_eq!(document["mtls_endpoint_aliases"][endpoint], format!("{base}{path}"));
    }
    let bound = json!({"dpop_bound_access_tokens": false, "tls_client_certificate_bound_access_tokens": true,
        "access_token_format": "jwt"});
    let bank = Bank::register(&appliance, 1, &bound).await;
    let other = Bank::register(&appliance, 2, &bound).await;
    let pem = issue(&appliance, &bank.id, false).await;
    let wrong =
        [showing(&ca, &issue(&appliance, &other.id, false).await), showing(&ca, &self_signed().0), plain];
    let bank = bank.in_hands_of(&showing(&ca, &pem), &base);
    let browser = Browser::new(&appliance).await;
    let code = bank.code(&browser, &bank.push(&Value::Null).await).await;
    let form = bank.exchange(&code);
    let as_another = async |http: &reqwest::Client, base: &str, form: &Value| {
        let thief = bank.in_hands_of(http, base);
        thief.post("/oauth2/token", form).await
    };
    for http in &wrong {
        assert_eq!(as_another(http, &base, &form).await.error(), (401, "invalid_client"));
    }
    assert_eq!(
        as_another(&bank.http, &issuer, &form).await.error(),
        (401, "invalid_client"),
        "nobody asks there"
    );
    let tokens = bank.post("/oauth2/token", &form).await.expect(200);
    assert_eq!(tokens["token_type"], "Bearer");
    let token = text(&tokens, "access_token");
    // What a resource server reads, and what it is told.
    let mut keys = KeyCopy::new(&bank.http, &issuer, Reads::ForUnknownKeys);
    let read = keys.verify(&token).await.unwrap();
    assert_eq!(read["cnf"]["x5t#S256"], thumbprint(&pem));
    let about = bank.post("/oauth2/introspect", &json!({"token": token})).await.expect(200);
    assert_eq!(about["cnf"]["x5t#S256"], thumbprint(&pem));
    let person = bank.userinfo("Bearer", &token, None).await.expect(200);
    assert_eq!(person["sub"], keys.verify(&text(&tokens, "id_token")).await.unwrap()["sub"]);
    for http in &wrong {
        let thief = bank.in_hands_of(http, &base);
        let refused = thief.userinfo("Bearer", &token, None).await;
        assert_eq!(refused.error(), (401, "invalid_token"), "{refused:?}");
    }
    let elsewhere = bank.in_hands_of(&bank.http, &issuer);
    assert_eq!(elsewhere.userinfo("Bearer", &token, None).await.error(), (401, "invalid_token"));
    let form = json!({"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]});
    for http in &wrong {
        assert_eq!(as_another(http, &base, &form).await.error(), (401, "invalid_client"));
    }
    let fresh = bank.post("/oauth2/token", &form).await.expect(200);
    bank.userinfo("Bearer", &text(&fresh, "access_token"), None).await.expect(200);
    assert_eq!(appliance.ask(Method::GET, "/audit/verify", None).await.1["is_sound"], true);
}
