//! Another machine of the office: a network of its own at the other end of the server's cable, with Avahi.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::geteuid;
use tempfile::TempDir;

use crate::program::Running;

/// What the tests need, and what to type where it is missing.
const PROGRAMS: [&str; 6] = ["avahi-daemon", "avahi-resolve", "avahi-browse", "dbus-daemon", "ip", "nsenter"];
const MEND: &str = "cargo xtask test installs them; by hand: \
    sudo apt-get install -y avahi-daemon avahi-utils dbus iproute2 util-linux";

/// How long a fact of the network may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// The other machine. Its network is gone with its processes, so that nothing is left behind.
#[derive(Debug)]
pub struct Neighbour {
    /// Holds the network and the place for sockets.
    holder: Child,
    daemons: Vec<Child>,
    scratch: TempDir,
}

/// Says loudly what is missing: a test that is left out here would be left out for ever.
pub fn require() {
    let directories = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];
    let is_there = |program: &&str| directories.iter().any(|at| Path::new(at).join(program).is_file());
    let missing: Vec<&str> = PROGRAMS.into_iter().filter(|program| !is_there(program)).collect();
    assert!(missing.is_empty(), "these tests need {}. {MEND}", missing.join(", "));
}

impl Neighbour {
    /// A machine whose end of the server's cable has this address. What else its network has is up to `more`, a
    /// script; `far0` is the cable.
    pub fn beside(server: &Running, more: &str) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        // Avahi knows one place for its own files; here it is nobody else's.
        let script = "mount -t tmpfs none /run && mkdir -p /run/avahi-daemon && ip link set lo up && echo ready && exec sleep 86400";
        let mut command = enter(server.pid(), false);
        command.args(["unshare", "--net", "--mount", "--", "sh", "-c", script]);
        let mut holder = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(holder.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line.trim(), "ready", "no second network can be made here: run the tests as root");
        let neighbour = Self { holder, daemons: Vec::new(), scratch };
        let mut plug = enter(server.pid(), false);
        plug.args(["ip", "link", "set", "far0", "netns", &neighbour.holder.id().to_string()]);
        assert!(plug.status().unwrap().success(), "the cable cannot be plugged in");
        neighbour.run(&["sh", "-c", &format!("ip link set far0 up && {more}")]);
        neighbour
    }

    /// Starts Avahi on this interface, under this host name.
    pub fn avahi(&mut self, interface: &str, host_name: &str) {
        let write = |name: &str, text: String| {
            let path = self.scratch.path().join(name);
            fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let bus = write("bus.conf", BUS.replace("SOCKET", &self.socket()));
        let conf = format!(
            "[server]\nhost-name={host_name}\nallow-interfaces={interface}\nuse-ipv4=yes\nuse-ipv6=yes\n\
             [wide-area]\nenable-wide-area=no\n[publish]\npublish-workstation=no\n"
        );
        let conf = write("avahi.conf", conf);
        let config = format!("--config-file={bus}");
        let start = |arguments: &[&str]| {
            let mut command = self.command(arguments);
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let bus = start(&["dbus-daemon", "--nofork", "--nopidfile", &config]);
        let socket = self.scratch.path().join("bus");
        until("the bus", || socket.exists().then_some(()));
        let rights = ["--no-drop-root", "--no-chroot", "--no-rlimits", "--no-proc-title"];
        let avahi = start(&[&["avahi-daemon", "--file", &conf][..], &rights].concat());
        self.daemons.extend([bus, avahi]);
        until("Avahi", || self.try_run(&["avahi-browse", "-pt", "_donelogin._tcp"]));
    }

    /// The address that this machine finds for a name, by Avahi.
    pub fn resolve(&self, name: &str) -> Option<String> {
        let said = self.try_run(&["timeout", "5", "avahi-resolve", "-4", "-n", name])?;
        said.split_whitespace().nth(1).map(str::to_owned)
    }

    /// What this machine finds of a type of services: the lines of those that were resolved.
    pub fn browse(&self, kind: &str) -> Vec<String> {
        let said = self.try_run(&["timeout", "10", "avahi-browse", "-rpt", kind]).unwrap_or_default();
        said.lines().filter(|line| line.starts_with('=')).map(str::to_owned).collect()
    }

    /// Runs something here; it must succeed.
    pub fn run(&self, arguments: &[&str]) -> String {
        self.try_run(arguments).unwrap_or_else(|| panic!("{arguments:?} failed at the neighbour"))
    }

    fn try_run(&self, arguments: &[&str]) -> Option<String> {
        let output = self.command(arguments).stdin(Stdio::null()).output().unwrap();
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = enter(self.holder.id(), true);
        command.args(arguments).env("DBUS_SYSTEM_BUS_ADDRESS", format!("unix:path={}", self.socket()));
        command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        command
    }

    fn socket(&self) -> String {
        self.scratch.path().join("bus").display().to_string()
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        for child in self.daemons.iter_mut().rev().chain([&mut self.holder]) {
            // Both fail only where it is gone already.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Asks again until there is an answer.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "in vain: {what}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// The beginning of a command line that runs the rest of it in the networks of a process.
fn enter(pid: u32, with_files: bool) -> Command {
    let mut command = Command::new("nsenter");
    command.args(["--target", &pid.to_string(), "--net"]);
    if with_files {
        command.arg("--mount");
    }
    if !geteuid().is_root() {
        command.args(["--user", "--preserve-credentials"]);
    }
    command.arg("--");
    command
}

/// A bus of the neighbour's own, on which everybody may do everything.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=SOCKET</listen>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
    <allow send_type="method_call"/>
  </policy>
</busconfig>
"#;
