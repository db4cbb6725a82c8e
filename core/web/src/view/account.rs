//! The signed-in person's own pages.

use askama::Template;

use super::chrome::{AppTile, Chrome};
use super::claim::ClaimRow;
use crate::text::{Rich, Text};

/// What the navigation of the account pages shows.
#[derive(Clone, Debug)]
pub struct Account {
    /// The person's name.
    pub name: String,
    /// Path of their picture.
    pub picture: Option<String>,
    /// Which entry is chosen.
    pub at: AccountPage,
    /// Whether there is an entry for apps of one's own.
    pub registers_apps: bool,
    /// Where "Sign out" posts to, usually `/logout`.
    pub sign_out_action: String,
}

/// An entry of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountPage {
    /// `/`
    Apps,
    /// `/account/profile`
    Profile,
    /// `/account/password`
    Password,
    /// `/account/devices`
    Devices,
    /// `/account/passkeys`
    Passkeys,
    /// `/account/sessions`
    Sessions,
    /// `/account/authenticator`, `/account/recovery-codes`
    SecondStep,
    /// `/account/apps`
    Grants,
    /// `/apps`
    OwnApps,
    /// `/account/activity`
    Activity,
    /// `/account/data`
    Data,
}

/// `/`: open an app.
#[derive(Clone, Debug, Template)]
#[template(path = "home.html")]
pub struct Home {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Phones that an administrator linked and that wait to begin.
    pub waiting_phones: Vec<WaitingPhone>,
    /// By the time of day in the office.
    pub greeting: Greeting,
    /// Given name, or the whole one.
    pub first_name: String,
    /// What may be opened.
    pub apps: Vec<AppTile>,
    /// The last few sign-ins.
    pub lately: Vec<LastUse>,
    /// How the person confirms sign-ins.
    pub safety: SafetyNet,
    /// Who gives access, by name, for the empty state.
    pub admins: Vec<String>,
}

/// A phone that its owner did not link.
#[derive(Clone, Debug)]
pub struct WaitingPhone {
    /// For the address of the page that stops it.
    pub device: String,
    /// Its name.
    pub name: String,
    /// Who linked it, by name; may be empty.
    pub admin: String,
    /// From when it works, in the reader's form.
    pub from: String,
}

/// How a person confirms sign-ins, and what is left for the day without a phone.
#[derive(Clone, Debug, Default)]
pub struct SafetyNet {
    /// Linked phones.
    pub phones: Vec<SafetyPhone>,
    /// How many passkeys there are.
    pub passkeys: u64,
    /// Since when there is an authenticator, in the reader's form.
    pub authenticator_since: Option<String>,
    /// Recovery codes that are left.
    pub codes_left: u64,
}

/// One phone of it.
#[derive(Clone, Debug)]
pub struct SafetyPhone {
    /// Its name.
    pub name: String,
    /// Last use, in the reader's form.
    pub last_used: Option<String>,
    /// Whether it can be relied on.
    pub state: SafetyState,
}

/// Whether a phone can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SafetyState {
    /// It confirms sign-ins.
    Working,
    /// It begins later.
    Waiting,
    /// It was stopped.
    Stopped,
}

/// Part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Greeting {
    /// Before noon.
    Morning,
    /// Before six.
    Afternoon,
    /// After it.
    Evening,
}

/// One sign-in.
#[derive(Clone, Debug)]
pub struct LastUse {
    /// When, in the reader's form.
    pub time: String,
    /// Which app.
    pub app: String,
    /// Browser and system, address.
    pub place: String,
}

/// `/account/apps`: what I allowed.
#[derive(Clone, Debug, Template)]
#[template(path = "account_apps.html")]
pub struct AccountApps {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Each app with access.
    pub apps: Vec<GrantedApp>,
    /// Name of the app whose access was just taken back.
    pub removed: Option<String>,
    /// Whether a device was signed out.
    pub signed_out: bool,
}

/// An app that may see something.
#[derive(Clone, Debug)]
pub struct GrantedApp {
    /// The app's name.
    pub name: String,
    /// Host it returns to.
    pub host: String,
    /// Since when, in the reader's form.
    pub since: String,
    /// What it sees.
    pub rows: Vec<ClaimRow>,
    /// The page that asks once more before access is taken back.
    pub remove_href: String,
    /// Devices without a browser that are signed in to it.
    pub devices: Vec<ConnectedDevice>,
}

/// A device without a browser that is signed in to an app: `button[name=device]` signs it out.
#[derive(Clone, Debug)]
pub struct ConnectedDevice {
    /// Value of the button.
    pub id: String,
    /// Address that it asked from.
    pub place: String,
    /// Since when, in the reader's form.
    pub since: String,
}

/// `/account/sessions`: where I am signed in.
#[derive(Clone, Debug, Template)]
#[template(path = "account_sessions.html")]
pub struct AccountSessions {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// The current one first.
    pub sessions: Vec<SessionRow>,
    /// Where the forms post to: `session=<id>` ends one, `session=others` all but this one.
    pub action: String,
    /// How many were just ended.
    pub ended: Option<u64>,
    /// Browsers that ask no second step.
    pub remembered: Vec<RememberedRow>,
    /// Whether one of them was just forgotten.
    pub forgotten: bool,
}

/// A browser that asks no second step.
#[derive(Clone, Debug)]
pub struct RememberedRow {
    /// Value of the button.
    pub id: String,
    /// Browser and system; empty where nobody knows.
    pub browser: String,
    /// Where it was then; may be empty.
    pub place: String,
    /// Since when, in the reader's form.
    pub since: String,
    /// Until when.
    pub until: String,
    /// This browser.
    pub current: bool,
}

/// One sign-in that lasts.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Value of the button.
    pub id: String,
    /// Browser and system.
    pub browser: String,
    /// Address.
    pub place: String,
    /// Since when, in the reader's form.
    pub since: String,
    /// Last use, in the reader's form.
    pub last_used: String,
    /// This browser.
    pub current: bool,
}

/// Asks once more; the words are those of the dialog that a script would show.
#[derive(Clone, Debug, Template)]
#[template(path = "confirm.html")]
pub struct Confirm {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// The question.
    pub title: String,
    /// What is lost and what stays.
    pub body: String,
    /// Where the form posts to.
    pub action: String,
    /// Hidden fields beside `csrf`.
    pub hidden: Vec<(String, String)>,
    /// The deed, on the button.
    pub verb: String,
    /// Where "Keep it" leads.
    pub keep_href: String,
}

impl Account {
    /// One or two letters for the round sign.
    pub(super) fn initials(&self) -> String {
        let mut words = self.name.split_whitespace().filter_map(|word| word.chars().next());
        let first = words.next();
        first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
    }

    pub(super) fn is_at(&self, page: AccountPage) -> bool {
        self.at == page
    }
}

impl SafetyNet {
    fn is_empty(&self) -> bool {
        self.phones.is_empty() && self.passkeys == 0 && self.authenticator_since.is_none()
    }

    /// Whether it is time for new codes.
    fn has_few_codes(&self) -> bool {
        self.codes_left < 4
    }
}

impl RememberedRow {
    fn name(&self, text: &Text) -> String {
        if self.browser.is_empty() { text.remembered_unknown().into_owned() } else { self.browser.clone() }
    }
}

impl WaitingPhone {
    fn stop_href(&self) -> String {
        let device: String = form_urlencoded::byte_serialize(self.device.as_bytes()).collect();
        format!("/account/devices/remove?device={device}")
    }
}

impl Home {
    fn waiting_words(&self, phone: &WaitingPhone) -> Rich {
        let text = self.chrome.text;
        let WaitingPhone { name, admin, from, .. } = phone;
        if admin.is_empty() {
            text.home_waiting_nobody(name, from)
        } else {
            text.home_waiting(admin, name, from)
        }
    }

    fn greeting_words(&self) -> String {
        let text = self.chrome.text;
        let words = match self.greeting {
            Greeting::Morning => text.home_morning(&self.first_name),
            Greeting::Afternoon => text.home_afternoon(&self.first_name),
            Greeting::Evening => text.home_evening(&self.first_name),
        };
        words.into_owned()
    }
}
