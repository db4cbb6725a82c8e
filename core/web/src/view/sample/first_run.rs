//! The pages of the first run.

use super::*;

impl Kit {
    pub(super) fn setup(&self) -> Vec<(&'static str, String)> {
        let mut chrome = self.chrome();
        chrome.office_name = String::new();
        let mut out = self.office_and_you(&chrome);
        out.extend(self.addresses(&chrome));
        let mut done = self.chrome();
        done.steps = Step::of_first_run(self.text, 2);
        let done = SetupDone {
            chrome: done,
            sha256: SHA256.into(),
            issuer: "https://kestrelrow.local:8443".into(),
            next_href: "/account/devices/link".into(),
            later_href: "/".into(),
            file_name: "kestrelrow-ca.crt".into(),
        };
        let gone = |reason| SetupGone { chrome: chrome.clone(), reason };
        out.extend([
            page("setup-done", done),
            page("setup-gone-expired", gone(SetupGoneReason::Expired)),
            page("setup-gone-browser", gone(SetupGoneReason::OtherBrowser)),
            page("setup-gone-done", gone(SetupGoneReason::Done)),
        ]);
        out
    }

    fn office_and_you(&self, chrome: &Chrome) -> Vec<(&'static str, String)> {
        let fresh = Setup {
            chrome: Chrome { steps: Step::of_first_run(self.text, 1), ..chrome.clone() },
            action: "/setup/token".into(),
            issuer: "https://kestrelrow.local:8443".into(),
            address_href: "/setup/token/address".into(),
            sha256: SHA256.into(),
            office_name: String::new(),
            name: String::new(),
            email: String::new(),
            least: 15,
            problems: Vec::new(),
        };
        let wrong = Setup {
            office_name: "Kestrel Row Architects".into(),
            email: "mira@".into(),
            problems: vec![
                (SetupField::Name, Problem::Missing),
                (SetupField::Email, Problem::Malformed),
                (SetupField::Password, Problem::TooShort { least: 15 }),
            ],
            ..fresh.clone()
        };
        vec![page("setup", fresh), page("setup-wrong", wrong)]
    }

    fn addresses(&self, chrome: &Chrome) -> Vec<(&'static str, String)> {
        let chrome = Chrome { steps: Step::of_first_run(self.text, 0), ..chrome.clone() };
        let host = "kestrelrow.local";
        let label =
            AddressTyped { label: "kestrelrow".into(), port: "8443".into(), ..AddressTyped::default() };
        let own = AddressTyped { is_own: true, host: "id.example.com".into(), ..label.clone() };
        let address = SetupAddress {
            chrome: chrome.clone(),
            action: "/setup/token/address".into(),
            back: "/setup/token".into(),
            sha256: SHA256.into(),
            typed: label,
            problem: None,
            news: None,
        };
        let free = SetupAddress { news: Some(AddressNews::Free(host.into())), ..address.clone() };
        let by = vec![std::net::IpAddr::from([192, 168, 1, 9])];
        let taken = AddressProblem::Taken { host: host.into(), by };
        let taken = SetupAddress { problem: Some(taken), ..address.clone() };
        let files = SetupAddress { typed: own, problem: Some(AddressProblem::OneFile), ..address.clone() };
        let moved = SetupMoved {
            chrome,
            issuer: "https://kestrelrow.local:8443".into(),
            sha256: SHA256.into(),
            is_brought: false,
            href: "https://kestrelrow.local:8443/setup/token".into(),
        };
        vec![
            page("setup-address", address),
            page("setup-address-free", free),
            page("setup-address-taken", taken),
            page("setup-address-files", files),
            page("setup-moved", moved),
        ]
    }
}
