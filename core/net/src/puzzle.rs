//! Asking a service elsewhere whether a token of its puzzle is good: one POST by https, without redirects, so long and no
//! longer (developers.google.com/recaptcha/docs/verify, developers.cloudflare.com/turnstile/get-started/server-side-validation).

use std::time::Duration;

use domain::challenge::Solved;
use reqwest::{Client, Url, redirect};

use crate::push::web_push::reason;
use crate::trusted::Trusted;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const TIMEOUT: Duration = Duration::from_secs(6);
/// Longest answer that is read.
const MOST: usize = 16 * 1024;

/// Whether the service says that the token is good. `instead`: another address than the service's own.
///
/// # Errors
/// Why nothing could be learned.
pub async fn ask(trusted: &Trusted, solved: &Solved, instead: Option<&Url>) -> Result<bool, String> {
    let own = Url::parse(solved.service.verify_url()).map_err(|error| error.to_string())?;
    let tls = trusted.client_config().map_err(|error| error.to_string())?;
    let told = |error: reqwest::Error| reason(&error);
    let client = Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .https_only(true)
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        .user_agent(concat!("DOneLogin/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(told)?;
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("secret", solved.secret.expose())
        .append_pair("response", &solved.token)
        .append_pair("remoteip", &solved.address)
        .finish();
    let request = client
        .post(instead.unwrap_or(&own).clone())
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    let mut response = request.send().await.map_err(told)?;
    if !response.status().is_success() {
        return Err(format!("it answers with status {}", response.status().as_u16()));
    }
    let mut answer = Vec::new();
    while let Some(part) = response.chunk().await.map_err(told)? {
        answer.extend_from_slice(&part);
        if answer.len() > MOST {
            return Err("its answer is too long".to_owned());
        }
    }
    read(&answer)
}

/// Both services answer `{"success": …, "error-codes": […]}`.
fn read(answer: &[u8]) -> Result<bool, String> {
    let answer: serde_json::Value =
        serde_json::from_slice(answer).map_err(|_| "its answer is not JSON".to_owned())?;
    let codes = answer.get("error-codes").and_then(|codes| codes.as_array()).into_iter().flatten();
    let ours = ["missing-input-secret", "invalid-input-secret", "bad-request", "internal-error"];
    if let Some(code) = codes.filter_map(|code| code.as_str()).find(|code| ours.contains(code)) {
        return Err(format!("it says {code}"));
    }
    answer.get("success").and_then(serde_json::Value::as_bool).ok_or("its answer says nothing".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_token_a_bad_one_and_a_mistake_of_ours_are_told_apart() {
        assert_eq!(read(br#"{"success": true, "hostname": "x"}"#), Ok(true));
        assert_eq!(read(br#"{"success": false, "error-codes": ["timeout-or-duplicate"]}"#), Ok(false));
        assert!(read(br#"{"success": false, "error-codes": ["invalid-input-secret"]}"#).is_err());
        assert!(read(b"{}").is_err() && read(b"<html>").is_err());
    }
}
