//! Passkeys: the list of them, and where one is used.

use super::*;

impl Kit {
    pub(super) fn passkeys(&self) -> Vec<(&'static str, String)> {
        let row = |name: &str, kept, state, last_used: Option<&str>| PasskeyRow {
            id: name.to_lowercase(),
            name: name.into(),
            made: "24 Nov 2026 09:12".into(),
            last_used: last_used.map(Into::into),
            kept,
            state,
        };
        let (active, used) = (PasskeyRowState::Active, Some("25 Nov 2026 08:02"));
        let none = Passkeys {
            chrome: Chrome { here: "/account/passkeys".into(), ..self.chrome() },
            account: self.at(AccountPage::Passkeys),
            passkeys: Vec::new(),
            adding: Adding::Ready,
            news: None,
        };
        let there = Passkeys {
            passkeys: vec![
                row("Apple Passwords", Kept::Synced, active, used),
                row("Google Password Manager", Kept::MaySync, active, None),
                row("Mira’s old key for the site office", Kept::HereOnly, PasskeyRowState::Elsewhere, used),
                row("YubiKey 5", Kept::HereOnly, PasskeyRowState::Suspended, used),
            ],
            ..none.clone()
        };
        let news = |news| Passkeys { news: Some(news), ..there.clone() };
        let adding = |adding| Passkeys { adding, ..there.clone() };
        let name = || "Apple Passwords".to_owned();
        let rename = |wrong| RenamePasskey {
            chrome: self.chrome(),
            account: self.at(AccountPage::Passkeys),
            passkey: "apple passwords".into(),
            name: name(),
            most: 60,
            wrong,
        };
        let mut out = vec![
            page("passkeys-empty", none),
            page("passkeys-added", news(PasskeysNews::Added { name: name() })),
            page("passkeys-renamed", news(PasskeysNews::Renamed { name: name() })),
            page("passkeys-removed", news(PasskeysNews::Removed)),
            page("passkeys-last", news(PasskeysNews::Last)),
            page("passkeys-known", news(PasskeysNews::Known)),
            page("passkeys-too-old", news(PasskeysNews::TooOld)),
            page("passkeys-refused", news(PasskeysNews::Refused)),
            page("passkeys-sign-in-first", adding(Adding::SignInFirst)),
            page("passkeys-step-up-first", adding(Adding::StepUpFirst)),
            page("passkeys-link-first", adding(Adding::LinkFirst)),
            page("passkeys-full", adding(Adding::Full { most: 20 })),
            page("passkeys", there),
            page("rename-passkey", rename(false)),
            page("rename-passkey-wrong", rename(true)),
        ];
        out.extend(self.using_a_passkey());
        out
    }

    fn using_a_passkey(&self) -> Vec<(&'static str, String)> {
        let fault = |fault| Some(LoginError::Passkey(fault));
        let mfa = |error| Mfa {
            takes_passkey: true,
            error,
            chrome: Chrome { here: "/login/mfa".into(), ..self.flow(0) },
            ..self.mfa()
        };
        let waiting = || self.approval(ApprovalState::Waiting(Box::new(self.waiting())));
        let refused = Some(MfaError::Passkey(PasskeyFault::Refused));
        vec![
            self.login("login-passkey-unknown", "", fault(PasskeyFault::Unknown)),
            self.login("login-passkey-refused", "", fault(PasskeyFault::Refused)),
            self.login("login-passkey-copied", "", fault(PasskeyFault::Copied)),
            self.login("login-passkey-too-old", "", fault(PasskeyFault::TooOld)),
            page("mfa-passkey", mfa(None)),
            page("mfa-passkey-refused", mfa(refused.clone())),
            page(
                "mfa-passkey-only",
                Mfa {
                    takes_app: false,
                    takes_recovery_codes: false,
                    ..mfa(Some(MfaError::Passkey(PasskeyFault::Copied)))
                },
            ),
            page("approval-passkey-refused", Approval { takes_passkey: true, error: refused, ..waiting() }),
        ]
    }
}
