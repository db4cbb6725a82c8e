//! Every check of an answer, each by an answer that fails it alone.

use super::*;
use crate::device::DeviceState;
use crate::device::tests::device;
use crate::face::{Colour, ColoursStatement, FaceResult, FaceStatement, Gesture, Reflection};

const NOW: i64 = 1_000;

fn approval() -> Approval {
    Approval {
        id: "a".into(),
        user_id: "u".into(),
        browser: TokenHash::of("browser"),
        browser_known: true,
        address: "192.168.1.20".into(),
        mfa_code: Secret::new("m".repeat(48)),
        transfer_code: Secret::new("482913"),
        scan_secret: Secret::new("scan"),
        context: r#"{"app":"Files"}"#.into(),
        attempts: vec![Attempt {
            id: "t".into(),
            gestures: vec![Gesture::TurnLeft, Gesture::LookUp, Gesture::Center],
            colours: vec![Colour::Blue, Colour::White, Colour::Blue],
            expires_at: NOW + 30,
        }],
        wrong: 0,
        created_at: NOW,
        expires_at: NOW + LIFETIME_S,
        state: ApprovalState::Pending,
    }
}

fn statement(decision: Decision) -> Statement {
    Statement {
        aud: "https://office.local".into(),
        sub: "d".into(),
        approval_id: "a".into(),
        mfa_code: Secret::new("m".repeat(48)),
        transfer: Some(Transfer::Code(Secret::new("482913"))),
        context_hash: BASE64URL.encode(sha256(br#"{"app":"Files"}"#)),
        decision,
        attempt: Some("t".into()),
        face: Some(FaceStatement {
            result: FaceResult::Match,
            gestures: vec![Gesture::TurnLeft, Gesture::LookUp, Gesture::Center],
            policy: "p1".into(),
            models: models("1"),
            colours: None,
        }),
        counter: 6,
    }
}

fn models(hash: &str) -> std::collections::BTreeMap<String, String> {
    [("sface".to_owned(), hash.to_owned())].into()
}

fn policies() -> [PolicyRecord; 2] {
    let record = |id: &str, hash: &str| PolicyRecord { id: id.into(), models: models(hash), since: 0 };
    [record("p1", "1"), record("p0", "0")]
}

fn measure(policies: &[PolicyRecord], now: i64) -> Measure<'_> {
    Measure {
        issuer: "https://office.local",
        policies,
        needs_colours: false,
        typed_codes: true,
        scans: true,
        now,
    }
}

fn decide_at(
    approval: Approval,
    device: &Device,
    statement: &Statement,
    now: i64,
) -> (Approval, Result<Decision, DecideError>) {
    approval.decide(device, statement, measure(&policies(), now))
}

fn refusal(change: impl FnOnce(&mut Approval, &mut Device, &mut Statement)) -> DecideError {
    let (mut approval, mut device, mut statement) = (approval(), device(), statement(Decision::Approve));
    change(&mut approval, &mut device, &mut statement);
    decide_at(approval, &device, &statement, NOW + 1).1.unwrap_err()
}

#[test]
fn a_right_answer_counts_by_digits_and_by_scan() {
    let (approved, outcome) = decide_at(approval(), &device(), &statement(Decision::Approve), NOW + 1);
    assert_eq!(outcome, Ok(Decision::Approve));
    assert_eq!(approved.state, ApprovalState::Approved { device_id: "d".into(), at: NOW + 1 });
    let scanned =
        Statement { transfer: Some(Transfer::Secret(Secret::new("scan"))), ..statement(Decision::Approve) };
    assert_eq!(decide_at(approval(), &device(), &scanned, NOW + 1).1, Ok(Decision::Approve));
}

#[test]
fn each_check_refuses_alone() {
    use DecideError as E;
    assert_eq!(refusal(|_, d, _| d.user_id = "other".into()), E::UnknownRequest, "another user's device");
    assert_eq!(refusal(|_, d, _| d.state = DeviceState::Suspended), E::UnknownRequest);
    assert_eq!(refusal(|_, _, s| s.sub = "x".into()), E::UnknownRequest);
    assert_eq!(refusal(|_, _, s| s.approval_id = "x".into()), E::UnknownRequest);
    assert_eq!(refusal(|_, _, s| s.mfa_code = Secret::new("x")), E::UnknownRequest);
    assert_eq!(refusal(|_, _, s| s.aud = "https://evil".into()), E::WrongAudience);
    assert_eq!(refusal(|_, _, s| s.context_hash = "x".into()), E::WrongContext);
    assert_eq!(refusal(|_, _, s| s.face = None), E::FaceNotPassed);
    assert_eq!(refusal(|_, _, s| s.face.as_mut().unwrap().result = FaceResult::Spoof), E::FaceNotPassed);
    assert_eq!(refusal(|_, _, s| s.face.as_mut().unwrap().result = FaceResult::NotRun), E::FaceNotPassed);
    assert_eq!(refusal(|_, _, s| s.face.as_mut().unwrap().policy = "old".into()), E::UnknownPolicy);
    assert_eq!(refusal(|_, _, s| s.face.as_mut().unwrap().models = models("0")), E::UnknownPolicy);
    assert_eq!(refusal(|_, _, s| s.face.as_mut().unwrap().models.clear()), E::UnknownPolicy);
    assert_eq!(refusal(|_, _, s| s.face.as_mut().unwrap().gestures.swap(0, 1)), E::WrongGestures);
    assert_eq!(refusal(|_, _, s| s.attempt = None), E::WrongGestures);
    assert_eq!(refusal(|a, _, _| a.attempts[0].expires_at = NOW + 1), E::WrongGestures, "too late");
    assert_eq!(
        refusal(|a, _, _| a.attempts.push(Attempt { id: "t2".into(), ..a.attempts[0].clone() })),
        E::WrongGestures,
        "an older attempt"
    );
    assert_eq!(refusal(|_, _, s| s.transfer = None), E::WrongTransfer { tries_left: 2 });
    assert_eq!(
        refusal(|_, _, s| s.transfer = Some(Transfer::Code(Secret::new("000000")))),
        E::WrongTransfer { tries_left: 2 }
    );
    assert_eq!(refusal(|a, _, _| a.expires_at = NOW + 1), E::Expired);
    assert_eq!(refusal(|a, _, _| a.state = ApprovalState::Denied), E::AlreadyDecided);
    assert_eq!(refusal(|a, _, _| a.state = ApprovalState::Superseded), E::Superseded);
}

#[test]
fn each_policy_has_models_of_its_own_and_one_without_takes_the_phone_at_its_word() {
    let by = |policy: &str, models| {
        let mut statement = statement(Decision::Approve);
        let face = statement.face.as_mut().unwrap();
        (face.policy, face.models) = (policy.into(), models);
        statement
    };
    let decide = |statement: &Statement| decide_at(approval(), &device(), statement, NOW + 1).1;
    assert!(decide(&by("p0", models("0"))).is_ok());
    assert_eq!(decide(&by("p0", models("1"))), Err(DecideError::UnknownPolicy));
    let older = [PolicyRecord { id: "p".into(), models: [].into(), since: 0 }];
    let outcome = approval().decide(&device(), &by("p", models("9")), measure(&older, NOW + 1)).1;
    assert!(outcome.is_ok());
}

#[test]
fn colours_count_where_the_office_wants_them_alone() {
    let policies = policies();
    let decide = |needs_colours, colours: Option<(Vec<Colour>, Reflection)>| {
        let mut statement = statement(Decision::Approve);
        let said = colours.map(|(shown, reflection)| ColoursStatement { shown, reflection });
        statement.face.as_mut().unwrap().colours = said;
        let measure = Measure { needs_colours, ..measure(&policies, NOW + 1) };
        approval().decide(&device(), &statement, measure).1
    };
    let drawn = || vec![Colour::Blue, Colour::White, Colour::Blue];
    let others = vec![Colour::Blue, Colour::White, Colour::Pink];
    for said in [None, Some((others.clone(), Reflection::Seen)), Some((drawn(), Reflection::NotSeen))] {
        assert!(decide(false, said.clone()).is_ok(), "{said:?}");
        assert!(decide(true, said.clone()).is_err(), "{said:?}");
    }
    assert!(decide(true, Some((drawn(), Reflection::Seen))).is_ok());
    assert_eq!(decide(true, None), Err(DecideError::FaceNotPassed));
    assert_eq!(decide(true, Some((drawn(), Reflection::Unclear))), Err(DecideError::FaceNotPassed));
    assert_eq!(decide(true, Some((others, Reflection::Seen))), Err(DecideError::WrongGestures));
}

#[test]
fn three_wrong_codes_end_the_question() {
    let wrong =
        Statement { transfer: Some(Transfer::Code(Secret::new("000000"))), ..statement(Decision::Approve) };
    let mut question = approval();
    for tries_left in [2, 1, 0] {
        let (next, outcome) = decide_at(question, &device(), &wrong, NOW + 1);
        assert_eq!(outcome, Err(DecideError::WrongTransfer { tries_left }));
        question = next;
    }
    assert_eq!(
        decide_at(question, &device(), &statement(Decision::Approve), NOW + 1).1,
        Err(DecideError::Expired)
    );
}

#[test]
fn typed_digits_can_be_off_while_scanning_counts() {
    let policies = policies();
    let measure = Measure { typed_codes: false, ..measure(&policies, NOW + 1) };
    assert!(approval().decide(&device(), &statement(Decision::Approve), measure).1.is_err());
    let scanned =
        Statement { transfer: Some(Transfer::Secret(Secret::new("scan"))), ..statement(Decision::Approve) };
    assert!(approval().decide(&device(), &scanned, measure).1.is_ok());
}

#[test]
fn saying_no_needs_neither_digits_nor_face() {
    for (decision, state) in
        [(Decision::Deny, ApprovalState::Denied), (Decision::NotMe, ApprovalState::Blocked)]
    {
        let bare = Statement { transfer: None, face: None, attempt: None, ..statement(decision) };
        let (question, outcome) = decide_at(approval(), &device(), &bare, NOW + 1);
        assert_eq!((question.state, outcome), (state, Ok(decision)));
    }
}

#[test]
fn a_replayed_answer_changes_nothing() {
    let (approved, _) = decide_at(approval(), &device(), &statement(Decision::Approve), NOW + 1);
    let (again, outcome) = decide_at(approved.clone(), &device(), &statement(Decision::NotMe), NOW + 2);
    assert_eq!((again.state, outcome), (approved.state, Err(DecideError::AlreadyDecided)));
}

#[test]
fn only_the_browser_that_began_finishes_once_and_in_time() {
    let (approved, _) = decide_at(approval(), &device(), &statement(Decision::Approve), NOW + 1);
    assert!(approved.clone().finish(&TokenHash::of("other"), NOW + 2).is_none());
    assert!(approved.clone().finish(&TokenHash::of("browser"), NOW + 1 + GRACE_S).is_none());
    let (finished, device) = approved.finish(&TokenHash::of("browser"), NOW + 2).unwrap();
    assert_eq!(device, "d".into());
    assert!(finished.finish(&TokenHash::of("browser"), NOW + 3).is_none(), "once");
    assert!(approval().finish(&TokenHash::of("browser"), NOW + 2).is_none(), "not before the answer");
}

#[test]
fn the_phone_that_said_yes_takes_it_back_within_ten_minutes() {
    let (approved, _) = decide_at(approval(), &device(), &statement(Decision::Approve), NOW);
    let (finished, _) = approved.clone().finish(&TokenHash::of("browser"), NOW + 2).unwrap();
    for question in [approved, finished] {
        let denied = question.clone().take_back(&device(), NOW + TAKE_BACK_S - 1).unwrap();
        assert_eq!(denied.state, ApprovalState::Denied);
        assert!(denied.take_back(&device(), NOW + 1).is_none(), "once");
        let refused = |device: Device, now| question.clone().take_back(&device, now).is_none();
        assert!(refused(device(), NOW + TAKE_BACK_S));
        assert!(refused(Device { id: "other".into(), ..device() }, NOW + 1));
        assert!(refused(Device { user_id: "v".into(), ..device() }, NOW + 1));
        assert!(refused(Device { state: DeviceState::Suspended, ..device() }, NOW + 1));
    }
    assert!(approval().take_back(&device(), NOW + 1).is_none(), "nothing was said yet");
}

#[test]
fn five_face_checks_are_all_and_each_voids_the_one_before() {
    let attempt = |id: &str| Attempt { id: id.into(), ..approval().attempts[0].clone() };
    let mut question = approval();
    for n in 1..MAX_ATTEMPTS {
        question = question.attempt(&device(), attempt(&n.to_string()), NOW).unwrap();
    }
    let refused =
        |question: Approval, device: &Device, now| question.attempt(device, attempt("9"), now).unwrap_err();
    assert_eq!(refused(question.clone(), &device(), NOW), DecideError::NoMoreAttempts);
    let old = decide_at(question, &device(), &statement(Decision::Approve), NOW);
    assert_eq!(old.1, Err(DecideError::WrongGestures), "those of the first check");
    let other = Device { user_id: "v".into(), ..device() };
    assert_eq!(refused(approval(), &other, NOW), DecideError::UnknownRequest);
    assert_eq!(refused(approval(), &device(), NOW + LIFETIME_S), DecideError::Expired);
}

#[test]
fn a_fourth_question_takes_the_place_of_a_stranger_or_of_none() {
    let named = |id: &str, browser_known| Approval { id: id.into(), browser_known, ..approval() };
    assert_eq!(room(&[named("1", true), named("2", true)]), Room::Free);
    let strangers = [named("1", true), named("2", false), named("3", false)];
    assert_eq!(room(&strangers), Room::Instead("2".into()));
    assert_eq!(room(&[named("1", true), named("2", true), named("3", true)]), Room::Full);
}
