//! A signed-in browser: server-side, with an idle and an absolute end.

use oidc::acr::{Acr, Reached};

use crate::factor::kind::{Kind, Kinds};
use crate::id::{SessionId, UserId};
use crate::token::TokenHash;

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Row id; clients see it as `sid`.
    pub id: SessionId,
    /// Hash of the session cookie.
    pub token: TokenHash,
    /// Who signed in.
    pub user_id: UserId,
    /// Hash of the cookie that names the browser.
    pub browser: TokenHash,
    /// When the person last proved who they are; seconds since 1970.
    pub auth_time: i64,
    /// How (RFC 8176).
    pub amr: Vec<String>,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970; written at most once in [`TOUCH_AFTER_S`].
    pub last_seen_at: i64,
    /// Where it was begun.
    pub address: String,
    /// The browser's own words about itself, cut to 200 characters.
    pub user_agent: String,
}

/// How long sessions live, in seconds.
#[derive(Clone, Copy, Debug)]
pub struct SessionLifetimes {
    /// Without use.
    pub idle_s: i64,
    /// In all.
    pub absolute_s: i64,
}

/// A session in use is written down as such only this often, so that reading a page costs no write.
pub const TOUCH_AFTER_S: i64 = 60;

impl Session {
    /// Whether the session still counts.
    pub fn is_live(&self, lifetimes: SessionLifetimes, now: i64) -> bool {
        now < self.last_seen_at + lifetimes.idle_s && now < self.created_at + lifetimes.absolute_s
    }

    /// Whether its use should be written down again.
    pub fn is_due_for_touch(&self, now: i64) -> bool {
        now >= self.last_seen_at + TOUCH_AFTER_S
    }

    /// Whether it was opened with a second factor.
    pub fn has_second_factor(&self) -> bool {
        self.amr.iter().any(|method| method == "mfa")
    }

    /// Whether the person proved who they are within the last `seconds`.
    pub fn is_fresh(&self, seconds: i64, now: i64) -> bool {
        now - self.auth_time <= seconds
    }
}

/// The authentication context classes that a list of methods reaches.
pub fn reached(amr: &[String]) -> Reached {
    Reached::of(Kinds::used(amr).iter().map(|kind| match kind {
        Kind::Phone => Acr::Face,
        Kind::Passkey => Acr::Passkey,
        Kind::Authenticator | Kind::RecoveryCode => Acr::Two,
    }))
}

/// The methods of a sign-in with those that were proved in addition, each once.
pub fn merge_amr(before: &[String], added: &[&str]) -> Vec<String> {
    let mut all = before.to_vec();
    for method in added {
        if !all.iter().any(|known| known == method) {
            all.push((*method).to_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_reach_a_class_and_add_up() {
        let pwd = vec!["pwd".to_owned()];
        let otp = merge_amr(&pwd, &["otp", "mfa"]);
        assert_eq!(otp, ["pwd", "otp", "mfa"]);
        let face = merge_amr(&otp, &["face", "swk", "mfa"]);
        assert_eq!(face, ["pwd", "otp", "mfa", "face", "swk"]);
        let passkey = merge_amr(&[], &["pop", "user", "mfa", "swk"]);
        let best = [pwd, otp, face, passkey].map(|amr| reached(&amr).best());
        assert_eq!(best, [Acr::One, Acr::Two, Acr::Face, Acr::Passkey]);
    }

    #[test]
    fn a_session_ends_when_idle_and_when_old() {
        let session = Session {
            id: "s".into(),
            token: TokenHash::of("t"),
            user_id: "u".into(),
            browser: TokenHash::of("b"),
            auth_time: 0,
            amr: vec!["pwd".into()],
            created_at: 0,
            last_seen_at: 50,
            address: String::new(),
            user_agent: String::new(),
        };
        let lifetimes = SessionLifetimes { idle_s: 10, absolute_s: 100 };
        assert!(session.is_live(lifetimes, 59));
        assert!(!session.is_live(lifetimes, 60), "idle");
        assert!(!Session { last_seen_at: 99, ..session }.is_live(lifetimes, 100), "old");
    }
}
