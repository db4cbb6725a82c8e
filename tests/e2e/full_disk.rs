//! The disk is full: writes are refused with a word about it, reads go on, and room heals without a restart.

use std::path::{Path, PathBuf};
use std::process::Command;

use reqwest::Method;
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use serde_json::{Value, json};
use tests::appliance::{Appliance, MEMBER, ask};
use tests::browser::Browser;
use tests::namespace::Own;
use tests::program::{Running, program, run};
use tests::relying_party::{RelyingParty, Tokens};

/// What keeps the server from writing.
enum Disk {
    /// A small disk, seen by the server alone.
    Small { seen_from_here: PathBuf },
    /// A limit on the size of its files, as a quota has: also where no disk can be made.
    Limited { dir: PathBuf, server: Pid },
}

impl Disk {
    /// Starts the server on a small disk.
    fn small(appliance: &mut Appliance) -> Option<Self> {
        std::fs::create_dir(appliance.dir()).unwrap();
        let mut command = Own::Disk { size: "4m" }.command(&appliance.dir())?;
        command.arg(program()).args(appliance.serve().get_args()).env("DONELOGIN_NET__CA_PORT", "0");
        let server = Running::start(command).unwrap();
        let inside = appliance.dir().strip_prefix("/").unwrap().to_owned();
        let seen_from_here = Path::new("/proc").join(server.pid().to_string()).join("root").join(inside);
        appliance.server = Some(server);
        Some(Self::Small { seen_from_here })
    }

    /// Starts the server so that it can be limited later.
    fn limited(appliance: &mut Appliance) -> Self {
        let mut command = Command::new("sh");
        // Or the first byte beyond the limit would be a signal that kills.
        command
            .args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"])
            .arg(program())
            .args(appliance.serve().get_args());
        let server = Running::start({
            command.env("DONELOGIN_NET__CA_PORT", "0");
            command
        });
        let server = appliance.server.insert(server.unwrap());
        let pid = Pid::from_raw(i32::try_from(server.pid()).unwrap()).unwrap();
        Self::Limited { dir: appliance.dir(), server: pid }
    }

    fn fill(&self) {
        match self {
            Self::Small { seen_from_here } => {
                let ballast = seen_from_here.join("ballast");
                let mut command = Command::new("dd");
                command.args(["if=/dev/zero", "bs=4k", &format!("of={}", ballast.display())]);
                assert!(!run(command, "").status.success(), "the disk is not small");
            }
            Self::Limited { dir, .. } => {
                let sizes =
                    std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len());
                self.limit(sizes.max());
            }
        }
    }

    fn make_room(&self) {
        match self {
            Self::Small { seen_from_here } => std::fs::remove_file(seen_from_here.join("ballast")).unwrap(),
            Self::Limited { .. } => self.limit(None),
        }
    }

    fn limit(&self, size_bytes: Option<u64>) {
        let Self::Limited { server, .. } = self else { return };
        prlimit(Some(*server), Resource::Fsize, Rlimit { current: size_bytes, maximum: None }).unwrap();
    }

    fn socket(&self) -> PathBuf {
        match self {
            Self::Small { seen_from_here: dir } | Self::Limited { dir, .. } => dir.join("control.sock"),
        }
    }

    async fn ask(&self, method: Method, path: &str, json: Option<Value>) -> (u16, Value) {
        ask(&self.socket(), method, path, json).await
    }
}

#[tokio::test]
async fn a_full_disk_refuses_writes_loses_nothing_and_heals() {
    let mut appliance = Appliance::prepare();
    let disk = match Disk::small(&mut appliance) {
        Some(disk) => disk,
        None => Disk::limited(&mut appliance),
    };
    refuses_loses_nothing_and_heals(appliance, disk).await;
}

#[tokio::test]
async fn a_quota_is_met_like_a_full_disk() {
    let mut appliance = Appliance::prepare();
    let disk = Disk::limited(&mut appliance);
    refuses_loses_nothing_and_heals(appliance, disk).await;
}

async fn refuses_loses_nothing_and_heals(mut appliance: Appliance, disk: Disk) {
    let office = Office::open(&appliance, &disk).await;
    disk.fill();
    let made = fill_up(&disk).await;
    office.reads_go_on().await;
    office.writes_are_refused().await;
    assert!(appliance.server().lives());
    disk.make_room();
    office.goes_on().await;
    let kept = groups(&disk).await;
    assert_eq!(kept.len(), made.len(), "what was answered, and nothing that was refused");
    assert!(made.iter().all(|id| kept.contains(id)));
    let (_, chain) = disk.ask(Method::GET, "/audit/verify", None).await;
    assert_eq!(chain["is_sound"], true, "{chain}");
}

/// The ids of all groups.
async fn groups(disk: &Disk) -> Vec<String> {
    let mut all = Vec::new();
    loop {
        let path = format!("/groups?limit=500&offset={}", all.len());
        let (_, part) = disk.ask(Method::GET, &path, None).await;
        let found = part["groups"].as_array().unwrap();
        all.extend(found.iter().map(|group| group["id"].as_str().unwrap().to_owned()));
        if found.is_empty() {
            return all;
        }
    }
}

/// Writes until that is refused; the ids of what was made. What is in the log already may find room in its file for a
/// while.
async fn fill_up(disk: &Disk) -> Vec<String> {
    let mut made = Vec::new();
    for n in 0..5_000 {
        let (status, answer) =
            disk.ask(Method::POST, "/groups", Some(json!({"name": format!("g{n}")}))).await;
        if status != 201 {
            assert!([503, 507].contains(&status), "{status} {answer}");
            assert!(answer["detail"].as_str().unwrap().contains("disk is full"), "{answer}");
            return made;
        }
        made.push(answer["id"].as_str().unwrap().to_owned());
    }
    panic!("the disk never was full");
}

/// A person signed in to an app, and a code on its way, from before the disk was full.
struct Office {
    app: RelyingParty,
    browser: Browser,
    tokens: Tokens,
    code: String,
    verifier: String,
}

impl Office {
    async fn open(appliance: &Appliance, disk: &Disk) -> Self {
        let ben = json!({"email": MEMBER.email, "name": "Ben", "password": MEMBER.password, "admin": true});
        let (status, answer) = disk.ask(Method::POST, "/users", Some(ben)).await;
        assert_eq!(status, 201, "{answer}");
        let app = RelyingParty::register_at(&disk.socket(), appliance, json!({"trusted": true})).await;
        let browser = Browser::at(&disk.socket(), appliance).await;
        let page = browser.open("/login").await;
        browser.sign_in(&page, MEMBER).await;
        let tokens = app.tokens(&browser, &["offline_access"]).await;
        let pending = app.begin(&["email"]);
        let landed = browser.open(pending.url.as_str()).await;
        let (code, verifier) = (app.code(&pending, &landed), pending.verifier().to_owned());
        Self { app, browser, tokens, code, verifier }
    }

    async fn reads_go_on(&self) {
        assert!(self.app.is_valid(&self.tokens.access).await);
        for path in ["/account", "/.well-known/openid-configuration", "/oauth2/jwks", "/ca.crt"] {
            assert_eq!(self.browser.open(path).await.status, 200, "{path}");
        }
    }

    /// Each says that it is not the person's or the app's fault.
    async fn writes_are_refused(&self) {
        let refused = self.browser.open(self.app.begin(&["email"]).url.as_str()).await;
        assert_eq!((refused.status, &refused.away), (503, &None), "{}", refused.body);
        let (status, answer) = self.app.exchange(&self.code, &self.verifier).await;
        assert_eq!((status, answer["error"].as_str()), (503, Some("temporarily_unavailable")), "{answer}");
        let other = self.browser.another();
        let page = other.open("/login").await;
        assert_eq!(other.sign_in(&page, MEMBER).await.status, 503);
    }

    /// As if nothing had been: the same code, the same session, the same tokens.
    async fn goes_on(&self) {
        let (status, answer) = self.app.exchange(&self.code, &self.verifier).await;
        assert_eq!(status, 200, "{answer}");
        self.app.refresh(&self.tokens).await;
        self.app.tokens(&self.browser, &["email"]).await;
        let other = self.browser.another();
        let page = other.open("/login").await;
        assert_eq!(other.sign_in(&page, MEMBER).await.status, 200);
    }
}

/// The first start in this shell's surroundings.
fn assert_says_full(mut command: Command, appliance: &Appliance) {
    command.arg(program()).args(appliance.serve().get_args());
    let refused = tests::appliance::refusal(command);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.stderr.contains("disk is full"), "{}", refused.stderr);
}

/// A shell that may write files of 32 KiB at most.
fn with_a_quota() -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "sh"]);
    command
}

#[test]
fn a_disk_without_room_for_the_first_start_is_said() {
    let appliance = Appliance::prepare();
    std::fs::create_dir(appliance.dir()).unwrap();
    let own = (Own::Disk { size: "64k" }).command(&appliance.dir());
    assert_says_full(own.unwrap_or_else(with_a_quota), &appliance);
}

#[test]
fn a_quota_without_room_for_the_first_start_is_said() {
    let mut appliance = Appliance::prepare();
    assert_says_full(with_a_quota(), &appliance);
    // With room the same directory is made good.
    appliance.restart();
    assert!(appliance.server().line("first-run").contains("/setup/"));
}
