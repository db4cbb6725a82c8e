//! `/login`: who are you, and which account.

use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::challenge::Purpose;
use domain::id::InteractionId;
use domain::interaction::Step;
use domain::secret::Secret;
use domain::user::User;
use oidc::redirect_uri::display_host;
use serde::Deserialize;
use service::authorize::{self, AuthorizeError, View};
use service::login::{self, Cookies, Goal, LoginError, Outcome};
use service::passkey::sign_in::{self, UseError};
use service::rights::FRESH_S;
use service::{consent, logout, session, sign_up};

use super::{check, mfa, resets};
use crate::app_logos;
use crate::cookies::{clear_session, set_browser, set_session};
use crate::extract::{Form, FormFault, Visitor};
use crate::respond::page::{authorize_error, follow, form_fault, see_other, store_error, with_cookies};
use crate::respond::passkey::{Refused, request};
use crate::ui::set_language;
use crate::view::{self, AppTile, Chrome, ClientLinks, Login, Message, SelectAccount};

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// The request under way.
    #[serde(default)]
    i: String,
    /// A page of ours to go on to.
    #[serde(default)]
    next: String,
    /// Whether another account than the present one is wanted.
    #[serde(default)]
    other: Option<String>,
    /// Whether the person who is signed in has to prove it again.
    #[serde(default)]
    again: Option<String>,
}

/// The form, or the choice of account.
pub(crate) async fn get(visitor: Visitor, Query(address): Query<Address>, headers: HeaderMap) -> Response {
    if matches!(visitor.cx.app.is_empty(), Ok(true)) {
        // Nobody could sign in, and a form would send people in search of a password.
        let (title, lead) =
            (visitor.text.unclaimed_title().into_owned(), visitor.text.unclaimed_lead().into_owned());
        return view::answer(StatusCode::OK, &Message { chrome: visitor.chrome(), title, lead, link: None });
    }
    if address.i.is_empty() {
        return match visitor.signed_in().await {
            Ok(Some(signed_in))
                if address.again.is_some() && !signed_in.session.is_fresh(FRESH_S, visitor.cx.now) =>
            {
                form_page(&visitor, &Asked::again(&signed_in.user), &address, None, StatusCode::OK)
            }
            Ok(Some(_)) => see_other(own_path(&address.next)),
            Ok(None) => {
                let over = session::ended_by_itself(&visitor.cx, visitor.cookies.browser().session.as_ref());
                let hours = visitor.cx.app.settings().session_lifetimes().idle_s / 3_600;
                let hours = u64::try_from(hours).unwrap_or_default();
                let news = over.unwrap_or(false).then_some(view::LoginError::SessionOver { hours });
                form_page(&visitor, &Asked::default(), &address, news, StatusCode::OK)
            }
            Err(error) => store_error(&visitor, &error),
        };
    }
    let view = match authorize::view(&visitor.cx, &address.i.as_str().into(), &visitor.cookies.browser()) {
        Ok(view) => view,
        Err(AuthorizeError::Gone) if visitor.cookies.browser.is_some() => {
            return see_other(&format!("/interaction?i={}", encode(&address.i)));
        }
        Err(error) => return authorize_error(&visitor, error, false),
    };
    let visitor = visitor.prefer(view.request.ui_locales.as_deref(), &address.i, &headers);
    match (view.step, &view.signed_in) {
        (Step::Login, _) => form_page(&visitor, &Asked::by(&view), &address, None, StatusCode::OK),
        (Step::SelectAccount, Some(_)) if address.other.is_some() => form_page(
            &visitor,
            &Asked { hint: String::new(), again: None, ..Asked::by(&view) },
            &address,
            None,
            StatusCode::OK,
        ),
        (Step::SelectAccount, Some(signed_in)) => {
            let page = SelectAccount {
                chrome: chrome(&visitor, &Asked::by(&view), &address.i),
                action: "/login/account".to_owned(),
                name: signed_in.user.display_name().to_owned(),
                email: signed_in.user.email.as_str().to_owned(),
            };
            view::answer(StatusCode::OK, &page)
        }
        _ => see_other(&format!("/interaction?i={}", encode(&address.i))),
    }
}

/// Where a page of the administration sends its browser for a recent sign-in.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Again {
    /// The page to come back to, under `/admin/`.
    #[serde(default)]
    return_to: String,
}

/// `GET /login/again`: the person proves who they are, with the second step where there is one, and the browser comes back
/// to where it was.
pub(crate) async fn again(Query(Again { return_to }): Query<Again>) -> Response {
    let back = Some(own_path(&return_to)).filter(|path| path.starts_with("/admin/")).unwrap_or("/admin/");
    // By way of the second step: neither a browser that was remembered nor a policy that asks nobody is one.
    let next = format!("/login/step-up?next={}", encode(back));
    see_other(&format!("/login?again=1&next={}", encode(&next)))
}

/// Signs in.
pub(crate) async fn post(
    visitor: Visitor,
    Query(address): Query<Address>,
    headers: HeaderMap,
    form: Form,
) -> Response {
    let Try { visitor, typed, address, goal } = match Try::read(visitor, address, &headers, &form).await {
        Ok(read) => read,
        Err(response) => return *response,
    };
    let password = Secret::new(form.text("password"));
    let browser = visitor.cookies.browser();
    let cx = match check::prove(&visitor, Purpose::SignIn, &form).await {
        Ok(cx) => cx,
        Err(error) => return store_error(&visitor, &error),
    };
    match login::sign_in(&cx, form.text("username"), password, &browser, &goal).await {
        Ok(Outcome::SignedIn(cookies)) => enter(&goal, &cookies),
        Ok(Outcome::SecondFactor { browser, asked }) => mfa::begun(visitor, &headers, &goal, &browser, asked),
        Err(error) => refuse(&visitor, &typed, &address, error),
    }
}

/// `POST /login/passkey/options`: what the browser is asked for.
pub(crate) async fn passkey_options(visitor: Visitor, form: Form) -> Response {
    if form.check().is_err() {
        return Refused::TooOld.into_response();
    }
    match sign_in::begin(&visitor.cx, &visitor.cookies.browser()) {
        Ok(wanted) => request(&wanted),
        Err(_) => Refused::NotNow.into_response(),
    }
}

/// `POST /login/passkey`: signs in by a passkey alone.
pub(crate) async fn passkey(
    visitor: Visitor,
    Query(address): Query<Address>,
    headers: HeaderMap,
    form: Form,
) -> Response {
    let Try { visitor, typed, address, goal } = match Try::read(visitor, address, &headers, &form).await {
        Ok(read) => read,
        Err(response) => return *response,
    };
    let browser = visitor.cookies.browser();
    match sign_in::sign_in(&visitor.cx, &browser, form.text("credential"), &goal).await {
        Ok(completed) => mfa::go_on(&completed),
        Err(UseError::Login(error)) => refuse(&visitor, &typed, &address, error),
        Err(error) => {
            let error = view::LoginError::Passkey(mfa::fault(&error));
            form_page(&visitor, &typed, &address, Some(error), StatusCode::UNAUTHORIZED)
        }
    }
}

/// A sign-in that was posted: its form is believed.
struct Try {
    visitor: Visitor,
    typed: Asked,
    address: Address,
    goal: Goal,
}

impl Try {
    async fn read(
        visitor: Visitor,
        mut address: Address,
        headers: &HeaderMap,
        form: &Form,
    ) -> Result<Self, Box<Response>> {
        form.text("i").clone_into(&mut address.i);
        let asked = match asked(&visitor, &address) {
            Ok(asked) => asked,
            Err(error) => return Err(authorize_error(&visitor, error, false).into()),
        };
        let visitor = visitor.prefer(asked.ui_locales.as_deref(), &address.i, headers);
        let hint = form.find("username").map_or(asked.hint.clone(), |name| name.chars().take(254).collect());
        let typed = Asked { hint, ..asked };
        match form.check() {
            Ok(()) => {}
            // Signed in meanwhile in another tab: nothing was sent, and there is nothing to ask.
            Err(FormFault::TooOld)
                if !address.i.is_empty() && matches!(visitor.signed_in().await, Ok(Some(_))) =>
            {
                return Err(see_other(&format!("/interaction?i={}", encode(&address.i))).into());
            }
            Err(fault) => {
                let error = match fault {
                    FormFault::NoCookies => view::LoginError::NoCookies,
                    FormFault::TooOld | FormFault::Foreign | FormFault::Doubled => {
                        view::LoginError::FormTooOld
                    }
                };
                let status = StatusCode::BAD_REQUEST;
                return Err(form_page(&visitor, &typed, &address, Some(error), status).into());
            }
        }
        let goal = Goal {
            interaction: Some(InteractionId::from(address.i.as_str())).filter(|id| !id.as_str().is_empty()),
            next: own_path(&address.next).to_owned(),
        };
        Ok(Self { visitor, typed, address, goal })
    }
}

/// Somebody is signed in: sends the browser on, with its new cookies.
pub(crate) fn enter(goal: &Goal, cookies: &Cookies) -> Response {
    let next = match &goal.interaction {
        Some(id) => format!("/interaction?i={id}"),
        None => own_path(&goal.next).to_owned(),
    };
    let next = if cookies.shows_reset { resets::before(&next) } else { next };
    let language = cookies.locale.as_deref().and_then(set_language);
    let own = [set_session(&cookies.session), set_browser(&cookies.browser)];
    with_cookies(see_other(&next), own.into_iter().chain(language))
}

/// `POST /login/account`: go on with this account, or with another.
pub(crate) async fn choose(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let i = form.text("i");
    if form.text("decision") == "other" {
        return see_other(&format!("/login?i={}&other=1", encode(i)));
    }
    match consent::keep_account(&visitor.cx, &i.into(), &visitor.cookies.browser()).await {
        Ok(()) => see_other(&format!("/interaction?i={}", encode(i))),
        Err(error) => authorize_error(&visitor, error, false),
    }
}

/// `POST /login/cancel`: back to the app, which is told that the person did not sign in.
pub(crate) async fn cancel(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    match authorize::cancel(&visitor.cx, &form.text("i").into(), &visitor.cookies.browser()).await {
        Ok(outcome) => follow(&visitor, &outcome),
        Err(error) => authorize_error(&visitor, error, false),
    }
}

/// `POST /login/not-you`: signs the present person out and shows the form to another.
pub(crate) async fn not_you(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    if let Err(error) = logout::sign_out(&visitor.cx, visitor.cookies.browser().session.as_ref()).await {
        return store_error(&visitor, &error);
    }
    let next = form.find("i").map_or("/login".to_owned(), |i| format!("/interaction?i={}", encode(i)));
    with_cookies(see_other(&next), [clear_session()])
}

/// What is known of the request that the sign-in is for.
#[derive(Default)]
struct Asked {
    app: Option<AppTile>,
    links: ClientLinks,
    hint: String,
    again: Option<String>,
    ui_locales: Option<String>,
    consent_follows: bool,
}

impl Asked {
    /// For a page of ours that wants to be sure.
    fn again(user: &User) -> Self {
        Self {
            hint: user.username.as_str().to_owned(),
            again: Some(user.display_name().to_owned()),
            ..Self::default()
        }
    }

    fn by(view: &View) -> Self {
        let metadata = &view.client.metadata;
        let person = view.signed_in.as_ref().map(|signed_in| &signed_in.user);
        Self {
            app: Some(tile(view)),
            links: ClientLinks { policy_uri: metadata.policy_uri.clone(), tos_uri: metadata.tos_uri.clone() },
            hint: person
                .map(|user| user.username.as_str().to_owned())
                .or(view.request.login_hint.clone())
                .unwrap_or_default(),
            again: person.map(|user| user.display_name().to_owned()),
            ui_locales: view.request.ui_locales.clone(),
            consent_follows: !view.client.trusted,
        }
    }
}

/// The app that a request is for, as the rail shows it.
pub(crate) fn tile(view: &View) -> AppTile {
    AppTile {
        name: view.client.display_name().to_owned(),
        host: display_host(&view.redirect_uri),
        href: String::new(),
        logo: app_logos::path(&view.client),
    }
}

fn asked(visitor: &Visitor, address: &Address) -> Result<Asked, AuthorizeError> {
    if address.i.is_empty() || visitor.cookies.browser.is_none() {
        return Ok(Asked::default());
    }
    authorize::view(&visitor.cx, &address.i.as_str().into(), &visitor.cookies.browser())
        .map(|view| Asked::by(&view))
}

fn chrome(visitor: &Visitor, asked: &Asked, i: &str) -> Chrome {
    match &asked.app {
        Some(app) => {
            let steps = if asked.consent_follows {
                view::Step::of_sign_in(visitor.text, &app.name, false, 0)
            } else {
                Vec::new()
            };
            Chrome { steps, ..visitor.chrome_to(i, app.clone()) }
        }
        None => visitor.chrome(),
    }
}

fn form_page(
    visitor: &Visitor,
    asked: &Asked,
    address: &Address,
    error: Option<view::LoginError>,
    status: StatusCode,
) -> Response {
    let action = |path: &str| match own_path(&address.next) {
        "/" => path.to_owned(),
        next => format!("{path}?next={}", encode(next)),
    };
    let mut chrome = chrome(visitor, asked, &address.i);
    if let Some(name) = asked.again.clone() {
        chrome.signed_in_as = Some(view::SignedIn { name, not_you_action: "/login/not-you".to_owned() });
    }
    let proof = check::ask(visitor, Purpose::SignIn, &asked.hint);
    let page = Login {
        chrome,
        action: action("/login"),
        passkey_action: action("/login/passkey"),
        username: asked.hint.clone(),
        again: asked.again.clone(),
        error,
        sign_up_href: sign_up::mode(&visitor.cx).is_open().then(|| sign_up_href(&address.i)),
        check: proof.check.clone(),
        links: asked.links.clone(),
    };
    proof.allow(visitor, view::answer(status, &page))
}

fn refuse(visitor: &Visitor, typed: &Asked, address: &Address, error: LoginError) -> Response {
    let (status, shown, wait) = match error {
        LoginError::Wrong | LoginError::Gone | LoginError::NotAnswered => {
            (StatusCode::UNAUTHORIZED, view::LoginError::Wrong, None)
        }
        LoginError::Disabled { admins } => (
            StatusCode::FORBIDDEN,
            view::LoginError::Disabled { admin: admins.into_iter().next().unwrap_or_default() },
            None,
        ),
        LoginError::Waits { admins } => (
            StatusCode::FORBIDDEN,
            view::LoginError::Waits { admin: admins.into_iter().next().unwrap_or_default() },
            None,
        ),
        LoginError::Slowed { wait_s } => {
            let seconds = u64::try_from(wait_s).unwrap_or(1);
            (StatusCode::TOO_MANY_REQUESTS, view::LoginError::Slowed { seconds }, Some(seconds))
        }
        LoginError::Overloaded(_) => {
            (StatusCode::SERVICE_UNAVAILABLE, view::LoginError::Slowed { seconds: 5 }, Some(5))
        }
        LoginError::Store(error) => return store_error(visitor, &error),
    };
    let mut response = form_page(visitor, typed, address, Some(shown), status);
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Keeps the request that the person came with.
fn sign_up_href(i: &str) -> String {
    if i.is_empty() { "/signup".to_owned() } else { format!("/signup?i={}", encode(i)) }
}

/// A path on this server, or the home page.
pub(crate) fn own_path(path: &str) -> &str {
    crate::ui::own_path(path).unwrap_or("/")
}

/// A value for a query.
pub(crate) fn encode(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}
