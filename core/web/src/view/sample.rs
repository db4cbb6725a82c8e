//! One value of every page in every state, for the tests and for looking at them.

mod devices_without_browser;
mod errors;
mod first_run;
mod joining;
mod own_account;
mod own_apps;
mod passkeys;
mod phones;
mod second_step;

use askama::Template;

use super::*;
use crate::text::Text;

const SHA256: &str = "6e1b940c7da253f819e43ac7805db62fd40a77139b1c2d3e4f5061728394a5b6";
const SHA1: &str = "6e1b940c7da253f819e43ac7805db62fd40a7713";

/// All of them in one language and theme.
pub(super) fn samples(text: Text, theme: Theme) -> Vec<(&'static str, String)> {
    let kit = Kit { text, theme };
    let mut out = kit.sign_in();
    out.extend(kit.second_step());
    out.extend(kit.approvals());
    out.extend(kit.link_a_phone());
    out.extend(kit.devices());
    out.extend(kit.passkeys());
    out.extend(kit.consent());
    out.extend(kit.devices_without_browser());
    out.extend(kit.errors());
    out.extend(kit.help());
    out.extend(kit.setup());
    out.extend(kit.passwords());
    out.extend(kit.sign_up());
    out.extend(kit.leaving());
    out.extend(kit.account());
    out.extend(kit.own_apps());
    out.extend(kit.own_account());
    out.extend(kit.trust());
    out
}

struct Kit {
    text: Text,
    theme: Theme,
}

fn page(name: &'static str, page: impl Template) -> (&'static str, String) {
    (name, page.render().unwrap())
}

fn app(name: &str, host: &str) -> AppTile {
    AppTile { name: name.into(), host: host.into(), href: format!("https://{host}/"), logo: None }
}

fn waiting_phones() -> Vec<WaitingPhone> {
    let phone = |name: &str, admin: &str| WaitingPhone {
        device: "device-1".into(),
        name: name.into(),
        admin: admin.into(),
        from: "25 Nov 2026, 09:12".into(),
    };
    vec![phone("Pixel 8", "Noah Okonjo"), phone("Galaxy A55", "")]
}

fn safety_net() -> SafetyNet {
    let phone = |name: &str, last_used: Option<&str>, state| SafetyPhone {
        name: name.into(),
        last_used: last_used.map(str::to_owned),
        state,
    };
    SafetyNet {
        phones: vec![
            phone("Pixel 8", Some("24 Nov 2026, 08:41"), SafetyState::Working),
            phone("Galaxy A55", None, SafetyState::Waiting),
            phone("iPhone 15", None, SafetyState::Stopped),
        ],
        passkeys: 1,
        authenticator_since: Some("3 Nov 2026".into()),
        codes_left: 2,
    }
}

fn links() -> ClientLinks {
    let uri = |path: &str| Some(format!("https://files.kestrelrow.example/{path}"));
    ClientLinks { policy_uri: uri("privacy"), tos_uri: uri("terms") }
}

impl Kit {
    fn chrome(&self) -> Chrome {
        let office = "Kestrel Row Architects".to_owned();
        let mut chrome = Chrome::new(self.text, office, "kestrelrow.local".into(), "csrf-token".into());
        chrome.theme = self.theme;
        chrome
    }

    fn flow(&self, step: usize) -> Chrome {
        let mut chrome = self.chrome();
        chrome.interaction = Some("interaction-id".into());
        chrome.app = Some(app("Files", "files.kestrelrow.local"));
        chrome.steps = Step::of_sign_in(self.text, "Files", false, step);
        chrome.here = "/login?i=interaction-id".into();
        chrome
    }

    fn signed_in(&self, mut chrome: Chrome) -> Chrome {
        chrome.signed_in_as =
            Some(SignedIn { name: "Mira Vantongel".into(), not_you_action: "/login/other".into() });
        chrome
    }

    fn login(&self, name: &'static str, username: &str, error: Option<LoginError>) -> (&'static str, String) {
        let login = Login {
            chrome: self.flow(0),
            action: "/login".into(),
            passkey_action: "/login/passkey".into(),
            username: username.into(),
            again: None,
            error,
            sign_up_href: None,
            check: None,
            links: links(),
        };
        page(name, login)
    }

    fn sign_in(&self) -> Vec<(&'static str, String)> {
        let admin = || "Noah Okonjo".to_owned();
        let plain = Login {
            chrome: self.chrome(),
            action: "/login".into(),
            passkey_action: "/login/passkey".into(),
            username: String::new(),
            again: None,
            error: None,
            sign_up_href: Some("/signup".into()),
            check: None,
            links: ClientLinks::default(),
        };
        let again = Login {
            chrome: self.signed_in(self.flow(0)),
            username: "mira".into(),
            again: Some("Mira".into()),
            ..plain.clone()
        };
        let work = Check::Work { challenge: "{\"algorithm\":\"SHA-256\"}".into() };
        let puzzle = Check::Puzzle {
            class: "cf-turnstile",
            script: "https://challenges.cloudflare.com/turnstile/v0/api.js",
            site_key: "site-key".into(),
        };
        let select = SelectAccount {
            chrome: self.flow(0),
            action: "/login/account".into(),
            name: "Mira Vantongel".into(),
            email: "mira@kestrelrow.example".into(),
        };
        vec![
            self.login("login", "", None),
            page("login-work", Login { check: Some(work), ..plain.clone() }),
            page("login-puzzle", Login { check: Some(puzzle), ..plain.clone() }),
            page("login-plain", plain),
            page("login-again", again),
            self.login("login-wrong", "mira", Some(LoginError::Wrong)),
            self.login("login-slowed", "mira", Some(LoginError::Slowed { seconds: 30 })),
            self.login("login-disabled", "mira", Some(LoginError::Disabled { admin: admin() })),
            self.login("login-disabled-nobody", "mira", Some(LoginError::Disabled { admin: String::new() })),
            self.login("login-waits", "mira", Some(LoginError::Waits { admin: admin() })),
            self.login("login-waits-nobody", "mira", Some(LoginError::Waits { admin: String::new() })),
            self.login("login-form-too-old", "mira", Some(LoginError::FormTooOld)),
            self.login("login-session-over", "mira", Some(LoginError::SessionOver { hours: 8 })),
            self.login("login-no-cookies", "", Some(LoginError::NoCookies)),
            page("select-account", select),
        ]
    }

    fn rows(&self) -> Vec<ClaimRow> {
        vec![
            ClaimRow::new(Claim::Name, "Mira Vantongel"),
            ClaimRow::new(Claim::Email, "mira@kestrelrow.example"),
            ClaimRow::new(Claim::Groups, "Partners, Design"),
            ClaimRow::offline(self.text, 30),
        ]
    }

    fn consent(&self) -> Vec<(&'static str, String)> {
        let plain = Consent {
            chrome: self.signed_in(self.flow(1)),
            action: "/consent".into(),
            app: "Files".into(),
            rows: self.rows(),
            optional: Vec::new(),
            goes_to: "https://files.kestrelrow.local".into(),
            links: ClientLinks::default(),
            unseen: false,
            device: None,
        };
        let optional = vec![
            OptionalGift {
                field: "scope",
                value: "phone".into(),
                row: ClaimRow::new(Claim::Phone, "+44 20 7946 0018"),
                checked: true,
            },
            OptionalGift {
                field: "claim",
                value: "address".into(),
                row: ClaimRow::new(Claim::Address, "4 Kestrel Row, London"),
                checked: false,
            },
        ];
        let every = [
            Claim::Username,
            Claim::Birthdate,
            Claim::Gender,
            Claim::Picture,
            Claim::Website,
            Claim::Region,
            Claim::Other("printer".into()),
        ];
        let mut rows = vec![ClaimRow::identifier(self.text)];
        rows.extend(every.into_iter().map(|claim| ClaimRow::new(claim, "<value> & \"quotes\"")));
        let full = Consent { rows, optional, links: links(), unseen: true, ..plain.clone() };
        let form_post = FormPost {
            chrome: self.chrome(),
            action: "https://files.kestrelrow.local/cb".into(),
            fields: vec![("code".into(), "a\"<b>".into()), ("state".into(), "s".into())],
            host: "files.kestrelrow.local".into(),
        };
        let closed = NotForYou {
            chrome: self.signed_in(self.flow(1)),
            action: "/not-for-you".into(),
            app: "Files".into(),
            name: "Mira Vantongel".into(),
            admin: "Noah Okonjo".into(),
        };
        let nobody = NotForYou { admin: String::new(), ..closed.clone() };
        vec![
            page("consent", plain),
            page("consent-optional", full),
            page("form-post", form_post),
            page("not-for-you", closed),
            page("not-for-you-nobody", nobody),
        ]
    }

    fn leaving(&self) -> Vec<(&'static str, String)> {
        let question = LogoutQuestion {
            chrome: self.chrome(),
            action: "/oauth2/logout".into(),
            app: Some("Files".into()),
            name: "Mira Vantongel".into(),
            hidden: vec![("request".into(), "stored-id".into())],
        };
        let plain = LogoutQuestion { app: None, hidden: Vec::new(), ..question.clone() };
        let unknown = |app| UnknownReturn { app, sent: "https://files.kestrelrow.local/bye".into() };
        let out = |unknown_return| SignedOut {
            chrome: self.chrome(),
            unknown_return,
            frames: Vec::new(),
            next: None,
        };
        let next = Next { app: "Files".into(), url: "https://files.kestrelrow.local/bye?state=a&b".into() };
        let telling = SignedOut {
            frames: vec!["https://wiki.kestrelrow.local/out?iss=a&sid=b".into()],
            next: Some(next),
            ..out(None)
        };
        let message = Message {
            chrome: self.chrome(),
            title: self.text.signed_out_title().into_owned(),
            lead: self.text.signed_out_lead().into_owned(),
            link: Some(Link { href: "/".into(), label: self.text.error_back().into_owned() }),
        };
        vec![
            page("logout", question),
            page("logout-plain", plain),
            page("signed-out", out(None)),
            page("signed-out-telling", telling),
            page("signed-out-unknown", out(Some(unknown(None)))),
            page("signed-out-unknown-app", out(Some(unknown(Some("Files".into()))))),
            page("message", message),
        ]
    }

    fn at(&self, at: AccountPage) -> Account {
        Account {
            name: "Mira Vantongel".into(),
            picture: None,
            at,
            registers_apps: true,
            sign_out_action: "/logout".into(),
        }
    }

    fn account(&self) -> Vec<(&'static str, String)> {
        let use_of = |time: &str, app: &str, place: &str| LastUse {
            time: time.into(),
            app: app.into(),
            place: place.into(),
        };
        let home = Home {
            chrome: self.chrome(),
            account: self.at(AccountPage::Apps),
            waiting_phones: Vec::new(),
            greeting: Greeting::Morning,
            first_name: "Mira".into(),
            apps: vec![
                app("Files", "files.kestrelrow.local"),
                app("Calendar", "files.kestrelrow.local"),
                app("Plan room", "plans.kestrelrow.local"),
                app("Time sheets", "time.kestrelrow.local"),
                app("Handbook", "wiki.kestrelrow.local"),
            ],
            lately: vec![
                use_of("24 Nov 2026, 08:41", "Files", "Chrome on Windows, 192.168.1.40"),
                use_of("23 Nov 2026, 17:20", "Time sheets", "Firefox on Linux, 192.168.1.40"),
            ],
            safety: safety_net(),
            admins: vec!["Noah Okonjo".into()],
        };
        let empty = |greeting, admins| Home {
            apps: Vec::new(),
            lately: Vec::new(),
            safety: SafetyNet::default(),
            greeting,
            admins,
            ..home.clone()
        };
        let granted = |name: &str, host: &str| GrantedApp {
            name: name.into(),
            host: host.into(),
            since: "3 Nov 2026".into(),
            rows: self.rows(),
            remove_href: "/account/apps/1/remove".into(),
            devices: Vec::new(),
        };
        let apps = AccountApps {
            chrome: self.chrome(),
            account: self.at(AccountPage::Grants),
            apps: vec![
                granted("Files", "files.kestrelrow.local"),
                granted("Handbook", "wiki.kestrelrow.local"),
            ],
            removed: Some("Meters".into()),
            signed_out: false,
        };
        let no_apps = AccountApps { apps: Vec::new(), removed: None, ..apps.clone() };
        vec![
            self.lost_phone(),
            page("home-empty", empty(Greeting::Afternoon, vec!["Noah Okonjo".into()])),
            page("home-empty-nobody", empty(Greeting::Evening, Vec::new())),
            page("home-waiting-phone", Home { waiting_phones: waiting_phones(), ..home.clone() }),
            page("home", home),
            page("account-apps-empty", no_apps),
            page("account-apps", apps),
            self.confirm(),
            self.sessions("account-sessions", Some(2), 3),
            self.sessions("account-sessions-one", None, 1),
        ]
    }

    fn lost_phone(&self) -> (&'static str, String) {
        let row = |id: &str, name: &str| LostRow {
            id: id.into(),
            name: name.into(),
            model: "Pixel 8".into(),
            last_used: Some("24 Nov 2026, 08:41".into()),
        };
        let lost = LostPhone {
            chrome: self.chrome(),
            account: self.at(AccountPage::Devices),
            devices: vec![row("device-1", "Pixel 8"), row("device-2", "Galaxy A55")],
            none_href: "/account/devices".into(),
        };
        page("lost-phone", lost)
    }

    fn confirm(&self) -> (&'static str, String) {
        let confirm = Confirm {
            chrome: self.chrome(),
            account: self.at(AccountPage::Grants),
            title: self.text.grants_remove_title("Files").into_owned(),
            body: self.text.grants_remove_body("Files").into_owned(),
            action: "/account/apps/1/remove".into(),
            hidden: vec![("app".into(), "1".into())],
            verb: self.text.grants_remove().into_owned(),
            keep_href: "/account/apps".into(),
        };
        page("confirm", confirm)
    }

    fn sessions(&self, name: &'static str, ended: Option<u64>, count: usize) -> (&'static str, String) {
        let row = |index: usize| SessionRow {
            id: format!("session-{index}"),
            browser: if index == 0 { "Chrome on Windows".into() } else { "Firefox on Linux".into() },
            place: format!("192.168.1.{}", 40 + index),
            since: "24 Nov 2026, 08:41".into(),
            last_used: "24 Nov 2026, 09:12".into(),
            current: index == 0,
        };
        let sessions = (0..count).map(row).collect();
        let (chrome, account) = (self.chrome(), self.at(AccountPage::Sessions));
        let remembered = |index: usize| RememberedRow {
            id: format!("browser-{index}"),
            browser: if index == 0 { "Chrome, Windows".into() } else { String::new() },
            place: if index == 0 { "192.168.1.40".into() } else { String::new() },
            since: "24 Nov 2026, 08:41".into(),
            until: "24 Dec 2026, 08:41".into(),
            current: index == 0,
        };
        let remembered = (1..count).map(|index| remembered(index - 1)).collect();
        let (action, forgotten) = ("/account/sessions".into(), count > 1);
        page(name, AccountSessions { chrome, account, sessions, action, ended, remembered, forgotten })
    }

    fn trust(&self) -> Vec<(&'static str, String)> {
        let names =
            ["trust-windows", "trust-macos", "trust-android", "trust-iphone", "trust-linux", "trust-many"];
        let trust = |platform| Trust {
            chrome: self.chrome(),
            platform,
            sha1: SHA1.into(),
            sha256: SHA256.into(),
            file_name: "kestrelrow-ca.crt".into(),
            issuer: "https://kestrelrow.local:8443".into(),
            qr: Qr::new("https://kestrelrow.local:8443/trust"),
        };
        names.into_iter().zip(Platform::ALL).map(|(name, platform)| page(name, trust(platform))).collect()
    }
}
