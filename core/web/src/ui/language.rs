//! Keeps the language that a reader chose in a cookie: from the menu, or with the account, whose language comes along at
//! each sign-in. A choice from the menu on the way to an app also says for which request it was made: there, and nowhere
//! else, it wins over the language that the app asked for.

use axum::Form;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use serde::Deserialize;

use crate::caller::is_from_here;
use crate::respond::page::{plain, see_other, with_cookies};
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
pub(super) async fn choose(uri: Uri, headers: HeaderMap, Form(choice): Form<Choice>) -> Response {
    if !is_from_here(&headers, &uri) {
        return plain(StatusCode::FORBIDDEN);
    }
    let Some(text) = Text::find(&choice.language) else { return plain(StatusCode::BAD_REQUEST) };
    let back = own_path(&choice.return_to).unwrap_or("/").to_owned();
    let request = interaction_of(&back).map(|i| format!("{FOR}{i}")).unwrap_or_default();
    let cookie = cookie(&format!("{}{request}", text.tag()), 31_536_000);
    with_cookies(see_other(&back), [cookie])
}

/// Between the tag and the request for which it was chosen; in neither of the two.
const FOR: char = '!';

/// The request under way that an address of ours names.
fn interaction_of(path: &str) -> Option<String> {
    let (_, query) = path.split_once('?')?;
    let (_, i) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "i")?;
    let is_id =
        !i.is_empty() && i.len() <= 64 && i.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    is_id.then(|| i.into_owned())
}

/// `Set-Cookie` for the language that an account says; nothing for one that we do not speak.
pub(crate) fn set_language(locale: &str) -> Option<HeaderValue> {
    Text::find(locale).map(|text| cookie(text.tag(), 31_536_000))
}

/// `Set-Cookie` that leaves the language to the browser.
pub(crate) fn clear_language() -> HeaderValue {
    cookie("", 0)
}

fn cookie(value: &str, max_age_s: u32) -> HeaderValue {
    let text = format!("{LANGUAGE_COOKIE}={value}; Path=/; Max-Age={max_age_s}; Secure; SameSite=Lax");
    // Tags and ids are letters and digits, so the text is always a header value.
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The language that the cookie says, if it is there.
#[must_use]
pub fn cookie_language(headers: &HeaderMap) -> Option<&str> {
    read(headers)?.split(FOR).next()
}

/// Whether it was chosen on the way of this very request.
pub(crate) fn was_chosen_for(headers: &HeaderMap, interaction: &str) -> bool {
    read(headers).and_then(|value| value.split_once(FOR)).is_some_and(|(_, i)| i == interaction)
}

fn read(headers: &HeaderMap) -> Option<&str> {
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
        assert!(!was_chosen_for(&headers, "abc"));
    }

    #[test]
    fn a_choice_on_the_way_to_an_app_names_the_request() {
        assert_eq!(interaction_of("/login?i=abc-D_1&x=y").as_deref(), Some("abc-D_1"));
        for other in ["/login", "/login?i=", "/login?i=a%21b", "/login?x=i"] {
            assert_eq!(interaction_of(other), None, "{other}");
        }
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "__Host-language=de!abc".parse().unwrap());
        assert_eq!(cookie_language(&headers), Some("de"));
        assert!(was_chosen_for(&headers, "abc") && !was_chosen_for(&headers, "abd"));
    }
}
