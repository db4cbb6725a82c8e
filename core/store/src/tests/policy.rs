//! Policies of people, groups and clients, and browsers that are remembered.

use domain::factor::kind::{Kind, Kinds};
use domain::factor::policy::{Policy, Rule};
use domain::group::Group;
use domain::id::UserId;

use super::*;
use crate::remembered_browsers::RememberedBrowser;

fn phone_for_everybody() -> Rule {
    Rule { policy: Some(Policy::Required), accepted: Some(Kinds::NONE.with(Kind::Phone)) }
}

fn group(name: &str, rule: Rule) -> Group {
    Group { id: name.into(), name: name.into(), members: 0, rule, may_register_apps: false, created_at: 1 }
}

#[test]
fn a_persons_own_policy_is_set_and_taken_back() {
    let (_dir, store) = store();
    write(&store, |tx| users::insert(tx, &user("mira"))).unwrap();
    for policy in [Some(Policy::Off), Some(Policy::Optional), None] {
        let changed = User { mfa_policy: policy, ..user("mira") };
        write(&store, move |tx| users::update(tx, &changed)).unwrap();
        assert_eq!(store.read(|tx| users::find(tx, &"mira".into())).unwrap().unwrap().mfa_policy, policy);
    }
}

#[test]
fn a_groups_rule_is_that_of_its_members() {
    let (_dir, store) = store();
    let mira = || UserId::from("mira");
    write(&store, move |tx| {
        users::insert(tx, &user("mira"))?;
        for made in [group("plain", Rule::default()), group("strict", phone_for_everybody())] {
            groups::insert(tx, &made)?;
            groups::add_member(tx, &made.id, &mira())?;
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(store.read(|tx| groups::rules_of(tx, &mira())).unwrap(), [phone_for_everybody()]);
    let found = store.read(|tx| groups::find_by_name(tx, "strict")).unwrap().unwrap();
    assert_eq!((found.rule, found.members), (phone_for_everybody(), 1));
    write(&store, |tx| groups::set_rule(tx, &"strict".into(), Rule::default())).unwrap();
    assert!(store.read(|tx| groups::rules_of(tx, &mira())).unwrap().is_empty());
    assert!(store.read(groups::list).unwrap().iter().all(|group| group.rule == Rule::default()));
}

#[test]
fn a_clients_rule_comes_back_as_it_went_in() {
    let (_dir, store) = store();
    let made = Client { rule: phone_for_everybody(), ..client("files") };
    let rule = || store.read(|tx| clients::find(tx, &"files".into())).unwrap().unwrap().rule;
    let stored = made.clone();
    write(&store, move |tx| clients::insert(tx, &stored)).unwrap();
    assert_eq!(rule(), phone_for_everybody());
    write(&store, move |tx| clients::update(tx, &Client { rule: Rule::default(), ..made })).unwrap();
    assert_eq!(rule(), Rule::default());
}

fn remembered(browser: TokenHash, remembered_at: i64) -> RememberedBrowser {
    RememberedBrowser { browser, remembered_at, user_agent: "Firefox".into(), address: "10.0.0.1".into() }
}

#[test]
fn a_browser_is_remembered_under_its_newest_name_until_its_time_is_over() {
    let (_dir, store) = store();
    let (mira, old, new) = (UserId::from("mira"), TokenHash::of("old"), TokenHash::of("new"));
    let is_remembered = |browser: &TokenHash, after| {
        store.read(|tx| remembered_browsers::is_remembered(tx, &mira, browser, after)).unwrap()
    };
    let owner = mira.clone();
    write(&store, move |tx| {
        users::insert(tx, &user("mira"))?;
        remembered_browsers::put(tx, &owner, &remembered(old, 10))?;
        remembered_browsers::put(tx, &owner, &remembered(old, 20))?;
        remembered_browsers::rename(tx, &old, &new)
    })
    .unwrap();
    assert!(!is_remembered(&old, 0) && is_remembered(&new, 19) && !is_remembered(&new, 20));
    assert!(!store.read(|tx| remembered_browsers::is_remembered(tx, &"ada".into(), &new, 0)).unwrap());
    let listed = store.read(|tx| remembered_browsers::list(tx, &mira, 0)).unwrap();
    assert_eq!(
        listed.iter().map(|one| (one.browser, one.user_agent.as_str())).collect::<Vec<_>>(),
        [(new, "Firefox")]
    );
    assert_eq!(write(&store, |tx| remembered_browsers::sweep(tx, 19)).unwrap(), 0);
    assert_eq!(write(&store, |tx| remembered_browsers::sweep(tx, 20)).unwrap(), 1);
    let owner = mira.clone();
    write(&store, move |tx| {
        remembered_browsers::put(tx, &owner, &remembered(new, 30))?;
        remembered_browsers::delete_of_user(tx, &owner)
    })
    .unwrap();
    assert!(!is_remembered(&new, 0));
}
