//! Letters about an account that its owner changes: another address, and its end.

use domain::outbox::{Content, Message};

use super::{Desk, Letter};
use crate::clock;

impl Desk {
    /// Of a message about another address, or about the end of the account.
    pub(super) fn about_the_account(&self, message: &Message) -> Letter {
        let (text, until) = (self.text, message.expires_at);
        let when = clock::in_letter(message.created_at);
        match &message.content {
            Content::ConfirmNewAddress { link, .. } => {
                let letter = self
                    .begin(text.mail_confirm_address_title(), text.mail_confirm_address_lead())
                    .advice(text.mail_not_expected(), text.mail_confirm_address_not());
                self.link(letter, text.mail_confirm_address_open(), link, until)
            }
            Content::AddressChanging { new, link, .. } => {
                let letter = self
                    .begin(text.mail_address_changing_title(), text.mail_address_changing_lead())
                    .fact(text.mail_fact_new_address(), new)
                    .fact(text.mail_fact_when(), when)
                    .advice(text.mail_not_expected(), text.mail_address_changing_not());
                self.link(letter, text.mail_address_changing_open(), link, until)
            }
            Content::AddressChanged { .. } => {
                let letter = self
                    .begin(text.mail_address_changed_title(), text.mail_address_changed_lead())
                    .fact(text.mail_fact_when(), when)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_address_changed_not());
                self.page(letter, text.mail_open_profile(), "/account/profile")
            }
            _ => self
                .begin(text.mail_account_deleted_title(), text.mail_account_deleted_lead())
                .fact(text.mail_fact_when(), when)
                .calm(text.mail_nothing())
                .advice(text.mail_not_you(), text.mail_account_deleted_not()),
        }
    }
}
