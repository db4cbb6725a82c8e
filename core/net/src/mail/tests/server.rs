//! A small mail server: it speaks SMTP over a socket and does what its script says.

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What it does.
#[derive(Clone, Default)]
pub(super) struct Script {
    /// With which certificate it encrypts, where it does.
    pub(super) tls: Option<Arc<rustls::ServerConfig>>,
    /// From the first byte.
    pub(super) is_implicit: bool,
    /// Whether it wants `u` with `p@ss`.
    pub(super) login: bool,
    /// What it answers to which command, or as its greeting; nothing at all where that is empty.
    pub(super) refuses: Option<(&'static str, &'static str)>,
    /// Whether somebody on the way puts words behind its go-ahead for TLS.
    pub(super) slips_in: bool,
}

#[derive(Default)]
struct Seen {
    taken: Vec<String>,
    hello: String,
    saw_login: bool,
}

/// The server.
pub(super) struct Server {
    pub(super) port: u16,
    seen: Arc<Mutex<Seen>>,
}

enum Next {
    StartTls,
    End,
}

impl Server {
    pub(super) async fn start(script: Script) -> Self {
        // `localhost` may be either.
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let noted = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, script.clone(), Arc::clone(&noted)));
            }
        });
        Self { port, seen }
    }

    pub(super) fn taken(&self) -> Vec<String> {
        self.seen.lock().unwrap().taken.clone()
    }

    pub(super) fn hello(&self) -> String {
        self.seen.lock().unwrap().hello.clone()
    }

    pub(super) fn saw_login(&self) -> bool {
        self.seen.lock().unwrap().saw_login
    }
}

async fn serve(stream: TcpStream, script: Script, seen: Arc<Mutex<Seen>>) -> std::io::Result<()> {
    if let (Some(tls), true) = (script.tls.clone(), script.is_implicit) {
        let stream = TlsAcceptor::from(tls).accept(stream).await?;
        converse(&mut BufReader::new(stream), &script, &seen, true, true).await?;
        return Ok(());
    }
    let mut stream = BufReader::new(stream);
    if let Next::StartTls = converse(&mut stream, &script, &seen, false, true).await? {
        let tls = script.tls.clone().unwrap();
        let stream = TlsAcceptor::from(tls).accept(stream.into_inner()).await?;
        converse(&mut BufReader::new(stream), &script, &seen, true, false).await?;
    }
    Ok(())
}

async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    script: &Script,
    seen: &Mutex<Seen>,
    is_encrypted: bool,
    greets: bool,
) -> std::io::Result<Next> {
    let refused = |word: &str| script.refuses.filter(|(on, _)| *on == word).map(|(_, answer)| answer);
    if greets {
        match refused("greet") {
            Some("") => return Ok(Next::End),
            Some(answer) => say(stream, answer).await?,
            None => say(stream, "220 mail.test ready").await?,
        }
    }
    let (mut from, mut to) = (String::new(), String::new());
    loop {
        let line = read(stream).await?;
        let word = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        if let Some(answer) = refused(&word) {
            say(stream, answer).await?;
            continue;
        }
        match word.as_str() {
            "EHLO" => {
                seen.lock().unwrap().hello = line[5..].to_owned();
                say(stream, "250-mail.test").await?;
                if script.tls.is_some() && !is_encrypted {
                    say(stream, "250-STARTTLS").await?;
                }
                if script.login && is_encrypted {
                    say(stream, "250-AUTH PLAIN LOGIN").await?;
                }
                say(stream, "250 8BITMIME").await?;
            }
            "STARTTLS" => {
                let ready = if script.slips_in { "220 go ahead\r\n250 AUTH PLAIN" } else { "220 go ahead" };
                say(stream, ready).await?;
                return Ok(Next::StartTls);
            }
            "AUTH" => {
                seen.lock().unwrap().saw_login = true;
                let given = line.split(' ').nth(2).unwrap_or_default().to_owned();
                let is_right = BASE64_STANDARD.decode(given).is_ok_and(|given| given == b"\0u\0p@ss");
                say(stream, if is_right { "235 welcome" } else { "535 5.7.8 wrong" }).await?;
            }
            "MAIL" => {
                from = line["MAIL FROM:".len()..].split(' ').next().unwrap().to_owned();
                say(stream, "250 ok").await?;
            }
            "RCPT" => {
                to = line["RCPT TO:".len()..].to_owned();
                say(stream, "250 ok").await?;
            }
            "DATA" => {
                say(stream, "354 go on").await?;
                let text = format!("{from} {to}\n{}", read_letter(stream).await?);
                match refused(".") {
                    Some(answer) => say(stream, answer).await?,
                    None => {
                        seen.lock().unwrap().taken.push(text);
                        say(stream, "250 taken").await?;
                    }
                }
            }
            "QUIT" => {
                say(stream, "221 bye").await?;
                return Ok(Next::End);
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
        text.push_str(&line);
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
