//! The question whether to sign out, and the page after it.

use askama::Template;

use super::chrome::Chrome;

/// `#logout-yes`, `#logout-no` are `button[name=decision][value=yes|no]`.
#[derive(Clone, Debug, Template)]
#[template(path = "logout.html")]
pub struct LogoutQuestion {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// The app that asked, when known.
    pub app: Option<String>,
    /// Who is signed in.
    pub name: String,
    /// Hidden fields beside `csrf` and `i`, such as the id of the stored logout request.
    pub hidden: Vec<(String, String)>,
}

/// After signing out.
#[derive(Clone, Debug, Template)]
#[template(path = "signed_out.html")]
pub struct SignedOut {
    /// Surroundings.
    pub chrome: Chrome,
    /// The app asked to send one on to an address that we do not know.
    pub unknown_return: Option<UnknownReturn>,
    /// Addresses of apps that are told by this browser.
    pub frames: Vec<String>,
    /// Where one goes on to when they are.
    pub next: Option<Next>,
}

/// Where a browser goes on to. The page does so by itself: at once when all frames are there, else after five seconds.
#[derive(Clone, Debug)]
pub struct Next {
    /// The app.
    pub app: String,
    /// Its address, which is registered.
    pub url: String,
}

/// Where an app wanted to send one.
#[derive(Clone, Debug)]
pub struct UnknownReturn {
    /// The app's name, when known.
    pub app: Option<String>,
    /// The address as sent, as data.
    pub sent: String,
}
