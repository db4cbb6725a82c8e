//! The product's program as a process: started, listened to, killed.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// How long a start, or an end, may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that said that it is ready. Killed when dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    lines: Receiver<String>,
    stderr: Arc<Mutex<String>>,
    /// The line that said so.
    pub ready: String,
}

/// A server that did not start.
#[derive(Debug)]
pub struct Refused {
    /// Exit status.
    pub code: Option<i32>,
    /// What it said.
    pub stderr: String,
}

/// The product's program; cargo builds it with the tests.
pub fn program() -> PathBuf {
    beside_the_tests("appliance")
}

/// A program of this package.
pub fn beside_the_tests(name: &str) -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let profile = own.parent().and_then(Path::parent).unwrap();
    let path = profile.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(path.exists(), "{} is missing; type: cargo build -p tests --bins", path.display());
    path
}

/// The command, so that no setting of the caller's machine reaches it.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    let ours = std::env::vars_os().map(|(name, _)| name);
    for name in ours.filter(|name| name.to_string_lossy().starts_with("DONELOGIN_")) {
        command.env_remove(name);
    }
    command
}

/// Runs a command to its end.
pub fn run(mut command: Command, stdin: &str) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that does not read may be gone already.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

impl Running {
    /// Starts a server and waits for its first line.
    pub fn start(mut command: Command) -> Result<Self, Refused> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stdout = child.stdout.take().unwrap();
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let stderr = Arc::new(Mutex::new(String::new()));
        let reader = collect(child.stderr.take().unwrap(), Arc::clone(&stderr));
        let Ok(ready) = lines.recv_timeout(PATIENCE) else {
            let code = wait(&mut child);
            let _ = reader.join();
            return Err(Refused { code, stderr: stderr.lock().unwrap().clone() });
        };
        assert!(ready.starts_with("ready "), "{ready}");
        Ok(Self { child, lines, stderr, ready })
    }

    /// A word of the `ready` line.
    pub fn word(&self, key: &str) -> &str {
        let mut words = self.ready.split(' ').filter_map(|word| word.split_once('='));
        words.find(|(name, _)| *name == key).map(|(_, value)| value).unwrap()
    }

    /// The next line that begins with this word, without it.
    pub fn line(&self, word: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("no line {word}"));
            if let Some(rest) = line.strip_prefix(word) {
                return rest.trim().to_owned();
            }
        }
    }

    /// What it has said on standard error so far.
    pub fn stderr(&self) -> String {
        self.stderr.lock().unwrap().clone()
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Whether it still runs.
    pub fn lives(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// SIGKILL, in the middle of whatever it does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM; its exit status.
    pub fn stop(mut self) -> Option<i32> {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, Signal::TERM).unwrap();
        wait(&mut self.child)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where it is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let said = self.stderr.lock().map(|text| text.clone()).unwrap_or_default();
        if !std::thread::panicking() {
            assert!(!said.contains("panicked"), "the server panicked:\n{said}");
        } else if !said.is_empty() {
            // With the test's own failure this is what one looks at next.
            let _ = writeln!(std::io::stderr(), "the server said:\n{said}");
        }
    }
}

fn collect(mut from: impl Read + Send + 'static, into: Arc<Mutex<String>>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(n @ 1..) = from.read(&mut buffer) {
            into.lock().unwrap().push_str(&String::from_utf8_lossy(&buffer[..n]));
        }
    })
}

fn wait(child: &mut Child) -> Option<i32> {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let _ = child.kill();
    panic!("the process does not end");
}
