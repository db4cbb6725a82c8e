//! `/login/mfa`: the second half of a sign-in. A phone is asked where the account has one; a code is the other way.

use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::factor::kind::Kind;
use domain::token::PlainToken;
use serde::Deserialize;
use service::approval::{self, Standing};
use service::ask::Asked;
use service::authorize;
use service::login::{Goal, LoginError};
use service::passkey::sign_in::{self, UseError};
use service::second_factor::{self, Completed, Due, Waiting};

use super::login::{encode, enter, own_path, tile};
use super::{lost, new_password};
use crate::cookies::set_browser;
use crate::extract::{Form, Visitor};
use crate::place::approve_url;
use crate::respond::page::{first_admin, form_fault, see_other, store_error, with_cookies};
use crate::respond::passkey::{Refused, request};
use crate::view::{
    self, Approval, ApprovalState, Chrome, Mfa, MfaError, PasskeyFault, Plain, Qr, Step, WaitingApproval,
};
use crate::{clock, live};

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// The request under way.
    #[serde(default)]
    i: String,
    /// Whether the browser runs no script.
    #[serde(default)]
    plain: Option<String>,
    /// Whether the reader stopped the reloading.
    #[serde(default)]
    still: Option<String>,
}

/// How often a page without script comes anew, in seconds.
const REFRESH: HeaderValue = HeaderValue::from_static("5");

/// The question, or the form for a code, for the browser whose password was right.
pub(crate) async fn get(visitor: Visitor, Query(address): Query<Address>, headers: HeaderMap) -> Response {
    let plain = match (&address.plain, &address.still) {
        (None, _) => Plain::No,
        (Some(_), None) => Plain::Reloading,
        (Some(_), Some(_)) => Plain::Still,
    };
    match second_factor::find(&visitor.cx, &visitor.cookies.browser()) {
        Ok(Some(waiting)) if waiting.due == Due::NewPassword => see_other(new_password::HERE),
        Ok(Some(waiting)) => Page { plain, ..Page::new(&waiting) }.answer(visitor, &headers),
        Ok(None) => see_other(&beginning(&address.i, "")),
        Err(error) => store_error(&visitor, &error),
    }
}

/// Looks at a code.
pub(crate) async fn post(visitor: Visitor, headers: HeaderMap, form: Form) -> Response {
    let waiting = match waiting(&visitor, &form) {
        Ok(waiting) => waiting,
        Err(response) => return *response,
    };
    let browser = visitor.cookies.browser();
    let remember = form.text("remember") == "1";
    match second_factor::complete(&visitor.cx, &browser, form.text("code"), remember).await {
        Ok(Completed::SignedIn { cookies, goal }) if form.text("lost") == "1" => {
            let i = goal.interaction.as_ref().map_or("", |id| id.as_str());
            enter(&Goal { interaction: None, next: lost::here(i) }, &cookies)
        }
        Ok(completed) => go_on(&completed),
        Err(error) => refuse(visitor, &headers, &waiting, error),
    }
}

/// `POST /login/mfa/passkey/options`: what the browser is asked for.
pub(crate) async fn passkey_options(visitor: Visitor, form: Form) -> Response {
    if form.check().is_err() {
        return Refused::TooOld.into_response();
    }
    match sign_in::begin_second(&visitor.cx, &visitor.cookies.browser()) {
        Ok(wanted) => request(&wanted),
        Err(UseError::Login(LoginError::Store(error))) => Refused::store(&visitor, &error),
        Err(_) => Refused::NotNow.into_response(),
    }
}

/// `POST /login/mfa/passkey`: a passkey as the second half.
pub(crate) async fn passkey(visitor: Visitor, headers: HeaderMap, form: Form) -> Response {
    let waiting = match waiting(&visitor, &form) {
        Ok(waiting) => waiting,
        Err(response) => return *response,
    };
    let browser = visitor.cookies.browser();
    let remember = form.text("remember") == "1";
    match sign_in::complete(&visitor.cx, &browser, form.text("credential"), remember).await {
        Ok(completed) => go_on(&completed),
        Err(UseError::Login(error)) => refuse(visitor, &headers, &waiting, error),
        Err(error) => {
            let error = Some(MfaError::Passkey(fault(&error)));
            Page { status: StatusCode::UNAUTHORIZED, error, ..Page::new(&waiting) }.answer(visitor, &headers)
        }
    }
}

/// Why a passkey did not count, as pages say it.
pub(crate) fn fault(error: &UseError) -> PasskeyFault {
    match error {
        UseError::Copied => PasskeyFault::Copied,
        UseError::TooOld => PasskeyFault::TooOld,
        UseError::Unknown => PasskeyFault::Unknown,
        UseError::Refused(_) | UseError::Login(_) => PasskeyFault::Refused,
    }
}

/// `POST /login/mfa/continue`: the phone said yes.
pub(crate) async fn finish(visitor: Visitor, headers: HeaderMap, form: Form) -> Response {
    let waiting = match waiting(&visitor, &form) {
        Ok(waiting) => waiting,
        Err(response) => return *response,
    };
    let remember = form.text("remember") == "1";
    match approval::finish(&visitor.cx, &visitor.cookies.browser(), remember).await {
        Ok(completed) => go_on(&completed),
        // The button of a page without script, pressed early: the page says how it stands.
        Err(LoginError::NotAnswered) => {
            let still = if form.has("still") { "plain=1&still=1" } else { "plain=1" };
            see_other(&here(&waiting.goal, still))
        }
        Err(error) => refuse(visitor, &headers, &waiting, error),
    }
}

/// `POST /login/mfa/ask`: asks the phones, again.
pub(crate) async fn ask(visitor: Visitor, headers: HeaderMap, form: Form) -> Response {
    let waiting = match waiting(&visitor, &form) {
        Ok(waiting) => waiting,
        Err(response) => return *response,
    };
    match approval::ask_again(&visitor.cx, &visitor.cookies.browser()).await {
        Ok(Asked::TooMany) => too_many(visitor, &headers, &waiting),
        Ok(_) => see_other(&here(&waiting.goal, "")),
        Err(error) => refuse(visitor, &headers, &waiting, error),
    }
}

/// `POST /login/mfa/cancel`: back to name and password.
pub(crate) async fn cancel(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let browser = visitor.cookies.browser();
    let place = match second_factor::find(&visitor.cx, &browser) {
        Ok(Some(waiting)) => to_beginning(&waiting.goal),
        Ok(None) => beginning(form.text("i"), ""),
        Err(error) => return store_error(&visitor, &error),
    };
    match second_factor::cancel(&visitor.cx, &browser).await {
        Ok(()) => see_other(&place),
        Err(error) => store_error(&visitor, &error),
    }
}

/// `GET /login/mfa/events`: says what becomes of the question.
pub(crate) async fn events(visitor: Visitor) -> Response {
    live::approval(visitor)
}

/// The answer to a right password: the browser has a new name, and goes to the page.
pub(crate) fn begun(
    mut visitor: Visitor,
    headers: &HeaderMap,
    goal: &Goal,
    browser: &PlainToken,
    asked: Asked,
) -> Response {
    let response = if asked == Asked::TooMany {
        visitor.cookies.browser = Some(browser.expose().to_owned());
        match second_factor::find(&visitor.cx, &visitor.cookies.browser()) {
            Ok(Some(waiting)) => too_many(visitor, headers, &waiting),
            Ok(None) => see_other(&to_beginning(goal)),
            Err(error) => store_error(&visitor, &error),
        }
    } else {
        see_other(&here(goal, ""))
    };
    with_cookies(response, [set_browser(browser)])
}

/// Three questions wait already, so none was asked.
fn too_many(visitor: Visitor, headers: &HeaderMap, waiting: &Waiting) -> Response {
    let status = StatusCode::TOO_MANY_REQUESTS;
    let mut response = Page { status, ..Page::new(waiting) }.answer(visitor, headers);
    let wait = HeaderValue::from(domain::approval::LIFETIME_S);
    response.headers_mut().insert(header::RETRY_AFTER, wait);
    response
}

/// Where a whole sign-in leads.
pub(crate) fn go_on(completed: &Completed) -> Response {
    match completed {
        Completed::NewPassword { browser, .. } => {
            with_cookies(see_other(new_password::HERE), [set_browser(browser)])
        }
        Completed::SignedIn { cookies, goal } => enter(goal, cookies),
    }
}

/// The sign-in that a form is about.
fn waiting(visitor: &Visitor, form: &Form) -> Result<Waiting, Box<Response>> {
    form.check().map_err(|fault| Box::new(form_fault(visitor, fault)))?;
    match second_factor::find(&visitor.cx, &visitor.cookies.browser()) {
        Ok(Some(waiting)) => Ok(waiting),
        Ok(None) => Err(Box::new(see_other(&beginning(form.text("i"), "")))),
        Err(error) => Err(Box::new(store_error(visitor, &error))),
    }
}

fn refuse(visitor: Visitor, headers: &HeaderMap, waiting: &Waiting, error: LoginError) -> Response {
    let (status, error, wait) = match error {
        LoginError::Wrong => (StatusCode::UNAUTHORIZED, MfaError::Wrong, None),
        LoginError::Slowed { wait_s } => {
            let seconds = u64::try_from(wait_s).unwrap_or(1);
            (StatusCode::TOO_MANY_REQUESTS, MfaError::Slowed { seconds }, Some(seconds))
        }
        LoginError::Store(error) => return store_error(&visitor, &error),
        LoginError::Gone
        | LoginError::NotAnswered
        | LoginError::Disabled { .. }
        | LoginError::Overloaded(_)
        | LoginError::Waits { .. } => return see_other(&to_beginning(&waiting.goal)),
    };
    let mut response = Page { status, error: Some(error), ..Page::new(waiting) }.answer(visitor, headers);
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The page of a sign-in that waits.
struct Page<'a> {
    waiting: &'a Waiting,
    plain: Plain,
    error: Option<MfaError>,
    status: StatusCode,
}

impl<'a> Page<'a> {
    fn new(waiting: &'a Waiting) -> Self {
        Self { waiting, plain: Plain::No, error: None, status: StatusCode::OK }
    }

    fn answer(self, visitor: Visitor, headers: &HeaderMap) -> Response {
        let (visitor, chrome) = surroundings(visitor, headers, &self.waiting.goal);
        let standing = match approval::find(&visitor.cx, &visitor.cookies.browser()) {
            Ok(standing) => standing,
            Err(error) => return store_error(&visitor, &error),
        };
        let offers = |kind| self.waiting.offered.contains(kind);
        let takes_recovery_codes = offers(Kind::RecoveryCode);
        let other_way = takes_recovery_codes || offers(Kind::Authenticator);
        let remember_days = self.waiting.remember_days.and_then(|days| u64::try_from(days).ok());
        let stopped_phones = self.waiting.stopped_phones.clone();
        let name = self.waiting.user.display_name().to_owned();
        let Some(state) = standing.and_then(|standing| state(&visitor, standing)) else {
            let page = Mfa {
                chrome,
                action: "/login/mfa".to_owned(),
                cancel_action: "/login/mfa/cancel".to_owned(),
                name,
                takes_passkey: offers(Kind::Passkey),
                takes_app: offers(Kind::Authenticator),
                takes_recovery_codes,
                remember_days,
                may_be_lost: self.waiting.has_phones,
                stopped_phones,
                error: self.error,
            };
            return view::answer(self.status, &page);
        };
        let waits = matches!(state, ApprovalState::Waiting(_));
        let page = Approval {
            chrome,
            name,
            state,
            takes_passkey: offers(Kind::Passkey),
            other_way,
            takes_recovery_codes,
            remember_days,
            stopped_phones,
            error: self.error,
            plain: self.plain,
        };
        let mut response = view::answer(self.status, &page);
        if waits && self.plain == Plain::Reloading {
            response.headers_mut().insert(header::REFRESH, REFRESH);
        }
        response
    }
}

/// How the question stands, as its page shows it; nothing where no phone can be asked.
fn state(visitor: &Visitor, standing: Standing) -> Option<ApprovalState> {
    let admin = || first_admin(visitor);
    Some(match standing {
        Standing::Approved { phone } => ApprovalState::Approved { phone },
        Standing::Blocked | Standing::Obstacle(Asked::Blocked) => ApprovalState::Blocked { admin: admin() },
        Standing::Denied => ApprovalState::Denied,
        Standing::NotAsked { over: true } => ApprovalState::Over,
        Standing::NotAsked { over: false } | Standing::Obstacle(Asked::Yes) => ApprovalState::NotAsked,
        Standing::Obstacle(Asked::TooMany) => ApprovalState::TooMany,
        Standing::Obstacle(Asked::NoPhone | Asked::FaceOff) => return None,
        Standing::Pending { approval, phones, typed_codes } => {
            ApprovalState::Waiting(Box::new(WaitingApproval {
                transfer_code: approval.transfer_code.expose().to_owned(),
                typed_codes,
                qr: Qr::new(approve_url(&visitor.site, &approval).expose()),
                left_s: u64::try_from(approval.expires_at - visitor.cx.now).unwrap_or_default(),
                until: clock::time_of_day(approval.expires_at),
                phones,
            }))
        }
        Standing::Superseded { at } => ApprovalState::Superseded { at: clock::time_of_day(at) },
        Standing::WrongCodes => ApprovalState::WrongCodes,
    })
}

/// The app that one goes to, and its wish for a language.
fn surroundings(visitor: Visitor, headers: &HeaderMap, goal: &Goal) -> (Visitor, Chrome) {
    let browser = visitor.cookies.browser();
    let interaction = goal.interaction.as_ref();
    let asked = interaction.and_then(|id| authorize::view(&visitor.cx, id, &browser).ok());
    let ui_locales = asked.as_ref().and_then(|view| view.request.ui_locales.clone());
    let visitor = visitor.prefer(ui_locales.as_deref(), headers);
    let mut chrome = match (interaction, &asked) {
        (Some(id), Some(view)) => visitor.chrome_to(id.as_str(), tile(view)),
        _ => visitor.chrome(),
    };
    if let Some(view) = asked.filter(|view| !view.client.trusted) {
        chrome.steps = Step::of_sign_in(visitor.text, view.client.display_name(), true, 1);
    }
    (visitor, chrome)
}

/// This page for a sign-in.
fn here(goal: &Goal, query: &str) -> String {
    let i = goal.interaction.as_ref().map(|id| format!("i={id}"));
    let query = Some(query.to_owned()).filter(|query| !query.is_empty());
    match [i, query].into_iter().flatten().collect::<Vec<_>>().as_slice() {
        [] => "/login/mfa".to_owned(),
        parts => format!("/login/mfa?{}", parts.join("&")),
    }
}

fn to_beginning(goal: &Goal) -> String {
    beginning(goal.interaction.as_ref().map_or("", |id| id.as_str()), &goal.next)
}

/// Where the password is asked.
pub(crate) fn beginning(i: &str, next: &str) -> String {
    match (i, own_path(next)) {
        ("", "/") => "/login".to_owned(),
        ("", next) => format!("/login?next={}", encode(next)),
        (i, _) => format!("/login?i={}", encode(i)),
    }
}
