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
                about(self.begin(text.mail_passkey_added_title(), text.mail_passkey_added_lead()), name)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_new_password())
            }
            Content::PasskeyRemoved { name, .. } => {
                about(self.begin(text.mail_passkey_removed_title(), text.mail_passkey_removed_lead()), name)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_new_password())
            }
            Content::PasskeyCopied { name, suspended, .. } => {
                let lead = match suspended {
                    true => text.mail_passkey_stopped_lead(),
                    false => text.mail_passkey_copied_lead(),
                };
                about(self.begin(text.mail_passkey_copied_title(), lead), name)
                    .advice(text.mail_device_copied_do(), text.mail_passkey_copied_how())
            }
            other => self.begin(other.kind(), ""),
        };
        let letter = letter.fact(text.mail_fact_when(), clock::in_letter(message.created_at));
        self.page(letter, text.mail_open_passkeys(), "/account/passkeys")
    }
}
