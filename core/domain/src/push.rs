//! Where a phone wants to be told to look: channels as the phone names them. They are never a credential.

use serde::{Deserialize, Serialize};
use url::Url;

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

/// Keys that a browser made for its subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebPushKeys {
    /// Public key, base64url.
    pub p256dh: String,
    /// Authentication secret, base64url.
    pub auth: String,
}

/// Not a list of channels that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("push takes at most {MAX_CHANNELS} channels, each with an https endpoint or a token")]
pub struct UnusableChannels;

/// Refuses more than is kept, and endpoints that are no address of the web.
pub fn check(channels: &[Channel]) -> Result<(), UnusableChannels> {
    let usable = |channel: &Channel| match channel {
        Channel::Fcm { token } => (1..=MAX_BYTES).contains(&token.len()),
        Channel::WebPush { endpoint, keys } => {
            endpoint.len() <= MAX_BYTES
                && Url::parse(endpoint).is_ok_and(|url| url.scheme() == "https" && url.username().is_empty())
                && keys.p256dh.len() <= 128
                && keys.auth.len() <= 64
        }
    };
    if channels.len() <= MAX_CHANNELS && channels.iter().all(usable) { Ok(()) } else { Err(UnusableChannels) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_read_as_the_protocol_writes_them() {
        let text = r#"[{"channel":"webpush","endpoint":"https://push.example/x","keys":{"p256dh":"a","auth":"b"}},{"channel":"fcm","token":"t"}]"#;
        let channels: Vec<Channel> = serde_json::from_str(text).unwrap();
        assert_eq!(check(&channels), Ok(()));
        assert_eq!(serde_json::to_string(&channels).unwrap(), text);
        let plain: Vec<Channel> = serde_json::from_str(&text.replace("https", "http")).unwrap();
        assert_eq!(check(&plain), Err(UnusableChannels));
        let many = [channels.clone(), channels.clone(), channels].concat();
        assert_eq!(check(&many), Err(UnusableChannels));
    }
}
