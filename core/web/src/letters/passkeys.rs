//! Letters about passkeys.

use domain::outbox::{Content, Message};

use super::{Desk, Letter};
use crate::clock;

impl Desk {
    /// Of a message about a passkey.
    pub(super) fn about_a_passkey(&self, message: &Message) -> Letter {
        let text = self.text;
        let about = |letter: Letter, name: &str| letter.fact(text.mail_fact_passkey(), name);
        let letter = match &message.content {
            Content::PasskeyAdded { name, .. } => {
                let letter = self.begin(text.mail_passkey_added_title(), text.mail_passkey_added_lead());
                about(letter, name)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_passkey_added_not())
            }
            Content::PasskeyCopied { name, suspended: false, .. } => {
                let letter = self.begin(text.mail_passkey_copied_title(), text.mail_passkey_copied_lead());
                about(letter, name).advice(text.mail_device_copied_do(), text.mail_passkey_copied_how())
            }
            Content::PasskeyCopied { name, suspended: true, .. } => {
                let letter = self.begin(text.mail_passkey_stopped_title(), text.mail_passkey_stopped_lead());
                about(letter, name).advice(text.mail_device_copied_do(), text.mail_passkey_copied_how())
            }
            Content::PasskeyRemoved { name, .. } => {
                let letter = self.begin(text.mail_passkey_removed_title(), text.mail_passkey_removed_lead());
                about(letter, name)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_new_password())
            }
            other => self.begin(other.kind(), ""),
        };
        let letter = letter.fact(text.mail_fact_when(), clock::in_letter(message.created_at));
        self.page(letter, text.mail_open_passkeys(), "/account/passkeys")
    }
}
