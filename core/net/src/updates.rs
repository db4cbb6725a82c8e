//! Fetching a list of updates: one GET by https, to an address that may be reached, without redirects, so long and no longer.

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Url, redirect};

use crate::push::web_push::reason;
use crate::reach::Checked;
use crate::trusted::{Trusted, TrustedError};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const TIMEOUT: Duration = Duration::from_secs(15);

/// Whether a private address may be reached all the same: what `net.allowed_private` says.
pub type IsAllowed = Arc<dyn Fn(IpAddr) -> bool + Send + Sync>;

/// Why a list cannot be had, with the mend.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The connection, the certificate or the answer.
    #[error("{url} cannot be reached: {reason}")]
    Connection {
        /// What was asked for.
        url: Url,
        /// What went wrong.
        reason: String,
    },
    /// The file of further CAs, or the CAs of this machine.
    #[error(transparent)]
    Setup(#[from] TrustedError),
    /// It answers something else.
    #[error("{url} answers with status {status}: put the list there, or correct updates.source")]
    Status {
        /// What was asked for.
        url: Url,
        /// As in RFC 9110.
        status: u16,
    },
    /// It leads elsewhere, and nobody looked at whereto.
    #[error("{url} leads elsewhere: set updates.source to the address where the list is")]
    Redirect {
        /// What was asked for.
        url: Url,
    },
    /// An address of this machine's surroundings that nobody allowed.
    #[error("{host} {REFUSAL}")]
    Unreachable {
        /// The host.
        host: String,
    },
}

const REFUSAL: &str = "has no address that may be reached: for a server of the office, name its network in net.allowed_private of the settings file";

/// Fetches what stands at an address, but no more than `most` bytes and one more.
///
/// # Errors
/// When nothing can be had there.
pub async fn fetch(
    url: &Url,
    most: usize,
    extra_ca_file: Option<&Path>,
    is_allowed: IsAllowed,
) -> Result<Vec<u8>, FetchError> {
    // A number as host is not looked up, so the resolver does not see it.
    let number = url.host_str().and_then(|host| host.trim_matches(['[', ']']).parse::<IpAddr>().ok());
    let checked = Checked::new(move |_, address| is_allowed(address), REFUSAL);
    if let Some(address) = number.filter(|address| !checked.admits("", *address)) {
        return Err(FetchError::Unreachable { host: address.to_string() });
    }
    let failed = |error: reqwest::Error| FetchError::Connection { url: url.clone(), reason: told(&error) };
    let client = Client::builder()
        .tls_backend_preconfigured(Trusted::read(extra_ca_file)?.client_config()?)
        .dns_resolver(checked)
        // A proxy would look the name up itself.
        .no_proxy()
        .redirect(redirect::Policy::none())
        .https_only(true)
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        .user_agent(concat!("DOneLogin/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(failed)?;
    let mut response = client.get(url.clone()).send().await.map_err(failed)?;
    let status = response.status();
    if status.is_redirection() {
        return Err(FetchError::Redirect { url: url.clone() });
    }
    if !status.is_success() {
        return Err(FetchError::Status { url: url.clone(), status: status.as_u16() });
    }
    let mut body = Vec::new();
    while body.len() <= most
        && let Some(part) = response.chunk().await.map_err(failed)?
    {
        body.extend_from_slice(part.get(..part.len().min(most + 1 - body.len())).unwrap_or(&part));
    }
    Ok(body)
}

fn told(error: &reqwest::Error) -> String {
    let reason = reason(error);
    if reason.contains("UnknownIssuer") || reason.contains("unknown issuer") {
        return format!("{reason}; name the CA of that server in net.extra_ca_file of the settings file");
    }
    reason
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn refusal(url: &str) -> String {
        let is_allowed: IsAllowed = Arc::new(|_| false);
        fetch(&Url::parse(url).unwrap(), 10, None, is_allowed).await.unwrap_err().to_string()
    }

    #[tokio::test]
    async fn the_surroundings_of_this_machine_are_out_of_reach_by_number_and_by_name() {
        for url in
            ["https://127.0.0.1/x", "https://[::1]/x", "https://[::ffff:10.0.0.1]/", "https://localhost/x"]
        {
            assert!(refusal(url).await.contains("net.allowed_private"), "{url}");
        }
    }
}
