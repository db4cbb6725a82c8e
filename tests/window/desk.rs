//! A desk of one test's own: a screen, a window manager, a session bus, a home.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tests::program;

/// How long something may take on a machine that does much else.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The desk; everything on it ends with it.
pub(crate) struct Desk {
    home: tempfile::TempDir,
    display: String,
    bus: String,
    environment: Vec<(String, String)>,
    running: Vec<Child>,
}

impl Desk {
    /// Sets it up, so wide and high.
    pub(crate) fn new(width: u32, height: u32) -> Self {
        let home = tempfile::tempdir().unwrap();
        let runtime = home.path().join("run");
        std::fs::create_dir(&runtime).unwrap();
        std::fs::set_permissions(&runtime, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let mut desk = Self {
            home,
            display: String::new(),
            bus: String::new(),
            environment: Vec::new(),
            running: Vec::new(),
        };
        let screen = format!("{width}x{height}x24");
        let number = desk.first_line(Command::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            &screen,
            "-nolisten",
            "tcp",
        ]));
        desk.display = format!(":{number}");
        let mut bus = desk.command("dbus-daemon");
        desk.bus = desk.first_line(bus.args(["--session", "--nofork", "--print-address=1"]));
        let openbox = desk.command("openbox").stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        desk.running.push(openbox);
        desk
    }

    /// Sets a variable for all programs that are started from now on.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.environment.retain(|(known, _)| known != name);
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// Takes a variable away from what is started here.
    pub(crate) fn unset(&mut self, name: &str) {
        self.environment.retain(|(known, _)| known != name);
    }

    /// The home folder.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// A program on this desk.
    pub(crate) fn command(&self, name: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = program::command(name);
        let home = self.home();
        command.env("HOME", home).env("XDG_RUNTIME_DIR", home.join("run")).env("DISPLAY", &self.display);
        command.env_remove("WAYLAND_DISPLAY").env("LANG", "C.UTF-8").env("NO_AT_BRIDGE", "1");
        for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env_remove(folder);
        }
        if !self.bus.is_empty() {
            command.env("DBUS_SESSION_BUS_ADDRESS", &self.bus);
        }
        command.envs(self.environment.iter().cloned());
        command
    }

    /// Runs a program to its end.
    pub(crate) fn run(&self, name: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Output {
        program::run(
            {
                let mut command = self.command(name);
                command.args(arguments);
                command
            },
            "",
        )
    }

    /// What a program prints.
    pub(crate) fn read(&self, name: &str, arguments: &[&str]) -> String {
        String::from_utf8_lossy(&self.run(name, arguments).stdout).trim().to_owned()
    }

    /// Starts a program that ends with the desk.
    pub(crate) fn start(&mut self, command: &mut Command) -> u32 {
        let child = command.stdin(Stdio::null()).spawn().unwrap();
        let id = child.id();
        self.running.push(child);
        id
    }

    /// Windows that can be seen, by their title.
    pub(crate) fn windows(&self, title: &str) -> Vec<String> {
        let found = self.read("xdotool", &["search", "--onlyvisible", "--name", title]);
        found.lines().map(str::to_owned).collect()
    }

    /// Answers a dialog by what xdotool does with it. A dialog that is just being shown hears nothing.
    pub(crate) fn answer(&self, title: &str, act: impl Fn(&str) -> Vec<String>) {
        wait_for("the dialog", || self.windows(title).first().cloned());
        wait_for("the answer", || {
            if let Some(id) = self.windows(title).first() {
                let line = act(id);
                self.run("xdotool", &line.iter().map(String::as_str).collect::<Vec<_>>());
            }
            self.windows(title).is_empty().then_some(())
        });
    }

    /// Presses the first of two buttons at the foot of a dialog.
    pub(crate) fn press_first(&self, id: &str) -> Vec<String> {
        let shape = self.read("xdotool", &["getwindowgeometry", "--shell", id]);
        let number = |name: &str| {
            let line = shape.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.and_then(|text| text.parse::<u32>().ok()).unwrap_or_default()
        };
        let (x, y) = (number("WIDTH") / 4, number("HEIGHT").saturating_sub(16));
        format!("mousemove --sync --window {id} {x} {y} click 1").split(' ').map(str::to_owned).collect()
    }

    /// Ends the program in the window, as a session does.
    pub(crate) fn end(&self) {
        let found = self.read("xdotool", &["search", "--name", "^DOneLogin$"]);
        let owner = |id: &str| self.read("xdotool", &["getwindowpid", id]);
        let Some(process) = found.lines().map(owner).find(|process| !process.is_empty()) else { return };
        self.run("kill", &[&process]);
        let stat = PathBuf::from(format!("/proc/{process}/stat"));
        // Gone, or dead and not yet buried by the one who started it.
        wait_for("the end of the program", || {
            let text = std::fs::read_to_string(&stat).unwrap_or_default();
            let state = text.rsplit(')').next().unwrap_or_default().trim().chars().next();
            matches!(state, None | Some('Z')).then_some(())
        });
    }

    /// A picture of the whole screen.
    pub(crate) fn picture(&self, name: &str) {
        let path = pictures().join(format!("{name}.png"));
        let output = self.run("import", &["-window", "root", path.to_str().unwrap()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn first_line(&mut self, command: &mut Command) -> String {
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        self.running.push(child);
        line.trim().to_owned()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The screen last: what stands on it ends in order before.
        for child in self.running.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Where pictures go.
pub(crate) fn pictures() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let target = own.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists()).unwrap();
    let folder = target.join("window");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Waits for a fact, and says what it waited for where it does not come.
pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < until, "it does not come: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
