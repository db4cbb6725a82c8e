//! Identifiers: one type per kind of thing, so that they cannot be mixed up.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::world::Entropy;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A fresh id of 128 random bits.
            pub fn generate(entropy: &dyn Entropy) -> Self {
                Self(random_text(entropy))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A user's row; what clients see is the subject.
    UserId,
    /// A client; imported ones keep the id that they had.
    ClientId,
    /// A group.
    GroupId,
    /// A session; clients see it as `sid`.
    SessionId,
    /// One authorization request under way.
    InteractionId,
    /// An issued code and everything that came of it.
    AuthorizationId,
    /// A linked phone.
    DeviceId,
    /// A device that asks for a sign-in.
    DeviceGrantId,
    /// A phone being linked.
    LinkId,
    /// A question put to a phone.
    ApprovalId,
    /// A passkey.
    PasskeyId,
    /// A message that waits to be sent.
    OutboxId,
    /// What one client is told about the end of one session.
    BackchannelLogoutId,
    /// A token of the admin API.
    ApiTokenId,
    /// What lets apps register themselves.
    RegistrationTokenId,
    /// Somebody who signed up and has no account yet.
    SignUpId,
    /// An invitation that is bound to no account.
    InvitationId,
}

fn random_text(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 16];
    loop {
        entropy.fill(&mut bytes);
        let text = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        // On a command line an id that begins with a hyphen would be read as an option.
        if !text.starts_with(['-', '_']) {
            return text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    #[test]
    fn no_id_is_taken_for_an_option() {
        assert!((0..500).all(|_| !ClientId::generate(&SystemEntropy).as_str().starts_with('-')));
    }
}
