//! The second step, at sign-in and in the account.

use super::*;

impl Kit {
    pub(super) fn mfa(&self) -> Mfa {
        let mut chrome = self.flow(0);
        chrome.steps = Step::of_sign_in(self.text, "Files", true, 1);
        Mfa {
            chrome,
            action: "/login/mfa".into(),
            name: "Mira Vantongel".into(),
            cancel_action: "/login/mfa/cancel".into(),
            takes_passkey: false,
            takes_app: true,
            takes_recovery_codes: true,
            remember_days: Some(30),
            may_be_lost: true,
            stopped_phones: Vec::new(),
            error: None,
        }
    }

    pub(super) fn second_step(&self) -> Vec<(&'static str, String)> {
        let mfa = self.mfa();
        let step_up = StepUp {
            chrome: self.signed_in(self.flow(0)),
            action: "/login/step-up".into(),
            app: Some("Files".into()),
            hidden: vec![("next".into(), "/account".into())],
        };
        let again = Login {
            chrome: self.signed_in(self.chrome()),
            action: "/login".into(),
            passkey_action: "/login/passkey".into(),
            username: "mira".into(),
            again: Some("Mira".into()),
            error: None,
            sign_up_href: None,
            check: None,
            links: ClientLinks::default(),
        };
        let mut out = vec![
            page("mfa", mfa.clone()),
            page(
                "mfa-stopped",
                Mfa { stopped_phones: vec!["Pixel 8".into(), "Galaxy A55".into()], ..mfa.clone() },
            ),
            page("mfa-app-only", Mfa { takes_recovery_codes: false, remember_days: None, ..mfa.clone() }),
            page("mfa-codes-only", Mfa { takes_app: false, ..mfa.clone() }),
            page("mfa-wrong", Mfa { error: Some(MfaError::Wrong), ..mfa.clone() }),
            page("mfa-slowed", Mfa { error: Some(MfaError::Slowed { seconds: 30 }), ..mfa }),
            page("login-again-here", again),
            page("step-up", step_up.clone()),
            page("step-up-here", StepUp { app: None, chrome: self.signed_in(self.chrome()), ..step_up }),
        ];
        out.extend(self.authenticator());
        out.extend(self.recovery_codes());
        out.extend(self.resets());
        out
    }

    fn resets(&self) -> Vec<(&'static str, String)> {
        let link = |way| SecondStepLink {
            chrome: self.chrome(),
            action: "/second-step/token".into(),
            name: "Mira Vantongel".into(),
            username: "mira".into(),
            way,
        };
        let row = |of_password, by| ResetRow { of_password, by, time: "2026-11-24 09:12".into() };
        let resets = Resets {
            chrome: self.chrome(),
            action: "/account/resets".into(),
            rows: vec![row(true, None), row(false, Some("Noah Okonjo".into()))],
            until: "2026-11-25 09:12".into(),
            next: "/".into(),
        };
        vec![
            page("second-step-link", link(SecondStepWay::SignIn)),
            page("second-step-link-choose", link(SecondStepWay::Choose)),
            page("second-step-link-other", link(SecondStepWay::OtherPerson { name: "Ada Lind".into() })),
            page("resets", resets),
        ]
    }

    fn authenticator(&self) -> Vec<(&'static str, String)> {
        let none = Authenticator {
            chrome: self.chrome(),
            account: self.at(AccountPage::SecondStep),
            since: None,
            codes_left: 0,
            phones: 0,
            passkeys: 0,
            must_enrol: false,
            secret: None,
            news: None,
        };
        let secret = NewSecret::new("otpauth://totp/Kestrel:mira?secret=GEZDGNBV&issuer=Kestrel", "GEZDGNBV");
        let begun = Authenticator { secret: Some(secret), must_enrol: true, ..none.clone() };
        let there = Authenticator { since: Some("24 Nov 2026".into()), codes_left: 10, ..none.clone() };
        let with = |page: &Authenticator, news| Authenticator { news: Some(news), ..page.clone() };
        vec![
            page("authenticator", none.clone()),
            page("authenticator-phones", Authenticator { phones: 2, codes_left: 7, ..none.clone() }),
            page("authenticator-removed", with(&none, AuthenticatorNews::Removed)),
            page(
                "authenticator-removed-phones",
                Authenticator { phones: 1, ..with(&none, AuthenticatorNews::Removed) },
            ),
            page("authenticator-wrong", with(&begun, AuthenticatorNews::Wrong)),
            page("authenticator-begun", begun),
            page("authenticator-added", with(&there, AuthenticatorNews::Added)),
        ]
    }

    fn recovery_codes(&self) -> Vec<(&'static str, String)> {
        let left = RecoveryCodes {
            chrome: self.chrome(),
            account: self.at(AccountPage::SecondStep),
            left: 7,
            has_factor: true,
            codes: Vec::new(),
            owner: "mira@kestrelrow.example".into(),
            made: "24 Nov 2026, 09:12".into(),
            next_href: "/account/authenticator".into(),
        };
        let codes = vec!["0123-4567-89ab-cdef".into(), "ghjk-mnpq-rstv-wxyz".into()];
        vec![
            page("recovery-codes-none", RecoveryCodes { left: 0, has_factor: false, ..left.clone() }),
            page("recovery-codes-new", RecoveryCodes { codes, ..left.clone() }),
            page("recovery-codes", left),
        ]
    }
}
