//! A mail server that does what a test tells it: takes letters, refuses, falls silent, hangs up, is gone for a while.

use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use net::ca::Authority;
use net::leaf::LeafNames;
use net::tls::{Certificates, certified_key, server_config};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// How long a letter may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(40);

/// What it does with what it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// Takes every letter.
    Takes,
    /// Answers so to a line that holds this.
    Refuses(&'static str, &'static str),
    /// Hangs up behind the first line of a letter.
    HangsUpInALetter,
    /// Reads a letter to its end and says nothing any more.
    FallsSilent,
}

/// A letter that it read to its end.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Whom it is for, as the envelope says.
    pub to: String,
    /// Head and body.
    pub text: String,
}

impl Taken {
    /// The `Message-ID`.
    pub fn id(&self) -> &str {
        self.text.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap()
    }
}

#[derive(Debug)]
struct Shared {
    does: Mutex<Does>,
    taken: Mutex<Vec<Taken>>,
    happened: Notify,
    tls: Arc<rustls::ServerConfig>,
    is_implicit: bool,
}

/// The server.
#[derive(Debug)]
pub struct MailServer {
    /// Where it listens, also while it is gone.
    pub port: u16,
    /// The certificate of the CA that vouches for it, as `localhost`.
    pub ca_pem: String,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

impl MailServer {
    /// With `STARTTLS`, or with TLS from the first byte.
    pub async fn start(is_implicit: bool) -> Self {
        let now = i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
        let authority = Authority::create("An office", "localhost", now).unwrap();
        let leaf = authority.issue(&LeafNames::new("localhost", &[]).unwrap(), now).unwrap();
        let tls = server_config(&Certificates::new(certified_key(&leaf).unwrap())).unwrap();
        let shared = Arc::new(Shared {
            does: Mutex::new(Does::Takes),
            taken: Mutex::default(),
            happened: Notify::new(),
            tls,
            is_implicit,
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let listening = Some(tokio::spawn(serve(listener, Arc::clone(&shared))));
        Self { port, ca_pem: authority.cert_pem(), shared, listening }
    }

    /// The setting that names it.
    pub fn url(&self) -> String {
        let scheme = if self.shared.is_implicit { "smtps" } else { "smtp" };
        format!("{scheme}://localhost:{}", self.port)
    }

    /// What it does from now on.
    pub fn does(&self, does: Does) {
        *self.shared.does.lock().unwrap() = does;
    }

    /// The letters that it read to their end.
    pub fn taken(&self) -> Vec<Taken> {
        self.shared.taken.lock().unwrap().clone()
    }

    /// Waits until it has read so many.
    pub async fn until(&self, count: usize) -> Vec<Taken> {
        let waiting = async {
            loop {
                let happened = self.shared.happened.notified();
                if self.taken().len() >= count {
                    return self.taken();
                }
                happened.await;
            }
        };
        let waited = tokio::time::timeout(PATIENCE, waiting).await;
        waited.unwrap_or_else(|_| panic!("{count} letters did not come: {:?}", self.taken()))
    }

    /// It is gone: nobody answers at its port.
    pub async fn go_down(&mut self) {
        let listening = self.listening.take().unwrap();
        listening.abort();
        // The socket is closed when the task is gone.
        let _ = listening.await;
    }

    /// It is back.
    pub async fn come_back(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
        self.listening = Some(tokio::spawn(serve(listener, Arc::clone(&self.shared))));
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        // A conversation that breaks off is one that a test wants to.
        tokio::spawn(greet(stream, Arc::clone(&shared)));
    }
}

async fn greet(stream: TcpStream, shared: Arc<Shared>) -> std::io::Result<()> {
    let acceptor = TlsAcceptor::from(Arc::clone(&shared.tls));
    if shared.is_implicit {
        let mut stream = BufReader::new(acceptor.accept(stream).await?);
        say(&mut stream, "220 mail.test ready").await?;
        converse(&mut stream, &shared, false).await?;
        return Ok(());
    }
    let mut stream = BufReader::new(stream);
    say(&mut stream, "220 mail.test ready").await?;
    if converse(&mut stream, &shared, true).await? {
        let mut stream = BufReader::new(acceptor.accept(stream.into_inner()).await?);
        converse(&mut stream, &shared, false).await?;
    }
    Ok(())
}

/// Until its end; whether TLS begins.
async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    shared: &Shared,
    offers_tls: bool,
) -> std::io::Result<bool> {
    let mut to = String::new();
    loop {
        let line = read(stream).await?;
        let does = shared.does.lock().unwrap().clone();
        if let Does::Refuses(what, answer) = &does
            && line.contains(what)
        {
            say(stream, answer).await?;
            continue;
        }
        match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" if offers_tls => say(stream, "250-mail.test\r\n250 STARTTLS").await?,
            "EHLO" => say(stream, "250 mail.test").await?,
            "STARTTLS" => {
                say(stream, "220 go ahead").await?;
                return Ok(true);
            }
            "MAIL" => say(stream, "250 ok").await?,
            "RCPT" => {
                to = line.trim_start_matches("RCPT TO:").trim_matches(['<', '>']).to_owned();
                say(stream, "250 ok").await?;
            }
            "DATA" => {
                say(stream, "354 go on").await?;
                if does == Does::HangsUpInALetter {
                    read(stream).await?;
                    return Ok(false);
                }
                let text = read_letter(stream).await?;
                shared.taken.lock().unwrap().push(Taken { to: to.clone(), text });
                shared.happened.notify_waiters();
                match does {
                    Does::FallsSilent => std::future::pending().await,
                    _ => say(stream, "250 taken").await?,
                }
            }
            "QUIT" => {
                say(stream, "221 bye").await?;
                return Ok(false);
            }
            _ => say(stream, "500 what").await?,
        }
    }
}

/// Until the dot.
async fn read_letter<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let line = read(stream).await?;
        if line == "." {
            return Ok(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
        text.push('\n');
    }
}

async fn say<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    line: &str,
) -> std::io::Result<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await?;
    stream.flush().await
}

async fn read<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
