//! The question whether to go a step further.

use askama::Template;

use super::chrome::Chrome;

/// `/login/step-up`: the session is there, and more is wanted. Buttons `#submit`, and `#step-up-cancel` where an app waits.
#[derive(Clone, Debug, Template)]
#[template(path = "step_up.html")]
pub struct StepUp {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// The app that wants it; absent for a page of ours.
    pub app: Option<String>,
    /// Hidden fields beside `csrf` and `i`.
    pub hidden: Vec<(String, String)>,
}
