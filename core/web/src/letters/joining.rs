//! Letters to whoever joins, and to those who decide about it.

use domain::outbox::{Content, Message};

use super::{Desk, Letter};
use crate::clock;

impl Desk {
    /// Of a message about joining.
    pub(super) fn about_joining(&self, message: &Message) -> Letter {
        let (text, until) = (self.text, message.expires_at);
        match &message.content {
            Content::ConfirmAddress { link, .. } => {
                let letter = self
                    .begin(text.mail_confirm_title(), text.mail_confirm_lead(&self.office))
                    .advice(text.mail_not_expected(), text.mail_confirm_not());
                self.link(letter, text.mail_confirm_open(), link, until)
            }
            Content::SignUpInvited { link, .. } => {
                let letter = self
                    .begin(text.mail_invited_title(&self.office), text.mail_invited_lead())
                    .advice(text.mail_not_expected(), text.mail_invited_not());
                self.link(letter, text.mail_invited_open(), link, until)
            }
            Content::SignUpKnown { .. } => {
                let letter = self
                    .begin(text.mail_known_title(), text.mail_known_lead(&self.office))
                    .fact(text.mail_fact_when(), clock::in_letter(message.created_at))
                    .calm(text.mail_known_calm());
                self.page(letter, text.mail_known_open(), "/login")
            }
            Content::SignUpWaits { name, .. } => {
                let letter = self
                    .begin(text.mail_waits_title(name), text.mail_waits_lead())
                    .fact(text.mail_fact_when(), clock::in_letter(message.created_at));
                self.page(letter, text.mail_waits_open(), "/admin/people?which=waiting")
            }
            Content::SignUpApproved { .. } => {
                let letter = self.begin(text.mail_approved_title(&self.office), text.mail_approved_lead());
                self.page(letter, text.mail_approved_open(), "/login")
            }
            Content::SignUpRefused { .. } => {
                self.begin(text.mail_refused_title(&self.office), text.mail_refused_lead())
            }
            other => self.begin(other.kind(), ""),
        }
    }
}
