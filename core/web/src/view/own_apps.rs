//! Apps that people register for themselves and look after.

use askama::Template;
use domain::own_app::{Fault, MAX_ADDRESSES, MAX_NAME, Place, Typed};
use oidc::redirect_uri::UriError;

use super::account::Account;
use super::chrome::Chrome;
use super::claim::ClaimRow;
use crate::text::Text;

/// `/apps`
#[derive(Clone, Debug, Template)]
#[template(path = "own_apps.html")]
pub struct OwnApps {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// The apps, the oldest first.
    pub apps: Vec<OwnAppRow>,
    /// How many one person may have.
    pub most: u64,
    /// Whether one was taken away just now.
    pub removed: bool,
    /// Names of the administrators.
    pub admins: Vec<String>,
}

/// An app in the list.
#[derive(Clone, Debug)]
pub struct OwnAppRow {
    /// As people see it.
    pub name: String,
    /// Where it returns to.
    pub host: String,
    /// When it was registered, in the reader's form.
    pub since: String,
    /// Whether an administrator has switched it off.
    pub is_stopped: bool,
    /// Its page.
    pub href: String,
}

/// `/apps/new` without a preset: which app is it.
#[derive(Clone, Debug, Template)]
#[template(path = "own_app_kinds.html")]
pub struct OwnAppKinds {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Presets.
    pub kinds: Vec<OwnAppKind>,
}

/// A preset to choose.
#[derive(Clone, Debug)]
pub struct OwnAppKind {
    /// What it calls itself; empty for an app of somebody's own.
    pub name: String,
    /// The form for it.
    pub href: String,
    /// Its id.
    pub id: String,
}

/// The form for a new app, and for changing one.
#[derive(Clone, Debug, Template)]
#[template(path = "own_app_form.html")]
pub struct OwnAppForm {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// What it is for.
    pub purpose: OwnAppPurpose,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// The most apps, where there is no room for one more.
    pub is_full: bool,
    /// What the app may ask for.
    pub scopes: String,
    /// Names of the administrators.
    pub admins: Vec<String>,
}

/// What the form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnAppPurpose {
    /// A new app from a preset.
    Register {
        /// The preset's id.
        preset: String,
        /// What it calls itself; empty for an app of somebody's own.
        name: String,
        /// Where people return to, behind the app's address.
        redirect: String,
        /// Where its manual speaks of it; may be empty.
        manual: String,
        /// Words of its own about the address that people return to.
        hint: Option<String>,
    },
    /// An app that is there.
    Change {
        /// Its id.
        app: String,
        /// Its page.
        back_href: String,
    },
}

/// `/apps/app`: one app.
#[derive(Clone, Debug, Template)]
#[template(path = "own_app.html")]
pub struct OwnApp {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// The app.
    pub app: OwnAppValues,
    /// Runtimes to choose from.
    pub runtimes: Vec<OwnAppRuntime>,
    /// Lines for the chosen runtime, and for a well-known app itself.
    pub lines: Vec<OwnAppLines>,
    /// The secret before the present one, while it works.
    pub old_secret: Option<OwnAppOldSecret>,
    /// Whether it was changed just now.
    pub saved: bool,
    /// Whether its old secret was ended just now.
    pub ended: bool,
    /// Names of the administrators.
    pub admins: Vec<String>,
}

/// The secret before the present one; times in the reader's form.
#[derive(Clone, Debug)]
pub struct OwnAppOldSecret {
    /// Until when it works.
    pub until: String,
    /// When it was used last after it was replaced.
    pub used: Option<String>,
}

/// `/apps/secret`: a new secret, and how long the old one goes on.
#[derive(Clone, Debug, Template)]
#[template(path = "own_app_secret.html")]
pub struct OwnAppSecret {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// As people see the app.
    pub name: String,
    /// `client_id`.
    pub app: String,
    /// When the app had changed last, as its owner sees it.
    pub seen: i64,
    /// Back to the app.
    pub keep_href: String,
}

/// What has to stand in the app, and what stands here.
#[derive(Clone, Debug)]
pub struct OwnAppValues {
    /// As people see it.
    pub name: String,
    /// `client_id`.
    pub client_id: String,
    /// Our address.
    pub issuer: String,
    /// How it proves itself.
    pub auth: String,
    /// What it may ask for.
    pub scopes: String,
    /// Where people return to.
    pub redirects: Vec<String>,
    /// Whether it keeps a secret.
    pub has_secret: bool,
    /// Whether an administrator has switched it off.
    pub is_stopped: bool,
    /// The secret, this once.
    pub secret: Option<String>,
    /// `app=…`, for the addresses of its pages.
    pub query: String,
    /// The file of our CA's certificate.
    pub ca_file: String,
    /// Its SHA-256 fingerprint, as the page about trust shows it.
    pub sha256: String,
}

/// Lines to copy.
#[derive(Clone, Debug)]
pub struct OwnAppLines {
    /// What they are for.
    pub title: String,
    /// The lines.
    pub lines: String,
}

/// A runtime to choose.
#[derive(Clone, Debug)]
pub struct OwnAppRuntime {
    /// What it calls itself.
    pub name: String,
    /// The app's page with its lines.
    pub href: String,
    /// Whether its lines are shown.
    pub is_chosen: bool,
}

/// The one answer that shows a secret.
#[derive(Clone, Debug, Template)]
#[template(path = "own_app_once.html")]
pub struct OwnAppOnce {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// The app, with its secret.
    pub app: OwnAppValues,
    /// Lines for a well-known app itself, with its secret in them.
    pub lines: Vec<OwnAppLines>,
}

/// `/apps/test`: the way of a sign-in.
#[derive(Clone, Debug, Template)]
#[template(path = "own_app_test.html")]
pub struct OwnAppTest {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// The app.
    pub app: OwnAppValues,
    /// What was looked at, in the order of a sign-in.
    pub checks: Vec<OwnAppCheck>,
    /// Why nothing was looked at.
    pub fault: Option<String>,
    /// What the app learns of the person.
    pub rows: Vec<ClaimRow>,
    /// Whether they would be let in.
    pub is_let_in: bool,
    /// Whether they would be asked first.
    pub asks_consent: bool,
    /// The app's own page.
    pub try_href: Option<String>,
}

/// One judgement.
#[derive(Clone, Debug)]
pub struct OwnAppCheck {
    /// How it is.
    pub state: OwnAppCheckState,
    /// What was looked at, and how it is.
    pub words: String,
    /// What was found.
    pub detail: String,
    /// What mends it.
    pub mend: Option<String>,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnAppCheckState {
    /// As it should be.
    Ok,
    /// Somebody should look.
    Warn,
    /// It does not work.
    Fail,
}

impl OwnApps {
    fn count(&self) -> u64 {
        self.apps.len() as u64
    }

    fn is_full(&self) -> bool {
        self.count() >= self.most
    }

    fn enough(&self) -> String {
        enough(self.chrome.text, &self.admins)
    }
}

/// Who to ask for more.
fn enough(text: Text, admins: &[String]) -> String {
    match admins {
        [] => text.own_apps_enough_nobody().into_owned(),
        admins => text.own_apps_enough(admins.join(", ")).into_owned(),
    }
}

impl OwnApp {
    /// Why nobody can sign in.
    fn stopped(&self) -> String {
        match self.admins.as_slice() {
            [] => self.chrome.text.own_apps_stopped_lead_nobody().into_owned(),
            admins => self.chrome.text.own_apps_stopped_lead(admins.join(", ")).into_owned(),
        }
    }
}

impl OwnAppForm {
    fn fails(&self) -> bool {
        !self.faults.is_empty() || self.is_full
    }

    fn enough(&self) -> String {
        enough(self.chrome.text, &self.admins)
    }

    fn headline(&self) -> String {
        let text = self.chrome.text;
        match &self.purpose {
            OwnAppPurpose::Register { name, .. } if name.is_empty() => {
                text.own_app_form_title_own().into_owned()
            }
            OwnAppPurpose::Register { name, .. } => text.own_app_form_title(name).into_owned(),
            OwnAppPurpose::Change { .. } => text.own_app_change().into_owned(),
        }
    }

    /// Whether somebody may say where it runs: a known app runs on a server.
    fn chooses_place(&self) -> bool {
        matches!(&self.purpose, OwnAppPurpose::Register { name, .. } if name.is_empty())
    }

    fn places(&self) -> [(&'static str, String, bool); 3] {
        let text = self.chrome.text;
        let choice = |place: Place, words: std::borrow::Cow<'static, str>| {
            (place.as_str(), words.into_owned(), self.typed.place == place)
        };
        [
            choice(Place::Server, text.own_app_place_server()),
            choice(Place::Browser, text.own_app_place_browser()),
            choice(Place::Device, text.own_app_place_device()),
        ]
    }

    fn redirects_hint(&self) -> String {
        let text = self.chrome.text;
        match &self.purpose {
            OwnAppPurpose::Register { hint: Some(hint), .. } => hint.clone(),
            OwnAppPurpose::Register { redirect, .. } => {
                text.own_app_redirects_hint(format!("https://…{redirect}")).into_owned()
            }
            OwnAppPurpose::Change { .. } => text.own_app_redirects_change().into_owned(),
        }
    }

    fn wrong(&self, field: &str) -> bool {
        self.faults.iter().any(|fault| field_of(fault) == field)
    }

    fn fault_words(&self) -> Vec<String> {
        self.faults.iter().map(|fault| words_of(self.chrome.text, fault)).collect()
    }
}

fn field_of(fault: &Fault) -> &'static str {
    match fault {
        Fault::NameMissing | Fault::Name => "name",
        Fault::AddressMissing | Fault::Address => "address",
        Fault::RedirectMissing | Fault::TooManyRedirects | Fault::Redirect { .. } => "redirects",
        Fault::TooManySignedOut | Fault::SignedOut { .. } => "signed_out",
        Fault::Told { .. } => "told",
    }
}

fn words_of(text: Text, fault: &Fault) -> String {
    let words = match fault {
        Fault::NameMissing => text.own_app_fault_name_missing(),
        Fault::Name => text.own_app_fault_name(MAX_NAME.to_string()),
        Fault::AddressMissing => text.own_app_fault_address_missing(),
        Fault::Address => text.own_app_fault_address(),
        Fault::RedirectMissing => text.redirect_missing(),
        Fault::TooManyRedirects | Fault::TooManySignedOut => {
            text.own_app_fault_too_many(MAX_ADDRESSES.to_string())
        }
        Fault::Redirect { uri, why } | Fault::SignedOut { uri, why } | Fault::Told { uri, why } => {
            text.own_app_fault_uri(uri, uri_words(text, *why))
        }
    };
    words.into_owned()
}

fn uri_words(text: Text, why: UriError) -> std::borrow::Cow<'static, str> {
    match why {
        UriError::NotAbsolute => text.redirect_not_absolute(),
        UriError::Fragment => text.redirect_fragment(),
        UriError::PlainHttp => text.redirect_plain_http(),
        UriError::Scheme => text.redirect_scheme(),
        UriError::Characters => text.redirect_characters(),
        UriError::UserInfo => text.redirect_user(),
        UriError::Ours => text.own_app_fault_ours(),
        UriError::TooLong => text.redirect_too_long(),
    }
}

impl OwnAppValues {
    fn discovery(&self) -> String {
        format!("{}/.well-known/openid-configuration", self.issuer)
    }
}

impl OwnAppKinds {
    /// What a preset is for.
    fn about(&self, kind: &OwnAppKind) -> String {
        let text = self.chrome.text;
        let words = match kind.id.as_str() {
            "nextcloud" => text.preset_nextcloud(),
            "gitea" => text.preset_gitea(),
            "grafana" => text.preset_grafana(),
            "home-assistant" => text.preset_home_assistant(),
            "proxmox" => text.preset_proxmox(),
            "bookstack" => text.preset_bookstack(),
            "apache" => text.preset_apache(),
            "oauth2-proxy" => text.preset_oauth2_proxy(),
            _ => text.preset_own(),
        };
        words.into_owned()
    }
}
