//! A program that we start, listen to and stop.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::command;
use crate::stop::Stop;

/// Longer than the ten seconds that the appliance gives open requests.
const GRACE: Duration = Duration::from_secs(12);

/// A running program; what it prints is passed on line by line.
pub(crate) struct Program {
    pub(crate) name: &'static str,
    child: Child,
    lines: Receiver<String>,
    seen: Vec<String>,
}

impl Program {
    /// Starts it in a group of its own, so that Ctrl-C reaches us alone and we stop the two in order.
    pub(crate) fn start(name: &'static str, mut command: Command) -> Result<Self, Stop> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let path = command.get_program().into();
        let mut child =
            command.stdout(Stdio::piped()).spawn().map_err(|source| Stop::File { path, source })?;
        let (send, lines) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            std::thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    println!("{name}: {line}");
                    if send.send(line).is_err() {
                        break;
                    }
                }
            });
        }
        Ok(Self { name, child, lines, seen: Vec::new() })
    }

    /// The first line that begins so; `None` when the user stops us before.
    pub(crate) fn wait_for(
        &mut self,
        prefix: &str,
        patience: Duration,
        over: &AtomicBool,
    ) -> Result<Option<String>, Stop> {
        let until = Instant::now() + patience;
        while !over.load(Ordering::Relaxed) {
            match self.lines.recv_timeout(Duration::from_millis(100)) {
                Ok(line) if line.starts_with(prefix) => return Ok(Some(line)),
                Ok(line) => self.seen.push(line),
                Err(RecvTimeoutError::Timeout) if Instant::now() < until => {}
                Err(RecvTimeoutError::Timeout) => {
                    let why = format!("no line with {prefix:?} in {} s", patience.as_secs());
                    return Err(Stop::Answer { of: self.name, why });
                }
                Err(RecvTimeoutError::Disconnected) => return Err(Stop::Ended { name: self.name }),
            }
        }
        Ok(None)
    }

    /// What followed this prefix in a line printed so far, or within the next moment.
    pub(crate) fn seen(&mut self, prefix: &str) -> Option<String> {
        while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(300)) {
            self.seen.push(line);
        }
        self.seen.iter().find_map(|line| line.strip_prefix(prefix)).map(str::to_owned)
    }

    /// Whether it has ended by itself.
    pub(crate) fn has_ended(&mut self) -> Result<bool, Stop> {
        let path = self.name.into();
        self.child.try_wait().map(|status| status.is_some()).map_err(|source| Stop::File { path, source })
    }

    /// Asks it to end, and ends it when it does not.
    pub(crate) fn stop(mut self) -> Result<(), Stop> {
        if cfg!(unix) && !self.has_ended()? {
            command::read(command::new("kill").arg(self.child.id().to_string()));
            let until = Instant::now() + GRACE;
            while !self.has_ended()? && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        // Nothing to do when it has ended already.
        let _ = self.child.kill();
        let path = self.name.into();
        self.child.wait().map(|_| ()).map_err(|source| Stop::File { path, source })
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Program {
        let mut command = command::new("sh");
        command.args(["-c", script]);
        Program::start("sh", command).unwrap()
    }

    #[test]
    fn a_program_is_waited_for_heard_and_stopped() {
        let mut program = shell("echo first-run https://here; echo ready now; exec sleep 600");
        let over = AtomicBool::new(false);
        let ready = program.wait_for("ready ", Duration::from_secs(20), &over).unwrap();
        assert_eq!(ready.unwrap(), "ready now");
        assert_eq!(program.seen("first-run ").unwrap(), "https://here");
        assert!(!program.has_ended().unwrap());
        program.stop().unwrap();
    }

    #[test]
    fn a_program_that_ends_before_it_is_ready_is_named() {
        let mut program = shell("echo no");
        let outcome = program.wait_for("ready ", Duration::from_secs(20), &AtomicBool::new(false));
        assert!(matches!(outcome, Err(Stop::Ended { name: "sh" })));
    }
}
