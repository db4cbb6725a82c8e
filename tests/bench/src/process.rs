//! A server in a process of its own: started, waited for, weighed and stopped.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{fs, thread};

use rustix::process::{Pid, Signal, kill_process};

use crate::error::Error;

const READY_WITHIN: Duration = Duration::from_secs(20);
const STOPPED_WITHIN: Duration = Duration::from_secs(12);
const POLL: Duration = Duration::from_millis(5);

/// A running server; killed when dropped.
pub(crate) struct Server {
    child: Child,
    /// From `exec` to the line that says it is ready, milliseconds.
    pub(crate) exec_ms: f64,
    /// The start-up time that the server itself names, milliseconds.
    pub(crate) said_ms: Option<f64>,
    /// The address and port that it listens on.
    pub(crate) listen: String,
}

impl Server {
    /// Starts a server and waits for its `ready` line. Its stdin stays open as long as we live; its stderr
    /// goes to the file `log`, as in an office.
    pub(crate) fn start(mut command: Command, log: &Path) -> Result<Self, Error> {
        let program = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(File::create(log)?);
        let began = Instant::now();
        let child = command.spawn()?;
        let mut server = Self { child, exec_ms: 0.0, said_ms: None, listen: String::new() };
        let stdout = server.child.stdout.take().ok_or(Error::Missing("standard output"))?;
        let (sender, lines) = mpsc::channel();
        // The pipe is read to its end, so that a server that says more never blocks on it.
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if line.starts_with("ready ") {
                    // Nobody waits any more when the server took too long.
                    let _ = sender.send((Instant::now(), line));
                }
            }
        });
        let (at, line) = lines.recv_timeout(READY_WITHIN).map_err(|_| not_ready(program, log))?;
        server.exec_ms = (at - began).as_secs_f64() * 1000.0;
        server.said_ms = word(&line, "ms=").and_then(|value| value.parse().ok());
        server.listen = word(&line, "listen=").ok_or(Error::Missing("listen= in the ready line"))?.to_owned();
        Ok(server)
    }

    /// The process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, and kills it when it does not.
    pub(crate) fn stop(mut self) -> Result<(), Error> {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(pid) = pid {
            kill_process(pid, Signal::TERM).map_err(std::io::Error::from)?;
        }
        wait(&mut self.child, STOPPED_WITHIN)?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only when it has ended already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command to its end and returns what it printed; kills it when it takes too long.
pub(crate) fn run(program: &Path, arguments: &[&str], within: Duration) -> Result<String, Error> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdout = child.stdout.take().ok_or(Error::Missing("standard output"))?;
    let stderr = child.stderr.take().ok_or(Error::Missing("standard error"))?;
    let stdout = thread::spawn(move || std::io::read_to_string(stdout));
    let stderr = thread::spawn(move || std::io::read_to_string(stderr));
    let status = wait(&mut child, within)?;
    let stdout = stdout.join().map_err(|_| Error::Missing("standard output"))??;
    let stderr = stderr.join().map_err(|_| Error::Missing("standard error"))??;
    if status.success() {
        return Ok(stdout);
    }
    Err(Error::Command {
        arguments: arguments.join(" "),
        status: status.to_string(),
        stderr: stderr.trim().to_owned(),
    })
}

/// CPU time that a process has used so far, all threads, user and system, in seconds.
pub(crate) fn cpu_s(pid: u32) -> Result<f64, Error> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let ticks = cpu_ticks(&stat).ok_or(Error::Missing("utime and stime in /proc/PID/stat"))?;
    Ok(ticks as f64 / rustix::param::clock_ticks_per_second() as f64)
}

/// Resident memory of a process, megabytes.
pub(crate) fn resident_mb(pid: u32) -> Result<f64, Error> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let kib = resident_kib(&status).ok_or(Error::Missing("VmRSS in /proc/PID/status"))?;
    Ok(kib as f64 * 1024.0 / 1e6)
}

fn not_ready(program: String, log: &Path) -> Error {
    let log = fs::read_to_string(log).unwrap_or_default();
    let said = log.lines().last().unwrap_or_default().to_owned();
    Error::NotReady { program, said }
}

fn wait(child: &mut Child, within: Duration) -> Result<std::process::ExitStatus, Error> {
    let until = Instant::now() + within;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if Instant::now() > until {
            child.kill()?;
            child.wait()?;
            return Err(Error::TimeOut("a process's end"));
        }
        thread::sleep(POLL);
    }
}

/// utime and stime: fields 14 and 15, counted after the program's name, which may hold anything.
fn cpu_ticks(stat: &str) -> Option<u64> {
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_ascii_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

fn resident_kib(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_ascii_whitespace().next()?.parse().ok()
}

fn word<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.split_ascii_whitespace().find_map(|word| word.strip_prefix(key))
}

#[cfg(test)]
mod tests {
    use super::{cpu_ticks, resident_kib, word};

    #[test]
    fn cpu_ticks_are_read_past_a_name_with_spaces_and_parentheses() {
        let stat = "42 (a b) c) S 1 42 42 0 -1 4194560 900 0 0 0 123 45 0 0 20 0 3 0 100 1000 200 18446744073709551615";
        assert_eq!(cpu_ticks(stat), Some(168));
        assert_eq!(cpu_ticks("42 (x) S 1"), None);
    }

    #[test]
    fn resident_memory_is_read_from_its_line() {
        assert_eq!(resident_kib("VmPeak:\t  900 kB\nVmRSS:\t  26112 kB\n"), Some(26112));
        assert_eq!(resident_kib("VmPeak:\t  900 kB\n"), None);
    }

    #[test]
    fn the_ready_line_is_read_word_by_word() {
        let line = "ready issuer=https://localhost:1 listen=127.0.0.1:1 ms=57";
        assert_eq!(word(line, "ms="), Some("57"));
        assert_eq!(word(line, "listen="), Some("127.0.0.1:1"));
        assert_eq!(word(line, "colour="), None);
    }
}
