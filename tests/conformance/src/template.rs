//! Configurations with placeholders, `${name}`: a whole string takes any value, an element of a list a whole list, and within
//! other words there is text.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::office::fixture::Fixture;
use crate::plan::{OPEN_TO_ALL, Plan};

/// Who talks to whom.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    /// The server's issuer.
    pub(crate) issuer: String,
    /// Where the suite is.
    pub(crate) suite: String,
    /// The name that the suite's addresses carry.
    pub(crate) alias: String,
}

impl Names {
    /// An address of the suite's clients.
    pub(crate) fn at_suite(&self, path: &str) -> String {
        format!("{}/test/a/{}/{path}", self.suite, self.alias)
    }
}

/// What a browser does, by name.
const BROWSERS: [(&str, &str); 9] = [
    ("address-refused", include_str!("../browser/address-refused.json")),
    ("address-refused-after-sign-out", include_str!("../browser/address-refused-after-sign-out.json")),
    ("opened-once", include_str!("../browser/opened-once.json")),
    ("refuse", include_str!("../browser/refuse.json")),
    ("sign-in", include_str!("../browser/sign-in.json")),
    ("sign-in-again", include_str!("../browser/sign-in-again.json")),
    ("sign-in-page", include_str!("../browser/sign-in-page.json")),
    ("sign-out", include_str!("../browser/sign-out.json")),
    ("signed-out", include_str!("../browser/signed-out.json")),
];

/// A plan's configuration, whole.
pub(crate) fn configuration(plan: &Plan, names: &Names, fixture: &Fixture) -> Result<Value, Error> {
    let mut values = json!({
        "issuer": names.issuer,
        "suite": names.suite,
        "alias": names.alias,
        "callback": names.at_suite("callback"),
        "person": fixture.sign_in(),
        "client": fixture.clients_by_key(),
    });
    let browsers = BROWSERS
        .iter()
        .map(|(name, text)| Ok(((*name).to_owned(), fill(serde_json::from_str(text)?, &values)?)))
        .collect::<Result<Map<String, Value>, Error>>()?;
    if let Some(values) = values.as_object_mut() {
        values.insert("browser".to_owned(), Value::Object(browsers));
    }
    fill(serde_json::from_str(plan.template)?, &values)
}

/// Puts values where placeholders are.
fn fill(template: Value, values: &Value) -> Result<Value, Error> {
    Ok(match template {
        Value::String(text) => match whole(&text) {
            Some(name) => find(values, name)?.clone(),
            None => Value::String(within(&text, values)?),
        },
        Value::Array(items) => {
            let mut filled = Vec::new();
            for item in items {
                let is_whole = item.as_str().and_then(whole).is_some();
                match fill(item, values)? {
                    Value::Array(list) if is_whole => filled.extend(list),
                    one => filled.push(one),
                }
            }
            Value::Array(filled)
        }
        Value::Object(fields) => {
            let filled = fields.into_iter().map(|(name, value)| Ok((name, fill(value, values)?)));
            Value::Object(filled.collect::<Result<_, Error>>()?)
        }
        other => other,
    })
}

/// The name of a string that is one placeholder.
fn whole(text: &str) -> Option<&str> {
    let name = text.strip_prefix("${")?.strip_suffix('}')?;
    (!name.contains("${")).then_some(name)
}

fn within(text: &str, values: &Value) -> Result<String, Error> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (name, after) = after.split_once('}').ok_or_else(|| Error::Placeholder(text.to_owned()))?;
        filled.push_str(before);
        filled.push_str(find(values, name)?.as_str().ok_or_else(|| Error::Placeholder(name.to_owned()))?);
        rest = after;
    }
    Ok(filled + rest)
}

fn find<'a>(values: &'a Value, name: &str) -> Result<&'a Value, Error> {
    name.split('.')
        .try_fold(values, |value, key| value.get(key))
        .ok_or_else(|| Error::Placeholder(name.to_owned()))
}

/// Writes everything that somebody needs who uses the suite's web page.
pub(crate) fn write(folder: &Path, plans: &[&Plan], names: &Names, fixture: &Fixture) -> Result<(), Error> {
    let save = |name: &str, text: String| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|source| Error::File { path, source })
    };
    let pretty = |value: &Value| Ok::<_, Error>(format!("{}\n", serde_json::to_string_pretty(value)?));
    fs::create_dir_all(folder).map_err(|source| Error::File { path: folder.to_owned(), source })?;
    save("people.json", pretty(&fixture.people())?)?;
    save("clients.json", pretty(&fixture.clients())?)?;
    let mut lines = vec![
        "donelogin user import people.json".to_owned(),
        "donelogin client import clients.json".to_owned(),
    ];
    lines.extend(OPEN_TO_ALL.iter().map(|(key, value)| format!("donelogin settings set {key} {value}")));
    for plan in plans {
        save(&format!("{}.json", plan.key), pretty(&configuration(plan, names, fixture)?)?)?;
        lines.push(String::new());
        lines.push(plan.title.to_owned());
        lines
            .extend(plan.settings.iter().map(|(key, value)| format!("donelogin settings set {key} {value}")));
        lines.push(format!("{} {}.json", plan.expression(), plan.key));
    }
    save("PLANS.txt", lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::plan::PLANS;

    fn names() -> Names {
        Names {
            issuer: "https://office.example:8443".into(),
            suite: "https://suite.example:8443".into(),
            alias: "office".into(),
        }
    }

    #[test]
    fn a_placeholder_takes_a_value_a_list_or_text() {
        let values = json!({"a": {"b": "text"}, "list": [1, 2], "thing": {"x": 1}});
        let template =
            json!({"whole": "${thing}", "within": "<${a.b}>${a.b}", "list": [0, "${list}", "${thing}"]});
        let filled = fill(template, &values).unwrap();
        assert_eq!(filled, json!({"whole": {"x": 1}, "within": "<text>text", "list": [0, 1, 2, {"x": 1}]}));
        assert!(matches!(fill(json!("${a.c}"), &values), Err(Error::Placeholder(name)) if name == "a.c"));
        assert!(fill(json!("x${thing}"), &values).is_err());
    }

    #[test]
    fn every_configuration_is_whole() {
        let fixture = Fixture::make(&names()).unwrap();
        for plan in &PLANS {
            let configuration = configuration(plan, &names(), &fixture).unwrap();
            let text = configuration.to_string();
            assert!(!text.contains("${"), "{} has a placeholder left", plan.key);
            assert_eq!(configuration["alias"], "office");
            assert_eq!(
                configuration["server"]["discoveryUrl"],
                "https://office.example:8443/.well-known/openid-configuration"
            );
        }
    }

    #[test]
    fn overrides_name_modules_of_their_plan() {
        let fixture = Fixture::make(&names()).unwrap();
        let modules = crate::plan::modules().unwrap();
        for plan in &PLANS {
            let configuration = configuration(plan, &names(), &fixture).unwrap();
            let overrides = configuration.get("override").and_then(Value::as_object);
            for name in overrides.into_iter().flat_map(Map::keys) {
                assert!(modules[plan.key].contains(name), "{} has no module {name}", plan.key);
            }
        }
    }

    #[test]
    fn browsers_wait_and_click_as_the_suite_knows_it() {
        let fixture = Fixture::make(&names()).unwrap();
        for plan in PLANS.iter().filter(|plan| plan.key != "config") {
            let configuration = configuration(plan, &names(), &fixture).unwrap();
            let own = configuration["browser"].as_array().unwrap().clone();
            let overrides = configuration.get("override").and_then(Value::as_object);
            let others = overrides.into_iter().flat_map(Map::values);
            let entries =
                own.into_iter().chain(others.flat_map(|it| it["browser"].as_array().unwrap().clone()));
            for entry in entries {
                // The redirect_uri stands in the query of the request: a pattern that begins with a star would match it too.
                assert!(entry["match"].as_str().unwrap().starts_with("https://office.example:8443/oauth2/"));
                for task in entry["tasks"].as_array().unwrap() {
                    assert!(task["match"].as_str().unwrap().starts_with("https://"));
                    for command in task.get("commands").and_then(Value::as_array).into_iter().flatten() {
                        assert_command(command.as_array().unwrap());
                    }
                }
            }
        }
    }

    fn assert_command(command: &[Value]) {
        let word = |at: usize| command.get(at).and_then(Value::as_str).unwrap_or_default();
        assert!(["id", "css"].contains(&word(1)), "{command:?}");
        match word(0) {
            "text" => assert_eq!(command.len(), 4),
            "click" => assert!(["", "optional"].contains(&word(3))),
            "wait" => {
                assert!(command[3].is_u64());
                assert!(
                    ["", "update-image-placeholder", "update-image-placeholder-optional"].contains(&word(5))
                );
            }
            other => panic!("no command {other}"),
        }
    }

    #[test]
    fn everything_is_written_for_a_person_with_the_web_page() {
        let folder = tempfile::tempdir().unwrap();
        let plans: Vec<&Plan> = PLANS.iter().collect();
        let fixture = Fixture::make(&names()).unwrap();
        write(folder.path(), &plans, &names(), &fixture).unwrap();
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let clients: Value = serde_json::from_str(&read("clients.json")).unwrap();
        let basic: Value = serde_json::from_str(&read("basic.json")).unwrap();
        let listed = clients.as_array().unwrap().iter();
        let first =
            listed.clone().find(|client| client["client_id"] == basic["client"]["client_id"]).unwrap();
        assert_eq!(first["client_secret"], basic["client"]["client_secret"]);
        assert_eq!(first["redirect_uris"][0], "https://suite.example:8443/test/a/office/callback");
        let lines = read("PLANS.txt");
        for plan in &PLANS {
            assert!(lines.contains(&format!("{} {}.json", plan.expression(), plan.key)));
        }
        assert!(lines.contains("donelogin settings set registration.mode open"));
    }
}
