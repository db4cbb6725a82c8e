//! Devices without a browser: where their code is typed, what is asked, and where they are signed out.

use super::*;

impl Kit {
    pub(super) fn devices_without_browser(&self) -> Vec<(&'static str, String)> {
        let mut chrome = self.signed_in(self.chrome());
        chrome.here = "/oauth2/device".into();
        let typed = DeviceGrant { chrome, user_code: String::new(), problem: None };
        let scanned = DeviceGrant { user_code: "WDJB-MJHT".into(), ..typed.clone() };
        let wrong = DeviceGrant {
            user_code: "WDJB-MJHX".into(),
            problem: Some(DeviceGrantProblem::Wrong),
            ..typed.clone()
        };
        let slowed =
            DeviceGrant { problem: Some(DeviceGrantProblem::Slowed { seconds: 600 }), ..scanned.clone() };
        vec![
            page("device-grant", typed),
            page("device-grant-scanned", scanned),
            page("device-grant-wrong", wrong),
            page("device-grant-slowed", slowed),
            page("device-grant-consent", self.asking("192.168.1.40")),
            page("device-grant-consent-unknown", self.asking("")),
            page("account-apps-devices", self.connected()),
        ]
    }

    fn asking(&self, place: &str) -> Consent {
        let device = AskingDevice {
            user_code: "WDJB-MJHT".into(),
            place: place.into(),
            since: "2026-11-24 09:14:15 CET".into(),
        };
        Consent {
            chrome: self.signed_in(self.flow(1)),
            action: "/consent".into(),
            app: "Files".into(),
            rows: self.rows(),
            optional: Vec::new(),
            goes_to: String::new(),
            links: ClientLinks::default(),
            unseen: false,
            device: Some(device),
        }
    }

    fn connected(&self) -> AccountApps {
        let device = |id: &str, place: &str| ConnectedDevice {
            id: id.into(),
            place: place.into(),
            since: "24 Nov 2026, 08:41".into(),
        };
        let app = GrantedApp {
            name: "Files".into(),
            host: "files.kestrelrow.local".into(),
            since: "3 Nov 2026".into(),
            rows: self.rows(),
            remove_href: "/account/apps/1/remove".into(),
            devices: vec![device("one", "192.168.1.40"), device("two", "fd12:3456:789a::24")],
        };
        AccountApps {
            chrome: self.chrome(),
            account: self.at(AccountPage::Grants),
            apps: vec![app],
            removed: None,
            signed_out: true,
        }
    }
}
