//! Rules: what they say about people, what they never say, and what is wrong with one.

use oidc::claims::SUPPORTED;
use proptest::prelude::*;

use super::*;
use crate::attribute::AttributeValue;

fn rules(value: Value) -> Vec<ClaimRule> {
    read_all(&value).unwrap()
}

fn faults(value: Value) -> Vec<String> {
    let faults = read_all(&json!([value])).unwrap_err();
    faults.into_iter().map(|fault| fault.field).collect()
}

struct Somebody {
    groups: Vec<String>,
    attributes: Attributes,
}

impl Somebody {
    fn of(groups: &[&str]) -> Self {
        let mut attributes = Attributes::new();
        let name = |name| AttributeName::parse(name).unwrap();
        attributes.insert(name("cost_center"), AttributeValue::Text("4711".into()));
        attributes.insert(name("floors"), AttributeValue::List(vec!["1".into(), "2".into()]));
        attributes.insert(name("trained"), AttributeValue::Text("Yes".into()));
        Self { groups: groups.iter().map(|group| (*group).to_owned()).collect(), attributes }
    }

    fn told(&self, rules: &[ClaimRule], place: Place) -> Value {
        let facts = Facts {
            username: "mira",
            email: "mira@x.example",
            name: "Mira Vantongel",
            groups: &self.groups,
            attributes: &self.attributes,
        };
        let told = tell(rules, &facts, place, &Scopes::parse("openid groups"));
        told.into_iter()
            .map(|told| (told.rule.claim.as_str().to_owned(), told.value))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }
}

#[test]
fn an_attribute_is_told_as_the_client_wants_it() {
    let rules = rules(json!([
        {"claim": "cost_center", "into": ["userinfo"], "from": "attribute", "attribute": "cost_center"},
        {"claim": "floors", "into": ["userinfo"], "as": "list", "from": "attribute", "attribute": "floors"},
        {"claim": "floor", "into": ["userinfo"], "from": "attribute", "attribute": "floors"},
        {"claim": "trained", "into": ["userinfo"], "as": "boolean", "from": "attribute", "attribute": "trained"},
        {"claim": "quota", "into": ["userinfo"], "from": "attribute", "attribute": "quota", "default": "5 GB"},
        {"claim": "absent", "into": ["userinfo"], "from": "attribute", "attribute": "quota"},
        {"claim": "login", "into": ["userinfo"], "from": "account", "field": "username"},
    ]));
    assert_eq!(
        Somebody::of(&[]).told(&rules, Place::Userinfo),
        json!({"cost_center": "4711", "floors": ["1", "2"], "floor": "1", "trained": true, "quota": "5 GB", "login": "mira"})
    );
    assert_eq!(
        Somebody::of(&[]).told(&rules, Place::IdToken),
        json!({}),
        "each claim goes where the rule says"
    );
}

#[test]
fn groups_are_picked_cut_and_renamed() {
    let rules = rules(json!([
        {"claim": "groups", "into": ["id_token"], "as": "list", "from": "groups", "prefix": "wiki-", "cut_prefix": true,
         "rename": {"wiki-staff": "Editors"}},
        {"claim": "roles", "into": ["id_token"], "as": "list", "from": "groups", "only": ["IT"]},
        {"claim": "is_it", "into": ["id_token"], "as": "boolean", "from": "groups", "only": ["IT"]},
        {"claim": "first", "into": ["id_token"], "from": "groups", "only": ["IT"]},
    ]));
    assert_eq!(
        Somebody::of(&["IT", "Sales", "wiki-admins", "wiki-staff"]).told(&rules, Place::IdToken),
        json!({"groups": ["admins", "Editors"], "roles": ["IT"], "is_it": true, "first": "IT"})
    );
    assert_eq!(
        Somebody::of(&["Sales"]).told(&rules, Place::IdToken),
        json!({"groups": [], "roles": [], "is_it": false}),
        "an empty list is said, a text that is not there is not"
    );
}

#[test]
fn the_first_rule_that_has_a_value_wins() {
    let rules = rules(json!([
        {"claim": "role", "into": ["userinfo", "id_token"], "from": "choice",
         "cases": [{"group": "IT", "value": "Admin"}, {"group": "Sales", "value": "Editor"}]},
        {"claim": "role", "into": ["userinfo"], "from": "constant", "value": "Viewer"},
        {"claim": "never", "into": ["userinfo"], "scope": "phone", "from": "constant", "value": "x"},
    ]));
    let told = |groups: &[&str], place| Somebody::of(groups).told(&rules, place);
    assert_eq!(
        told(&["Sales", "IT"], Place::Userinfo),
        json!({"role": "Admin"}),
        "the order of the cases, not of the groups"
    );
    assert_eq!(told(&["Sales"], Place::Userinfo), json!({"role": "Editor"}));
    assert_eq!(told(&[], Place::Userinfo), json!({"role": "Viewer"}));
    assert_eq!(told(&[], Place::IdToken), json!({}), "the second rule does not go there");
}

#[test]
fn a_claim_of_the_protocol_or_of_the_account_is_refused() {
    let own = [
        "sub",
        "iss",
        "aud",
        "exp",
        "iat",
        "nbf",
        "jti",
        "nonce",
        "acr",
        "amr",
        "at_hash",
        "c_hash",
        "s_hash",
        "sid",
        "azp",
        "cnf",
        "client_id",
        "scope",
        "auth_time",
        "events",
        "SUB",
        "Client_Id",
    ];
    for name in own {
        assert_eq!(ClaimName::parse(name), Err(ClaimNameError::Protocol), "{name}");
    }
    for name in ["email", "email_verified", "preferred_username", "name", "Groups", "updated_at"] {
        assert_eq!(ClaimName::parse(name), Err(ClaimNameError::Standard), "{name}");
    }
    for name in ["", "_claim_names", "__proto__", "1a", "a b", "rôle", &"a".repeat(129)] {
        assert_eq!(ClaimName::parse(name), Err(ClaimNameError::Malformed), "{name}");
    }
    for name in ["groups", "role", "https://app.example/roles", "urn:app:role"] {
        assert!(ClaimName::parse(name).is_ok(), "{name}");
    }
}

#[test]
fn each_fault_names_its_field() {
    assert_eq!(faults(json!(7)), ["[0]"]);
    assert_eq!(faults(json!({})), ["[0].claim", "[0].into", "[0].from"]);
    let rule = |more: Value| {
        let mut rule = json!({"claim": "role", "into": ["userinfo"]});
        let more = more.as_object().cloned().unwrap();
        rule.as_object_mut().unwrap().extend(more);
        rule
    };
    assert_eq!(faults(rule(json!({"from": "script"}))), ["[0].from"]);
    assert_eq!(faults(rule(json!({"from": "constant"}))), ["[0].value"]);
    assert_eq!(faults(rule(json!({"from": "constant", "value": ["a", "b"]}))), ["[0].value"]);
    assert_eq!(faults(rule(json!({"from": "constant", "value": 7}))), ["[0].value"]);
    assert_eq!(faults(rule(json!({"from": "constant", "value": "maybe", "as": "boolean"}))), ["[0].value"]);
    assert_eq!(faults(rule(json!({"from": "constant", "value": "a", "group": "IT"}))), ["[0].group"]);
    assert_eq!(faults(rule(json!({"from": "attribute", "attribute": "A"}))), ["[0].attribute"]);
    assert_eq!(faults(rule(json!({"from": "choice", "cases": []}))), ["[0].cases"]);
    let cases = json!([{"group": "a,b", "value": "x"}, {"group": "IT"}, 7]);
    assert_eq!(
        faults(rule(json!({"from": "choice", "cases": cases}))),
        ["[0].cases[0].group", "[0].cases[1].value", "[0].cases[2]"]
    );
    assert_eq!(faults(rule(json!({"from": "groups", "rename": {"IT": ""}}))), ["[0].rename.IT"]);
    assert_eq!(faults(rule(json!({"from": "groups", "only": [1]}))), ["[0].only[0]"]);
    assert_eq!(faults(rule(json!({"from": "account", "field": "password"}))), ["[0].field"]);
    assert_eq!(faults(rule(json!({"from": "groups", "into": []}))), ["[0].into"]);
    assert_eq!(
        faults(rule(json!({"from": "groups", "as": "number", "scope": "x"}))),
        ["[0].as", "[0].scope"]
    );
    let many = vec![rule(json!({"from": "groups"})); 65];
    assert!(read_all(&json!(many)).is_err() && read_all(&json!({})).is_err());
}

#[test]
fn the_rules_of_every_preset_are_taken() {
    let presets: Value = serde_json::from_str(include_str!("../../../../ui/presets/presets.json")).unwrap();
    let with_rules: Vec<&Value> =
        presets.as_array().unwrap().iter().filter_map(|one| one.get("claim_rules")).collect();
    assert!(with_rules.len() >= 2);
    for rules in with_rules {
        assert_eq!(serde_json::to_value(read_all(rules).unwrap()).unwrap(), *rules);
    }
}

fn any_words() -> impl Strategy<Value = Value> {
    prop_oneof![
        ".{0,12}".prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        proptest::collection::vec(".{0,12}", 0..4).prop_map(Value::from),
        Just(Value::Null),
        Just(json!(7))
    ]
}

fn any_name() -> impl Strategy<Value = String> {
    let reserved = SUPPORTED.to_vec();
    prop_oneof![proptest::sample::select(reserved).prop_map(str::to_owned), "[a-zA-Z_:./-]{0,12}", ".{0,6}"]
}

prop_compose! {
    fn any_rule()(
        claim in any_name(),
        into in proptest::collection::vec(proptest::sample::select(vec!["id_token", "userinfo", "access_token", "x"]), 0..3),
        form in proptest::sample::select(vec!["text", "list", "boolean", "number"]),
        from in proptest::sample::select(vec!["account", "attribute", "choice", "constant", "groups", "script"]),
        words in any_words(),
        groups in proptest::collection::vec("[a-zA-Z,-]{0,6}", 0..4),
        prefix in "[a-z-]{0,3}",
        cut in any::<bool>(),
    ) -> Value {
        let cases: Vec<Value> = groups.iter().map(|group| json!({"group": group, "value": words})).collect();
        let mut rule = json!({"claim": claim, "into": into, "as": form, "from": from});
        let more = match from {
            "account" => json!({"field": "email"}),
            "attribute" => json!({"attribute": "cost_center", "default": words}),
            "choice" => json!({"cases": cases, "default": words}),
            "constant" => json!({"value": words}),
            _ => json!({"prefix": prefix, "cut_prefix": cut, "only": groups}),
        };
        rule.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
        rule
    }
}

proptest! {
    #[test]
    fn what_is_read_never_makes_a_claim_of_the_protocol_and_has_bounds(
        items in proptest::collection::vec(any_rule(), 0..6),
        groups in proptest::collection::vec("[a-zA-Z-]{1,6}", 0..6),
    ) {
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        let kept: Vec<ClaimRule> = items.iter().filter_map(|item| read_all(&json!([item])).ok()?.pop()).collect();
        let stored = serde_json::to_value(&kept).unwrap();
        prop_assert_eq!(&read_all(&stored).unwrap(), &kept, "what is written is read again");
        for place in Place::ALL {
            let told = Somebody::of(&groups).told(&kept, place);
            for (name, value) in told.as_object().unwrap() {
                prop_assert!(!name.is_empty() && name.len() <= 128);
                prop_assert!(name == "groups" || !SUPPORTED.iter().any(|own| own.eq_ignore_ascii_case(name)));
                let texts = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
                prop_assert!(texts.len() <= MOST_VALUES);
                for text in texts.iter().filter_map(Value::as_str) {
                    prop_assert!(!text.is_empty() && text.chars().count() <= 500);
                }
            }
        }
    }

    #[test]
    fn nothing_that_is_read_panics(text in ".{0,200}") {
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            let _ = read_all(&value);
        }
    }
}
