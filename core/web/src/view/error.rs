//! Errors that stay with us, because the app's address cannot be trusted or is not at stake.

use askama::Template;

use super::chrome::Chrome;

/// An error with what it means, and the facts for whoever looks after the app.
#[derive(Clone, Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// Surroundings; without app and steps.
    pub chrome: Chrome,
    /// What happened.
    pub kind: ErrorKind,
    /// The facts, where an app is to be mended.
    pub details: Option<ErrorDetails>,
}

/// What happened. The handler gives the status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// 400: the redirect URI is not registered.
    Redirect {
        /// The client's name.
        app: String,
    },
    /// 400: no such client.
    AppUnknown {
        /// Who can help.
        admin: String,
    },
    /// 400: the request is broken in another way.
    Request,
    /// 400: the interaction is over, used, or belongs to another browser.
    Expired,
    /// 400: a form whose token does not fit this browser.
    FormTooOld,
    /// 404.
    NotFound,
    /// 403: this needs an administrator.
    Forbidden {
        /// Who they are, by name.
        admins: Vec<String>,
    },
    /// 421: asked under a name that is not the issuer's.
    Misdirected {
        /// Where it is.
        issuer: String,
    },
    /// 413.
    TooLarge,
    /// 429.
    TooMany {
        /// How long to wait.
        seconds: u64,
    },
    /// 503.
    Busy,
    /// 500.
    Ours {
        /// Who can help.
        admin: String,
        /// What to tell them.
        number: String,
    },
}

/// The facts. Names and description are the protocol's, in English in every language.
#[derive(Clone, Debug, Default)]
pub struct ErrorDetails {
    /// Name of the app, when known.
    pub app: Option<String>,
    /// The protocol's code, such as `invalid_request`.
    pub code: String,
    /// The protocol's `error_description`, such as "redirect_uri is not registered".
    pub description: String,
    /// The name of the help for it, under `/help/errors/`.
    pub help: &'static str,
    /// The value that the app sent, as data.
    pub sent: Option<String>,
    /// What is registered; only for administrators and the app's owner.
    pub registered: Vec<String>,
    /// When, already in the reader's form.
    pub time: String,
    /// Number of the request, also in the log.
    pub number: String,
}

impl ErrorPage {
    fn headline(&self) -> String {
        let text = self.chrome.text;
        let words = match &self.kind {
            ErrorKind::Redirect { app } => text.error_redirect_title(app),
            ErrorKind::AppUnknown { .. } => text.error_app_unknown_title(),
            ErrorKind::Request => text.error_request_title(),
            ErrorKind::Expired => text.error_expired_title(),
            ErrorKind::FormTooOld => text.error_form_title(),
            ErrorKind::NotFound => text.error_not_found_title(),
            ErrorKind::Forbidden { .. } => text.error_forbidden_title(),
            ErrorKind::Misdirected { .. } => text.error_misdirected_title(),
            ErrorKind::TooLarge => text.error_too_large_title(),
            ErrorKind::TooMany { .. } => text.error_too_many_title(),
            ErrorKind::Busy => text.error_busy_title(),
            ErrorKind::Ours { .. } => text.error_ours_title(),
        };
        words.into_owned()
    }

    fn sentence(&self) -> String {
        let text = self.chrome.text;
        let words = match &self.kind {
            ErrorKind::Redirect { .. } => text.error_redirect_lead(),
            ErrorKind::AppUnknown { admin } if admin.is_empty() => text.error_app_unknown_lead_nobody(),
            ErrorKind::AppUnknown { admin } => text.error_app_unknown_lead(admin),
            ErrorKind::Request => text.error_request_lead(),
            ErrorKind::Expired => text.error_expired_lead(),
            ErrorKind::FormTooOld => text.error_form_lead(),
            ErrorKind::NotFound => text.error_not_found_lead(),
            ErrorKind::Forbidden { admins } if admins.is_empty() => text.error_forbidden_lead_nobody(),
            ErrorKind::Forbidden { admins } => text.error_forbidden_lead(admins.join(", ")),
            ErrorKind::Misdirected { issuer } => text.error_misdirected_lead(issuer),
            ErrorKind::TooLarge => text.error_too_large_lead(),
            ErrorKind::TooMany { seconds } => text.error_too_many_lead(seconds),
            ErrorKind::Busy => text.error_busy_lead(),
            ErrorKind::Ours { admin, number } if admin.is_empty() => text.error_ours_lead_nobody(number),
            ErrorKind::Ours { admin, number } => text.error_ours_lead(admin, number),
        };
        words.into_owned()
    }

    /// The line above the headline.
    fn kicker(&self) -> String {
        let text = self.chrome.text;
        let words = match &self.kind {
            ErrorKind::Redirect { .. } | ErrorKind::AppUnknown { .. } | ErrorKind::Request => {
                text.error_stopped()
            }
            ErrorKind::Expired | ErrorKind::FormTooOld => text.error_nothing_sent(),
            _ => text.error_not_done(),
        };
        words.into_owned()
    }

    fn mend(&self) -> Option<String> {
        let text = self.chrome.text;
        match &self.kind {
            ErrorKind::Redirect { app } => Some(text.error_redirect_mend(app).into_owned()),
            ErrorKind::AppUnknown { .. } => Some(text.error_app_unknown_mend().into_owned()),
            ErrorKind::Request => Some(text.error_request_mend().into_owned()),
            _ => None,
        }
    }
}

impl ErrorDetails {
    /// The sent value in two: as far as it equals the registered one that is most alike, and the rest.
    fn sent_parts(&self) -> Option<(&str, &str)> {
        let sent = self.sent.as_deref()?;
        let shared = self.registered.iter().map(|known| shared_prefix(sent, known)).max().unwrap_or(0);
        sent.split_at_checked(shared)
    }

    /// Each registered value in two, likewise.
    fn registered_parts(&self) -> Vec<(&str, &str)> {
        let sent = self.sent.as_deref().unwrap_or_default();
        self.registered
            .iter()
            .filter_map(|known| known.split_at_checked(shared_prefix(sent, known)))
            .collect()
    }
}

/// Length in bytes of the equal beginning, back to the last `/` so that whole segments differ.
fn shared_prefix(a: &str, b: &str) -> usize {
    let equal: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    a.get(..equal).and_then(|prefix| prefix.rfind('/')).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(sent: &str, registered: &[&str]) -> ErrorDetails {
        let registered = registered.iter().map(|uri| (*uri).to_owned()).collect();
        ErrorDetails { sent: Some(sent.into()), registered, ..ErrorDetails::default() }
    }

    #[test]
    fn two_addresses_are_split_where_their_segments_differ() {
        let details = details("https://a.local/login/generic", &["https://a.local/login/generic_oauth"]);
        assert_eq!(details.sent_parts(), Some(("https://a.local/login", "/generic")));
        assert_eq!(details.registered_parts(), [("https://a.local/login", "/generic_oauth")]);
    }

    #[test]
    fn an_address_that_nothing_resembles_differs_as_a_whole() {
        let details = details("other://\u{fc}", &["https://a.local/"]);
        assert_eq!(details.sent_parts(), Some(("", "other://\u{fc}")));
    }
}
