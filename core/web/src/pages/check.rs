//! The proof beside a form that no program tries: asked after failures, never needed by whoever waits instead.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use domain::challenge::{Purpose, Service};
use service::challenge::{self, Given, Wanted};
use service::{Cx, StoreError};

use crate::extract::{Form, Visitor};
use crate::headers;
use crate::view::Check;

/// What a page asks for, and what that page may load for it.
pub(super) struct Asked {
    pub(super) check: Option<Check>,
    service: Option<Service>,
}

/// Looks whether the next try with this name asks for one. A page whose store fails says so by its other half.
pub(super) fn ask(visitor: &Visitor, purpose: Purpose, name: &str) -> Asked {
    let wanted = challenge::wanted(&visitor.cx, purpose, name).unwrap_or_else(|error| {
        tracing::error!(?error, "whether a proof is asked cannot be told");
        None
    });
    match wanted {
        None => Asked { check: None, service: None },
        Some(Wanted::Work(challenge)) => {
            let challenge = serde_json::to_string(&challenge).unwrap_or_default();
            Asked { check: Some(Check::Work { challenge }), service: None }
        }
        Some(Wanted::Puzzle { service, site_key }) => {
            let class = match service {
                Service::RecaptchaV2 => "g-recaptcha",
                Service::Turnstile => "cf-turnstile",
            };
            let check = Check::Puzzle { class, script: service.script(), site_key };
            Asked { check: Some(check), service: Some(service) }
        }
    }
}

impl Asked {
    /// Widens what the page may load by what the service needs; no other page is.
    pub(super) fn allow(&self, visitor: &Visitor, mut response: Response) -> Response {
        if let Some(service) = self.service {
            let (scripts, frames) = service.sources();
            let policy = headers::Kind::of(visitor.path()).widened(scripts, frames);
            if let Ok(policy) = HeaderValue::try_from(policy) {
                response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            }
        }
        response
    }
}

/// The visitor's operation, and whether the form proves that no program tries.
pub(super) async fn prove(visitor: &Visitor, purpose: Purpose, form: &Form) -> Result<Cx, StoreError> {
    let tokens = [Service::RecaptchaV2, Service::Turnstile].map(|service| form.text(service.field()));
    let token = tokens.into_iter().find(|token| !token.is_empty()).unwrap_or_default().to_owned();
    challenge::prove(&visitor.cx, purpose, &Given { work: form.text("altcha").to_owned(), token }).await
}
