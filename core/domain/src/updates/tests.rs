//! Lists as people write them, right and wrong.

use serde_json::{Value, json};

use super::*;

fn release(version: &str) -> Value {
    let file =
        json!({ "name": format!("donelogin_{version}_amd64.deb"), "size": 7, "sha256": "a".repeat(64) });
    json!({ "version": version, "date": "2026-12-01", "changes": "Better", "files": [file] })
}

fn list(releases: &[Value]) -> Vec<u8> {
    json!({ "format": 1, "releases": releases }).to_string().into_bytes()
}

fn newest(versions: &[&str], current: &str) -> Option<String> {
    let releases = read(&list(&versions.iter().map(|version| release(version)).collect::<Vec<_>>())).unwrap();
    newer(&releases, &Version::parse(current).unwrap()).map(|release| release.version.to_string())
}

#[test]
fn the_newest_is_chosen_by_semver_and_not_by_letters() {
    assert_eq!(newest(&["0.9.0", "0.10.0", "0.2.0"], "0.1.0").as_deref(), Some("0.10.0"));
    assert_eq!(newest(&["0.1.0", "0.0.9"], "0.1.0"), None);
    assert_eq!(newest(&["0.1.0+build.9"], "0.1.0"), None, "builds of one version are one version");
    assert_eq!(newest(&[], "0.1.0"), None);
}

#[test]
fn previews_are_for_those_who_run_one() {
    assert_eq!(newest(&["1.0.0-rc.1"], "0.9.0"), None);
    assert_eq!(newest(&["1.0.0-rc.2", "1.0.0-rc.10"], "1.0.0-rc.1").as_deref(), Some("1.0.0-rc.10"));
    assert_eq!(newest(&["1.0.0", "1.0.0-rc.10"], "1.0.0-rc.1").as_deref(), Some("1.0.0"));
}

#[test]
fn changes_come_in_the_reader_s_language() {
    let mut both = release("0.2.0");
    both["changes"] = json!({ "en": "Better", "de": "Besser" });
    let found = read(&list(&[both, release("0.1.0")])).unwrap();
    let [both, plain] = found.as_slice() else { panic!("two releases") };
    assert_eq!(both.changes_in(["de"]), "Besser");
    assert_eq!(both.changes_in(["fr"]), "Better");
    assert_eq!(plain.changes_in(["de"]), "Better");
}

#[test]
fn what_contradicts_the_format_is_said_with_its_place() {
    let spoilt = |field: &str, value: Value| {
        let mut bad = release("0.2.0");
        *bad.pointer_mut(field).unwrap() = value;
        read(&list(&[release("0.1.0"), bad])).unwrap_err().to_string()
    };
    assert!(spoilt("/version", json!("v2")).contains("release 2: its version is not one of semver.org"));
    for date in ["1.12.2026", "2026-13-01", "2026-1-1", "", "2026-12-01T00:00"] {
        assert!(spoilt("/date", json!(date)).contains("YYYY-MM-DD"), "{date}");
    }
    assert!(spoilt("/changes", json!("\u{1b}[2J")).contains("control characters"));
    assert!(spoilt("/changes", json!("\u{202e}txet denrut")).contains("control characters"));
    assert!(spoilt("/changes", json!("x".repeat(20_001))).contains("longer than"));
    assert!(spoilt("/files", json!([])).contains("lists no file"));
    for name in ["../x.deb", "a/b", "a\\b", "/etc/passwd", ".x", "", "a b", "C:x"] {
        assert!(spoilt("/files/0/name", json!(name)).contains("not a plain name"), "{name}");
    }
    assert!(spoilt("/files/0/sha256", json!("zz")).contains("64 hexadecimal digits"));
    assert!(spoilt("/files/0/size", json!(-1)).contains("cannot be read"));
}

#[test]
fn what_is_no_list_is_said() {
    let said = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
    assert!(said("<!doctype html>").contains("donelogin-updates.json cannot be read"));
    assert!(said("{}").contains("missing field `format`"));
    assert!(said(r#"{"format": 2, "news": true}"#).contains("has format 2"));
    assert!(said(&" ".repeat(LONGEST_BYTES + 1)).contains("larger than 256 KiB"));
    let many = vec![release("0.1.0"); 501];
    assert!(matches!(read(&list(&many)), Err(NotAList::TooMany) | Err(NotAList::Long)));
    assert_eq!(read("\u{feff}{\"format\": 1, \"releases\": [], \"later\": 1}".as_bytes()), Ok(Vec::new()));
}

#[cfg(unix)]
#[test]
fn a_source_is_a_whole_path_or_an_address_by_https() {
    assert_eq!(Source::read(""), Ok(None));
    let beside = |text: &str| Source::read(text).unwrap().unwrap().beside("x.deb");
    assert_eq!(beside("/srv/updates"), "/srv/updates/x.deb");
    for same in ["https://a.example/d", "https://a.example/d/", "https://a.example/d/donelogin-updates.json"]
    {
        assert_eq!(beside(same), "https://a.example/d/x.deb", "{same}");
        let Ok(Some(Source::Web(list))) = Source::read(same) else { panic!("{same}") };
        assert_eq!(list.path(), "/d/donelogin-updates.json");
    }
    for bad in [
        "updates",
        "./updates",
        "http://a.example",
        "ftp://a",
        "https://",
        "https://u:p@a.example",
        "https://a.example/?x",
        "file:///srv",
    ] {
        assert_eq!(Source::read(bad), Err(NotASource), "{bad}");
    }
}
