//! What a test of an app found, in the reader's words: the same as in the administrators' app.

use std::borrow::Cow;

use service::admin::checks::{Check, Name, State};

use crate::clock;
use crate::text::Text;
use crate::view::{OwnAppCheck, OwnAppCheckState};

pub(super) fn shown(text: Text, check: &Check) -> OwnAppCheck {
    OwnAppCheck {
        state: match check.state {
            State::Ok => OwnAppCheckState::Ok,
            State::Warn => OwnAppCheckState::Warn,
            State::Fail => OwnAppCheckState::Fail,
        },
        words: words(text, check.name, check.state).into_owned(),
        detail: detail(text, check),
        mend: (check.state != State::Ok).then(|| mend(text, check.name, check.state).into_owned()),
    }
}

fn words(text: Text, name: Name, state: State) -> Cow<'static, str> {
    use State::{Fail, Ok, Warn};
    match (name, state) {
        (Name::State, Ok | Warn) => text.check_state_ok(),
        (Name::State, Fail) => text.check_state_fail(),
        (Name::Secret | Name::Key | Name::ClientCertificate | Name::NoSecret | Name::Unserved, Ok) => {
            text.check_secret_ok()
        }
        (Name::Secret | Name::Key | Name::ClientCertificate | Name::NoSecret | Name::Unserved, Warn) => {
            text.check_secret_warn()
        }
        (Name::Secret | Name::Key | Name::ClientCertificate | Name::NoSecret | Name::Unserved, Fail) => {
            text.check_secret_fail()
        }
        (Name::Redirects, Ok | Warn) => text.check_redirects_ok(),
        (Name::Redirects, Fail) => text.check_redirects_fail(),
        (Name::SharedHost, Ok) => text.check_shared_host_ok(),
        (Name::SharedHost, Warn | Fail) => text.check_shared_host_warn(),
        (Name::Encryption, _) => text.check_encryption_warn(),
        (Name::Resolves, Ok) => text.check_resolves_ok(),
        (Name::Resolves, Warn) => text.own_app_test_unlooked(),
        (Name::Resolves, Fail) => text.check_resolves_fail(),
        (Name::Answers, Ok) => text.check_answers_ok(),
        (Name::Answers, Warn) => text.check_answers_warn(),
        (Name::Answers, Fail) => text.check_answers_fail(),
        (Name::Certificate, Ok) => text.check_certificate_ok(),
        (Name::Certificate, Warn) => text.check_certificate_warn(),
        (Name::Certificate, Fail) => text.check_certificate_fail(),
        (Name::TrustsUs, Ok) => text.check_trusts_us_ok(),
        (Name::TrustsUs, Warn) => text.check_trusts_us_warn(),
        (Name::TrustsUs, Fail) => text.check_trusts_us_fail(),
        (Name::Used, Ok) => text.check_used_ok(),
        (Name::Used, Warn) => text.check_used_warn(),
        (Name::Used, Fail) => text.check_used_fail(),
        (Name::Asked, Ok) => text.check_asked_ok(),
        (Name::Asked, Warn) => text.check_asked_warn(),
        (Name::Asked, Fail) => text.check_asked_fail(),
        (Name::Exchanged, _) => text.check_exchanged_fail(),
        (Name::Told, _) => text.check_told_ok(),
    }
}

fn mend(text: Text, name: Name, state: State) -> Cow<'static, str> {
    match name {
        Name::State => text.check_state_mend(),
        Name::Secret => text.check_secret_mend(),
        Name::Key => text.check_key_mend(),
        Name::ClientCertificate => text.check_client_certificate_mend(),
        Name::NoSecret => text.check_no_secret_mend(),
        Name::Unserved => text.check_unserved_mend(),
        Name::Redirects => text.check_redirects_mend(),
        Name::SharedHost => text.check_shared_host_mend(),
        Name::Encryption => text.check_encryption_mend(),
        Name::Resolves if state == State::Warn => text.own_app_test_unlooked_mend(),
        Name::Resolves => text.check_resolves_mend(),
        Name::Answers => text.check_answers_mend(),
        Name::Certificate => text.check_certificate_mend(),
        Name::TrustsUs if state == State::Warn => text.check_trusts_us_warn_mend(),
        // What the administrators' words add stands on a page of theirs.
        Name::TrustsUs => text.own_app_test_trust_mend(),
        Name::Used if state == State::Warn => text.check_used_warn_mend(),
        Name::Used => text.check_used_fail_mend(),
        Name::Asked if state == State::Warn => text.check_asked_warn_mend(),
        // What the protocol says stands in the help pages, in English.
        Name::Asked | Name::Exchanged | Name::Told => text.check_refused_mend(),
    }
}

fn detail(text: Text, check: &Check) -> String {
    let number = check.detail.trim_end_matches(" days").parse::<i64>().ok();
    match (check.name, number) {
        (Name::Used | Name::Secret | Name::Asked | Name::Told, Some(at)) => clock::minutes(at),
        // The words say it already.
        (Name::State, _) | (Name::Used, None) => String::new(),
        (Name::Certificate, Some(days)) => {
            text.check_days(u64::try_from(days).unwrap_or_default()).into_owned()
        }
        _ => check.detail.clone(),
    }
}
