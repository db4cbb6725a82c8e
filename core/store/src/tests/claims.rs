//! Attributes, terms of clients, and whom a client is for.

use domain::access::Access;
use domain::attribute::{Attribute, AttributeName, Editor, Shape};
use domain::claim_rule::read_all;
use domain::client::Terms;
use domain::factor::policy::Rule;
use domain::group::Group;
use domain::id::{ClientId, UserId};
use domain::session_terms::SessionTerms;

use super::*;

fn attribute(name: &str, shape: Shape) -> Attribute {
    Attribute::new(name, "Label", shape, Editor::Person).unwrap()
}

#[test]
fn what_is_said_about_somebody_goes_with_them_and_with_its_definition() {
    let (_dir, store) = store();
    let name = AttributeName::parse("floors").unwrap();
    let said = attribute("floors", Shape::List).read(&json!(["1", "2"])).unwrap();
    let (attribute_name, value) = (name.clone(), said.clone());
    write(&store, move |tx| {
        users::insert(tx, &user("mira"))?;
        attributes::put(tx, &attribute("floors", Shape::List), 1)?;
        attributes::put(tx, &attribute("desk", Shape::Text), 2)?;
        attributes::set(tx, &UserId::from("mira"), &attribute_name, value.as_ref())
    })
    .unwrap();
    let load = || store.read(|tx| users::find(tx, &UserId::from("mira"))).unwrap().unwrap().attributes;
    assert_eq!(load().get(&name), said.as_ref());
    assert_eq!(store.read(|tx| attributes::count_of(tx, &name)).unwrap(), 1);
    assert_eq!(store.read(attributes::list).unwrap().len(), 2);
    let gone = name.clone();
    assert!(write(&store, move |tx| attributes::delete(tx, &gone)).unwrap());
    assert!(load().is_empty());
}

#[test]
fn terms_come_back_as_they_were_and_a_group_that_goes_leaves_nobody() {
    let (_dir, store) = store();
    let rules = read_all(&json!([{"claim": "role", "into": ["userinfo"], "from": "groups"}])).unwrap();
    let session = SessionTerms { max_age_s: Some(600), ..SessionTerms::default() };
    let terms = Terms { access: Access::to_groups(["staff"]).unwrap(), session, claim_rules: rules.clone() };
    let made = Client { terms: terms.clone(), ..client("wiki") };
    let group = Group::new("staff".into(), Rule::default(), &SystemEntropy, 1);
    let (id, office) = (group.id.clone(), rules.clone());
    write(&store, move |tx| {
        users::insert(tx, &user("mira"))?;
        users::insert(tx, &user("ben"))?;
        groups::insert(tx, &group)?;
        groups::add_member(tx, &group.id, &"mira".into())?;
        clients::insert(tx, &made)?;
        clients::insert(tx, &client("notes"))?;
        client_terms::set_office_rules(tx, &office)
    })
    .unwrap();
    let found = store.read(|tx| clients::find(tx, &"wiki".into())).unwrap().unwrap();
    assert_eq!(found.terms, terms);
    assert_eq!(store.read(client_terms::office_rules).unwrap(), rules);
    let admits = |client: &str, user: &str| {
        let (client, user) = (ClientId::from(client), UserId::from(user));
        store.read(|tx| client_terms::admits(tx, &client, &user)).unwrap()
    };
    assert!(admits("wiki", "mira") && !admits("wiki", "ben"));
    assert!(admits("notes", "mira") && admits("notes", "ben"));
    write(&store, move |tx| groups::delete(tx, &id)).unwrap();
    assert!(!admits("wiki", "mira"), "for nobody, not for everybody");
    let found = store.read(|tx| clients::find(tx, &"wiki".into())).unwrap().unwrap();
    assert_eq!(found.terms.access, Access::Groups { groups: Vec::new() });
}
