//! A person's profile, address, password, activity and data in every state.

use domain::attribute::AttributeError;
use domain::profile::{Field, Problem as FieldProblem};

use super::super::*;
use super::{Kit, page};

impl Kit {
    /// The pages on which people look after their own account.
    pub(super) fn own_account(&self) -> Vec<(&'static str, String)> {
        let mut out = self.profiles();
        out.extend(self.email_addresses());
        out.extend(self.own_passwords());
        out.extend(self.edit_profiles());
        out.extend(self.activity());
        out.extend(self.own_data());
        out
    }

    fn profiles(&self) -> Vec<(&'static str, String)> {
        let profile = AccountProfile {
            chrome: self.chrome(),
            account: self.at(AccountPage::Profile),
            rows: self.rows(),
            admins: vec!["Noah Okonjo".into()],
            picture_elsewhere: None,
            picture_problem: None,
            pending: None,
            news: None,
        };
        let pending = PendingEmail {
            new: "mira@elsewhere.example".into(),
            old: "mira@kestrelrow.example".into(),
            new_is_missing: true,
            old_is_missing: true,
            sends_mail: true,
            until: "25 Nov 2026, 09:12".into(),
        };
        let with_picture =
            Account { picture: Some("/pictures/x.jpg".into()), ..self.at(AccountPage::Profile) };
        let news = |news| AccountProfile { news: Some(news), ..profile.clone() };
        let problem = |problem| AccountProfile { picture_problem: Some(problem), ..profile.clone() };
        let by_hand = PendingEmail { sends_mail: false, ..pending.clone() };
        let waits = |pending| AccountProfile { pending: Some(pending), ..profile.clone() };
        let elsewhere = Some("https://people.example/mira.png".to_owned());
        vec![
            page("profile-saved", news(ProfileNews::Saved)),
            page(
                "profile-picture-set",
                AccountProfile { account: with_picture, ..news(ProfileNews::PictureSet) },
            ),
            page("profile-picture-removed", news(ProfileNews::PictureRemoved)),
            page("profile-email-stopped", news(ProfileNews::EmailStopped)),
            page("profile-picture-missing", problem(PictureProblem::Missing)),
            page("profile-picture-none", problem(PictureProblem::NoPicture)),
            page("profile-picture-large", problem(PictureProblem::TooLarge)),
            page("profile-picture-failed", problem(PictureProblem::Failed)),
            page("profile-pending", waits(pending)),
            page("profile-pending-by-hand", waits(by_hand.clone())),
            page("profile-pending-nobody", AccountProfile { admins: Vec::new(), ..waits(by_hand) }),
            page("profile-elsewhere", AccountProfile { picture_elsewhere: elsewhere, ..profile.clone() }),
            page("profile-alone", AccountProfile { admins: Vec::new(), ..profile.clone() }),
            page("account-profile", profile),
        ]
    }

    fn edit_profiles(&self) -> Vec<(&'static str, String)> {
        let attribute = |is_list, problem| OwnAttribute {
            name: if is_list { "floors".into() } else { "desk".into() },
            label: if is_list { "Floors".into() } else { "Desk".into() },
            is_list,
            value: "2".into(),
            problem,
        };
        let edit = EditProfile {
            chrome: self.chrome(),
            account: self.at(AccountPage::Profile),
            values: vec![(Field::Name, "Mira Vantongel".into()), (Field::Locale, "nl-BE".into())],
            problems: Vec::new(),
            attributes: vec![attribute(false, None), attribute(true, None)],
            zones: vec![("Europe".into(), vec!["Europe/Berlin".into(), "Europe/Brussels".into()])],
        };
        let wrong = EditProfile {
            values: vec![(Field::Zoneinfo, "Brussels".into()), (Field::Website, "mira".into())],
            problems: vec![
                (Field::Name, FieldProblem::TooLong { most: 200 }),
                (Field::Nickname, FieldProblem::Hidden),
                (Field::Locale, FieldProblem::Language),
                (Field::Zoneinfo, FieldProblem::Zone),
                (Field::Website, FieldProblem::Url),
                (Field::Birthdate, FieldProblem::Date),
                (Field::PhoneNumber, FieldProblem::Phone),
            ],
            attributes: vec![
                attribute(false, Some(AttributeError::TooLong)),
                attribute(true, Some(AttributeError::TooMany)),
            ],
            ..edit.clone()
        };
        vec![page("edit-profile", edit), page("edit-profile-wrong", wrong)]
    }

    fn email_addresses(&self) -> Vec<(&'static str, String)> {
        let change = ChangeEmail {
            chrome: self.chrome(),
            account: self.at(AccountPage::Profile),
            present: "mira@kestrelrow.example".into(),
            is_confirmed: true,
            sends_mail: true,
            admins: vec!["Noah Okonjo".into()],
            typed: String::new(),
            problem: None,
        };
        let wrong = |problem| ChangeEmail { typed: "mira".into(), problem: Some(problem), ..change.clone() };
        let link = EmailLink {
            chrome: self.chrome(),
            action: "/email/new/token".into(),
            is_old: false,
            username: "mira".into(),
            office: "Kestrel Row Architects".into(),
            old: "mira@kestrelrow.example".into(),
            new: "mira@elsewhere.example".into(),
        };
        vec![
            page("email-missing", wrong(EmailProblem::Missing)),
            page("email-malformed", wrong(EmailProblem::Malformed)),
            page("email-same", wrong(EmailProblem::Same)),
            page("email-enough", wrong(EmailProblem::Enough)),
            page("email-unconfirmed", ChangeEmail { is_confirmed: false, ..change.clone() }),
            page("email-by-hand", ChangeEmail { sends_mail: false, ..change.clone() }),
            page("email", change),
            page("email-link-old", EmailLink { is_old: true, ..link.clone() }),
            page("email-link-new", link),
        ]
    }

    fn own_passwords(&self) -> Vec<(&'static str, String)> {
        let change = ChangePassword {
            chrome: self.chrome(),
            account: self.at(AccountPage::Password),
            username: "mira".into(),
            least: 15,
            old_problem: None,
            problem: None,
            is_done: false,
        };
        let old = |problem| ChangePassword { old_problem: Some(problem), ..change.clone() };
        let new = |problem| ChangePassword { problem: Some(problem), ..change.clone() };
        vec![
            page("change-password-missing", old(OldProblem::Missing)),
            page("change-password-wrong", old(OldProblem::Wrong)),
            page("change-password-slowed", old(OldProblem::Slowed { seconds: 30 })),
            page("change-password-same", new(Problem::Known)),
            page("change-password-short", new(Problem::TooShort { least: 15 })),
            page("change-password-done", ChangePassword { is_done: true, ..change.clone() }),
            page("change-password", change),
        ]
    }

    fn activity(&self) -> Vec<(&'static str, String)> {
        let entry = |event: &str, by, app: Option<&str>| ActivityEntry {
            time: "24 Nov 2026, 08:41".into(),
            event: event.into(),
            by,
            app: app.map(str::to_owned),
            name: "Pixel 8".into(),
            address: Some("192.168.1.40".into()).filter(|_| by != ActivityBy::Administrator),
            browser: Some("Firefox, Linux".into()).filter(|_| by == ActivityBy::You),
        };
        let activity = AccountActivity {
            chrome: self.chrome(),
            account: self.at(AccountPage::Activity),
            entries: vec![
                entry("session.created", ActivityBy::You, None),
                entry("authorization.issued", ActivityBy::You, Some("Files")),
                entry("authorization.issued", ActivityBy::You, None),
                entry("device.linked", ActivityBy::Administrator, None),
                entry("token.revoked", ActivityBy::App, Some("Files")),
                entry("user.email_changed", ActivityBy::Somebody, None),
                entry("session.ended", ActivityBy::Server, None),
                entry("thing.unknown", ActivityBy::Server, None),
            ],
            older_href: Some("/account/activity?before=7".into()),
            has_newer: true,
        };
        let empty =
            AccountActivity { entries: Vec::new(), older_href: None, has_newer: false, ..activity.clone() };
        vec![page("activity", activity), page("activity-empty", empty)]
    }

    fn own_data(&self) -> Vec<(&'static str, String)> {
        let data = AccountData {
            chrome: self.chrome(),
            account: self.at(AccountPage::Data),
            may_delete: true,
            admins: vec!["Noah Okonjo".into()],
        };
        let ask = AccountData { may_delete: false, ..data.clone() };
        let delete = DeleteAccount {
            chrome: self.chrome(),
            account: self.at(AccountPage::Data),
            username: "mira".into(),
            is_last_admin: false,
            is_wrong: false,
        };
        vec![
            page("data-ask-nobody", AccountData { admins: Vec::new(), ..ask.clone() }),
            page("data-ask", ask),
            page("data", data),
            page("delete-wrong", DeleteAccount { is_wrong: true, ..delete.clone() }),
            page("delete-last-admin", DeleteAccount { is_last_admin: true, ..delete.clone() }),
            page("delete", delete),
        ]
    }
}
