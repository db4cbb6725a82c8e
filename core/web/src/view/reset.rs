//! What an administrator did about somebody's sign-in, and the way to a second step set up anew.

use askama::Template;

use super::chrome::Chrome;

/// `/second-step/<token>`: fields `way`.
#[derive(Clone, Debug, Template)]
#[template(path = "second_step_link.html")]
pub struct SecondStepLink {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// The name of the link's owner.
    pub name: String,
    /// What they sign in with.
    pub username: String,
    /// How it goes on.
    pub way: SecondStepWay,
}

/// How it goes on from the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondStepWay {
    /// The owner is signed in: `button[name=way][value=phone|authenticator]`.
    Choose,
    /// Somebody else is signed in here.
    OtherPerson {
        /// Their name.
        name: String,
    },
    /// Nobody is signed in here.
    SignIn,
}

/// `/account/resets`: `button[name=decision][value=go_on|stop]`.
#[derive(Clone, Debug, Template)]
#[template(path = "resets.html")]
pub struct Resets {
    /// Surroundings.
    pub chrome: Chrome,
    /// Where the form posts to.
    pub action: String,
    /// What was done.
    pub rows: Vec<ResetRow>,
    /// Until when it is shown, in the reader's form.
    pub until: String,
    /// Where to go on to.
    pub next: String,
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct ResetRow {
    /// A link for a new password, or second factors taken away.
    pub of_password: bool,
    /// The administrator's name; absent for a command on the machine.
    pub by: Option<String>,
    /// When, in the reader's form.
    pub time: String,
}

impl Resets {
    fn words(&self, row: &ResetRow) -> String {
        let text = self.chrome.text;
        let by = row.by.clone().unwrap_or_else(|| text.resets_by_command().into_owned());
        if row.of_password {
            text.resets_password(by, row.time.as_str()).into_owned()
        } else {
            text.resets_second_step(by, row.time.as_str()).into_owned()
        }
    }
}
