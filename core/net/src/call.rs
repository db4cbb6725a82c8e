//! Calls to apps: one request each, to an address that may be reached, without redirects, so long and no longer. What was
//! checked is what is connected to.

use std::error::Error;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use domain::call::{Call, CallError, Fetched};
use domain::look::is_here;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, RequestBuilder, Response, Url, redirect};

use crate::push::web_push::reason;
use crate::reach::{Checked, is_public, own_addresses};
use crate::trusted::Trusted;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const TIMEOUT: Duration = Duration::from_secs(10);
/// Behind a host none of whose addresses may be reached.
const REFUSAL: &str = "has no address that may be reached";

/// Whether a private address may be reached whoever named it: what `net.allowed_private` says.
pub type IsAllowed = Arc<dyn Fn(IpAddr) -> bool + Send + Sync>;

/// Calls, as somebody who trusts whom this machine trusts.
#[derive(Clone)]
pub struct Caller {
    trusted: Trusted,
    is_allowed: IsAllowed,
    ours: Vec<u16>,
}

impl Caller {
    /// `ours`: the ports on which this server listens itself.
    pub fn new(trusted: Trusted, is_allowed: IsAllowed, ours: Vec<u16>) -> Self {
        Self { trusted, is_allowed, ours }
    }

    /// Gets what stands at an address.
    ///
    /// # Errors
    /// When nothing can be had there.
    pub async fn fetch(&self, call: &Call) -> Result<Fetched, CallError> {
        let client = self.client(call)?;
        let response =
            send(call, client.get(call.url.clone()).header(ACCEPT, HeaderValue::from_static("*/*"))).await?;
        let status = response.status();
        if !status.is_success() {
            return Err(CallError::Status(status.as_u16()));
        }
        Ok(Fetched { body: read(call, response).await? })
    }

    /// Posts a form; the status of the answer, whose body nobody reads.
    ///
    /// # Errors
    /// When there is no answer, or it leads elsewhere.
    pub async fn tell(&self, call: &Call, form: &str) -> Result<u16, CallError> {
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        let request =
            self.client(call)?.post(call.url.clone()).header(CONTENT_TYPE, kind).body(form.to_owned());
        Ok(send(call, request).await?.status().as_u16())
    }

    /// A client of its own for each call, since each has its own reach; whom to trust was read before.
    fn client(&self, call: &Call) -> Result<Client, CallError> {
        let is_plain = call.may_be_plain();
        if call.url.scheme() != "https" && !is_plain {
            return Err(CallError::Plain);
        }
        let admits = self.admits(call);
        // A number as host is not looked up, so the resolver does not see it.
        if let Some(address) = number(&call.url).filter(|address| !admits(*address)) {
            return Err(CallError::Forbidden(address.to_string()));
        }
        let own = |error: String| CallError::Own(error);
        let tls = self.trusted.client_config().map_err(|error| own(error.to_string()))?;
        Client::builder()
            .tls_backend_preconfigured(tls)
            .dns_resolver(Checked::new(move |_, address| admits(address), REFUSAL))
            // A proxy would look the name up itself, and a redirect would lead elsewhere than was checked.
            .no_proxy()
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .https_only(!is_plain)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .pool_max_idle_per_host(0)
            .user_agent(concat!("DOneLogin/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| own(reason(&error)))
    }

    fn admits(&self, call: &Call) -> impl Fn(IpAddr) -> bool + Send + Sync + use<> {
        let (call, is_allowed, own) = (call.clone(), Arc::clone(&self.is_allowed), own_addresses());
        let is_our_port = call.url.port_or_known_default().is_some_and(|port| self.ours.contains(&port));
        move |address| {
            call.may_go_to(address, is_public(address), is_allowed(address))
                && !(is_our_port && is_here(address, &own))
        }
    }
}

impl std::fmt::Debug for Caller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Caller").field("ours", &self.ours).finish_non_exhaustive()
    }
}

fn number(url: &Url) -> Option<IpAddr> {
    url.host_str().and_then(|host| host.trim_matches(['[', ']']).parse().ok())
}

async fn send(call: &Call, request: RequestBuilder) -> Result<Response, CallError> {
    let response = request.send().await.map_err(|error| told(call, &error))?;
    if response.status().is_redirection() { Err(CallError::Redirect) } else { Ok(response) }
}

async fn read(call: &Call, mut response: Response) -> Result<Vec<u8>, CallError> {
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|error| told(call, &error))? {
        if body.len() + part.len() > call.most {
            return Err(CallError::TooLong);
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}

/// Which of the reasons it is.
fn told(call: &Call, error: &reqwest::Error) -> CallError {
    if error.is_timeout() {
        return CallError::Silent;
    }
    let host = || call.url.host_str().unwrap_or_default().to_owned();
    if is_about_a_certificate(error) {
        return CallError::Untrusted(reason(error));
    }
    match reason(error) {
        reason if reason.ends_with(REFUSAL) => CallError::Forbidden(host()),
        reason if reason.contains("failed to lookup address") => CallError::Unknown(host()),
        reason => CallError::Connection(reason),
    }
}

/// Whether a certificate was refused: one of the errors behind an error. An `io::Error` keeps another one that it does
/// not name as its source.
fn is_about_a_certificate(error: &(dyn Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return matches!(error, rustls::Error::InvalidCertificate(_));
    }
    let held = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    held.is_some_and(|held| is_about_a_certificate(held))
        || error.source().is_some_and(is_about_a_certificate)
}

#[cfg(test)]
mod tests;
