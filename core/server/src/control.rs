//! The control socket: the admin API for commands while a server holds the data directory.

use std::io;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, StatusCode};
use axum::{Extension, Router};
use http_body_util::BodyExt as _;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use serde_json::Value;
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;
use web::admin::Transport;

/// Where the packages of Linux put the system service's data.
pub const SERVICE_DATA: &str = "/var/lib/donelogin";

/// The longest path that a socket may have is about 104 bytes (macOS) or 108 (Linux), the closing zero included.
const LONGEST_PATH: usize = 103;

/// Why nobody answers.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// Nobody listens, or not in time.
    #[error("the control socket cannot be reached: {0}")]
    Connect(#[source] io::Error),
    /// The connection broke.
    #[error("the server hung up: {0}")]
    Http(#[from] hyper::Error),
    /// The answer is not JSON.
    #[error("the server's answer is not JSON")]
    NotJson(#[source] serde_json::Error),
    /// The request cannot be put into HTTP.
    #[error("the request cannot be sent: {0}")]
    Request(#[from] axum::http::Error),
}

/// Serves the admin router on a socket until `shutdown`. Who holds the directory's lock may take the socket's place.
pub async fn serve(path: &Path, router: Router, shutdown: impl Future<Output = ()>) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let (short, _dir) = shorten(path)?;
    let listener = UnixListener::bind(short)?;
    // The directory lets nobody else in; this is the second door.
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    let router = router.layer(Extension(Transport::Control));
    let mut connections = JoinSet::new();
    tokio::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) if is_owner(&stream) => { connections.spawn(answer(stream, router.clone())); }
                Ok(_) => tracing::warn!("somebody else knocked at the control socket"),
                Err(error) => {
                    tracing::error!(%error, "the control socket cannot accept");
                    // Out of file descriptors, most often: waiting lets some go.
                    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
    // A new server may have its socket there already only after the lock is gone, which is later.
    std::fs::remove_file(path)
}

/// Sends one request over the socket.
pub async fn request(
    path: &Path,
    method: Method,
    uri: &str,
    json: Option<&Value>,
) -> Result<(StatusCode, Value), ControlError> {
    let stream = connect(path).await.map_err(ControlError::Connect)?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let talking = tokio::spawn(connection);
    let request = build(method, uri, json)?;
    let response = sender.send_request(request).await?;
    let status = response.status();
    let bytes = response.into_body().collect().await?.to_bytes();
    drop(sender);
    // The answer is here; how the connection ends does not matter any more.
    let _ = talking.await;
    Ok((status, read(&bytes)?))
}

/// A connection to whoever serves on the socket.
pub async fn connect(path: &Path) -> io::Result<UnixStream> {
    let (short, _dir) = shorten(path)?;
    let stream = UnixStream::connect(short).await?;
    refuse_strangers(path, stream.peer_cred()?.uid())?;
    Ok(stream)
}

/// The owner of the directory can put a link in the place of the socket. Root, whom every program of the machine listens
/// to, speaks to the owner's server alone.
fn refuse_strangers(path: &Path, listener: u32) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    if !rustix::process::geteuid().is_root() {
        return Ok(());
    }
    let owner = path.parent().map(std::fs::metadata).transpose()?.map(|dir| dir.uid());
    if owner.is_some_and(|owner| owner != listener) {
        let why =
            "the control socket is not that of the directory's owner: delete it, and start the server again";
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
    }
    Ok(())
}

/// Passes what comes on standard input to the socket and its answers to standard output, until one of the two ends. It is
/// how a window whose user is not the server's reaches it: by a program that may.
pub fn bridge(path: &Path) -> io::Result<()> {
    use std::os::fd::AsFd as _;
    let (short, _dir) = shorten(path)?;
    let mut socket = std::os::unix::net::UnixStream::connect(short)?;
    #[cfg(target_os = "linux")]
    refuse_strangers(path, rustix::net::sockopt::socket_peercred(&socket)?.uid.as_raw())?;
    let mut forth = socket.try_clone()?;
    std::thread::spawn(move || {
        // Whoever asks is gone, or the server: both end here.
        let _ = io::copy(&mut io::stdin().lock(), &mut forth);
        let _ = forth.shutdown(std::net::Shutdown::Both);
    });
    // Without the buffer of `Stdout`, which would wait for the end of a line.
    let mut out = std::fs::File::from(io::stdout().as_fd().try_clone_to_owned()?);
    io::copy(&mut socket, &mut out).map(|_| ())
}

/// A request of the admin API, the same for the socket and for the router in this process.
pub fn build(method: Method, uri: &str, json: Option<&Value>) -> Result<Request<Body>, axum::http::Error> {
    let request = Request::builder().method(method).uri(uri).header("host", "control");
    match json {
        Some(json) => request.header(CONTENT_TYPE, "application/json").body(Body::from(json.to_string())),
        None => request.body(Body::empty()),
    }
}

/// The body of an answer; nothing is `null`.
pub fn read(bytes: &[u8]) -> Result<Value, ControlError> {
    if bytes.is_empty() {
        Ok(Value::Null)
    } else {
        serde_json::from_slice(bytes).map_err(ControlError::NotJson)
    }
}

/// Commands speak HTTP/1.1; the window, which asks many things at once over one pipe, HTTP/2.
async fn answer(stream: UnixStream, router: Router) {
    let service = TowerToHyperService::new(router);
    let served = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
    if let Err(error) = served {
        tracing::debug!(%error, "a command hung up");
    }
}

fn is_owner(stream: &UnixStream) -> bool {
    let own = rustix::process::geteuid().as_raw();
    stream.peer_cred().is_ok_and(|peer| peer.uid() == own || peer.uid() == 0)
}

/// A long path is reached through a file descriptor of its directory, where the system has such names (Linux).
fn shorten(path: &Path) -> io::Result<(PathBuf, Option<std::fs::File>)> {
    use std::os::fd::AsRawFd as _;
    use std::os::unix::ffi::OsStrExt as _;
    if path.as_os_str().as_bytes().len() <= LONGEST_PATH {
        return Ok((path.to_owned(), None));
    }
    let (Some(dir), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidFilename.into());
    };
    if !cfg!(target_os = "linux") {
        let why =
            "the path of the data directory is too long for a socket: choose one of at most 90 characters";
        return Err(io::Error::new(io::ErrorKind::InvalidFilename, why));
    }
    let dir = std::fs::File::open(dir)?;
    let short = Path::new("/proc/self/fd").join(dir.as_raw_fd().to_string()).join(name);
    Ok((short, Some(dir)))
}

#[cfg(test)]
mod tests {
    use axum::Json;
    use axum::routing::post;
    use serde_json::json;

    use super::*;

    async fn echo(Extension(transport): Extension<Transport>, Json(body): Json<Value>) -> Json<Value> {
        Json(json!({ "transport": format!("{transport:?}"), "body": body }))
    }

    async fn round_trip(dir: &Path) {
        let path = dir.join("control.sock");
        let router = Router::new().route("/echo", post(echo));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let (socket, served) = (path.clone(), tokio::task::LocalSet::new());
        let server = served.run_until(async move {
            let server = tokio::task::spawn_local(async move {
                serve(&socket, router, async { drop(stopped.await) }).await.unwrap();
            });
            while !path.exists() {
                tokio::task::yield_now().await;
            }
            let body = json!({"a": 1});
            let (status, answer) = request(&path, Method::POST, "/echo", Some(&body)).await.unwrap();
            assert_eq!((status, answer), (StatusCode::OK, json!({"transport": "Control", "body": {"a": 1}})));
            let mode =
                std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600);
            stop.send(()).unwrap();
            server.await.unwrap();
            assert!(!path.exists());
        });
        server.await;
    }

    #[tokio::test]
    async fn a_request_goes_over_the_socket_and_the_listener_says_how_it_came() {
        round_trip(tempfile::tempdir().unwrap().path()).await;
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn a_long_path_works_too() {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("x".repeat(120));
        std::fs::create_dir(&dir).unwrap();
        round_trip(&dir).await;
    }

    #[test]
    fn root_speaks_to_the_server_of_the_directorys_owner_alone() {
        let scratch = tempfile::tempdir().unwrap();
        let owner = rustix::process::geteuid().as_raw();
        let path = scratch.path().join("control.sock");
        refuse_strangers(&path, owner).unwrap();
        assert_eq!(refuse_strangers(&path, owner + 1).is_err(), owner == 0);
    }

    #[tokio::test]
    async fn nobody_there_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let outcome = request(&dir.path().join("control.sock"), Method::GET, "/", None).await;
        assert!(matches!(outcome, Err(ControlError::Connect(_))));
    }
}
