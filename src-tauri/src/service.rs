//! The system service of this machine: whether it runs, and how a window reaches it whose user is not the service's.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream as StdStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use server::control::SERVICE_DATA;
use tokio::sync::{oneshot, watch};

use crate::trouble::Trouble;
use crate::way::Way;

/// Its name for systemd.
const UNIT: &str = "donelogin.service";
/// What pkexec says when nobody confirmed.
const NOT_CONFIRMED: i32 = 126;
/// How long a program may take to end once its work is over.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether it runs. systemd tells everybody.
pub(crate) fn is_active() -> bool {
    let mut ask = Command::new("systemctl");
    ask.args(["is-active", "--quiet", UNIT]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    ask.status().is_ok_and(|status| status.success())
}

/// The straight way to it, for whoever may open its socket.
pub(crate) async fn open() -> Option<(Way, watch::Receiver<bool>)> {
    Way::open(&Path::new(SERVICE_DATA).join(server::lock::CONTROL_SOCKET)).await
}

/// A way to it: straight where the socket lets us, else by a program that a person gives the right to.
pub(crate) async fn reach() -> Result<(Way, watch::Receiver<bool>), Trouble> {
    if let Some(found) = open().await {
        return Ok(found);
    }
    let (ours, theirs) = StdStream::pair().map_err(|error| Trouble::Other(error.to_string()))?;
    let code = begin_bridge(theirs).map_err(|_| Trouble::NoBridge)?;
    if let Ok((way, end)) = Way::over_std(ours).await
        && way.read("/me").await.is_some()
    {
        return Ok((way, end));
    }
    // The pipe is closed: the program has ended, or does so now.
    match tokio::time::timeout(PATIENCE, code).await {
        Ok(Ok(Some(NOT_CONFIRMED))) => Err(Trouble::Cancelled),
        _ => Err(Trouble::NoBridge),
    }
}

/// Starts `donelogin control` by pkexec, with our socket as its input and output; its exit status comes later. It ends by
/// itself when our end of the socket is closed.
fn begin_bridge(theirs: StdStream) -> io::Result<oneshot::Receiver<Option<i32>>> {
    let input: OwnedFd = theirs.try_clone()?.into();
    let output: OwnedFd = theirs.into();
    let mut bridge = Command::new("pkexec");
    // The right is given for the first word: see the policy of the package.
    bridge.arg(program()).args(["control", "--data-dir", SERVICE_DATA]);
    let mut child = bridge.stdin(input).stdout(output).spawn()?;
    // The command holds our copies of its end; with them we would never see it close.
    drop(bridge);
    let (tell, code) = oneshot::channel();
    std::thread::spawn(move || {
        let code = child.wait().ok().and_then(|status| status.code());
        // Nobody asks any more once the way is open.
        let _ = tell.send(code);
    });
    Ok(code)
}

/// The command beside this program, as the packages install it.
fn program() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|own| Some(own.parent()?.join("donelogin")));
    beside.filter(|path| path.exists()).unwrap_or_else(|| PathBuf::from("donelogin"))
}
