//! What an administrator saw when they decided: a tag of each thing, and a refusal where it is another one meanwhile.

use std::fmt::Debug;

use domain::client::Client;
use domain::device::Device;
use domain::group::Group;
use domain::token::sha256;
use domain::user::User;

use super::settings::Setting;
use crate::rights::Staff;

/// Somebody changed the thing meanwhile; nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this was changed meanwhile, and nothing was done: look at it again, and decide anew")]
pub struct Changed {
    /// The tag that it has now.
    pub tag: String,
}

/// Something that administrators change.
pub trait Tagged {
    /// Another one as soon as anything is different that an administrator can change: never what happens by itself.
    fn tag(&self) -> String;
}

impl Tagged for User {
    fn tag(&self) -> String {
        let password = self.password.as_ref().map(|hash| sha256(hash.as_str().as_bytes()));
        let names = (&self.id, &self.username, &self.email, self.email_verified, &self.claims);
        let said = (&self.groups, &self.attributes);
        digest(&(names, self.role, self.state, self.mfa_policy, said, password))
    }
}

impl Tagged for Group {
    fn tag(&self) -> String {
        digest(&(&self.id, &self.name, self.rule, self.may_register_apps))
    }
}

impl Tagged for Client {
    fn tag(&self) -> String {
        let switches = (self.trusted, self.rotates_refresh_tokens, self.state, self.rule, &self.terms);
        let old_until = self.old_secret.as_ref().map(|old| old.until);
        digest(&(&self.id, &self.metadata, switches, (&self.secret, old_until), &self.owner, self.updated_at))
    }
}

impl Tagged for Device {
    fn tag(&self) -> String {
        digest(&(&self.id, &self.user_id, &self.name))
    }
}

impl Tagged for Setting {
    fn tag(&self) -> String {
        digest(&(self.definition.key, &self.value, self.is_set, self.mark))
    }
}

/// 128 bits of a hash: nobody guesses at them, they only have to differ. How a value is written for debugging names
/// every field of it, which is what is wanted here; it stays the same as long as this program does.
pub(super) fn digest(facts: &impl Debug) -> String {
    sha256(format!("{facts:?}").as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

impl Staff {
    /// Refuses where the administrator saw something else. Asked in the transaction that changes it.
    pub(crate) fn require_seen(&self, thing: &impl Tagged) -> Result<(), Changed> {
        let tag = thing.tag();
        match self.seen() {
            Some(seen) if !seen.contains(&tag) => Err(Changed { tag }),
            _ => Ok(()),
        }
    }
}
