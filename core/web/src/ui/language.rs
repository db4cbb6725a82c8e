//! Keeps the language that a reader chose from the menu in a cookie.

use axum::Form;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::text::Text;

/// Holds a tag of a language of ours and nothing of the person. The web apps read and write it too, so that one choice
/// holds everywhere.
pub const LANGUAGE_COOKIE: &str = "__Host-language";

#[derive(Deserialize)]
pub(super) struct Choice {
    language: String,
    #[serde(default)]
    return_to: String,
}

/// `POST /language`. It reads no session and changes no more than words, so that it asks for no token.
pub(super) async fn choose(headers: HeaderMap, Form(choice): Form<Choice>) -> Response {
    if headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(text) = Text::find(&choice.language) else { return StatusCode::BAD_REQUEST.into_response() };
    let cookie = format!("{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; Secure; SameSite=Lax", text.tag());
    let back = own_path(&choice.return_to).unwrap_or("/").to_owned();
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, back)]).into_response()
}

/// What the cookie says, if it is there.
#[must_use]
pub fn cookie_language(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(name, _)| *name == LANGUAGE_COOKIE).map(|(_, value)| value)
}

/// A path on this server. `//host` and `/\host` are other servers to a browser, and it drops tabs and
/// line breaks before it looks.
pub(crate) fn own_path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix('/')?;
    let plain = path.bytes().all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\');
    (plain && !rest.starts_with('/')).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_server() {
        assert_eq!(own_path("/login?i=abc"), Some("/login?i=abc"));
        for other in
            ["", "https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "/a b"]
        {
            assert_eq!(own_path(other), None, "{other:?}");
        }
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=b; __Host-language=de".parse().unwrap());
        assert_eq!(cookie_language(&headers), Some("de"));
    }
}
