//! What comes back: status, headers, body, and the forms in it.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use serde_json::Value;
use url::Url;

/// An answer that was read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// Path and query that were asked for.
    pub(crate) at: String,
}

impl Answer {
    pub(crate) async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Self { status: parts.status, headers: parts.headers, body, at: String::new() }
    }

    /// Fails the test unless the status is this one.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{} answered:\n{:?}\n{}", self.at, self.headers, self.words());
        self
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Where it sends the browser; empty where nowhere.
    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    /// A parameter in the query of the place where it sends the browser.
    pub(crate) fn sent(&self, name: &str) -> Option<String> {
        let location = self.location();
        let base = Url::parse(super::ISSUER).unwrap();
        let url = base.join(location).ok()?;
        url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    /// Names of the parameters there, in order.
    pub(crate) fn sent_names(&self) -> Vec<String> {
        let url = Url::parse(super::ISSUER).unwrap().join(self.location()).unwrap();
        url.query_pairs().map(|(name, _)| name.into_owned()).collect()
    }

    /// The `Set-Cookie` line of that cookie.
    pub(crate) fn set_cookie(&self, name: &str) -> Option<&str> {
        let lines = self.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap());
        lines.into_iter().find(|line| line.starts_with(&format!("{name}=")))
    }

    /// Whether a page has these words, as a person reads them.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.words().contains(words)
    }

    /// The page without its markup.
    pub(crate) fn words(&self) -> String {
        let mut out = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    out.push(' ');
                }
                c if !inside => out.push(c),
                _ => {}
            }
        }
        // Fluent isolates what it fills in.
        let out = unescape(&out).replace(['\u{2068}', '\u{2069}'], "");
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The first value of an attribute on the page.
    #[track_caller]
    pub(crate) fn attribute(&self, name: &str) -> String {
        let found = attribute(&self.body.replace('\n', " "), name);
        found.unwrap_or_else(|| panic!("no {name} at {}: {}", self.at, self.words()))
    }

    /// The form that posts to this path, or below it where it ends in a slash: its action and what it would send untouched, without its buttons.
    #[track_caller]
    pub(crate) fn form(&self, action: &str) -> (String, Vec<(String, String)>) {
        let found = self.find_form(action);
        found.unwrap_or_else(|| {
            panic!("no form to {action} at {} ({}):\n{}", self.at, self.status, self.words())
        })
    }

    pub(crate) fn find_form(&self, action: &str) -> Option<(String, Vec<(String, String)>)> {
        self.body.split("<form ").skip(1).find_map(|rest| {
            let (head, rest) = rest.split_once('>')?;
            let target = attribute(head, "action")?;
            let path = target.split('?').next()?;
            if path != action && !(action.ends_with('/') && path.starts_with(action)) {
                return None;
            }
            let inner = rest.split("</form>").next()?;
            let inputs = inner.split("<input ").skip(1).filter_map(|rest| {
                let tag = rest.split('>').next()?;
                let unticked = matches!(attribute(tag, "type").as_deref(), Some("checkbox" | "radio"))
                    && !tag.contains(" checked");
                let name = attribute(tag, "name").filter(|_| !unticked)?;
                Some((name, attribute(tag, "value").unwrap_or_default()))
            });
            Some((target, inputs.collect()))
        })
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = format!(" {tag}");
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(unescape)
}

fn unescape(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#34;", "\"");
    let text = text.replace("&#39;", "'").replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&");
    text.replace("&amp;", "&")
}
