//! Linked phones: confirming with one, linking one, the list of them.

use super::*;

const LINK: &str = "https://kestrelrow.local:8443/phone/link#v=1&c=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4\
    &iss=https%3A%2F%2Fkestrelrow.local%3A8443&ca=n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg\
    &at=192.168.1.10%3A8443%2C%5Bfd00%3A%3A10%5D%3A8443";
const APPROVE: &str =
    "https://kestrelrow.local:8443/phone/approve#v=1&a=01JDK2Q9V8M4&s=oB3qVfGm2uX0l7h8kJwY1Q";

impl Kit {
    pub(super) fn waiting(&self) -> WaitingApproval {
        WaitingApproval {
            transfer_code: "482913".into(),
            typed_codes: true,
            qr: Qr::new(APPROVE),
            left_s: 94,
            until: "09:14:15 CET".into(),
            phones: vec!["Pixel 8".into()],
        }
    }

    pub(super) fn approval(&self, state: ApprovalState) -> Approval {
        let mut chrome = self.flow(0);
        chrome.steps = Step::of_sign_in(self.text, "Files", true, 1);
        chrome.here = "/login/mfa?i=interaction-id".into();
        Approval {
            chrome,
            name: "Mira Vantongel".into(),
            state,
            takes_recovery_codes: true,
            takes_passkey: false,
            other_way: true,
            remember_days: None,
            stopped_phones: Vec::new(),
            error: None,
            plain: Plain::No,
        }
    }

    pub(super) fn approvals(&self) -> Vec<(&'static str, String)> {
        let waiting = |waiting| ApprovalState::Waiting(Box::new(waiting));
        let first = self.approval(waiting(self.waiting()));
        let with = |change: &dyn Fn(&mut WaitingApproval)| {
            let mut changed = self.waiting();
            change(&mut changed);
            self.approval(waiting(changed))
        };
        let two = with(&|waiting| waiting.phones.push("Galaxy A55".into()));
        let approved = ApprovalState::Approved { phone: "Pixel 8".into() };
        let blocked = |admin: &str| self.approval(ApprovalState::Blocked { admin: admin.into() });
        let remembering = Approval { remember_days: Some(30), ..first.clone() };
        let still = Approval { plain: Plain::Still, ..first.clone() };
        let ended = [
            ("approval-denied", ApprovalState::Denied),
            ("approval-superseded", ApprovalState::Superseded { at: "09:13:02".into() }),
            ("approval-wrong-codes", ApprovalState::WrongCodes),
            ("approval-over", ApprovalState::Over),
            ("approval-too-many", ApprovalState::TooMany),
            ("approval-not-asked", ApprovalState::NotAsked),
        ];
        let mut out = vec![
            page("approval-no-other-way", Approval { other_way: false, ..two }),
            page("approval-stopped", Approval { stopped_phones: vec!["Galaxy A55".into()], ..first.clone() }),
            page("approval-late", with(&|waiting| waiting.left_s = 26)),
            page("approval-scan-only", with(&|waiting| waiting.typed_codes = false)),
            page("approval-wrong", Approval { error: Some(MfaError::Wrong), ..remembering.clone() }),
            page("approval-remember", remembering.clone()),
            page("approval-plain", Approval { plain: Plain::Reloading, ..remembering }),
            page("approval-plain-wrong", Approval { error: Some(MfaError::Wrong), ..still.clone() }),
            page("approval-plain-still", still),
            page("approval", first),
            page(
                "approval-plain-approved",
                Approval { plain: Plain::Still, ..self.approval(approved.clone()) },
            ),
            page("approval-approved", self.approval(approved)),
            page("approval-blocked", blocked("Noah Okonjo")),
            page("approval-blocked-nobody", blocked("")),
            page(
                "approval-over-slowed",
                Approval {
                    error: Some(MfaError::Slowed { seconds: 30 }),
                    ..self.approval(ApprovalState::WrongCodes)
                },
            ),
        ];
        out.extend(ended.into_iter().map(|(name, state)| page(name, self.approval(state))));
        out
    }

    pub(super) fn link_a_phone(&self) -> Vec<(&'static str, String)> {
        let link = |state, error| LinkPhone {
            chrome: self.chrome(),
            account: self.at(AccountPage::Devices),
            state,
            must_enrol: false,
            error,
        };
        let offered = || {
            let offer = LinkOffer { qr: Qr::new(LINK), left_s: 248, until: "09:16:49".into() };
            LinkState::Offered(Box::new(offer))
        };
        let claimed = |model: &str| {
            LinkState::Claimed(Box::new(LinkClaim {
                phone: "Mira’s phone".into(),
                model: model.into(),
                left_s: 101,
                until: "09:14:22".into(),
            }))
        };
        let twice = |admin: &str| LinkState::UsedTwice { admin: admin.into() };
        let wrong = |tries_left| Some(LinkError::Wrong { tries_left });
        let mut chrome = self.chrome();
        chrome.interaction = Some("interaction-id".into());
        let required = LinkPhone { chrome, must_enrol: true, ..link(LinkState::Begin, None) };
        vec![
            page("link", link(LinkState::Begin, None)),
            page("link-required", required.clone()),
            page("link-required-offered", LinkPhone { state: offered(), ..required }),
            page("link-limit", link(LinkState::Begin, Some(LinkError::Limit { most: 10 }))),
            page("link-offered", link(offered(), None)),
            page("link-not-claimed", link(offered(), Some(LinkError::NotClaimed))),
            page("link-claimed", link(claimed("Pixel 8"), None)),
            page("link-claimed-model-unknown", link(claimed(""), None)),
            page("link-wrong", link(claimed("Pixel 8"), wrong(3))),
            page("link-wrong-last", link(claimed("Pixel 8"), wrong(1))),
            page("link-used-twice", link(twice("Noah Okonjo"), None)),
            page("link-used-twice-nobody", link(twice(""), None)),
            page("link-ended", link(LinkState::WrongDigits, None)),
            page("link-expired", link(LinkState::Expired, None)),
        ]
    }

    pub(super) fn devices(&self) -> Vec<(&'static str, String)> {
        let device = |name: &str, chip: bool, without_trust, state| DeviceRow {
            id: "device 1".into(),
            name: name.into(),
            model: "Pixel 8".into(),
            linked: "3 Nov 2026, 10:02".into(),
            last_used: chip.then(|| "24 Nov 2026, 08:41".into()),
            chip,
            without_trust,
            state,
        };
        let waiting = DeviceRowState::Waiting { from: "25 Nov 2026, 09:12".into() };
        let none = Devices {
            chrome: self.chrome(),
            account: self.at(AccountPage::Devices),
            devices: Vec::new(),
            authenticator_since: None,
            codes_left: 0,
            news: None,
        };
        let there = Devices {
            devices: vec![
                device("Pixel 8", true, false, DeviceRowState::Active),
                device("Mira’s old phone for the site office", false, true, DeviceRowState::Active),
                device("Galaxy A55", false, false, waiting),
                device("Moto", false, false, DeviceRowState::Suspended),
            ],
            authenticator_since: Some("24 Nov 2026".into()),
            codes_left: 7,
            ..none.clone()
        };
        let news = |news| Devices { news: Some(news), ..there.clone() };
        let phone = || "Pixel 8".to_owned();
        let rename = |name: &str, error| RenameDevice {
            chrome: self.chrome(),
            account: self.at(AccountPage::Devices),
            device: "device 1".into(),
            name: name.into(),
            most: 80,
            error,
        };
        vec![
            page("devices-empty", none),
            page("devices-linked", news(DevicesNews::Linked { phone: phone() })),
            page("devices-renamed", news(DevicesNews::Renamed { phone: phone() })),
            page("devices-removed", news(DevicesNews::Removed)),
            page("devices-last", news(DevicesNews::Last)),
            page("devices", there.clone()),
            page("device-rename", rename("Pixel 8", None)),
            page("device-rename-missing", rename("", Some(RenameError::Missing))),
            page("device-rename-long", rename("Pixel 8", Some(RenameError::TooLong))),
            page("device-remove", self.removal()),
        ]
    }

    fn removal(&self) -> Confirm {
        Confirm {
            chrome: self.chrome(),
            account: self.at(AccountPage::Devices),
            title: self.text.devices_remove_title("Pixel 8").into_owned(),
            body: self.text.devices_remove_body().into_owned(),
            action: "/account/devices/remove".into(),
            hidden: vec![("device".into(), "device 1".into())],
            verb: self.text.devices_remove_named("Pixel 8").into_owned(),
            keep_href: "/account/devices".into(),
        }
    }
}
