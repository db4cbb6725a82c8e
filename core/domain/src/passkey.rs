//! A passkey: what we keep of it, and whether its word counts. Its messages are looked at in the parts below.

pub mod authenticator_data;
pub mod ceremony;
pub mod challenge;
pub mod client_data;
pub mod cose;
pub mod provider;

use crate::id::{PasskeyId, UserId};

/// A passkey (W3C Web Authentication: a discoverable credential).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Row id.
    pub id: PasskeyId,
    /// Whose it is.
    pub user_id: UserId,
    /// The authenticator's own name for it.
    pub credential_id: Vec<u8>,
    /// Its public key, as COSE writes it.
    pub public_key: Vec<u8>,
    /// The host that it was made for; it answers to no other.
    pub rp_id: String,
    /// How browsers may reach it, in their words.
    pub transports: Vec<String>,
    /// As the owner calls it.
    pub name: String,
    /// Whether its provider may copy it to other machines of the owner.
    pub backup_eligible: bool,
    /// Whether it did, when it was used last.
    pub backed_up: bool,
    /// The highest signature counter that it told; 0 where it does not count.
    pub counter: u32,
    /// Whether its word counts.
    pub state: PasskeyState,
    /// When a counter did not grow.
    pub copied_at: Option<i64>,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub last_used_at: Option<i64>,
}

/// Whether a passkey's word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyState {
    /// It counts.
    Active,
    /// Its key seems to exist twice.
    Suspended,
}

/// What a signature counter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CounterVerdict {
    /// It grew, or the passkey does not count.
    Fresh,
    /// It did not: a copied key, perhaps.
    Copied,
    /// It did not for the second time within a day: the passkey is suspended.
    CopiedAgain,
}

/// Most passkeys of one account.
pub const MAX_PASSKEYS: usize = 20;
/// Two counters that did not grow within this time suspend a passkey, in seconds: as with phones.
const COPIED_WITHIN_S: i64 = 86_400;

impl Passkey {
    /// Whether it may be used at this host.
    pub fn is_active_at(&self, rp_id: &str) -> bool {
        self.state == PasskeyState::Active && self.rp_id == rp_id
    }

    /// What it adds to a session's methods (RFC 8176): possession of a key, shown by somebody who was present, and looked
    /// at by the authenticator itself: two factors.
    ///
    /// Nobody attests to us where the key lies. A passkey that can be copied lies in software somewhere, at its provider
    /// and on each machine: `swk`. One that says that it cannot be copied is bound to one device: `hwk`, by its own word.
    pub fn amr(&self) -> [&'static str; 4] {
        ["pop", "user", "mfa", if self.backup_eligible { "swk" } else { "hwk" }]
    }

    /// Looks at a signature counter and remembers it (7.2, step 22): where both are 0 the passkey does not count.
    pub fn count(mut self, counter: u32, now: i64) -> (Self, CounterVerdict) {
        if counter > self.counter || (counter == 0 && self.counter == 0) {
            self.counter = counter;
            return (self, CounterVerdict::Fresh);
        }
        let again = self.copied_at.is_some_and(|at| now - at < COPIED_WITHIN_S);
        self.copied_at = Some(now);
        if again {
            self.state = PasskeyState::Suspended;
        }
        (self, if again { CounterVerdict::CopiedAgain } else { CounterVerdict::Copied })
    }
}

/// The host of an issuer, to which its passkeys belong. Exactly it: a passkey of the whole domain would answer to every
/// machine in it.
pub fn rp_id(issuer: &str) -> &str {
    let authority = issuer.strip_prefix("https://").unwrap_or(issuer);
    authority.rsplit_once(':').map_or(authority, |(host, _)| host)
}

#[cfg(test)]
mod tests;
