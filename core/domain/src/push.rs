//! Where a phone wants to be told to look: channels as the phone names them. They are never a credential.

pub mod hosts;
pub mod message;
pub mod pace;
pub mod subscription;
pub mod vapid;

use serde::{Deserialize, Serialize};

use hosts::Hosts;
use subscription::{Subscription, Unusable};

/// Channels that one phone may name.
pub const MAX_CHANNELS: usize = 4;
/// The longest endpoint or token, in bytes.
const MAX_BYTES: usize = 2_048;

/// A channel with its data (protocol, "Device requests").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "lowercase")]
pub enum Channel {
    /// Firebase, for the native app.
    Fcm {
        /// Registration token.
        token: String,
    },
    /// RFC 8030.
    WebPush {
        /// Where the message is posted.
        endpoint: String,
        /// Keys of the receiver (RFC 8291).
        keys: WebPushKeys,
    },
}

impl Channel {
    /// The protocol's name of its kind.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Fcm { .. } => "fcm",
            Self::WebPush { .. } => "webpush",
        }
    }
}

/// Keys that a browser made for its subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebPushKeys {
    /// Public key, base64url.
    pub p256dh: String,
    /// Authentication secret, base64url.
    pub auth: String,
}

/// Not a list of channels that is kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnusableChannels {
    /// Nothing could be pushed to it.
    #[error("push: {0}")]
    Subscription(#[from] Unusable),
    /// Empty or too long.
    #[error("push: a token has 1 to {MAX_BYTES} bytes")]
    Token,
    /// More than are kept.
    #[error("push: a phone names at most {MAX_CHANNELS} channels")]
    TooMany,
}

/// Refuses more than is kept, and what nothing could or may be pushed to.
pub fn check(channels: &[Channel], hosts: &Hosts) -> Result<(), UnusableChannels> {
    if channels.len() > MAX_CHANNELS {
        return Err(UnusableChannels::TooMany);
    }
    channels.iter().try_for_each(|channel| match channel {
        Channel::Fcm { token } if (1..=MAX_BYTES).contains(&token.len()) => Ok(()),
        Channel::Fcm { .. } => Err(UnusableChannels::Token),
        Channel::WebPush { endpoint, keys } => Ok(Subscription::read(endpoint, keys, hosts).map(drop)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_read_as_the_protocol_writes_them() {
        let text = r#"[{"channel":"webpush","endpoint":"https://fcm.googleapis.com/x","keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}},{"channel":"fcm","token":"t"}]"#;
        let channels: Vec<Channel> = serde_json::from_str(text).unwrap();
        let hosts = Hosts::default();
        assert_eq!(check(&channels, &hosts), Ok(()));
        assert_eq!(serde_json::to_string(&channels).unwrap(), text);
        let plain: Vec<Channel> = serde_json::from_str(&text.replace("https", "http")).unwrap();
        assert_eq!(check(&plain, &hosts), Err(Unusable::Endpoint.into()));
        assert_eq!(check(&[Channel::Fcm { token: String::new() }], &hosts), Err(UnusableChannels::Token));
        let many = [channels.clone(), channels.clone(), channels].concat();
        assert_eq!(check(&many, &hosts), Err(UnusableChannels::TooMany));
    }
}
