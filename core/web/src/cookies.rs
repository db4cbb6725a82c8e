//! Our two cookies: which browser it is, and who is signed in there.

use axum::http::{HeaderMap, HeaderValue, header};
use domain::token::{PlainToken, TokenHash};
use service::authorize::Browser;

/// Names the browser; 256 bits, renewed at each sign-in.
const BROWSER: &str = "__Host-browser";
/// Names the session.
const SESSION: &str = "__Host-session";
/// A browser is known for 400 days, the most that browsers allow.
const BROWSER_LIFETIME_S: u32 = 400 * 86_400;

/// What a request carries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cookies {
    /// The browser's token in clear: the CSRF token is made from it.
    pub(crate) browser: Option<String>,
    session: Option<String>,
}

impl Cookies {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        Self { browser: find(headers, BROWSER), session: find(headers, SESSION) }
    }

    /// The hashes, as the use cases want them.
    pub(crate) fn browser(&self) -> Browser {
        Browser {
            browser: self.browser.as_deref().map(TokenHash::of),
            session: self.session.as_deref().map(TokenHash::of),
        }
    }
}

/// `Set-Cookie` for a browser that was never here.
pub(crate) fn set_browser(token: &PlainToken) -> HeaderValue {
    cookie(BROWSER, token.expose(), Some(BROWSER_LIFETIME_S))
}

/// `Set-Cookie` for a session; it ends with the browser, and on the server before.
pub(crate) fn set_session(token: &PlainToken) -> HeaderValue {
    cookie(SESSION, token.expose(), None)
}

/// `Set-Cookie` that forgets the session.
pub(crate) fn clear_session() -> HeaderValue {
    cookie(SESSION, "", Some(0))
}

fn cookie(name: &str, value: &str, max_age_s: Option<u32>) -> HeaderValue {
    let life = max_age_s.map(|s| format!("; Max-Age={s}")).unwrap_or_default();
    let text = format!("{name}={value}; Path=/{life}; Secure; HttpOnly; SameSite=Lax");
    // Tokens are base64url, so the text is always a header value.
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// A value of that name, if there is exactly one of the form that we set: two would be somebody's trick.
fn find(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut found = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == wanted)
        .map(|(_, value)| value);
    let value = found.next().filter(|value| value.len() == 43)?;
    found.next().is_none().then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubled_or_malformed_cookie_is_none() {
        let token = "x".repeat(43);
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::try_from(text).unwrap());
            Cookies::read(&headers).session
        };
        assert_eq!(read(&format!("a=b; {SESSION}={token}")), Some(token.clone()));
        assert_eq!(read(&format!("{SESSION}={token}; {SESSION}={token}")), None);
        assert_eq!(read(&format!("{SESSION}=short")), None);
    }
}
