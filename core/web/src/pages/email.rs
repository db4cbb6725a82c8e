//! `/account/email` and the two links: another e-mail address.

use std::borrow::Cow;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::email_change::End;
use domain::one_time_link::Purpose;
use domain::user::Email;
use service::account::email::{self, EmailError, Outcome};
use service::session::SignedIn;
use service::{StoreError, forgotten};

use super::account::{account, guarded, require};
use super::login::encode;
use crate::extract::{Form, Visitor};
use crate::respond::page::{admin_names, error_page, form_fault, see_other, store_error};
use crate::view::{
    self, AccountPage, ChangeEmail, EmailLink, EmailProblem, ErrorKind, Link, LinkGone, Message,
};

const HERE: &str = "/account/email";

type Words = Cow<'static, str>;

/// The form. It takes a recent sign-in before anything is typed.
pub(crate) async fn get(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match email::check(&visitor.cx, &signed_in) {
        Ok(()) => form_page(&visitor, &signed_in, "", None, StatusCode::OK),
        Err(error) => refuse(&visitor, &signed_in, "", error),
    }
}

/// Asks for another address; one that somebody has gets the same answer.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let typed: String = form.text("email").chars().take(254).collect();
    let refused =
        |problem| form_page(&visitor, &signed_in, &typed, Some(problem), StatusCode::UNPROCESSABLE_ENTITY);
    let Ok(new) = Email::parse(&typed) else {
        return refused(if typed.trim().is_empty() {
            EmailProblem::Missing
        } else {
            EmailProblem::Malformed
        });
    };
    match email::ask(&visitor.cx, &signed_in, new).await {
        Ok(()) => see_other("/account/profile"),
        Err(error) => refuse(&visitor, &signed_in, &typed, error),
    }
}

/// The owner stops it.
pub(crate) async fn stop(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match email::stop(&visitor.cx, &signed_in).await {
        Ok(()) => see_other("/account/profile?done=email-stopped"),
        Err(EmailError::Store(error)) => store_error(&visitor, &error),
        Err(_) => see_other("/account/profile"),
    }
}

/// `GET /email/new/{token}`
pub(crate) async fn new_end(visitor: Visitor, Path(token): Path<String>) -> Response {
    link_page(&visitor, &token, End::New)
}

/// `GET /email/old/{token}`
pub(crate) async fn old_end(visitor: Visitor, Path(token): Path<String>) -> Response {
    link_page(&visitor, &token, End::Old)
}

/// `POST /email/new/{token}`
pub(crate) async fn post_new_end(visitor: Visitor, Path(token): Path<String>, form: Form) -> Response {
    decide(&visitor, &token, End::New, &form).await
}

/// `POST /email/old/{token}`
pub(crate) async fn post_old_end(visitor: Visitor, Path(token): Path<String>, form: Form) -> Response {
    decide(&visitor, &token, End::Old, &form).await
}

/// Nothing happens by looking at it: programs that look at mail open links too.
fn link_page(visitor: &Visitor, token: &str, end: End) -> Response {
    let (user, change) = match email::find_link(&visitor.cx, token, end) {
        Ok(found) => found,
        Err(error) => return gone(visitor, error),
    };
    let (purpose, is_old) = match end {
        End::Old => (Purpose::EmailOld, true),
        End::New => (Purpose::EmailNew, false),
    };
    let page = EmailLink {
        chrome: visitor.chrome(),
        action: format!("{}{}", purpose.path(), encode(token)),
        is_old,
        username: user.username.as_str().to_owned(),
        office: visitor.cx.app.settings().office_name().to_owned(),
        old: change.old.as_str().to_owned(),
        new: change.new.as_str().to_owned(),
    };
    view::answer(StatusCode::OK, &page)
}

async fn decide(visitor: &Visitor, token: &str, end: End, form: &Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(visitor, fault);
    }
    let change = match email::find_link(&visitor.cx, token, end) {
        Ok((_, change)) => change,
        Err(error) => return gone(visitor, error),
    };
    let (new, text) = (change.new.as_str(), visitor.text);
    let said = match (form.text("decision"), end) {
        ("agree", _) => match email::agree(&visitor.cx, token, end).await {
            Ok(Outcome::Changed) => (text.email_changed_title(), text.email_changed_lead(new)),
            Ok(Outcome::Taken) => (text.email_taken_title(), text.email_taken_lead()),
            Ok(Outcome::Waits) => match waits(visitor, end, new) {
                Ok(said) => said,
                Err(error) => return store_error(visitor, &error),
            },
            Err(error) => return gone(visitor, error),
        },
        ("stop", End::Old) => match email::refuse(&visitor.cx, token).await {
            Ok(()) => (text.email_stopped_title(), text.email_stopped_lead(change.old.as_str())),
            Err(error) => return gone(visitor, error),
        },
        _ => return error_page(visitor, StatusCode::BAD_REQUEST, ErrorKind::Request, None),
    };
    let link = Link { href: "/account/profile".to_owned(), label: text.email_go_account().into_owned() };
    let (title, lead) = (said.0.into_owned(), said.1.into_owned());
    view::answer(StatusCode::OK, &Message { chrome: visitor.chrome(), title, lead, link: Some(link) })
}

/// One end said yes: title and lead for what the other end does now.
fn waits(visitor: &Visitor, end: End, new: &str) -> Result<(Words, Words), StoreError> {
    let (text, admins) = (visitor.text, admin_names(visitor).join(", "));
    let sends_mail = forgotten::sends_mail(&visitor.cx.app)?;
    Ok(match end {
        End::Old => {
            let lead = match (sends_mail, admins.is_empty()) {
                (true, _) => text.email_waits_new_lead(new),
                (false, true) => text.email_waits_new_lead_hand_nobody(new),
                (false, false) => text.email_waits_new_lead_hand(new, admins),
            };
            (text.email_waits_new_title(), lead)
        }
        End::New => {
            let lead = match (sends_mail, admins.is_empty()) {
                (true, _) => text.email_waits_old_lead(),
                (false, true) => text.email_waits_old_lead_hand_nobody(),
                (false, false) => text.email_waits_old_lead_hand(admins),
            };
            (text.email_waits_old_title(), lead)
        }
    })
}

fn gone(visitor: &Visitor, error: EmailError) -> Response {
    match error {
        EmailError::Store(error) => store_error(visitor, &error),
        _ => view::answer(
            StatusCode::NOT_FOUND,
            &LinkGone { chrome: visitor.chrome(), admins: admin_names(visitor) },
        ),
    }
}

fn refuse(visitor: &Visitor, signed_in: &SignedIn, typed: &str, error: EmailError) -> Response {
    let problem = match error {
        EmailError::NotFresh => return see_other(&format!("/login?again=1&next={}", encode(HERE))),
        EmailError::NotWhole => return see_other(&format!("/login/step-up?next={}", encode(HERE))),
        EmailError::Store(error) => return store_error(visitor, &error),
        EmailError::Gone => return see_other("/login"),
        EmailError::Same => EmailProblem::Same,
        EmailError::Enough => {
            return form_page(
                visitor,
                signed_in,
                typed,
                Some(EmailProblem::Enough),
                StatusCode::TOO_MANY_REQUESTS,
            );
        }
    };
    form_page(visitor, signed_in, typed, Some(problem), StatusCode::UNPROCESSABLE_ENTITY)
}

fn form_page(
    visitor: &Visitor,
    signed_in: &SignedIn,
    typed: &str,
    problem: Option<EmailProblem>,
    status: StatusCode,
) -> Response {
    let sends_mail = match forgotten::sends_mail(&visitor.cx.app) {
        Ok(sends_mail) => sends_mail,
        Err(error) => return store_error(visitor, &error),
    };
    let page = ChangeEmail {
        chrome: visitor.chrome(),
        account: account(signed_in, AccountPage::Profile),
        present: signed_in.user.email.as_str().to_owned(),
        is_confirmed: signed_in.user.email_verified,
        sends_mail,
        admins: admin_names(visitor),
        typed: typed.to_owned(),
        problem,
    };
    view::answer(status, &page)
}
