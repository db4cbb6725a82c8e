//! Apps of one's own.

use domain::own_app::{Fault, Place, Typed};
use oidc::redirect_uri::UriError;

use super::*;

impl Kit {
    fn own_app(&self, secret: Option<&str>) -> OwnAppValues {
        OwnAppValues {
            name: "Meter readings".into(),
            client_id: "s6BhdRkqt3q8Wf2Lc0aZ1Q".into(),
            issuer: "https://kestrelrow.local:8443".into(),
            auth: "client_secret_basic".into(),
            scopes: "openid profile email groups offline_access".into(),
            redirects: vec!["https://meters.kestrelrow.local/callback".into()],
            has_secret: true,
            is_stopped: false,
            secret: secret.map(str::to_owned),
            query: "app=s6BhdRkqt3q8Wf2Lc0aZ1Q".into(),
            ca_file: "kestrelrow-ca.crt".into(),
            sha256: fingerprint(&"6e1b940c".repeat(8)),
        }
    }

    fn own_app_form(&self, purpose: OwnAppPurpose) -> OwnAppForm {
        OwnAppForm {
            chrome: self.chrome(),
            account: self.at(AccountPage::OwnApps),
            purpose,
            typed: Typed { name: "Meter readings".into(), ..Typed::default() },
            faults: Vec::new(),
            is_full: false,
            scopes: "openid profile email groups".into(),
            admins: vec!["Noah Okonjo".into()],
        }
    }

    pub(super) fn own_apps(&self) -> Vec<(&'static str, String)> {
        let row = |name: &str, host: &str, is_stopped| OwnAppRow {
            name: name.into(),
            host: host.into(),
            since: "24 Nov 2026, 08:41".into(),
            is_stopped,
            href: "/apps/app?app=1".into(),
        };
        let list = OwnApps {
            chrome: self.chrome(),
            account: self.at(AccountPage::OwnApps),
            apps: vec![
                row("Meter readings", "meters.kestrelrow.local", false),
                row("Plan viewer", "127.0.0.1", true),
            ],
            most: 10,
            removed: true,
            admins: vec!["Noah Okonjo".into()],
        };
        let kind = |name: &str, id: &str| OwnAppKind {
            name: name.into(),
            href: format!("/apps/new?preset={id}"),
            id: id.into(),
        };
        let kinds = OwnAppKinds {
            chrome: self.chrome(),
            account: self.at(AccountPage::OwnApps),
            kinds: vec![kind("Nextcloud", "nextcloud"), kind("Grafana", "grafana"), kind("", "own")],
        };
        let mut out = self.own_app_forms();
        out.extend([
            page("own-apps-full", OwnApps { most: 2, removed: false, ..list.clone() }),
            page("own-apps-empty", OwnApps { apps: Vec::new(), removed: false, ..list.clone() }),
            page("own-apps", list),
            page("own-app-kinds", kinds),
        ]);
        out.extend(self.own_app_pages());
        out.extend(self.own_app_tests());
        out
    }

    fn own_app_forms(&self) -> Vec<(&'static str, String)> {
        let register = |name: &str, hint: Option<&str>| OwnAppPurpose::Register {
            preset: "own".into(),
            name: name.into(),
            redirect: "/callback".into(),
            manual: if name.is_empty() { String::new() } else { "https://manual.example/".into() },
            hint: hint.map(str::to_owned),
        };
        let own = self.own_app_form(register("", None));
        let known = self.own_app_form(register("Gitea", Some(&self.text.preset_gitea_hint())));
        let change = self.own_app_form(OwnAppPurpose::Change {
            app: "app-1".into(),
            back_href: "/apps/app?app=app-1".into(),
        });
        let uri = |why| Fault::Redirect { uri: "http://meters.example/cb".into(), why };
        let wrong = OwnAppForm {
            typed: Typed {
                redirects: "http://meters.example/cb".into(),
                place: Place::Browser,
                ..Typed::default()
            },
            faults: vec![
                Fault::NameMissing,
                Fault::Name,
                Fault::AddressMissing,
                Fault::Address,
                Fault::RedirectMissing,
                Fault::TooManyRedirects,
                uri(UriError::NotAbsolute),
                uri(UriError::Fragment),
                uri(UriError::PlainHttp),
                uri(UriError::Scheme),
                uri(UriError::Characters),
                uri(UriError::UserInfo),
                uri(UriError::Ours),
                Fault::SignedOut { uri: "https://a.example/".into(), why: UriError::TooLong },
            ],
            ..own.clone()
        };
        vec![
            page("own-app-full", OwnAppForm { is_full: true, ..own.clone() }),
            page("own-app-full-nobody", OwnAppForm { is_full: true, admins: Vec::new(), ..own.clone() }),
            page("own-app-form", own),
            page("own-app-form-known", known),
            page("own-app-form-wrong", wrong),
            page("own-app-change", change),
        ]
    }

    fn own_app_shown(&self) -> OwnApp {
        let runtimes = [("Docker Compose", false), ("Node", true), ("Python", false)].into_iter();
        let runtimes = runtimes.map(|(name, is_chosen)| OwnAppRuntime {
            name: name.into(),
            href: "/apps/app?app=1&runtime=node#lines".into(),
            is_chosen,
        });
        OwnApp {
            chrome: self.chrome(),
            account: self.at(AccountPage::OwnApps),
            app: self.own_app(None),
            runtimes: runtimes.collect(),
            lines: vec![OwnAppLines {
                title: self.text.own_app_lines_into(".env").into_owned(),
                lines: "OIDC_ISSUER=https://kestrelrow.local:8443\nOIDC_CLIENT_ID=s6BhdRkqt3q8Wf2Lc0aZ1Q"
                    .into(),
            }],
            old_secret: Some(OwnAppOldSecret { until: "2026-11-25 08:41".into(), used: None }),
            saved: true,
            ended: false,
            admins: vec!["Noah Okonjo".into()],
        }
    }

    fn own_app_pages(&self) -> Vec<(&'static str, String)> {
        let show = self.own_app_shown();
        let stopped = OwnApp {
            app: OwnAppValues { is_stopped: true, has_secret: false, ..self.own_app(None) },
            saved: false,
            old_secret: Some(OwnAppOldSecret {
                until: "2026-11-25 08:41".into(),
                used: Some("2026-11-24 09:14".into()),
            }),
            ..show.clone()
        };
        let ended = OwnApp { saved: false, old_secret: None, ended: true, ..show.clone() };
        let secret = OwnAppSecret {
            chrome: self.chrome(),
            account: self.at(AccountPage::OwnApps),
            name: "Meter readings".into(),
            app: "s6BhdRkqt3q8Wf2Lc0aZ1Q".into(),
            seen: 1,
            keep_href: "/apps/app?app=1".into(),
        };
        let once = OwnAppOnce {
            chrome: self.chrome(),
            account: self.at(AccountPage::OwnApps),
            app: self.own_app(Some("kX2vW0yq9sM7e3RrTtYyUuIiOoPpAaSsDdFfGgHhJjK")),
            lines: show.lines.clone(),
        };
        let public =
            OwnAppOnce { app: OwnAppValues { has_secret: false, ..self.own_app(None) }, ..once.clone() };
        vec![
            page("own-app", show),
            page("own-app-stopped", stopped),
            page("own-app-once", once),
            page("own-app-once-public", public),
            page("own-app-secret", secret),
            page("own-app-ended", ended),
        ]
    }

    fn own_app_tests(&self) -> Vec<(&'static str, String)> {
        let check = |state, words: String, mend: Option<String>| OwnAppCheck {
            state,
            words,
            detail: "meters.kestrelrow.local → 192.168.1.40".into(),
            mend,
        };
        let text = self.text;
        let test = OwnAppTest {
            chrome: self.chrome(),
            account: self.at(AccountPage::OwnApps),
            app: self.own_app(None),
            checks: vec![
                check(OwnAppCheckState::Ok, text.check_resolves_ok().into_owned(), None),
                check(
                    OwnAppCheckState::Warn,
                    text.check_trusts_us_warn().into_owned(),
                    Some(text.check_trusts_us_warn_mend().into_owned()),
                ),
                check(
                    OwnAppCheckState::Fail,
                    text.check_answers_fail().into_owned(),
                    Some(text.check_answers_mend().into_owned()),
                ),
            ],
            fault: None,
            rows: self.rows(),
            is_let_in: true,
            asks_consent: true,
            try_href: Some("https://meters.kestrelrow.local/".into()),
        };
        let offline = OwnAppTest {
            checks: Vec::new(),
            fault: Some(text.own_app_test_offline().into_owned()),
            is_let_in: false,
            try_href: None,
            ..test.clone()
        };
        let trusted = OwnAppTest { asks_consent: false, ..test.clone() };
        vec![
            page("own-app-test", test),
            page("own-app-test-offline", offline),
            page("own-app-test-trusted", trusted),
        ]
    }
}
