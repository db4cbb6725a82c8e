//! Letters about what somebody may do: the account locked down, another role.

use domain::outbox::{Content, Message};
use domain::user::Role;

use super::{Desk, Letter};
use crate::clock;

impl Desk {
    pub(super) fn about_rights(&self, message: &Message) -> Letter {
        let text = self.text;
        let when = clock::in_letter(message.created_at);
        let Content::RoleChanged { role, .. } = &message.content else {
            // It leads nowhere: the account opens nothing until it is switched on again.
            return self
                .begin(text.mail_account_locked_title(), text.mail_account_locked_lead())
                .fact(text.mail_fact_when(), when)
                .advice(text.mail_account_locked_do(), text.mail_account_locked_how());
        };
        let may = match role {
            Role::Member => text.mail_role_member(),
            Role::Helpdesk => text.mail_role_helpdesk(),
            Role::Admin => text.mail_role_admin(),
        };
        let letter = self
            .begin(text.mail_role_changed_title(), text.mail_role_changed_lead())
            .fact(text.mail_fact_role(), may)
            .fact(text.mail_fact_when(), when)
            .advice(text.mail_not_expected(), text.mail_role_changed_not());
        self.page(letter, text.mail_open_account(), "/account")
    }
}
