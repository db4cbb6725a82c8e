//! Namespaces of one process's own, where this machine lets us have them: a network, a file system.

use std::process::{Command, Stdio};

use rustix::process::geteuid;

/// What is to be its own.
#[derive(Clone, Copy, Debug)]
pub enum Own {
    /// A file system with a small disk in the place of a directory, `$0`.
    Disk {
        /// Its size, as `mount` takes it.
        size: &'static str,
    },
    /// A network with `lo`, and `lan0` at one end of a cable.
    Network,
}

impl Own {
    /// The beginning of a command line that runs the rest of it there; `None` where the machine does not allow it,
    /// as in most containers.
    pub fn command(self, directory: &std::path::Path) -> Option<Command> {
        let begin = |script: String| {
            let mut command = Command::new("unshare");
            if !geteuid().is_root() {
                command.args(["--user", "--map-root-user"]);
            }
            command.args([self.flag(), "--", "sh", "-c", &script]).arg(directory);
            command
        };
        let mut trial = begin(self.set_up());
        trial.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let is_allowed = trial.status().is_ok_and(|status| status.success());
        is_allowed.then(|| begin(format!("{} && exec \"$@\"", self.set_up())))
    }

    /// The beginning of a command line that runs the rest of it in the network of a process.
    pub fn join(pid: u32) -> Command {
        let mut command = Command::new("nsenter");
        command.args(["--target", &pid.to_string(), "--net"]);
        if !geteuid().is_root() {
            command.args(["--user", "--preserve-credentials"]);
        }
        command.arg("--");
        command
    }

    fn flag(self) -> &'static str {
        match self {
            Self::Disk { .. } => "--mount",
            Self::Network => "--net",
        }
    }

    fn set_up(self) -> String {
        match self {
            Self::Disk { size } => format!("mount -t tmpfs -o size={size},mode=700 none \"$0\""),
            Self::Network => "ip link set lo up && ip link add lan0 type veth peer name far0 \
                              && ip link set lan0 up && ip link set far0 up"
                .to_owned(),
        }
    }
}
