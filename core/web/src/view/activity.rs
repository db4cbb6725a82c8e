//! What happened around a person, in plain words.

use std::borrow::Cow;

use askama::Template;

use super::account::Account;
use super::chrome::Chrome;
use crate::text::Text;

/// `/account/activity`: the newest first.
#[derive(Clone, Debug, Template)]
#[template(path = "account_activity.html")]
pub struct AccountActivity {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// One part of it.
    pub entries: Vec<ActivityEntry>,
    /// Where the older ones stand.
    pub older_href: Option<String>,
    /// Whether there are newer ones.
    pub has_newer: bool,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct ActivityEntry {
    /// When, in the reader's form.
    pub time: String,
    /// Its name in the log.
    pub event: String,
    /// Who did it.
    pub by: ActivityBy,
    /// Name of the app that it is about, if it is still here.
    pub app: Option<String>,
    /// Name of the phone that it is about.
    pub name: String,
    /// Where it came from.
    pub address: Option<String>,
    /// In which browser.
    pub browser: Option<String>,
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityBy {
    /// The person.
    You,
    /// An administrator.
    Administrator,
    /// An app.
    App,
    /// The server itself.
    Server,
    /// Nobody knows.
    Somebody,
}

impl ActivityEntry {
    fn words(&self, text: &Text) -> Cow<'static, str> {
        let name = &self.name;
        match (self.event.as_str(), &self.app) {
            ("authorization.issued", Some(app)) => text.activity_authorization_issued(app),
            ("grant.given", Some(app)) => text.activity_grant_given(app),
            ("access.ended", Some(app)) => text.activity_access_ended(app),
            ("grant.revoked", Some(app)) => text.activity_grant_revoked(app),
            ("token.revoked", Some(app)) => text.activity_token_revoked(app),
            ("authorization.issued", None) => text.activity_authorization_issued_gone(),
            ("device_grant.approved", Some(app)) => text.activity_device_grant_approved(app),
            ("device_grant.denied", Some(app)) => text.activity_device_grant_denied(app),
            ("device_grant.exchanged", Some(app)) => text.activity_device_grant_exchanged(app),
            ("device_grant.ended", Some(app)) => text.activity_device_grant_ended(app),
            ("device_code.replayed", Some(app)) => text.activity_device_code_replayed(app),
            (event, None) if event.starts_with("device_") => text.activity_app_gone(),
            ("access.ended" | "grant.given" | "grant.revoked" | "token.revoked", None) => {
                text.activity_app_gone()
            }
            (event, _) => words_of(*text, event, name),
        }
    }

    /// Who it was, where and with what, as far as that was noted.
    fn origin(&self, text: &Text) -> Cow<'static, str> {
        let who = match self.by {
            ActivityBy::You => text.activity_by_you(),
            ActivityBy::Administrator => text.activity_by_administrator(),
            ActivityBy::App => text.activity_by_app(),
            ActivityBy::Server => text.activity_by_server(),
            ActivityBy::Somebody => text.activity_by_somebody(),
        };
        match (&self.browser, &self.address) {
            (Some(browser), Some(address)) => text.activity_in(who, browser, address),
            (None, Some(address)) => text.activity_from(who, address),
            _ => who,
        }
    }
}

/// What is not about an app. A name that is not here comes from a part that has no words yet: it is shown as it is.
fn words_of(text: Text, event: &str, name: &str) -> Cow<'static, str> {
    match event.split('.').next().unwrap_or_default() {
        "device" | "link" | "factor" | "approval" | "passkey" => of_second_step(text, event, name),
        "user" => of_account(text, event),
        _ => of_sign_in(text, event),
    }
}

fn of_second_step(text: Text, event: &str, name: &str) -> Cow<'static, str> {
    match event {
        "approval.approved" => text.activity_approval_approved(),
        "approval.denied" => text.activity_approval_denied(),
        "approval.face_not_passed" => text.activity_approval_face_not_passed(),
        "approval.not_me" => text.activity_approval_not_me(),
        "approval.taken_back" => text.activity_approval_taken_back(),
        "approval.wrong_transfer" => text.activity_approval_wrong_transfer(),
        "device.linked" => text.activity_device_linked(name),
        "device.removed" => text.activity_device_removed(name),
        "device.renamed" => text.activity_device_renamed(name),
        "device.activated" => text.activity_device_activated(),
        "passkey.added" => text.activity_passkey_added(name),
        "passkey.removed" => text.activity_passkey_removed(),
        "passkey.renamed" => text.activity_passkey_renamed(name),
        "passkey.copied" => text.activity_passkey_copied(),
        "passkey.suspended" => text.activity_passkey_suspended(),
        "device.lost" => text.activity_device_lost(),
        "device.copied" => text.activity_device_copied(),
        "link.claimed" => text.activity_link_claimed(),
        "link.claim_refused" => text.activity_link_claim_refused(),
        "link.confirm_refused" => text.activity_link_confirm_refused(),
        "device.suspended" => text.activity_device_suspended(),
        "device.link_ended" => text.activity_device_link_ended(),
        "link.offered" => text.activity_link_offered(),
        "factor.added" => text.activity_factor_added(),
        "factor.removed" => text.activity_factor_removed(),
        "factor.demand_ended" => text.activity_factor_demand_ended(),
        "factor.recovery_codes_made" => text.activity_factor_recovery_codes_made(),
        "factor.recovery_code_used" => text.activity_factor_recovery_code_used(),
        "factor.link_followed" => text.activity_factor_link_followed(),
        other => text.activity_other(other),
    }
}

fn of_account(text: Text, event: &str) -> Cow<'static, str> {
    match event {
        "user.created" => text.activity_user_created(),
        "user.invited" => text.activity_user_invited(),
        "user.enabled" => text.activity_user_enabled(),
        "user.disabled" => text.activity_user_disabled(),
        "user.role_changed" => text.activity_user_role_changed(),
        "user.mfa_policy_changed" => text.activity_user_mfa_policy_changed(),
        "user.mfa_reset" => text.activity_user_mfa_reset(),
        "user.password_reset_issued" => text.activity_user_password_reset_issued(),
        "user.reset_stopped" => text.activity_user_reset_stopped(),
        "user.profile_changed" => text.activity_user_profile_changed(),
        "user.picture_set" => text.activity_user_picture_set(),
        "user.picture_removed" => text.activity_user_picture_removed(),
        "user.email_change_asked" => text.activity_user_email_change_asked(),
        "user.email_change_agreed" => text.activity_user_email_change_agreed(),
        "user.email_change_confirmed" => text.activity_user_email_change_confirmed(),
        "user.email_change_stopped" => text.activity_user_email_change_stopped(),
        "user.email_changed" => text.activity_user_email_changed(),
        "user.exported" => text.activity_user_exported(),
        "user.app_right_changed" => text.activity_user_app_right_changed(),
        "user.attributes_changed" => text.activity_user_attributes_changed(),
        "user.locked_down" => text.activity_user_locked_down(),
        "user.lockdown_ended" => text.activity_user_lockdown_ended(),
        other => text.activity_other(other),
    }
}

fn of_sign_in(text: Text, event: &str) -> Cow<'static, str> {
    match event {
        "session.created" => text.activity_session_created(),
        "session.ended" => text.activity_session_ended(),
        "session.step_up" => text.activity_session_step_up(),
        "login.first_factor" => text.activity_login_first_factor(),
        "login.second_factor_failed" => text.activity_login_second_factor_failed(),
        "browser.remembered" => text.activity_browser_remembered(),
        "browser.forgotten" => text.activity_browser_forgotten(),
        "login.passkey_failed" => text.activity_login_passkey_failed(),
        "login.many_failures" => text.activity_login_many_failures(),
        "session.new_browser" => text.activity_session_new_browser(),
        "password.reset_asked" => text.activity_password_reset_asked(),
        "code.replayed" => text.activity_code_replayed(),
        "group.user_added" => text.activity_group_user_added(),
        "group.user_removed" => text.activity_group_user_removed(),
        "password.set" => text.activity_password_set(),
        "mail.revealed" => text.activity_mail_revealed(),
        "password.change_refused" => text.activity_password_refused(),
        other => text.activity_other(other),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// What is never about one person, or is not told.
    const OF_OTHERS: &[&str] = &[
        "approval.asked",
        "device.push_gone",
        "group.app_right_changed",
        "group.changed",
        "group.created",
        "group.deleted",
        "login.failed",
        "mail.discarded",
        "mail.given_up",
        "mail.retried",
        "mail.sent",
        "mail.stopped",
        "mail.tested",
        "user.deleted",
        "users.imported",
        "session.idel",
    ];

    #[test]
    fn every_event_that_a_use_case_notes_about_a_person_has_words() {
        let families = [
            "approval",
            "authorization",
            "browser",
            "code",
            "device",
            "device_code",
            "device_grant",
            "factor",
            "grant",
            "group",
            "link",
            "login",
            "mail",
            "passkey",
            "password",
            "session",
            "token",
            "user",
        ];
        let mut names = Vec::new();
        read(Path::new("../service/src"), &mut names);
        names.retain(|name| families.iter().any(|family| name.split('.').next() == Some(family)));
        assert!(names.len() > 30, "{names:?}");
        for name in names.iter().filter(|name| !OF_OTHERS.contains(&name.as_str())) {
            for app in [None, Some("Files".to_owned())] {
                let entry = ActivityEntry {
                    time: String::new(),
                    event: name.clone(),
                    by: ActivityBy::You,
                    app,
                    name: "Pixel 8".into(),
                    address: None,
                    browser: None,
                };
                let words = entry.words(&Text::default());
                assert!(!words.contains(name.as_str()), "{name} has no words: give it a message activity-…");
            }
        }
    }

    /// Texts such as `"session.created"` in the sources of a folder.
    fn read(folder: &Path, names: &mut Vec<String>) {
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                read(&path, names);
            } else {
                let source = fs::read_to_string(&path).unwrap();
                let is_name = |text: &&str| {
                    text.split('.').count() == 2
                        && text.split('.').all(|part| {
                            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                        })
                };
                names.extend(source.split('"').filter(is_name).map(str::to_owned));
            }
        }
    }
}
