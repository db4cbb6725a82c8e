//! `/setup/<token>/address`: where people will find the office; free to choose until there is an administrator.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::host::{OfficeHost, is_local};
use domain::token::TokenHash;
use service::address::{self, Files, Found, MoveError, PortFault, Seen, Wanted};
use service::setup;

use super::login::encode;
use super::setup::refuse;
use crate::extract::{Form, FormFault, Visitor};
use crate::respond::page::{error_page, form_fault, see_other, store_error};
use crate::view::{
    self, AddressNews, AddressProblem, AddressTyped, Chrome, ErrorKind, SetupAddress, SetupMoved, Step,
};

/// The choice, with the present address in it. It is for the browser that the link belongs to.
pub(crate) async fn get(visitor: Visitor, Path(token): Path<String>) -> Response {
    if let Err(response) = own(&visitor, &token).await {
        return response;
    }
    let news = address::fixed(&visitor.cx).map(AddressNews::Fixed);
    match address::files(&visitor.cx) {
        Ok(files) => {
            let page = page(&visitor, &token, present(&visitor, files), None, news);
            view::answer(StatusCode::OK, &page)
        }
        Err(error) => store_error(&visitor, &error),
    }
}

/// Looks at a name, or moves there.
pub(crate) async fn post(visitor: Visitor, Path(token): Path<String>, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let seen = Seen { issuer: visitor.cx.app.issuer(), link: Some(TokenHash::of(&token)) };
    if let Err(response) = own(&visitor, &token).await {
        return response;
    }
    let typed = typed(&form);
    let wrong = |typed, problem| {
        let page = page(&visitor, &token, typed, Some(problem), None);
        view::answer(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let wanted = match read(&typed, seen) {
        Ok(wanted) => wanted,
        Err(problem) => return wrong(typed, problem),
    };
    let outcome = match form.text("decision") {
        "check" => check(&visitor, &token, typed.clone(), &wanted.host).await,
        _ => move_to(&visitor, &token, wanted).await,
    };
    outcome.unwrap_or_else(|error| match error {
        MoveError::Taken { name, by } => wrong(typed, AddressProblem::Taken { host: name, by }),
        MoveError::Port(fault) => wrong(typed, AddressProblem::Port(fault)),
        MoveError::Files(file, why) => wrong(typed, AddressProblem::Files(file, why)),
        MoveError::Fixed(key) => wrong(typed, AddressProblem::Fixed(key)),
        MoveError::FilesUnread(file, why) => {
            // Over the network nobody learns which files there are on this machine.
            tracing::warn!(%why, "the files of a certificate cannot be used");
            wrong(typed, AddressProblem::FilesUnread(file))
        }
        // What they came with is used up.
        MoveError::Claimed | MoveError::Overtaken => refuse(&visitor, setup::SetupError::Gone),
        MoveError::Store(error) => store_error(&visitor, &error),
        MoveError::NoServer | MoveError::Broken(_) => {
            tracing::error!(%error, number = %visitor.number, "the office cannot move");
            // Nobody can be asked: there is no administrator yet.
            let kind = ErrorKind::Ours { admin: String::new(), number: visitor.number.to_string() };
            error_page(&visitor, StatusCode::INTERNAL_SERVER_ERROR, kind, None)
        }
    })
}

async fn own(visitor: &Visitor, token: &str) -> Result<(), Response> {
    let Some(browser) = visitor.cookies.browser.as_deref().map(TokenHash::of) else {
        return Err(form_fault(visitor, FormFault::NoCookies));
    };
    setup::open(&visitor.cx, token, &browser).await.map_err(|error| refuse(visitor, error))
}

async fn check(
    visitor: &Visitor,
    token: &str,
    typed: AddressTyped,
    host: &OfficeHost,
) -> Result<Response, MoveError> {
    let name = host.to_string();
    let news = match address::look(&visitor.cx, host).await? {
        Found::Free => AddressNews::Free(name),
        Found::Ours => AddressNews::Ours(name),
        Found::Unknown { why } => AddressNews::Unasked { host: name, why },
        Found::Taken { by } => return Err(MoveError::Taken { name, by }),
    };
    Ok(view::answer(StatusCode::OK, &page(visitor, token, typed, None, Some(news))))
}

async fn move_to(visitor: &Visitor, token: &str, wanted: Wanted) -> Result<Response, MoveError> {
    let before = visitor.cx.app.issuer();
    let is_brought = wanted.files.is_some();
    if is_present(&before, &wanted) && wanted.files == address::files(&visitor.cx)? {
        return Ok(see_other(&format!("/setup/{}", encode(token))));
    }
    let moved = address::choose(&visitor.cx, wanted).await?;
    // The old place's words around the new one: this answer still goes out under the old name.
    let page = SetupMoved {
        chrome: Chrome { steps: Step::of_first_run(visitor.text, 0), ..visitor.chrome() },
        issuer: moved.issuer,
        sha256: moved.fingerprint,
        is_brought,
        href: moved.first_run,
    };
    Ok(view::answer(StatusCode::OK, &page))
}

/// Whether that is where we are: then nothing is made anew that somebody may have trusted.
fn is_present(issuer: &str, wanted: &Wanted) -> bool {
    let Ok(url) = url::Url::parse(issuer) else { return false };
    url.host_str() == Some(wanted.host.as_str())
        && wanted.port.is_none_or(|port| url.port_or_known_default() == Some(port))
}

fn typed(form: &Form) -> AddressTyped {
    let field = |name| form.text(name).trim().to_owned();
    AddressTyped {
        is_own: form.text("where") == "own",
        label: field("label"),
        host: field("host"),
        certificate_file: field("certificate_file"),
        key_file: field("key_file"),
        port: field("port"),
    }
}

fn read(typed: &AddressTyped, seen: Seen) -> Result<Wanted, AddressProblem> {
    // Whoever writes the ending too means the same.
    let host = match typed.is_own {
        true => typed.host.clone(),
        false if typed.label.is_empty() || is_local(&typed.label.to_lowercase()) => typed.label.clone(),
        false => format!("{}.local", typed.label),
    };
    let host = OfficeHost::parse(&host).map_err(AddressProblem::Host)?;
    let port = match typed.port.as_str() {
        "" => None,
        port => match port.parse() {
            Ok(0) | Err(_) => return Err(AddressProblem::Port(PortFault::NotAPort)),
            Ok(port) => Some(port),
        },
    };
    let files = match (typed.certificate_file.as_str(), typed.key_file.as_str()) {
        _ if !typed.is_own => None,
        ("", "") => None,
        ("", _) | (_, "") => return Err(AddressProblem::OneFile),
        (certificate, key) => Some(Files { certificate: certificate.into(), key: key.into() }),
    };
    Ok(Wanted { host, port, files, seen })
}

/// The address as it is.
fn present(visitor: &Visitor, files: Option<Files>) -> AddressTyped {
    let path = |path: &std::path::Path| path.to_string_lossy().into_owned();
    let (certificate_file, key_file) =
        files.map(|files| (path(&files.certificate), path(&files.key))).unwrap_or_default();
    let issuer = visitor.cx.app.issuer();
    let url = url::Url::parse(&issuer).ok();
    let host = url.as_ref().and_then(url::Url::host_str).unwrap_or_default();
    let port = url.as_ref().and_then(url::Url::port_or_known_default).unwrap_or_default().to_string();
    match host.strip_suffix(".local") {
        Some(label) => AddressTyped { label: label.to_owned(), port, ..AddressTyped::default() },
        None => AddressTyped {
            is_own: host.contains('.'),
            host: host.to_owned(),
            port,
            certificate_file,
            key_file,
            ..AddressTyped::default()
        },
    }
}

fn page(
    visitor: &Visitor,
    token: &str,
    typed: AddressTyped,
    problem: Option<AddressProblem>,
    news: Option<AddressNews>,
) -> SetupAddress {
    let back = format!("/setup/{}", encode(token));
    SetupAddress {
        chrome: Chrome { steps: Step::of_first_run(visitor.text, 0), ..visitor.chrome() },
        action: format!("{back}/address"),
        back,
        sha256: visitor.site.place().ca.sha256.clone(),
        typed,
        problem,
        news,
    }
}
