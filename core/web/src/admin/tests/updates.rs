//! What is told of updates, out of a folder.

use domain::updates::{FILE, Source};
use service::updates::{ReadList, Reading, Unreachable};

use super::*;

/// Reads folders alone; the server's reader knows the web as well.
pub(super) struct Folders;

impl ReadList for Folders {
    fn read<'a>(&'a self, source: &'a Source) -> Reading<'a> {
        Box::pin(async move {
            let Source::Folder(folder) = source else { return Err(Unreachable("no web here".into())) };
            std::fs::read(folder.join(FILE)).map_err(|error| Unreachable(error.to_string()))
        })
    }
}

impl Appliance {
    fn offer(&self, list: &Value) {
        std::fs::write(self.dir.path().join(FILE), list.to_string()).unwrap();
    }

    async fn set_source(&self, value: &str) -> (StatusCode, Value) {
        self.command(Method::PUT, "/settings/updates.source", json!({ "value": value })).await
    }

    async fn found(&self) -> usize {
        let rows = self.get("/audit?event=update.found").await;
        rows["total"].as_u64().map_or_else(|| rows["rows"].as_array().map_or(0, Vec::len), |n| n as usize)
    }
}

fn list(version: &str) -> Value {
    let file = json!({ "name": "donelogin.deb", "size": 5, "sha256": "0".repeat(64) });
    let changes = json!({ "en": "Better", "de": "Besser" });
    json!({ "format": 1, "releases": [{ "version": version, "date": "2026-12-01", "changes": changes, "files": [file] }] })
}

#[tokio::test]
async fn without_a_source_nobody_looks() {
    let appliance = Appliance::new();
    let off = appliance.get("/updates").await;
    let version = env!("CARGO_PKG_VERSION");
    let expected = json!({"current": version, "source": "", "state": "off", "newer": null, "reason": null, "checked_at": null});
    assert_eq!(off, expected);
    assert_eq!(appliance.post("/updates/check", json!({})).await, expected);
    let (status, problem) = appliance.set_source("updates").await;
    assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["value"]));
}

#[tokio::test]
async fn a_newer_version_is_told_with_its_files_and_each_once() {
    let appliance = Appliance::new();
    let folder = appliance.dir.path().to_str().unwrap().to_owned();
    appliance.set_source(&folder).await;
    assert_eq!(appliance.get("/updates").await["state"], "current", "nobody looked yet");
    appliance.offer(&list("99.0.0"));
    let newer = appliance.post("/updates/check", json!({})).await;
    assert_eq!((&newer["state"], &newer["checked_at"]), (&json!("newer"), &json!(1_000_000)));
    let file = json!({"name": "donelogin.deb", "size": 5, "sha256": "0".repeat(64), "location": format!("{folder}/donelogin.deb")});
    let expected = json!({"version": "99.0.0", "date": "2026-12-01", "changes": "Better", "location": folder, "files": [file]});
    assert_eq!(newer["newer"], expected);
    let mut request = request(Method::GET, "/updates", Value::Null, Some(Transport::Control), None);
    request.headers_mut().insert("accept-language", "de-AT,en;q=0.5".parse().unwrap());
    assert_eq!(appliance.send(request).await.1["newer"]["changes"], "Besser");
    appliance.post("/updates/check", json!({})).await;
    assert_eq!(appliance.found().await, 1);
    appliance.offer(&list("99.0.1"));
    appliance.post("/updates/check", json!({})).await;
    assert_eq!(appliance.found().await, 2);
}

#[tokio::test]
async fn a_list_that_cannot_be_had_or_read_is_said_and_another_source_begins_anew() {
    let appliance = Appliance::new();
    let folder = appliance.dir.path().to_str().unwrap().to_owned();
    appliance.set_source(&folder).await;
    let missing = appliance.post("/updates/check", json!({})).await;
    assert_eq!((&missing["state"], &missing["newer"]), (&json!("unreachable"), &Value::Null));
    assert!(missing["reason"].as_str().unwrap().contains("No such file"), "{missing}");
    appliance.offer(&json!({"format": 1, "releases": [{"version": "2"}]}));
    let broken = appliance.post("/updates/check", json!({})).await;
    assert!(broken["reason"].as_str().unwrap().contains("cannot be read"), "{broken}");
    appliance.offer(&list(env!("CARGO_PKG_VERSION")));
    assert_eq!(appliance.post("/updates/check", json!({})).await["state"], "current");
    appliance.set_source("/nowhere").await;
    let other = appliance.get("/updates").await;
    assert_eq!((&other["state"], &other["checked_at"]), (&json!("current"), &Value::Null));
}
