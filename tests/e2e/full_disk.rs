//! The disk is full: writes are refused with a word about it, reads go on, and room heals without a restart.

use std::path::{Path, PathBuf};
use std::process::Command;

use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::{Appliance, MEMBER, ask};
use tests::browser::Browser;
use tests::program::{Running, program, run};
use tests::relying_party::RelyingParty;

/// A disk of four megabytes, seen by the server alone: a mount in a namespace of its own.
struct SmallDisk {
    seen_from_here: PathBuf,
}

impl SmallDisk {
    /// Starts the server on it.
    fn start(appliance: &mut Appliance) -> Self {
        std::fs::create_dir(appliance.dir()).unwrap();
        let mut command = Command::new("unshare");
        if !rustix::process::geteuid().is_root() {
            command.args(["--user", "--map-root-user"]);
        }
        let mount = "mount -t tmpfs -o size=4m,mode=700 none \"$0\" && exec \"$@\"";
        command.args(["--mount", "--", "sh", "-c", mount]).arg(appliance.dir());
        let serve = appliance.serve();
        command.arg(program()).args(serve.get_args()).env("DONELOGIN_NET__CA_PORT", "0");
        let server = Running::start(command).unwrap();
        let inside = appliance.dir().strip_prefix("/").unwrap().to_owned();
        let seen_from_here = Path::new("/proc").join(server.pid().to_string()).join("root").join(inside);
        appliance.server = Some(server);
        Self { seen_from_here }
    }

    /// Fills it to the last byte.
    fn fill(&self) {
        let ballast = self.seen_from_here.join("ballast");
        let mut command = Command::new("dd");
        command.args(["if=/dev/zero", "bs=4k", &format!("of={}", ballast.display())]);
        assert!(!run(command, "").status.success(), "the disk is not small");
    }

    fn make_room(&self) {
        std::fs::remove_file(self.seen_from_here.join("ballast")).unwrap();
    }

    async fn ask(&self, method: Method, path: &str, json: Option<Value>) -> (u16, Value) {
        ask(&self.seen_from_here.join("control.sock"), method, path, json).await
    }
}

#[tokio::test]
async fn a_full_disk_refuses_writes_loses_nothing_and_heals() {
    let mut appliance = Appliance::prepare();
    let disk = SmallDisk::start(&mut appliance);
    let person = json!({"email": MEMBER.email, "name": "Ben", "password": MEMBER.password, "admin": true});
    let (status, answer) = disk.ask(Method::POST, "/users", Some(person)).await;
    assert_eq!(status, 201, "{answer}");
    let door = disk.seen_from_here.join("control.sock");
    let app = RelyingParty::register_at(&door, &appliance, json!({"trusted": true})).await;
    let browser = Browser::at(&door, &appliance).await;
    let page = browser.open("/login").await;
    browser.sign_in(&page, MEMBER).await;
    let tokens = app.tokens(&browser, &["offline_access"]).await;
    let kept = app.begin(&["email"]);
    let kept_landed = browser.open(kept.url.as_str()).await;
    disk.fill();
    // What is in the log already may still find room in its file; soon nothing does.
    let mut made = Vec::new();
    let mut refused = None;
    for n in 0..5_000 {
        let (status, answer) =
            disk.ask(Method::POST, "/groups", Some(json!({"name": format!("g{n}")}))).await;
        if status == 201 {
            made.push(answer["id"].as_str().unwrap().to_owned());
        } else {
            refused = Some((status, answer));
            break;
        }
    }
    let (status, answer) = refused.expect("the disk never was full");
    assert!([503, 507].contains(&status), "{status} {answer}");
    assert!(answer["detail"].as_str().unwrap().contains("disk is full"), "{answer}");
    // Reads go on.
    assert!(app.is_valid(&tokens.access).await);
    assert_eq!(browser.open("/account").await.status, 200);
    assert_eq!(browser.open("/.well-known/openid-configuration").await.status, 200);
    // A write for a person or an app says that it is not their fault.
    let refused = browser.open(app.begin(&["email"]).url.as_str()).await;
    assert_eq!((refused.status, &refused.away), (503, &None), "{}", refused.body);
    let (status, answer) = app.exchange(&app.code(&kept, &kept_landed), kept.verifier()).await;
    assert_eq!((status, answer["error"].as_str()), (503, Some("temporarily_unavailable")), "{answer}");
    let other = browser.another();
    let page = other.open("/login").await;
    assert_eq!(other.sign_in(&page, MEMBER).await.status, 503);
    assert!(appliance.server().lives());
    disk.make_room();
    // As if nothing had been: the same code, the same session, everything that was answered.
    app.finish(kept, &kept_landed).await;
    app.refresh(&tokens).await;
    let page = other.open("/login").await;
    assert_eq!(other.sign_in(&page, MEMBER).await.status, 200);
    let (_, groups) = disk.ask(Method::GET, "/groups", None).await;
    let kept: Vec<_> = groups.as_array().unwrap().iter().map(|group| group["id"].as_str().unwrap()).collect();
    assert_eq!(kept.len(), made.len(), "what was answered, and nothing that was refused");
    assert!(made.iter().all(|id| kept.contains(&id.as_str())));
    let (_, chain) = disk.ask(Method::GET, "/audit/verify", None).await;
    assert_eq!(chain["is_sound"], true, "{chain}");
}

#[test]
fn a_disk_without_room_for_the_first_start_is_said() {
    let appliance = Appliance::prepare();
    std::fs::create_dir(appliance.dir()).unwrap();
    let mut command = Command::new("unshare");
    if !rustix::process::geteuid().is_root() {
        command.args(["--user", "--map-root-user"]);
    }
    let mount = "mount -t tmpfs -o size=64k,mode=700 none \"$0\" && exec \"$@\"";
    command.args(["--mount", "--", "sh", "-c", mount]).arg(appliance.dir()).arg(program());
    command.args(appliance.serve().get_args());
    let refused = tests::appliance::refusal(command);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.stderr.contains("full") || refused.stderr.contains("space"), "{}", refused.stderr);
}
