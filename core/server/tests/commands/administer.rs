//! What an administrator does by commands, from the first person to the log.

use serde_json::Value;

use crate::PASSWORD;
use crate::office::Office;

/// The whole of what commands do; the same with a server and without.
pub(crate) fn administer(office: &Office) {
    administer_people(office);
    administer_clients(office);
    let_apps_register(office);
    administer_the_rest(office);
}

fn administer_people(office: &Office) {
    let add = ["user", "add", "Ada@X.example", "--name", "Ada L", "--admin", "--password-stdin", "--json"];
    let ada = office.run_with_input(&add, &format!("{PASSWORD}\n")).json();
    assert_eq!((&ada["email"], &ada["admin"]), (&"ada@x.example".into(), &true.into()));
    assert!(ada.get("link").is_none());
    office.json(&["group", "add", "Design"]);
    let mira = office.json(&[
        "user",
        "add",
        "mira@x.example",
        "--name",
        "Mira",
        "--group",
        "Design",
        "--unconfirmed",
    ]);
    assert!(mira["link"].as_str().unwrap().contains("/invite/"));
    assert_eq!((&mira["groups"][0], &mira["email_verified"]), (&"Design".into(), &false.into()));
    assert_eq!(office.json(&["user", "list"]).as_array().unwrap().len(), 2);
    assert_eq!(office.json(&["user", "show", "mira@x.example"])["id"], mira["id"]);
    office.run(&["user", "add", "mira@x.example", "--name", "M"]).refused(1, "email");
    office.run(&["user", "disable", "ada@x.example"]).refused(1, "last active administrator");
    office.run(&["user", "show", "nobody@x.example"]).refused(1, "no such account");
    assert_eq!(office.json(&["user", "disable", "mira"])["state"], "disabled");
    assert_eq!(office.json(&["user", "enable", "mira"])["state"], "active");
    assert!(office.run(&["user", "reset-password", "mira"]).stdout.contains("/reset/"));
    office.run(&["user", "reset-mfa", "mira"]).refused(1, "another administrator");
    let reset = office.json(&["user", "reset-mfa", "ada"]);
    assert!(reset["link"].as_str().unwrap().starts_with("https://") && reset["has_password"] == true);
    assert!(office.run(&["user", "reset-mfa", "ada"]).stdout.contains("/second-step/"));
    assert!(office.run(&["user", "reset-mfa", "ada", "--qr"]).stdout.contains('█'));
    office.run(&["user", "reset-password", "ada"]).refused(1, "another administrator");
    office.run(&["user", "reset-mfa", "nobody"]).refused(1, "no such account");
    assert_eq!(office.json(&["user", "show", "mira"])["second_factor"]["devices"], 0);
    let told = office.run(&["user", "show", "mira"]).stdout;
    assert!(
        told.lines().any(|line| line.split("  ").next() == Some("second factor") && line.ends_with(" none"))
    );
    assert!(office.json(&["device", "list"]).as_array().unwrap().is_empty());
    office.run(&["device", "list", "nobody"]).refused(1, "no such account");
    office.run(&["device", "remove", "nothing"]).refused(1, "no such phone");
    assert_eq!(office.json(&["group", "remove-user", "Design", "mira"])["groups"], Value::Array(vec![]));
    give_rights(office);
    office.json(&["user", "delete", "mira"]);
}

fn give_rights(office: &Office) {
    assert_eq!(office.json(&["group", "show", "Design"])["may_register_apps"], false);
    let said = office.run(&["group", "apps", "Design", "yes"]);
    assert_eq!(said.stdout, "the people of Design may register apps\n");
    assert!(office.run(&["group", "show", "Design"]).stdout.contains("registers apps  yes\n"));
    assert!(office.run(&["group", "list"]).stdout.contains("REGISTERS APPS"));
    assert_eq!(office.json(&["group", "apps", "Design", "no"])["may_register_apps"], false);
    office.run(&["group", "apps", "Nobody", "yes"]).refused(1, "no such group");
    office.run(&["group", "apps", "Design", "perhaps"]).refused(2, "possible values");
    assert_eq!(office.run(&["user", "role", "mira", "helpdesk"]).stdout, "mira@x.example is helpdesk now\n");
    assert!(office.run(&["user", "show", "mira"]).stdout.contains("helpdesk"));
    assert_eq!(office.json(&["user", "apps", "mira", "yes"])["role"], "helpdesk");
    assert_eq!(office.json(&["user", "show", "mira"])["may_register_apps"], true);
    office.run(&["user", "role", "ada", "member"]).refused(1, "last active administrator");
    assert!(office.run(&["user", "invite", "mira"]).stdout.contains("/invite/"));
    office.run(&["user", "invite", "ada"]).refused(1, "has a password");
    assert_eq!(office.json(&["user", "lockdown", "mira"])["state"], "disabled");
    assert!(office.run(&["user", "show", "mira"]).stdout.contains("locked down"));
    assert_eq!(office.json(&["user", "enable", "mira"])["state"], "active");
    let token = office.json(&["token", "add", "Nightly", "--scope", "users:read", "--days", "7"]);
    assert!(token["token"].as_str().unwrap().starts_with("dol_"));
    let listed = office.run(&["token", "list"]);
    assert!(listed.stdout.contains("Nightly") && !listed.stdout.contains("dol_"), "{}", listed.stdout);
    let id = token["id"].as_str().unwrap();
    assert_eq!(office.run(&["token", "revoke", id]).stdout, format!("{id} taken away\n"));
    office.run(&["token", "revoke", id]).refused(1, "no such token");
    office.run(&["token", "add", "Bad", "--scope", "everything"]).refused(1, "");
    assert_eq!(office.json(&["token", "list"]), Value::Array(vec![]));
}

fn let_apps_register(office: &Office) {
    let token = office.json(&["registration-token", "add", "Suite", "--uses", "3"]);
    assert!(token["token"].as_str().unwrap().starts_with("dor_"));
    let listed = office.run(&["registration-token", "list"]);
    assert!(listed.stdout.contains("0 of 3") && !listed.stdout.contains("dor_"), "{}", listed.stdout);
    let id = token["id"].as_str().unwrap();
    assert_eq!(office.run(&["registration-token", "revoke", id]).stdout, format!("{id} taken away\n"));
    office.run(&["registration-token", "revoke", id]).refused(1, "no such token");
    office.run(&["registration-token", "add", "Bad", "--uses", "0"]).refused(1, "1 to 1000");
    let device = "urn:ietf:params:oauth:grant-type:device_code";
    let screen = office.json(&["client", "add", "Screen", "--public", "--grant", device]);
    let id = screen["client_id"].as_str().unwrap();
    let shown = office.run(&["client", "try-device", id]).stdout;
    assert!(shown.contains("/oauth2/device\n") && shown.contains('█'), "{shown}");
    office.run(&["client", "approve", id]).refused(1, "no such client");
    assert_eq!(office.json(&["client", "delete", id])["deleted"], true);
}

fn administer_clients(office: &Office) {
    let client = office.json(&[
        "client",
        "add",
        "Files",
        "--redirect-uri",
        "https://f.example/a",
        "https://f.example/b",
    ]);
    let id = client["client_id"].as_str().unwrap();
    assert_eq!(client["redirect_uris"].as_array().unwrap().len(), 2);
    assert!(office.json(&["client", "show", id]).get("client_secret").is_none());
    let rotated = office.json(&["client", "rotate-secret", id, "--keep-old", "2"]);
    assert_ne!(rotated["client_secret"], client["client_secret"]);
    assert!(rotated["old_secret_until"].is_i64(), "{rotated}");
    assert!(office.json(&["client", "end-old-secret", id])["old_secret_until"].is_null());
    office.run(&["client", "end-old-secret", id]).refused(1, "no old secret");
    let issued = office.run(&["client", "certificate", id]).stdout;
    assert!(
        issued.starts_with("-----BEGIN PRIVATE KEY-----\n")
            && issued.contains("\n-----BEGIN CERTIFICATE-----\n")
    );
    assert_eq!(office.json(&["client", "show", id])["token_endpoint_auth_method"], "tls_client_auth");
    office.run(&["client", "add", "Bad", "--redirect-uri", "http://f.example/a"]).refused(1, "use https");
    let public = ["client", "add", "App", "--redirect-uri", "http://127.0.0.1/cb", "--public", "--trusted"];
    assert!(office.json(&public).get("client_secret").is_none());
    assert_eq!(office.json(&["client", "list"]).as_array().unwrap().len(), 2);
    let strict = ["--mfa-policy", "required", "--accept-factor", "phone", "authenticator"];
    let client = office
        .json(&[&["client", "add", "Vault", "--redirect-uri", "https://v.example/a"], &strict[..]].concat());
    let shown = office.run(&["client", "show", client["client_id"].as_str().unwrap()]).stdout;
    assert!(shown.contains("required") && shown.contains("authenticator"), "{shown}");
    let group = office.json(&[&["group", "add", "Board"], &strict[..]].concat());
    assert_eq!(
        (&group["mfa_policy"], group["accepted_factors"].as_array().unwrap().len()),
        (&"required".into(), 2)
    );
    office.run(&["group", "add", "Other", "--mfa-policy", "sometimes"]).refused(2, "sometimes");
    office.run(&["group", "add", "Other", "--accept-factor", "recovery_code"]).refused(1, "accepted_factors");
    let iris = office.json(&["user", "add", "iris@x.example", "--name", "Iris", "--mfa-policy", "off"]);
    assert_eq!(iris["mfa_policy"], "off");
    office.json(&["user", "delete", "iris"]);
    office.json(&["client", "delete", id]);
}

fn administer_the_rest(office: &Office) {
    assert_eq!(office.json(&["settings", "set", "office.name", "Kestrel"])["value"], "Kestrel");
    assert_eq!(office.run(&["settings", "get", "office.name"]).stdout, "Kestrel\n");
    office.run(&["settings", "set", "mfa.polici", "off"]).refused(1, "mfa.policy?");
    let secret = office.run_with_input(&["settings", "set", "smtp.url", "--json"], "smtps://u:p@h\n").json();
    assert_eq!((secret.get("value"), &secret["is_set"]), (None, &true.into()));

    assert_eq!(office.json(&["keys", "rotate", "--alg", "ES256"]).as_array().unwrap().len(), 5);
    assert!(office.json(&["session", "list"]).as_array().unwrap().is_empty());
    office.run(&["session", "end", "nobody"]).refused(1, "no such session");
    assert_eq!(office.json(&["audit", "verify"])["is_sound"], true);
    let log = office.run(&["audit", "--since", "1h"]).stdout;
    let rows: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows.iter().any(|row| row["event"] == "client.deleted" && row["actor"] == "command"));
    assert!(!log.contains(PASSWORD) && !log.contains("smtps://u:p@h"));

    let shown = office.json(&["ca", "show"]);
    assert!(office.run(&["ca", "export"]).stdout.starts_with("-----BEGIN CERTIFICATE-----\n"));
    assert!(
        office.run(&["ca", "export", "--format", "mobileconfig"]).stdout.contains("com.apple.security.root")
    );
    assert_eq!(shown["sha256"].as_str().unwrap().len(), 95);
}
