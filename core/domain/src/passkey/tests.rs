//! Tests of what a passkey's life is.

use super::*;

pub(super) fn passkey() -> Passkey {
    Passkey {
        id: "p".into(),
        user_id: "u".into(),
        credential_id: vec![1; 16],
        public_key: Vec::new(),
        rp_id: "sso.office.internal".into(),
        transports: vec!["internal".into()],
        name: "Passkey".into(),
        backup_eligible: false,
        backed_up: false,
        counter: 5,
        state: PasskeyState::Active,
        copied_at: None,
        created_at: 0,
        last_used_at: None,
    }
}

#[test]
fn a_counter_that_did_not_grow_is_a_copied_key_and_twice_in_a_day_suspends_it() {
    let (one, verdict) = passkey().count(6, 10);
    assert_eq!((one.counter, verdict), (6, CounterVerdict::Fresh));
    for back in [6, 1, 0] {
        let (same, verdict) = one.clone().count(back, 20);
        assert_eq!((same.counter, same.state, verdict), (6, PasskeyState::Active, CounterVerdict::Copied));
    }
    let (once, _) = one.count(6, 20);
    assert_eq!(once.clone().count(6, 20 + COPIED_WITHIN_S).1, CounterVerdict::Copied);
    let (twice, verdict) = once.count(6, 30);
    assert_eq!((twice.state, verdict), (PasskeyState::Suspended, CounterVerdict::CopiedAgain));
    assert!(!twice.is_active_at("sso.office.internal"));
}

#[test]
fn one_that_does_not_count_stays_at_zero() {
    let (one, verdict) = Passkey { counter: 0, ..passkey() }.count(0, 10);
    assert_eq!((one.counter, verdict), (0, CounterVerdict::Fresh));
}

#[test]
fn where_the_key_lies_is_told_by_whether_it_can_be_copied() {
    assert_eq!(passkey().amr(), ["pop", "user", "mfa", "hwk"]);
    assert_eq!(Passkey { backup_eligible: true, ..passkey() }.amr(), ["pop", "user", "mfa", "swk"]);
}

#[test]
fn a_passkey_belongs_to_the_very_host() {
    assert_eq!(rp_id("https://sso.office.internal:8443"), "sso.office.internal");
    assert_eq!(rp_id("https://localhost"), "localhost");
    assert!(passkey().is_active_at("sso.office.internal") && !passkey().is_active_at("office.internal"));
}
