//! Running against a double of the suite's HTTP API, and a program in the server's place that writes down how it is called.

use std::collections::HashMap;
use std::fs;
use std::net::Ipv4Addr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::extract::{Path as PathOf, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::*;
use crate::judge::{Expected, Verdict};
use crate::plan::find;
use crate::report::Report;

/// What the double was asked, and what it answers.
#[derive(Debug, Default)]
struct Double {
    configurations: Vec<Value>,
    /// The module of each run, by its id.
    runs: HashMap<String, String>,
    started: Vec<String>,
    cancelled: Vec<String>,
    looks: HashMap<String, usize>,
}

type Shared = Arc<Mutex<Double>>;

/// A pass, a warning, one that waits for a person, one that never ends, and one that cannot be made.
const MODULES: [&str; 5] =
    ["oidcc-server", "oidcc-scope-all", ROTATES, "oidcc-display-page", "oidcc-cannot-be-made"];

async fn make_plan(
    State(double): State<Shared>,
    Query(query): Query<HashMap<String, String>>,
    Json(configuration): Json<Value>,
) -> (StatusCode, Json<Value>) {
    assert_eq!(query["planName"], "oidcc-basic-certification-test-plan");
    let variant: Value = serde_json::from_str(&query["variant"]).unwrap();
    assert_eq!(variant, json!({"server_metadata": "discovery", "client_registration": "static_client"}));
    double.lock().unwrap().configurations.push(configuration);
    let modules: Vec<Value> = MODULES
        .iter()
        .map(|name| json!({"testModule": name, "variant": {"response_type": "code"}}))
        .collect();
    (StatusCode::CREATED, Json(json!({"id": "plan1", "name": "x", "modules": modules})))
}

async fn make_module(
    State(double): State<Shared>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<(StatusCode, Json<Value>), StatusCode> {
    assert_eq!(query["plan"], "plan1");
    assert_eq!(query["variant"], r#"{"response_type":"code"}"#);
    if query["test"] == "oidcc-cannot-be-made" {
        return Err(StatusCode::INTERNAL_SERVER_ERROR);
    }
    let mut double = double.lock().unwrap();
    let id = format!("run{}", double.runs.len());
    double.runs.insert(id.clone(), query["test"].clone());
    Ok((StatusCode::CREATED, Json(json!({"id": id, "name": query["test"], "url": "x"}))))
}

async fn start(State(double): State<Shared>, PathOf(id): PathOf<String>) -> Json<Value> {
    double.lock().unwrap().started.push(id);
    Json(json!({}))
}

async fn cancel(State(double): State<Shared>, PathOf(id): PathOf<String>) -> Json<Value> {
    double.lock().unwrap().cancelled.push(id);
    Json(json!({}))
}

async fn info(State(double): State<Shared>, PathOf(id): PathOf<String>) -> Json<Value> {
    let mut double = double.lock().unwrap();
    let look = double.looks.entry(id.clone()).or_default();
    *look += 1;
    let look = *look;
    let is_started = double.started.contains(&id);
    let (status, result) = match double.runs[&id].as_str() {
        ROTATES if !is_started => ("CONFIGURED", None),
        "oidcc-display-page" => ("WAITING", None),
        _ if look < 2 => ("RUNNING", None),
        "oidcc-scope-all" => ("FINISHED", Some("WARNING")),
        _ => ("FINISHED", Some("PASSED")),
    };
    Json(json!({"status": status, "result": result, "testName": double.runs[&id]}))
}

async fn log(State(double): State<Shared>, PathOf(id): PathOf<String>) -> Json<Value> {
    let mut entries = vec![
        json!({"src": "A", "result": "SUCCESS", "msg": "fine", "time": 1}),
        json!({"src": "-START-BLOCK-"}),
    ];
    if double.lock().unwrap().runs[&id] == "oidcc-scope-all" {
        entries.push(json!({"src": "VerifyScopes", "result": "WARNING", "msg": "a claim is missing", "requirements": ["OIDCC-5.4"]}));
    }
    Json(json!(entries))
}

async fn serve(double: Shared) -> String {
    let router = Router::new()
        .route("/api/plan", post(make_plan))
        .route("/api/plan/exporthtml/{plan}", get(|| async { "an archive" }))
        .route("/api/runner", post(make_module))
        .route("/api/runner/{id}", post(start).delete(cancel))
        .route("/api/info/{id}", get(info))
        .route("/api/log/{id}", get(log))
        .with_state(double);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// A program that notes its arguments, and answers as the server's would; `refuses` ends in an error.
fn program(folder: &TempDir, refuses: &str) -> PathBuf {
    let path = folder.path().join("donelogin");
    let calls = folder.path().join("calls");
    let script = format!(
        "#!/bin/sh\nshift 2\necho \"$*\" >> {calls}\ncase \"$*\" in\n\
         '{refuses}') cat > /dev/null; echo refused >&2; exit 1 ;;\n\
         'client import'*) cat > /dev/null; echo '{{\"clients\": [], \"warnings\": []}}' ;;\n\
         'settings get mfa.policy'*) echo '{{\"key\": \"mfa.policy\", \"value\": \"required\", \"is_set\": true}}' ;;\n\
         *) cat > /dev/null ;;\nesac\n",
        calls = calls.display()
    );
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

async fn run(folder: &TempDir, double: &Shared, refuses: &str) -> Result<Vec<Outcome>, Error> {
    run_plans(folder, double, refuses, &[find("basic").unwrap()]).await
}

async fn run_plans(
    folder: &TempDir,
    double: &Shared,
    refuses: &str,
    plans: &[&'static Plan],
) -> Result<Vec<Outcome>, Error> {
    let names = Names {
        issuer: "https://office.example".into(),
        suite: "https://suite.example".into(),
        alias: "office".into(),
    };
    let fixture = Fixture::make(&names).unwrap();
    let suite = Suite::new(&serve(Arc::clone(double)).await, None, None).unwrap();
    let office = Office::new(program(folder, refuses), folder.path().to_owned());
    let pace = Pace { look_every: Duration::from_millis(1), give_up_after: Duration::from_millis(200) };
    let output = folder.path().join("out");
    let run = Run {
        suite: &suite,
        office: &office,
        names: &names,
        fixture: &fixture,
        output: &output,
        keep: false,
        pace,
    };
    run.all(plans).await
}

fn calls(folder: &TempDir) -> Vec<String> {
    fs::read_to_string(folder.path().join("calls")).unwrap().lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_plan_is_run_to_its_end_and_the_office_is_put_back() {
    let (folder, double) = (tempfile::tempdir().unwrap(), Shared::default());
    let outcomes = run(&folder, &double, "-").await.unwrap();
    let verdicts: Vec<_> = outcomes.iter().map(|one| (one.module.as_str(), one.verdict)).collect();
    let wanted = [Verdict::Passed, Verdict::Warned, Verdict::Passed, Verdict::Stuck, Verdict::Stuck];
    assert_eq!(verdicts, MODULES.into_iter().zip(wanted).collect::<Vec<_>>());
    assert_eq!(outcomes[1].findings[0].condition, "VerifyScopes");
    assert_eq!(outcomes[1].findings[0].requirements, ["OIDCC-5.4"]);
    {
        let double = double.lock().unwrap();
        assert_eq!(double.configurations[0]["alias"], "office");
        assert_eq!(double.started, ["run2"]);
        assert_eq!(double.cancelled, ["run3"]);
    }
    let calls = calls(&folder);
    let at = |call: &str| {
        calls.iter().rposition(|made| made == call).unwrap_or_else(|| panic!("{call}: {calls:?}"))
    };
    assert!(at("settings set mfa.policy optional") < at("user import -"));
    assert!(at("user import -") < at("client import - --json"));
    assert!(at("client import - --json") < at("keys rotate --alg RS256"));
    assert!(at("keys rotate --alg RS256") < at("client delete conformance-first"));
    assert!(at("user delete conformance") < at("settings set mfa.policy required"));
    assert_eq!(fs::read(folder.path().join("out").join("basic.zip")).unwrap(), b"an archive");
    let report = Report::new(outcomes, Expected::default());
    assert!(!report.is_good());
    report.write(folder.path()).unwrap();
    let written: Value =
        serde_json::from_slice(&fs::read(folder.path().join("report.json")).unwrap()).unwrap();
    assert_eq!((&written["good"], &written["modules"][1]["verdict"]), (&json!(false), &json!("warned")));
}

#[tokio::test]
async fn an_office_that_refuses_is_put_back_too() {
    let (folder, double) = (tempfile::tempdir().unwrap(), Shared::default());
    let error = run(&folder, &double, "client import - --json").await.unwrap_err();
    assert!(error.to_string().contains("refused"), "{error}");
    let calls = calls(&folder);
    assert_eq!(calls.last().unwrap(), "settings set mfa.policy required");
    assert!(double.lock().unwrap().configurations.is_empty());
}

#[tokio::test]
async fn a_plan_that_cannot_be_run_does_not_stop_the_others() {
    let (folder, double) = (tempfile::tempdir().unwrap(), Shared::default());
    let refuses = "settings get registration.mode --json";
    let plans = [find("third-party-initiated-login").unwrap(), find("basic").unwrap()];
    let outcomes = run_plans(&folder, &double, refuses, &plans).await.unwrap();
    assert_eq!((outcomes[0].module.as_str(), outcomes[0].verdict), (WHOLE, Verdict::Stuck));
    assert_eq!(outcomes.len(), 1 + MODULES.len());
}

#[tokio::test]
async fn a_suite_that_is_not_there_is_said() {
    let suite = Suite::new("http://127.0.0.1:1", None, None).unwrap();
    assert!(matches!(suite.info("x").await, Err(Error::Suite(_))));
    assert!(matches!(Suite::new("nowhere", None, None), Err(Error::Url(_))));
}
