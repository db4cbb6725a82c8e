//! What is due, case by case.

use super::*;
use crate::factor::policy::Rule;

const NOTHING: AcrRequest = AcrRequest { wanted: Vec::new(), essential: false };

fn kinds(words: &str) -> Kinds {
    let kind = |word: &str| Kind::ALL.into_iter().find(|kind| kind.as_str() == word).unwrap();
    words.split_whitespace().map(kind).collect()
}

/// An account with these factors; demanded as soon as there is one.
fn held(words: &str) -> Held {
    Held { has: kinds(words), demanded: !words.is_empty() }
}

fn asking(essential: bool, wanted: &[Acr]) -> AcrRequest {
    AcrRequest { wanted: wanted.to_vec(), essential }
}

/// A sign-in that stands at `amr`, in an office that says `optional`, at a client without rules that asks for nothing.
fn check(amr: &str, change: impl FnOnce(&mut Standing<'_>)) -> (Due, Kinds) {
    with(amr, &NOTHING, change)
}

fn with(amr: &str, asked: &AcrRequest, change: impl FnOnce(&mut Standing<'_>)) -> (Due, Kinds) {
    let amr: Vec<String> = amr.split_whitespace().map(str::to_owned).collect();
    let mut standing = Standing {
        demand: Demand::new(Policy::Optional, None, []),
        held: held("phone authenticator recovery_code"),
        amr: &amr,
        asked,
        remembered: false,
        asked_before: false,
    };
    change(&mut standing);
    (standing.due(), standing.offer())
}

#[test]
fn the_matrix_of_policy_and_account() {
    for (policy, without, with) in [
        (Policy::Off, Due::Nothing, Due::Nothing),
        (Policy::Optional, Due::Nothing, Due::Ask),
        (Policy::Required, Due::Enrol(Kind::Phone), Due::Ask),
    ] {
        for (words, due) in [("", without), ("phone", with), ("authenticator", with), ("recovery_code", with)]
        {
            let found = check("pwd", |s| {
                s.demand = Demand::new(policy, None, []);
                s.held = held(words);
            });
            assert_eq!(found.0, due, "{policy:?} {words}");
        }
    }
}

#[test]
fn a_second_factor_that_was_used_is_enough() {
    for amr in ["pwd otp mfa", "pwd mfa", "pwd face swk mfa"] {
        for policy in [Policy::Optional, Policy::Required] {
            assert_eq!(check(amr, |s| s.demand = Demand::new(policy, None, [])).0, Due::Nothing, "{amr}");
        }
    }
}

#[test]
fn what_was_demanded_stays_demanded_also_where_nothing_is_left() {
    let gone = Held { has: Kinds::NONE, demanded: true };
    assert_eq!(check("pwd", |s| s.held = gone), (Due::Ask, Kinds::NONE));
    assert_eq!(check("pwd", |s| s.held = held("recovery_code")), (Due::Ask, kinds("recovery_code")));
    // Where everybody has to have one, whoever came in by a recovery code sets one up.
    let required = |s: &mut Standing<'_>| {
        s.held = held("recovery_code");
        s.demand = Demand::new(Policy::Required, None, []);
    };
    assert_eq!(check("pwd", required).0, Due::Ask);
    assert_eq!(check("pwd mfa", required).0, Due::Enrol(Kind::Phone));
}

#[test]
fn a_remembered_browser_stands_in_for_what_the_base_asks_and_for_nothing_else() {
    let demand = |rules: &[Rule]| Demand::new(Policy::Required, None, rules.iter().copied());
    let required = Rule { policy: Some(Policy::Required), accepted: None };
    let optional = Rule { policy: Some(Policy::Optional), accepted: None };
    for (rules, due) in [(&[][..], Due::Nothing), (&[optional], Due::Nothing), (&[required], Due::Ask)] {
        let found = check("pwd", |s| {
            s.remembered = true;
            s.demand = demand(rules);
        });
        assert_eq!(found.0, due, "{rules:?}");
    }
    for essential in [false, true] {
        let asked = asking(essential, &[Acr::Two]);
        assert_eq!(with("pwd", &asked, |s| s.remembered = true).0, Due::Ask, "no class is met by it");
    }
    let without = check("pwd", |s| {
        s.remembered = true;
        s.demand = demand(&[]);
        s.held = held("");
    });
    assert_eq!(without.0, Due::Enrol(Kind::Phone));
}

#[test]
fn a_client_that_accepts_one_factor_is_not_satisfied_by_another() {
    let phone = |policy| {
        let rule = Rule { policy: Some(policy), accepted: Some(kinds("phone")) };
        Demand::new(Policy::Optional, None, [rule])
    };
    let app = "authenticator recovery_code";
    for (amr, words, policy, due, offered) in [
        ("pwd", "phone authenticator", Policy::Optional, Due::Ask, "phone"),
        ("pwd otp mfa", "phone authenticator", Policy::Optional, Due::Ask, "phone"),
        ("pwd mfa", "phone authenticator recovery_code", Policy::Optional, Due::Ask, "phone"),
        ("pwd otp face mfa", "phone authenticator", Policy::Required, Due::Nothing, "phone"),
        // Without a phone the own factors are asked; then one is linked where the rule is for everybody.
        ("pwd", app, Policy::Optional, Due::Ask, app),
        ("pwd otp mfa", app, Policy::Optional, Due::Nothing, app),
        ("pwd", app, Policy::Required, Due::Ask, app),
        ("pwd otp mfa", app, Policy::Required, Due::Enrol(Kind::Phone), app),
        ("pwd", "", Policy::Required, Due::Enrol(Kind::Phone), ""),
    ] {
        let found = check(amr, |s| {
            s.demand = phone(policy);
            s.held = held(words);
        });
        assert_eq!(found, (due, kinds(offered)), "{amr}; {words}; {policy:?}");
    }
}

#[test]
fn what_is_voluntary_is_asked_once_and_as_far_as_it_goes() {
    let face = asking(false, &[Acr::Face, Acr::Two]);
    assert_eq!(with("pwd otp mfa", &face, |_| ()).0, Due::Ask);
    assert_eq!(with("pwd otp mfa", &face, |s| s.asked_before = true).0, Due::Nothing);
    assert_eq!(
        with("pwd otp mfa", &face, |s| s.held = held("authenticator")).0,
        Due::Nothing,
        "the second is met"
    );
    assert_eq!(with("pwd face mfa", &face, |_| ()).0, Due::Nothing);
    let only = asking(false, &[Acr::Face]);
    assert_eq!(with("pwd otp mfa", &only, |s| s.held = held("authenticator")).0, Due::Nothing);
    assert_eq!(with("pwd", &asking(false, &[Acr::Passkey]), |s| s.held = held("")).0, Due::Nothing);
    // The order is the client's: what it likes best is enough, also where more could be had.
    assert_eq!(with("pwd mfa", &asking(false, &[Acr::One, Acr::Face]), |_| ()).0, Due::Nothing);
}

#[test]
fn what_is_essential_is_asked_until_it_is_met_and_refused_where_it_cannot_be() {
    let face = asking(true, &[Acr::Face]);
    for before in [false, true] {
        let with = |amr, words: &str| {
            with(amr, &face, |s| {
                s.asked_before = before;
                s.held = held(words);
            })
        };
        assert_eq!(with("pwd otp mfa", "phone authenticator recovery_code"), (Due::Ask, kinds("phone")));
        assert_eq!(with("pwd face mfa", "phone").0, Due::Nothing);
        assert_eq!(with("pwd otp mfa", "authenticator recovery_code").0, Due::Unmet);
        assert_eq!(with("pwd", "authenticator").0, Due::Ask, "the policy first");
    }
    let either = asking(true, &[Acr::Face, Acr::Two]);
    assert_eq!(with("pwd otp mfa", &either, |_| ()).0, Due::Ask, "the preferred one");
    assert_eq!(with("pwd otp mfa", &either, |s| s.asked_before = true).0, Due::Nothing, "one of them");
    assert_eq!(with("pwd face mfa", &asking(true, &[]), |_| ()).0, Due::Unmet);
    let phr = asking(true, &[Acr::Passkey]);
    assert_eq!(with("pwd face mfa", &phr, |_| ()).0, Due::Unmet, "there is none");
    let has = |s: &mut Standing<'_>| s.held = held("phone passkey recovery_code");
    assert_eq!(with("pwd face mfa", &phr, has), (Due::Ask, kinds("passkey")));
    assert_eq!(with("pop user mfa swk", &phr, has).0, Due::Nothing);
    assert_eq!(with("pop user mfa swk", &asking(true, &[Acr::Two]), has).0, Due::Nothing);
    assert_eq!(with("pop user mfa swk", &face, has).0, Due::Ask, "a passkey is no face");
    let none = with("pwd", &asking(true, &[Acr::Two]), |s| s.held = held(""));
    assert_eq!(none.0, Due::Unmet);
    assert_eq!(with("pwd", &asking(true, &[Acr::One]), |s| s.held = held("")).0, Due::Nothing);
}

#[test]
fn a_factor_that_is_not_accepted_reaches_no_class_for_this_client() {
    let rule = Rule { policy: None, accepted: Some(kinds("authenticator")) };
    let found = with("pwd otp mfa", &asking(true, &[Acr::Face]), |s| {
        s.demand = Demand::new(Policy::Optional, None, [rule]);
    });
    assert_eq!(found.0, Due::Unmet);
}

#[test]
fn more_is_asked_for_where_more_is_requested_also_by_an_office_that_asks_nobody() {
    let off = Demand::new(Policy::Off, None, []);
    assert_eq!(check("pwd", |s| s.demand = off).0, Due::Nothing);
    assert_eq!(with("pwd", &asking(false, &[Acr::Two]), |s| s.demand = off).0, Due::Ask);
}
