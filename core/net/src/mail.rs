//! Sending mail: one conversation with the office's mail server a letter, and a word for the step at which it ended.

mod start_tls;
mod way;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use domain::look::may_look_at;
use domain::mail::{Cause, Encryption, Failure, Letter, Login, MailServer, Step, Written};
use lettre::address::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::trusted::{Trusted, TrustedError};
use way::Way;

/// How long each step may take: a server that looks at who we are before it greets takes its time.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends letters.
#[derive(Clone, Debug)]
pub struct Sender {
    tls: Arc<ClientConfig>,
}

impl Sender {
    /// A sender who trusts them.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(trusted: &Trusted) -> Result<Self, TrustedError> {
        Ok(Self { tls: Arc::new(trusted.client_config()?) })
    }

    /// Sends a letter once.
    ///
    /// # Errors
    /// Names the step at which it went no further, and whether it may go later.
    pub async fn send(&self, server: &MailServer, letter: &Letter) -> Result<(), Failure> {
        let (from, to) = (address(Step::Sender, &letter.from)?, address(Step::Recipient, &letter.to)?);
        let text = written(letter, from.clone(), to.clone())?;
        let way = self.connect(server, &letter.host).await?;
        let hello = ClientId::Domain(letter.host.clone());
        let greeting = AsyncSmtpConnection::connect_with_transport(Box::new(way), &hello);
        let mut connection = within(Step::Connect, greeting).await?;
        let sent = converse(&mut connection, server.login.as_ref(), (from, to), &text).await;
        // Whether it says goodbye changes nothing any more.
        let _ = timeout(PATIENCE, connection.quit()).await;
        sent
    }

    /// The way to the server, encrypted as it is set.
    async fn connect(&self, server: &MailServer, hello: &str) -> Result<Way, Failure> {
        let mut stream = knock(resolve(server).await?).await?;
        Ok(match server.encryption {
            Encryption::Off => Way::plain(stream),
            Encryption::Implicit => Way::encrypted(self.encrypt(server, stream).await?, b""),
            Encryption::StartTls => {
                start_tls::ask(&mut stream, hello).await?;
                // After STARTTLS a server does not greet again, and the library waits for a greeting.
                Way::encrypted(self.encrypt(server, stream).await?, b"220 encrypted\r\n")
            }
        })
    }

    async fn encrypt(&self, server: &MailServer, stream: TcpStream) -> Result<TlsStream<TcpStream>, Failure> {
        let fail = |cause, said: &str| Failure::new(Step::Tls, cause, said);
        let name = ServerName::try_from(server.host.clone()).map_err(|_| fail(Cause::UnknownHost, ""))?;
        let connecting = TlsConnector::from(Arc::clone(&self.tls)).connect(name, stream);
        match timeout(PATIENCE, connecting).await {
            Ok(Ok(stream)) => Ok(stream),
            Ok(Err(error)) => {
                let told = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
                Err(match told {
                    Some(rustls::Error::InvalidCertificate(why)) => fail(Cause::NotTrusted, &why.to_string()),
                    Some(rustls::Error::InvalidMessage(_)) => fail(Cause::NotTls, ""),
                    Some(other) => fail(Cause::NotTls, &other.to_string()),
                    None => fail(Cause::BrokenOff, &error.to_string()),
                })
            }
            Err(_) => Err(fail(Cause::TimedOut, "")),
        }
    }
}

async fn resolve(server: &MailServer) -> Result<Vec<SocketAddr>, Failure> {
    let fail = |cause| Failure::new(Step::Resolve, cause, &server.host);
    match timeout(PATIENCE, tokio::net::lookup_host((server.host.as_str(), server.port))).await {
        Ok(Ok(found)) => {
            let found: Vec<SocketAddr> = found.collect();
            let kept: Vec<SocketAddr> =
                found.iter().copied().filter(|address| may_look_at(address.ip())).collect();
            match (found.is_empty(), kept.is_empty()) {
                // DNS that is down for a moment looks like a name that is none: the outbox tries again.
                (true, _) => Err(fail(Cause::UnknownHost).later(true)),
                // Where a provider answers a machine's questions about itself there is no mail server.
                (false, true) => Err(fail(Cause::UnknownHost)),
                (false, false) => Ok(kept),
            }
        }
        Ok(Err(_)) => Err(fail(Cause::UnknownHost).later(true)),
        Err(_) => Err(fail(Cause::TimedOut)),
    }
}

async fn knock(addresses: Vec<SocketAddr>) -> Result<TcpStream, Failure> {
    match timeout(PATIENCE, TcpStream::connect(addresses.as_slice())).await {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) if error.kind() == io::ErrorKind::TimedOut => {
            Err(Failure::new(Step::Connect, Cause::TimedOut, ""))
        }
        Ok(Err(error)) => Err(Failure::new(Step::Connect, Cause::Unreachable, &error.to_string())),
        Err(_) => Err(Failure::new(Step::Connect, Cause::TimedOut, "")),
    }
}

/// Everything behind the greeting (RFC 5321 3.3, RFC 4954).
async fn converse(
    connection: &mut AsyncSmtpConnection,
    login: Option<&Login>,
    (from, to): (Address, Address),
    text: &[u8],
) -> Result<(), Failure> {
    if let Some(login) = login {
        let credentials = Credentials::new(login.user.clone(), login.password.expose().to_owned());
        let known = [Mechanism::Plain, Mechanism::Login];
        within(Step::Login, connection.auth(&known, &credentials)).await?;
    }
    let is_ascii = [&from, &to].iter().all(|address| address.to_string().is_ascii());
    let mut parameters = Vec::new();
    if !is_ascii {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            let said = "it takes letters a to z in addresses only";
            return Err(Failure::new(Step::Recipient, Cause::Refused, said));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    within(Step::Sender, connection.command(Mail::new(Some(from), parameters))).await?;
    within(Step::Recipient, connection.command(Rcpt::new(to, Vec::new()))).await?;
    within(Step::Message, connection.command(Data)).await?;
    within(Step::Message, connection.message(text)).await?;
    Ok(())
}

async fn within<T>(step: Step, doing: impl Future<Output = Result<T, Error>>) -> Result<T, Failure> {
    match timeout(PATIENCE, doing).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(failure(step, &error)),
        Err(_) => Err(Failure::new(step, Cause::TimedOut, "")),
    }
}

fn failure(step: Step, error: &Error) -> Failure {
    let inner = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    if let Some(code) = error.status() {
        let said = format!("{code} {inner}");
        return Failure::new(step, Cause::Refused, &said).later(error.is_transient());
    }
    let cause = match step {
        _ if error.is_timeout() => Cause::TimedOut,
        _ if inner.contains(way::TOO_LONG) => Cause::NotMail,
        Step::Login if error.is_client() => Cause::NoLogin,
        _ if error.is_client() => Cause::Refused,
        // The library calls a connection that ended before an answer "incomplete".
        Step::Connect if error.is_response() && !inner.contains("incomplete") => Cause::NotMail,
        _ => Cause::BrokenOff,
    };
    let said = if cause == Cause::Refused { inner.as_str() } else { "" };
    Failure::new(step, cause, said)
}

fn address(step: Step, email: &domain::user::Email) -> Result<Address, Failure> {
    email.as_str().parse().map_err(|_| Failure::new(step, Cause::Refused, email.as_str()))
}

/// The letter as it travels (RFC 5322).
fn written(letter: &Letter, from: Address, to: Address) -> Result<Vec<u8>, Failure> {
    let domain = from.domain().to_owned();
    let Written { from_name, subject, text, html } = &letter.written;
    let name = Some(one_line(from_name)).filter(|name| !name.is_empty());
    let message = Message::builder()
        .from(Mailbox::new(name, from))
        .to(Mailbox::new(None, to))
        .subject(one_line(subject))
        .message_id(Some(format!("<{}@{domain}>", letter.id)))
        .date_now()
        // Who is away does not answer to it (RFC 3834).
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .multipart(MultiPart::alternative_plain_html(text.clone(), html.clone()));
    match message {
        Ok(message) => Ok(message.formatted()),
        Err(error) => Err(Failure::new(Step::Message, Cause::Refused, &error.to_string())),
    }
}

/// For a header: one line, in which nothing is read as an encoded word (RFC 2047) but what we encode ourselves. Somebody's
/// name might look like one.
fn one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ").replace("=?", "= ?")
}

#[cfg(test)]
mod tests;
