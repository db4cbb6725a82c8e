//! Answers of phones that must not count: forged, replayed, guessed, of others, of copies.

use serde_json::{Value, json};
use tests::appliance::{ADMIN, MEMBER};
use tests::phone::{Asked, Carried, Draft, tampered};
use tests::screen::linked;
use tests::waiting::Waiting;

#[tokio::test]
async fn answers_that_are_not_whole_are_refused_and_change_nothing() {
    let waiting = Waiting::new().await;
    let phone = &waiting.phone;
    let (_, other) = linked(&waiting.appliance, ADMIN).await;
    let (asked, draft) = waiting.good().await;
    let sign = |draft: Draft| draft.with("counter", phone.count()).sign(&phone.key);
    let with = |name: &str, value: Value| sign(draft.clone().with(name, value));
    let without = |name: &str| sign(draft.clone().without(name));
    let header = |name: &str, value: Value| sign(draft.clone().with_header(name, value));
    let no = phone.refusal(&asked, "deny").sign(&phone.key);
    let yes = sign(draft.clone());
    let face = |name: &str, value: Value| sign(draft.clone().with_in("face", name, value));
    let mut turned: Vec<Value> = draft.claims()["face"]["gestures"].as_array().unwrap().clone();
    turned.rotate_left(1);
    let refused = [
        (
            "a verdict turned round",
            tampered(&no, |claims| claims["decision"] = json!("approve")),
            (401, "bad_signature"),
        ),
        (
            "a yes turned into a no",
            tampered(&yes, |claims| claims["decision"] = json!("deny")),
            (401, "bad_signature"),
        ),
        (
            "other digits in flight",
            tampered(&yes, |claims| claims["transfer"] = json!({"code": "1"})),
            (401, "bad_signature"),
        ),
        ("another key", draft.clone().sign(&other.key), (401, "bad_signature")),
        ("another server", with("aud", json!("https://evil.example")), (422, "wrong_audience")),
        ("another phone's id", with("sub", json!(other.device_id)), (401, "bad_signature")),
        ("no such phone", with("sub", json!("nobody")), (401, "unknown_device")),
        ("another question", with("approval_id", json!("other")), (404, "unknown_request")),
        ("another challenge", with("mfa_code", json!("A".repeat(48))), (404, "unknown_request")),
        ("another context", with("context_hash", json!("A".repeat(43))), (422, "wrong_context")),
        ("another decision", with("decision", json!("perhaps")), (400, "malformed")),
        ("no face", without("face"), (422, "face_not_passed")),
        ("another policy", face("policy", json!("older")), (422, "unknown_policy")),
        ("other gestures", face("gestures", json!(turned)), (422, "wrong_gestures")),
        ("fewer gestures", face("gestures", json!(turned[..2])), (422, "wrong_gestures")),
        ("another face check", with("attempt", json!("other")), (422, "wrong_gestures")),
        ("no face check", without("attempt"), (422, "wrong_gestures")),
        ("no challenge", without("mfa_code"), (400, "malformed")),
        ("no counter", draft.clone().without("counter").sign(&phone.key), (400, "malformed")),
        ("a fraction", draft.clone().with("counter", 1.5).sign(&phone.key), (400, "malformed")),
        ("crit", header("crit", json!(["exp"])), (400, "malformed")),
        ("its own key", header("jwk", phone.key.jwk()), (400, "malformed")),
        ("alg", header("alg", json!("none")), (400, "malformed")),
        ("a proof for an answer", header("typ", json!("donelogin-device+jwt")), (400, "malformed")),
        ("another key's id", header("kid", json!(other.key.thumbprint())), (401, "bad_signature")),
        ("nothing", String::new(), (400, "malformed")),
    ];
    for (what, message, kind) in refused {
        assert_eq!(phone.send_answer(&asked, message).await.unwrap_err().kind(), kind, "{what}");
    }
    let elsewhere = Asked { approval_id: "elsewhere".to_owned(), ..asked.clone() };
    assert_eq!(phone.send_answer(&elsewhere, sign(draft.clone())).await.unwrap_err().status, 404);
    waiting.is_not_finished().await;
    assert_eq!(phone.send_answer(&asked, sign(draft)).await.unwrap(), "approved", "it still waited");
}

#[tokio::test]
async fn a_face_that_is_not_the_owners_or_not_alive_approves_nothing() {
    let waiting = Waiting::new().await;
    let phone = &waiting.phone;
    for result in ["no_match", "spoof", "not_run"] {
        let asked = phone.asked().await;
        let draft = phone.checked(&asked, Carried::Code(&waiting.page.transfer_code())).await;
        let problem = phone.decide(&asked, &draft.with_in("face", "result", result)).await.unwrap_err();
        assert_eq!(problem.kind(), (422, "face_not_passed"), "{result}");
    }
    waiting.is_not_finished().await;
}

#[tokio::test]
async fn only_the_newest_face_check_counts_and_a_question_has_five() {
    let waiting = Waiting::new().await;
    let phone = &waiting.phone;
    let asked = phone.asked().await;
    let first = phone.begin_attempt(&asked.approval_id).await.unwrap();
    let mut newest = first.clone();
    for _ in 1..5 {
        newest = phone.begin_attempt(&asked.approval_id).await.unwrap();
    }
    assert_eq!(phone.begin_attempt(&asked.approval_id).await.unwrap_err().kind(), (429, "slow_down"));
    let (code, policy) = (waiting.page.transfer_code(), phone.policy().await);
    let old = phone.approval(&asked, &first, Carried::Code(&code), &policy);
    assert_eq!(phone.decide(&asked, &old).await.unwrap_err().kind(), (422, "wrong_gestures"));
    let good = phone.approval(&asked, &newest, Carried::Code(&code), &policy);
    assert_eq!(phone.decide(&asked, &good).await.unwrap(), "approved");
    assert_eq!(phone.begin_attempt(&asked.approval_id).await.unwrap_err().kind(), (409, "already_decided"));
    assert_eq!(phone.begin_attempt("nothing").await.unwrap_err().kind(), (404, "unknown_request"));
}

#[tokio::test]
async fn a_replayed_answer_is_refused_and_changes_nothing() {
    let waiting = Waiting::new().await;
    let (asked, draft) = waiting.good().await;
    let message = draft.sign(&waiting.phone.key);
    assert_eq!(waiting.phone.send_answer(&asked, message.clone()).await.unwrap(), "approved");
    assert_eq!(
        waiting.phone.send_answer(&asked, message.clone()).await.unwrap_err().kind(),
        (409, "already_decided")
    );
    let page = waiting.look().await;
    let landed = waiting.browser.press(&page, "continue").await;
    assert_eq!(waiting.phone.send_answer(&asked, message).await.unwrap_err().status, 409);
    assert_eq!(waiting.phone.device().await.unwrap()["status"], "active", "a replay is not a copied phone");
    waiting.app.finish(waiting.pending, &landed).await;
}

#[tokio::test]
async fn another_persons_phone_neither_sees_nor_answers() {
    let waiting = Waiting::new().await;
    let (_, other) = linked(&waiting.appliance, ADMIN).await;
    assert!(other.approvals().await.unwrap().is_empty());
    let (asked, attempt, policy) = waiting.checked().await;
    assert_eq!(other.begin_attempt(&asked.approval_id).await.unwrap_err().kind(), (404, "unknown_request"));
    // Even with everything that the owner's phone and screen were told.
    let code = waiting.page.transfer_code();
    let drafts = [
        other.approval(&asked, &attempt, Carried::Code(&code), &policy),
        other.refusal(&asked, "deny"),
        other.refusal(&asked, "not_me"),
    ];
    for draft in drafts {
        assert_eq!(other.decide(&asked, &draft).await.unwrap_err().kind(), (404, "unknown_request"));
    }
    assert!(waiting.look().await.asks(), "it still waits");
    waiting.is_not_finished().await;
}

#[tokio::test]
async fn three_guessed_codes_end_the_question_and_ten_turn_typing_off_until_a_scan() {
    let waiting = Waiting::new().await;
    let Waiting { browser, phone, .. } = &waiting;
    let policy = phone.policy().await;
    let (mut page, mut wrong) = (waiting.look().await, 0);
    let (asked, attempt) = loop {
        let asked = phone.asked().await;
        let attempt = phone.begin_attempt(&asked.approval_id).await.unwrap();
        let (guess, right) = (page.wrong_code(), page.transfer_code());
        for tries_left in [2, 1, 0].into_iter().take(10 - wrong) {
            let draft = phone.approval(&asked, &attempt, Carried::Code(&guess), &policy);
            let problem = phone.decide(&asked, &draft).await.unwrap_err();
            assert_eq!((problem.kind(), problem.tries_left), ((422, "wrong_transfer"), Some(tries_left)));
            wrong += 1;
        }
        if wrong == 10 {
            break (asked, attempt);
        }
        let late = phone.approval(&asked, &attempt, Carried::Code(&right), &policy);
        assert_eq!(phone.decide(&asked, &late).await.unwrap_err().kind(), (410, "expired"), "it is over");
        assert_eq!(browser.approval_state().await, "wrong_codes");
        page = browser.press(&waiting.look().await, "ask").await;
    };
    let right = phone.approval(&asked, &attempt, Carried::Code(&page.transfer_code()), &policy);
    assert_eq!(
        phone.decide(&asked, &right).await.unwrap_err().kind(),
        (422, "wrong_transfer"),
        "not even these"
    );
    assert!(!waiting.look().await.body.contains("data-transfer-code"), "digits would be typed in vain");
    let scanned = phone.approval(&asked, &attempt, Carried::Secret(&page.scan().secret), &policy);
    assert_eq!(phone.decide(&asked, &scanned).await.unwrap(), "approved");
    browser.press(&waiting.look().await, "continue").await;
    assert!(waiting.is_signed_in().await);
    let (_, page) = browser.another().half_sign_in(&waiting.app, MEMBER).await;
    assert_eq!(phone.approve_by_code(&page).await.unwrap(), "approved", "a scan turns typing on again");
}

#[tokio::test]
async fn face_checks_that_lead_nowhere_have_to_wait() {
    let mut waiting = Waiting::new().await;
    for _ in 0..5 {
        let asked = waiting.phone.asked().await;
        let code = waiting.page.transfer_code();
        let draft =
            waiting.phone.checked(&asked, Carried::Code(&code)).await.with_in("face", "result", "no_match");
        assert_eq!(waiting.phone.decide(&asked, &draft).await.unwrap_err().kind(), (422, "face_not_passed"));
    }
    // Also for another question, and another phone of the account would have to wait as well.
    let page = waiting.browser.press(&waiting.page, "ask").await;
    let asked = waiting.phone.asked().await;
    let problem = waiting.phone.begin_attempt(&asked.approval_id).await.unwrap_err();
    assert_eq!(problem.kind(), (429, "slow_down"));
    assert!(problem.retry_after_s.is_some_and(|seconds| (1..=30).contains(&seconds)), "{problem:?}");
    waiting.appliance.restart_later(30);
    assert_eq!(waiting.phone.approve_by_code(&page).await.unwrap(), "approved");
    let (_, page) = waiting.known.another().half_sign_in(&waiting.app, MEMBER).await;
    assert_eq!(waiting.phone.approve_by_code(&page).await.unwrap(), "approved", "the owner's face forgives");
}

#[tokio::test]
async fn a_secret_that_was_not_scanned_is_a_wrong_code() {
    let waiting = Waiting::new().await;
    let asked = waiting.phone.asked().await;
    for (transfer, tries_left) in
        [(json!({"secret": "A".repeat(22)}), 2), (json!({"code": ""}), 1), (Value::Null, 0)]
    {
        let draft = waiting.phone.checked(&asked, Carried::Code("")).await.with("transfer", transfer);
        let problem = waiting.phone.decide(&asked, &draft).await.unwrap_err();
        assert_eq!((problem.kind(), problem.tries_left), ((422, "wrong_transfer"), Some(tries_left)));
    }
    waiting.is_not_finished().await;
}

/// What was audited about phones.
async fn trail(waiting: &Waiting) -> Vec<String> {
    let audited = waiting.appliance.audited().await;
    audited.into_iter().filter(|name| name.starts_with("device.")).collect()
}

#[tokio::test]
async fn a_counter_that_does_not_grow_is_a_copied_phone_and_twice_suspends_it() {
    let waiting = Waiting::new().await;
    let (phone, copy) = (&waiting.phone, waiting.phone.copy());
    let asked = phone.asked().await;
    assert_eq!(
        phone.decide(&asked, &phone.refusal(&asked, "deny").with("counter", 5)).await.unwrap(),
        "denied"
    );
    // Whoever copied the phone before is behind by what it answered since.
    let page = waiting.browser.press(&waiting.look().await, "ask").await;
    let asked = copy.asked().await;
    let attempt = copy.begin_attempt(&asked.approval_id).await.unwrap();
    let code = page.transfer_code();
    let draft = copy.approval(&asked, &attempt, Carried::Code(&code), &copy.policy().await);
    let behind = copy.decide(&asked, &draft.clone().with("counter", 5)).await.unwrap_err();
    assert_eq!(behind.kind(), (409, "counter_not_greater"));
    assert_eq!(phone.device().await.unwrap()["status"], "active", "once may be a mishap");
    assert_eq!(trail(&waiting).await, ["device.linked", "device.copied"]);
    let again = copy.decide(&asked, &draft.with("counter", 4)).await.unwrap_err();
    assert_eq!(again.kind(), (409, "counter_not_greater"));
    assert_eq!(trail(&waiting).await, ["device.linked", "device.copied", "device.suspended"]);
    for suspended in [phone, &copy] {
        assert_eq!(suspended.device().await.unwrap_err().kind(), (401, "unknown_device"));
        let draft = suspended.refusal(&asked, "deny").with("counter", 99);
        assert_eq!(suspended.decide(&asked, &draft).await.unwrap_err().kind(), (401, "unknown_device"));
    }
    waiting.is_not_finished().await;
}

#[tokio::test]
async fn a_phone_is_not_suspended_for_two_mishaps_a_day_apart() {
    let mut waiting = Waiting::new().await;
    for _ in 0..3 {
        waiting.known.another().half_sign_in(&waiting.app, MEMBER).await;
        let asked = waiting.phone.approvals().await.unwrap().pop().unwrap();
        let _ = waiting.phone.decide(&asked, &waiting.phone.refusal(&asked, "deny").with("counter", 7)).await;
        waiting.appliance.restart_later(86_400);
    }
    assert_eq!(waiting.phone.device().await.unwrap()["status"], "active");
    assert_eq!(trail(&waiting).await, ["device.linked", "device.copied", "device.copied"]);
}

#[tokio::test]
async fn a_counter_has_a_beginning_and_an_end() {
    let waiting = Waiting::new().await;
    let asked = waiting.phone.asked().await;
    for outside in [0, 1_u64 << 53] {
        let draft = waiting.phone.refusal(&asked, "deny").with("counter", outside);
        assert_eq!(
            waiting.phone.decide(&asked, &draft).await.unwrap_err().kind(),
            (400, "malformed"),
            "{outside}"
        );
    }
    let last = waiting.phone.refusal(&asked, "deny").with("counter", (1_u64 << 53) - 1);
    assert_eq!(waiting.phone.decide(&asked, &last).await.unwrap(), "denied");
}
