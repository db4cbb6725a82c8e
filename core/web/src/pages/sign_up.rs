//! `/signup`, `/confirm/<token>`: joining by oneself.

use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::challenge::Purpose;
use domain::secret::Secret;
use domain::sign_up::{DOMAINS, Invitation, MAX_NAME, Mode, Shut, SignUp as Known, domains};
use domain::user::Email;
use oidc::shown::is_shown;
use serde::Deserialize;
use service::sign_up::{self, Joined, Noted, SignUpError, Wish};
use service::{forgotten, password_link};

use super::check;
use super::forgotten::back;
use super::login::encode;
use super::password::problem;
use crate::extract::{Form, Visitor};
use crate::respond::page::{admin_names, error_page, form_fault, see_other, store_error};
use crate::view::{
    self, ErrorKind, Link, LinkGone, LinkKind, Message, PasswordDone, Problem, SetupField, SignUp,
    SignUpConfirm, SignUpRefusal, SignUpSent, SignUpWay,
};

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// The request that the person came with.
    #[serde(default)]
    i: String,
    /// The token of an invitation.
    #[serde(default)]
    invitation: String,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    i: String,
    invitation: String,
    name: String,
    email: String,
}

/// The form, for whoever may.
pub(crate) async fn get(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let typed = Typed { i: address.i, invitation: address.invitation, ..Typed::default() };
    form_page(&visitor, &typed, Vec::new(), None)
}

/// Notes the sign-up; the same words for every address.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let field = |name, most| form.text(name).trim().chars().take(most).collect::<String>();
    let typed = Typed {
        i: field("i", 100),
        invitation: field("invitation", 200),
        name: field("name", MAX_NAME + 1),
        email: field("email", 255),
    };
    let (wish, problems) = typed.parse();
    let Some(wish) = wish else { return form_page(&visitor, &typed, problems, None) };
    let cx = match check::prove(&visitor, Purpose::SignUp, &form).await {
        Ok(cx) => cx,
        Err(error) => return store_error(&visitor, &error),
    };
    match sign_up::ask(&cx, wish).await {
        Ok(Noted::GoOn(token)) => see_other(&format!("/confirm/{}", token.expose())),
        Ok(Noted::Sent) => sent(&visitor, &typed),
        Err(error) => refuse(&visitor, &typed, error),
    }
}

/// The form behind the link that confirms an address; looking at it uses nothing up.
pub(crate) async fn get_confirm(visitor: Visitor, Path(token): Path<String>) -> Response {
    match sign_up::find(&visitor.cx, &token) {
        Ok((found, free)) => confirm_page(&visitor, &token, &found, free.as_str(), Vec::new()),
        Err(error) => refuse_confirm(&visitor, error),
    }
}

/// Confirms the address and makes the account, or lets the person wait.
pub(crate) async fn post_confirm(visitor: Visitor, Path(token): Path<String>, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let found = match sign_up::find(&visitor.cx, &token) {
        Ok((found, _)) => found,
        Err(error) => return refuse_confirm(&visitor, error),
    };
    let username: String = form.text("username").chars().take(65).collect();
    let wrong = |field, problem| confirm_page(&visitor, &token, &found, &username, vec![(field, problem)]);
    let password = Secret::new(form.text("password"));
    match sign_up::confirm(&visitor.cx, &token, &username, password).await {
        Ok(Joined::Member) => {
            let page = PasswordDone {
                chrome: visitor.chrome(),
                kind: LinkKind::Invite,
                sign_in_href: back(found.interaction.as_ref().map_or("", |id| id.as_str())),
            };
            view::answer(StatusCode::OK, &page)
        }
        Ok(Joined::Waits) => waits(&visitor),
        Err(SignUpError::Password(error)) => {
            wrong(SetupField::Password, problem(error, form.text("password").is_empty()))
        }
        Err(SignUpError::Username(_)) => wrong(SetupField::Username, Problem::Malformed),
        Err(SignUpError::UsernameTaken) => wrong(SetupField::Username, Problem::Taken),
        Err(error) => refuse_confirm(&visitor, error),
    }
}

impl Typed {
    fn parse(&self) -> (Option<Wish>, Vec<(SetupField, Problem)>) {
        let mut problems = Vec::new();
        match self.name.chars().count() {
            0 => problems.push((SetupField::Name, Problem::Missing)),
            n if n > MAX_NAME => {
                problems.push((SetupField::Name, Problem::TooLong { most: MAX_NAME as u64 }))
            }
            _ if !self.name.chars().all(is_shown) => problems.push((SetupField::Name, Problem::Malformed)),
            _ => {}
        }
        let email = Email::parse(&self.email).ok();
        if email.is_none() {
            let is_missing = self.email.is_empty();
            problems
                .push((SetupField::Email, if is_missing { Problem::Missing } else { Problem::Malformed }));
        }
        let wish = email.filter(|_| problems.is_empty()).map(|email| Wish {
            name: self.name.clone(),
            email,
            invitation: Some(self.invitation.clone()).filter(|token| !token.is_empty()),
            interaction: Some(self.i.as_str()).filter(|i| !i.is_empty()).map(Into::into),
        });
        (wish, problems)
    }
}

fn sent(visitor: &Visitor, typed: &Typed) -> Response {
    match forgotten::sends_mail(&visitor.cx.app) {
        Ok(sends_mail) => view::answer(
            StatusCode::OK,
            &SignUpSent {
                chrome: visitor.chrome(),
                sends_mail,
                email: typed.email.clone(),
                admins: admin_names(visitor),
                back_href: back(&typed.i),
            },
        ),
        Err(error) => store_error(visitor, &error),
    }
}

fn form_page(
    visitor: &Visitor,
    typed: &Typed,
    problems: Vec<(SetupField, Problem)>,
    refusal: Option<SignUpRefusal>,
) -> Response {
    let invitation = match typed.invitation.as_str() {
        "" => None,
        token => match sign_up::find_invitation(&visitor.cx, token) {
            Ok(invitation) => Some(invitation),
            Err(error) => return refuse_confirm(visitor, error),
        },
    };
    let Some(way) = way(visitor, invitation.as_ref()) else { return closed(visitor) };
    let sends_mail = match forgotten::sends_mail(&visitor.cx.app) {
        Ok(sends_mail) => sends_mail,
        Err(error) => return store_error(visitor, &error),
    };
    let fixed = invitation.and_then(|invitation| invitation.email);
    let mut chrome = visitor.chrome();
    chrome.interaction = Some(typed.i.clone()).filter(|i| !i.is_empty());
    let status = match refusal {
        None if problems.is_empty() => StatusCode::OK,
        Some(SignUpRefusal::Slowed { .. }) => StatusCode::TOO_MANY_REQUESTS,
        Some(SignUpRefusal::Full) => StatusCode::SERVICE_UNAVAILABLE,
        None | Some(SignUpRefusal::OtherDomain) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let proof = check::ask(visitor, Purpose::SignUp, "");
    let page = SignUp {
        chrome,
        invitation: Some(typed.invitation.clone()).filter(|token| !token.is_empty()),
        way,
        sends_mail,
        name: typed.name.clone(),
        is_email_fixed: fixed.is_some(),
        email: fixed.map_or_else(|| typed.email.clone(), |email| email.as_str().to_owned()),
        problems,
        refusal,
        check: proof.check.clone(),
        back_href: back(&typed.i),
    };
    let mut response = proof.allow(visitor, view::answer(status, &page));
    if let Some(SignUpRefusal::Slowed { seconds }) = refusal {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// What the form leads to; nothing where there is none.
fn way(visitor: &Visitor, invitation: Option<&Invitation>) -> Option<SignUpWay> {
    match (sign_up::mode(&visitor.cx), invitation) {
        (Mode::Off, _) | (Mode::Invitation, None) => None,
        (_, Some(_)) => Some(SignUpWay::Invited),
        (Mode::Domain, None) => {
            let domains = domains(visitor.cx.app.settings().text(DOMAINS));
            // Where none is named, nobody has an address that lets in.
            (!domains.is_empty()).then_some(SignUpWay::Domains(domains))
        }
        (Mode::Approval, None) => Some(SignUpWay::Approval),
    }
}

fn refuse(visitor: &Visitor, typed: &Typed, error: SignUpError) -> Response {
    let refused = |refusal| form_page(visitor, typed, Vec::new(), Some(refusal));
    match error {
        SignUpError::Full => refused(SignUpRefusal::Full),
        SignUpError::Shut(Shut::OtherDomain) | SignUpError::OtherAddress => {
            refused(SignUpRefusal::OtherDomain)
        }
        SignUpError::Slowed { wait_s } => {
            refused(SignUpRefusal::Slowed { seconds: u64::try_from(wait_s).unwrap_or(1) })
        }
        other => refuse_confirm(visitor, other),
    }
}

fn confirm_page(
    visitor: &Visitor,
    token: &str,
    found: &Known,
    username: &str,
    problems: Vec<(SetupField, Problem)>,
) -> Response {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SignUpConfirm {
        chrome: visitor.chrome(),
        action: format!("/confirm/{}", encode(token)),
        name: found.name.clone(),
        email: found.email.as_str().to_owned(),
        username: username.to_owned(),
        least: password_link::shortest(&visitor.cx, None) as u64,
        problems,
    };
    view::answer(status, &page)
}

fn refuse_confirm(visitor: &Visitor, error: SignUpError) -> Response {
    match error {
        SignUpError::AccountExists => {
            let text = visitor.text;
            let (title, lead) =
                (text.sign_up_exists_title().into_owned(), text.sign_up_exists_lead().into_owned());
            message(visitor, StatusCode::CONFLICT, title, lead, true)
        }
        SignUpError::Shut(_) => closed(visitor),
        SignUpError::Store(error) => store_error(visitor, &error),
        SignUpError::Gone => view::answer(
            StatusCode::NOT_FOUND,
            &LinkGone { chrome: visitor.chrome(), admins: admin_names(visitor) },
        ),
        _ => error_page(visitor, StatusCode::SERVICE_UNAVAILABLE, ErrorKind::Busy, None),
    }
}

fn waits(visitor: &Visitor) -> Response {
    let (text, admins) = (visitor.text, admin_names(visitor));
    let sends_mail = match forgotten::sends_mail(&visitor.cx.app) {
        Ok(sends_mail) => sends_mail,
        Err(error) => return store_error(visitor, &error),
    };
    let lead = match (admins.as_slice(), sends_mail) {
        ([], true) => text.sign_up_waits_lead_nobody(),
        ([], false) => text.sign_up_waits_lead_hand_nobody(),
        (some, true) => text.sign_up_waits_lead(some.join(", ")),
        (some, false) => text.sign_up_waits_lead_hand(some.join(", ")),
    };
    message(visitor, StatusCode::OK, text.sign_up_waits_title().into_owned(), lead.into_owned(), false)
}

/// Nobody without an invitation.
fn closed(visitor: &Visitor) -> Response {
    let (text, admins) = (visitor.text, admin_names(visitor));
    let lead = match admins.as_slice() {
        [] => text.sign_up_closed_lead_nobody(),
        some => text.sign_up_closed_lead(some.join(", ")),
    };
    message(visitor, StatusCode::FORBIDDEN, text.sign_up_closed_title().into_owned(), lead.into_owned(), true)
}

fn message(visitor: &Visitor, status: StatusCode, title: String, lead: String, leads_on: bool) -> Response {
    let link = leads_on
        .then(|| Link { href: "/login".to_owned(), label: visitor.text.sign_up_to_login().into_owned() });
    view::answer(status, &Message { chrome: visitor.chrome(), title, lead, link })
}
