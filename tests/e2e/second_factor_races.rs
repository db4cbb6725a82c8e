//! Links, answers and proofs that count once, raced over connections of their own.

use reqwest::Method;
use serde_json::json;
use tests::appliance::{Appliance, MEMBER};
use tests::browser::{Browser, Page};
use tests::page::Form;
use tests::phone::{Carried, Phone};
use tests::relying_party::RelyingParty;
use tests::screen::{LINK, MFA, linked, signed_in};
use tests::together;

const AT_ONCE: usize = 8;

/// An appliance with an app, and a linked phone.
async fn office() -> (Appliance, RelyingParty, Browser, Phone) {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let (browser, phone) = linked(&appliance, MEMBER).await;
    (appliance, app, browser, phone)
}

/// A sign-in of a browser that was never here, up to the phone.
async fn waiting(app: &RelyingParty, known: &Browser) -> (Browser, Page) {
    let browser = known.another();
    let (_, page) = browser.half_sign_in(app, MEMBER).await;
    (browser, page)
}

async fn is_signed_in(browser: &Browser) -> bool {
    browser.open("/account").await.url.path() == "/account"
}

/// How often this was audited.
async fn count(appliance: &Appliance, name: &str) -> usize {
    appliance.audited().await.iter().filter(|known| *known == name).count()
}

async fn sessions(appliance: &Appliance) -> usize {
    let (_, answer) = appliance.ask(Method::GET, "/sessions", None).await;
    answer["sessions"].as_array().unwrap_or_else(|| panic!("{answer}")).len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn phones_that_claim_one_code_at_once_end_it() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    for _ in 0..3 {
        let qr = browser.begin_link().await.qr();
        let mut phones = Vec::new();
        for _ in 0..AT_ONCE {
            phones.push(Phone::new(&appliance).await);
        }
        let answers = together(phones.iter_mut().map(|phone| phone.claim(&qr))).await;
        let won = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(won, 1, "{answers:?}");
        assert!(answers.iter().flat_map(|answer| answer.as_ref().err()).all(|problem| problem.status == 409));
        assert_eq!(browser.link_state().await, "used_twice");
        for phone in phones.iter().filter(|phone| !phone.device_id.is_empty()) {
            assert_eq!(phone.device().await.unwrap_err().kind(), (401, "unknown_device"));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn digits_guessed_at_once_are_five_guesses_and_typed_at_once_make_one_device() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let qr = browser.begin_link().await.qr();
    let mut phone = Phone::new(&appliance).await;
    phone.claim(&qr).await.unwrap();
    let page = browser.open(LINK).await;
    let typed = |digits: &str| Form::find(&page.body, "code").unwrap().with("code", digits);
    let right: u32 = phone.digits(&qr).parse().unwrap();
    let guess = |n: usize| typed(&format!("{:06}", (right as usize + 1 + n) % 1_000_000));
    together((0..20).map(|n| browser.submit(&page, guess(n)))).await;
    browser.submit(&page, typed(&phone.digits(&qr))).await;
    assert_eq!(phone.device().await.unwrap_err().kind(), (401, "unknown_device"));
    assert!(count(&appliance, "link.confirm_refused").await >= 5);

    let qr = browser.begin_link().await.qr();
    let mut phone = Phone::new(&appliance).await;
    phone.claim(&qr).await.unwrap();
    let page = browser.open(LINK).await;
    let form = Form::find(&page.body, "code").unwrap().with("code", &phone.digits(&qr));
    together((0..AT_ONCE).map(|_| browser.submit(&page, form.clone()))).await;
    assert_eq!(phone.device().await.unwrap()["status"], "active");
    assert_eq!(count(&appliance, "device.linked").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_key_claims_two_codes_at_once_and_becomes_one_device() {
    let appliance = Appliance::claimed().await;
    let mut claims = Vec::new();
    let phone = Phone::new(&appliance).await;
    for _ in 0..2 {
        let browser = signed_in(&appliance, MEMBER).await;
        let qr = browser.begin_link().await.qr();
        claims.push((browser, qr, phone.copy()));
    }
    let answers = together(claims.iter_mut().map(|(_, qr, phone)| phone.claim(qr))).await;
    assert!(answers.iter().any(Result::is_ok), "{answers:?}");
    let mut typed = Vec::new();
    for (browser, qr, phone) in &claims {
        let page = browser.open(LINK).await;
        if let Some(form) = Form::find(&page.body, "code") {
            typed.push((browser, page, form.with("code", &phone.digits(qr))));
        }
    }
    together(typed.iter().map(|(browser, page, form)| browser.submit(page, form.clone()))).await;
    assert_eq!(count(&appliance, "device.linked").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_answers_at_once_one_counts() {
    let (_appliance, app, known, phone) = office().await;
    for _ in 0..3 {
        let (browser, page) = waiting(&app, &known).await;
        let asked = phone.asked().await;
        let yes = phone.checked(&asked, Carried::Code(&page.transfer_code())).await.sign(&phone.key);
        let answers = together((0..AT_ONCE).map(|_| phone.send_answer(&asked, yes.clone()))).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        let lost = answers.iter().filter_map(|answer| answer.as_ref().err());
        assert!(lost.clone().all(|problem| problem.kind() == (409, "already_decided")), "{answers:?}");
        browser.press(&browser.open(MFA).await, "continue").await;
        assert!(is_signed_in(&browser).await);
    }
    assert_eq!(phone.device().await.unwrap()["status"], "active", "sending twice is not copying");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn yes_and_no_at_once_are_one_of_the_two() {
    let (_appliance, app, known, phone) = office().await;
    for turn in 0..4 {
        let (browser, page) = waiting(&app, &known).await;
        let asked = phone.asked().await;
        let yes = phone.checked(&asked, Carried::Code(&page.transfer_code())).await;
        // Both numbers are higher than any before; whichever comes second finds the question answered.
        let no = phone.refusal(&asked, "deny");
        let mut messages = [yes.sign(&phone.key), no.sign(&phone.key)];
        messages.rotate_left(turn % 2);
        let answers = together(messages.into_iter().map(|message| phone.send_answer(&asked, message))).await;
        let won: Vec<_> = answers.iter().flatten().collect();
        assert_eq!(won.len(), 1, "{answers:?}");
        let form = browser.button(&page, "continue");
        browser.submit(&page, form).await;
        assert_eq!(is_signed_in(&browser).await, won[0] == "approved", "{answers:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_number_answers_one_question() {
    let (_appliance, app, known, phone) = office().await;
    let mut answers = Vec::new();
    for _ in 0..2 {
        let (_, page) = waiting(&app, &known).await;
        let asked = phone.asked_on(&page).await;
        let draft = phone.checked(&asked, Carried::Code(&page.transfer_code())).await;
        answers.push((asked, draft.with("counter", 7).sign(&phone.key)));
    }
    let outcomes = together(answers.iter().map(|(asked, yes)| phone.send_answer(asked, yes.clone()))).await;
    let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(won, 1, "{outcomes:?}");
    let lost = outcomes.iter().find_map(|outcome| outcome.as_ref().err()).unwrap();
    assert_eq!(lost.kind(), (409, "counter_not_greater"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_guessed_at_once_are_three_guesses() {
    let (_appliance, app, known, phone) = office().await;
    let (browser, page) = waiting(&app, &known).await;
    let asked = phone.asked().await;
    let draft = phone.checked(&asked, Carried::Code(&page.wrong_code())).await;
    let first = phone.count();
    let guesses: Vec<_> = (0..AT_ONCE as u64 * 2)
        .map(|n| {
            draft.clone().with("counter", first + n).with("transfer", json!({"code": format!("{n:06}")}))
        })
        .map(|draft| draft.sign(&phone.key))
        .collect();
    let answers = together(guesses.into_iter().map(|guess| phone.send_answer(&asked, guess))).await;
    let looked_at = answers.iter().filter(|answer| {
        answer.as_ref().err().is_some_and(|problem| problem.kind() == (422, "wrong_transfer"))
    });
    assert!(looked_at.count() <= 3, "{answers:?}");
    assert!(answers.iter().all(Result::is_err));
    assert!(!browser.open(MFA).await.asks());
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn face_checks_begun_at_once_are_five() {
    let (_appliance, app, known, phone) = office().await;
    waiting(&app, &known).await;
    let asked = phone.asked().await;
    let answers = together((0..20).map(|_| phone.begin_attempt(&asked.approval_id))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 5, "{answers:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn windows_that_finish_one_sign_in_at_once_open_one_session() {
    let (appliance, app, known, phone) = office().await;
    for _ in 0..3 {
        let browser = known.another();
        let (pending, page) = browser.half_sign_in(&app, MEMBER).await;
        phone.approve_by_code(&page).await.unwrap();
        let approved = browser.open(MFA).await;
        let form = browser.button(&approved, "continue");
        let before = sessions(&appliance).await;
        let windows: Vec<_> = (0..AT_ONCE).map(|_| browser.copy()).collect();
        let landed = together(windows.iter().map(|window| window.submit(&approved, form.clone()))).await;
        assert_eq!(sessions(&appliance).await, before + 1);
        let won: Vec<_> = landed.iter().filter(|page| page.away.is_some()).collect();
        assert_eq!(
            won.len(),
            1,
            "{:?}",
            landed.iter().map(|page| (page.status, &page.url)).collect::<Vec<_>>()
        );
        assert_eq!(app.finish(pending, won[0]).await.amr, ["face", "mfa", "pwd", "swk"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_is_switched_off_meanwhile_is_not_signed_in() {
    for round in 0..4 {
        let (appliance, app, known, phone) = office().await;
        let (browser, page) = waiting(&app, &known).await;
        let asked = phone.asked().await;
        let yes = phone.checked(&asked, Carried::Code(&page.transfer_code())).await.sign(&phone.key);
        let form = browser.button(&page, "continue");
        let path = format!("/users/{}/disable", MEMBER.email);
        let disable = async {
            appliance.post(&path, json!({})).await;
        };
        if round % 2 == 0 {
            let answer = async {
                let _ = phone.send_answer(&asked, yes).await;
                browser.submit(&page, form).await;
            };
            tokio::join!(disable, answer);
        } else {
            phone.send_answer(&asked, yes).await.unwrap();
            let finish = async {
                browser.submit(&page, form).await;
            };
            tokio::join!(finish, disable);
        }
        assert!(!is_signed_in(&browser).await);
        assert_eq!(phone.device().await.unwrap_err().kind(), (401, "unknown_device"));
        let (_, sessions) = appliance.ask(Method::GET, "/sessions", None).await;
        assert!(!sessions.to_string().contains(MEMBER.email), "{sessions}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asking_again_against_an_answer_leaves_one_of_them() {
    let (_appliance, app, known, phone) = office().await;
    for _ in 0..4 {
        let (browser, page) = waiting(&app, &known).await;
        let asked = phone.asked().await;
        let yes = phone.checked(&asked, Carried::Code(&page.transfer_code())).await.sign(&phone.key);
        let form = browser.button(&page, "ask");
        let (answer, _) = tokio::join!(phone.send_answer(&asked, yes), browser.submit(&page, form));
        let shown = browser.open(MFA).await;
        if let Err(problem) = &answer {
            assert_eq!(problem.kind(), (410, "superseded"));
            assert!(shown.asks());
            assert_eq!(phone.approve_by_code(&shown).await.unwrap(), "approved");
        } else if shown.asks() {
            // The old yes is no answer to the new question.
            let form = browser.button(&shown, "continue");
            browser.submit(&shown, form).await;
            assert!(!is_signed_in(&browser).await);
            assert_eq!(phone.approve_by_code(&shown).await.unwrap(), "approved");
        }
        browser.press(&browser.open(MFA).await, "continue").await;
        assert!(is_signed_in(&browser).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_removed_against_its_answer_signs_nobody_in_later() {
    for _ in 0..3 {
        let (_appliance, app, known, phone) = office().await;
        let (browser, page) = waiting(&app, &known).await;
        let asked = phone.asked().await;
        let yes = phone.checked(&asked, Carried::Code(&page.transfer_code())).await.sign(&phone.key);
        let (_, removed) = tokio::join!(phone.send_answer(&asked, yes), phone.remove());
        removed.unwrap();
        let form = browser.button(&page, "continue");
        browser.submit(&page, form).await;
        assert!(!is_signed_in(&browser).await, "its word does not outlive it");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_proof_sent_at_once_is_taken_once() {
    let (_appliance, _, _, phone) = office().await;
    let path = "/phone/v1/device";
    for _ in 0..3 {
        let proof = phone.proof(Method::GET, path, None).await.sign(&phone.key);
        let replies = together((0..AT_ONCE).map(|_| phone.send(Method::GET, path, None, &proof))).await;
        let taken = replies.iter().filter(|reply| reply.status == 200).count();
        assert_eq!(taken, 1, "{replies:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passwords_typed_at_once_in_many_browsers_leave_three_questions() {
    let (_appliance, app, known, phone) = office().await;
    let browsers: Vec<_> = (0..AT_ONCE).map(|_| known.another()).collect();
    let pages = together(browsers.iter().map(|browser| browser.half_sign_in(&app, MEMBER))).await;
    let asked = phone.approvals().await.unwrap();
    assert_eq!(asked.len(), 3, "{asked:?}");
    let mut alive = 0;
    for (browser, (_, page)) in browsers.iter().zip(&pages) {
        assert!(page.status == 200 || page.status == 429, "{page:?}");
        alive += usize::from(browser.open(MFA).await.asks());
    }
    assert_eq!(alive, 3);
}
