//! The cookies of one browser.

use hyper::header::{HeaderMap, SET_COOKIE};

/// Names and values; one origin, so paths and domains do not matter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Jar {
    cookies: Vec<(String, String)>,
}

impl Jar {
    /// Takes over what an answer sets and drops what it ends.
    pub(crate) fn keep(&mut self, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            if let Ok(header) = header.to_str() {
                self.set(header);
            }
        }
    }

    /// The value of the `Cookie` header; empty without cookies.
    pub(crate) fn header(&self) -> String {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        cookies.join("; ")
    }

    fn set(&mut self, header: &str) {
        let (cookie, attributes) = header.split_once(';').unwrap_or((header, ""));
        let Some((name, value)) = cookie.split_once('=') else { return };
        let (name, value) = (name.trim(), value.trim());
        self.cookies.retain(|(kept, _)| kept != name);
        let ended = attributes.split(';').any(|attribute| attribute.trim().eq_ignore_ascii_case("max-age=0"));
        if !ended {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Jar;

    #[test]
    fn cookies_are_replaced_and_ended() {
        let mut jar = Jar::default();
        jar.set("__Host-browser=a=b; Path=/; Secure");
        jar.set("__Host-session=1; Path=/");
        jar.set("__Host-session=2; Path=/");
        assert_eq!(jar.header(), "__Host-browser=a=b; __Host-session=2");
        jar.set("__Host-browser=; Path=/; Max-Age=0");
        assert_eq!(jar.header(), "__Host-session=2");
    }
}
