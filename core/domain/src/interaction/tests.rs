//! The dispatcher, case by case.

use oidc::acr::AcrRequest;
use oidc::claims::StandardClaims;
use oidc::claims_request::ClaimsRequest;
use oidc::metadata::ClientMetadata;
use oidc::prompt::Prompt;
use oidc::scope::Scopes;
use serde_json::json;

use super::*;
use crate::client::SecretSource;
use crate::user::{Email, Role, UserState, Username};
use crate::world::SystemEntropy;

const NOW: i64 = 1_000;

struct Case {
    request: Request,
    client: Client,
    session: Session,
    user: User,
    grant: Grant,
}

fn case() -> Case {
    let metadata =
        ClientMetadata::parse(&json!({"redirect_uris": ["https://a.example/cb"]})).unwrap().metadata;
    let (client, _) =
        Client::register(Some("c".into()), metadata, SecretSource::Generate, b"k", &SystemEntropy, 1);
    let scopes = Scopes::parse("openid email");
    Case {
        request: Request {
            response_type: oidc::response_type::CODE,
            claims: ClaimsRequest::default(),
            resources: oidc::resource::Resources::default(),
            dpop_jkt: None,
            scopes: scopes.clone(),
            nonce: None,
            code_challenge: None,
            prompt: Prompt::default(),
            max_age_s: None,
            acr: AcrRequest::default(),
            login_hint: None,
            id_token_hint: None,
            ui_locales: None,
        },
        client,
        session: Session {
            id: "s".into(),
            token: TokenHash::of("t"),
            user_id: "u".into(),
            browser: TokenHash::of("b"),
            auth_time: 900,
            amr: vec!["pwd".into()],
            created_at: 900,
            last_seen_at: 900,
            address: String::new(),
            user_agent: String::new(),
        },
        user: User {
            id: "u".into(),
            subject: "sub".into(),
            username: Username::parse("mira").unwrap(),
            email: Email::parse("mira@x.example").unwrap(),
            email_verified: true,
            claims: StandardClaims::default(),
            password: None,
            role: Role::Member,
            state: UserState::Active,
            mfa_policy: None,
            groups: vec![],
            attributes: Default::default(),
            created_at: 1,
            updated_at: 1,
        },
        grant: Grant {
            user_id: "u".into(),
            client_id: "c".into(),
            scopes,
            declined: Scopes::default(),
            claims: vec![],
            declined_claims: vec![],
            granted_at: 1,
        },
    }
}

fn step(case: &Case, change: impl for<'a> FnOnce(&mut Situation<'a>)) -> Step {
    let mut situation = Situation {
        request: &case.request,
        client: &case.client,
        signed_in: Some((&case.session, &case.user)),
        grant: Some(&case.grant),
        is_another_hinted: false,
        progress: Progress::default(),
        may_use: true,
        due: Due::Nothing,
        now: NOW,
    };
    change(&mut situation);
    next_step(&situation)
}

#[test]
fn a_session_and_a_remembered_consent_need_nobody() {
    assert_eq!(step(&case(), |_| ()), Step::Answer);
}

#[test]
fn without_a_session_one_signs_in() {
    assert_eq!(step(&case(), |s| s.signed_in = None), Step::Login);
}

#[test]
fn without_a_remembered_consent_one_is_asked_unless_the_client_is_trusted() {
    let mut case = case();
    assert_eq!(step(&case, |s| s.grant = None), Step::Consent);
    case.client.trusted = true;
    assert_eq!(step(&case, |s| s.grant = None), Step::Answer);
}

#[test]
fn more_scopes_than_before_are_asked_for_and_declined_ones_are_not() {
    let mut case = case();
    case.request.scopes = Scopes::parse("openid email profile");
    assert_eq!(step(&case, |_| ()), Step::Consent);
    case.grant.declined = Scopes::parse("profile");
    assert_eq!(step(&case, |_| ()), Step::Answer);
    assert_eq!(case.grant.allow(&case.request.scopes).to_string(), "openid email");
}

#[test]
fn a_claim_beyond_the_scopes_is_asked_for_once() {
    let mut case = case();
    case.request.claims =
        ClaimsRequest::parse(r#"{"userinfo":{"email":null,"phone_number":null,"unknown":null}}"#).unwrap();
    assert_eq!(step(&case, |_| ()), Step::Consent);
    case.grant.claims = vec!["phone_number".into()];
    assert_eq!(step(&case, |_| ()), Step::Answer);
    (case.grant.claims, case.grant.declined_claims) = (vec![], vec!["phone_number".into()]);
    assert_eq!(step(&case, |_| ()), Step::Answer, "declined is decided");
    case.grant.declined_claims = vec![];
    case.grant.scopes = Scopes::parse("openid email phone");
    assert_eq!(step(&case, |_| ()), Step::Answer, "a scope that was given opens it");
    case.client.trusted = true;
    assert_eq!(step(&case, |s| s.grant = None), Step::Answer);
}

#[test]
fn prompt_login_is_satisfied_by_a_sign_in_for_this_request_only() {
    let mut case = case();
    case.request.prompt.login = true;
    assert_eq!(step(&case, |_| ()), Step::Login);
    assert_eq!(step(&case, |s| s.progress.signed_in_at = Some(950)), Step::Login, "the session is older");
    case.session.auth_time = 950;
    assert_eq!(step(&case, |_| ()), Step::Login, "signed in elsewhere");
    assert_eq!(step(&case, |s| s.progress.signed_in_at = Some(950)), Step::Answer);
}

#[test]
fn max_age_asks_again_when_the_sign_in_is_too_old() {
    let mut case = case();
    case.request.max_age_s = Some(99);
    assert_eq!(step(&case, |_| ()), Step::Login);
    case.request.max_age_s = Some(100);
    assert_eq!(step(&case, |_| ()), Step::Answer);
    case.request.max_age_s = Some(0);
    case.session.auth_time = 999;
    assert_eq!(step(&case, |s| s.progress.signed_in_at = Some(999)), Step::Answer, "max_age=0 does not loop");
}

#[test]
fn the_hinted_person_has_to_be_the_signed_in_one() {
    assert_eq!(step(&case(), |s| s.is_another_hinted = true), Step::Login);
}

#[test]
fn an_account_is_chosen_once() {
    let mut case = case();
    case.request.prompt.select_account = true;
    assert_eq!(step(&case, |_| ()), Step::SelectAccount);
    assert_eq!(step(&case, |s| s.progress.account_chosen = true), Step::Answer);
    assert_eq!(step(&case, |s| s.progress.signed_in_at = Some(900)), Step::Answer, "signing in is choosing");
}

#[test]
fn prompt_consent_asks_again_and_only_this_persons_answer_counts() {
    let mut case = case();
    case.request.prompt.consent = true;
    assert_eq!(step(&case, |_| ()), Step::Consent);
    let (other, own) = (UserId::from("other"), UserId::from("u"));
    let with = |by: &UserId| {
        next_step(&Situation {
            request: &case.request,
            client: &case.client,
            signed_in: Some((&case.session, &case.user)),
            grant: Some(&case.grant),
            is_another_hinted: false,
            progress: Progress { consented_by: Some(by), ..Progress::default() },
            may_use: true,
            due: Due::Nothing,
            now: NOW,
        })
    };
    assert_eq!(with(&other), Step::Consent);
    assert_eq!(with(&own), Step::Answer);
}

#[test]
fn the_second_factor_comes_after_the_sign_in_and_before_consent() {
    let enrol = Due::Enrol(Kind::Authenticator);
    for (due, next, refusal) in [
        (enrol, Step::Enrol(Kind::Authenticator), ErrorCode::InteractionRequired),
        (Due::Ask, Step::SecondFactor, ErrorCode::LoginRequired),
        (Due::Unmet, Step::Unmet, ErrorCode::UnmetAuthenticationRequirements),
    ] {
        let mut case = case();
        assert_eq!(step(&case, |s| s.due = due), next, "also where nothing else is due");
        case.request.prompt.consent = true;
        assert_eq!(step(&case, |s| s.due = due), next);
        case.request.prompt.login = true;
        assert_eq!(step(&case, |s| s.due = due), Step::Login);
        assert_eq!(refuse(next).code, refusal);
    }
}

#[test]
fn a_client_that_is_not_for_this_person_is_refused_before_more_is_asked() {
    let mut case = case();
    let forbid = |s: &mut Situation<'_>| (s.may_use, s.due, s.grant) = (false, Due::Ask, None);
    assert_eq!(step(&case, forbid), Step::NotForThem);
    assert_eq!(refuse(Step::NotForThem).code, ErrorCode::AccessDenied);
    case.client.trusted = true;
    assert_eq!(step(&case, |s| s.may_use = false), Step::NotForThem, "trust is about consent");
    case.request.prompt.select_account = true;
    assert_eq!(step(&case, forbid), Step::SelectAccount, "another account may be the right one");
    assert_eq!(step(&case, |s| (s.may_use, s.signed_in) = (false, None)), Step::Login);
}

#[test]
fn the_shorter_age_counts_of_what_the_client_asks_and_the_office_lays_down() {
    let mut case = case();
    case.client.terms.session.max_age_s = Some(99);
    assert_eq!(step(&case, |_| ()), Step::Login);
    case.request.max_age_s = Some(1_000);
    assert_eq!(step(&case, |_| ()), Step::Login, "a client cannot ask for less");
    case.session.auth_time = 950;
    assert_eq!(step(&case, |_| ()), Step::Answer);
    case.request.max_age_s = Some(10);
    assert_eq!(step(&case, |_| ()), Step::Login);
}
