//! Mail: the server that takes it, as the setting says it; a letter; and why a letter did not go.

use std::net::IpAddr;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::secret::Secret;
use crate::user::Email;

/// The setting with the mail server's URL.
pub const SERVER: &str = "smtp.url";
/// The setting with the sender's address.
pub const SENDER: &str = "smtp.from";

/// The server that takes our mail.
#[derive(Clone, Debug)]
pub struct MailServer {
    /// Its name, or its address without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is encrypted.
    pub encryption: Encryption,
    /// Who we are to it, where it wants to know.
    pub login: Option<Login>,
}

/// How the way to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// From the first byte (RFC 8314): `smtps://`.
    Implicit,
    /// After `STARTTLS` (RFC 3207), and not at all without: `smtp://`.
    StartTls,
    /// Never: `smtp://…?tls=off`.
    Off,
}

/// A login at a mail server.
#[derive(Clone, Debug)]
pub struct Login {
    /// User.
    pub user: String,
    /// Password.
    pub password: Secret,
}

/// A URL does not name a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailServerError {
    /// A password would travel in the clear.
    #[error("a mail server with a password, and with tls=required: without encryption anybody can read it")]
    LoginInTheClear,
    /// No host, or one that is none.
    #[error("a mail server with the name of its host, as smtps://user:password@mail.example:465")]
    Host,
    /// Something behind the host that means nothing here.
    #[error("a mail server without a path; behind the port comes ?tls=required, ?tls=off or nothing")]
    Rest,
    /// Another scheme, or no URL at all.
    #[error("a URL that begins with smtps:// (port 465) or smtp:// (port 587, STARTTLS)")]
    Scheme,
    /// A user without a password, or a password without a user.
    #[error("a user together with a password; signs such as @ : / in them are written as %40 %3A %2F")]
    HalfLogin,
}

impl MailServer {
    /// Reads `smtps://user:password@host:465` or `smtp://host:587?tls=required`.
    ///
    /// # Errors
    /// When the URL names no mail server, or asks for something unsafe.
    pub fn parse(text: &str) -> Result<Self, MailServerError> {
        let url = Url::parse(text.trim()).map_err(|_| MailServerError::Scheme)?;
        let tls = url.query().unwrap_or_default();
        let (encryption, usual) = match (url.scheme(), tls) {
            ("smtps", "" | "tls=required") => (Encryption::Implicit, 465),
            ("smtp", "" | "tls=required") => (Encryption::StartTls, 587),
            ("smtp", "tls=off") => (Encryption::Off, 25),
            ("smtps" | "smtp", _) => return Err(MailServerError::Rest),
            _ => return Err(MailServerError::Scheme),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(MailServerError::Rest);
        }
        let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if !is_host(&host) {
            return Err(MailServerError::Host);
        }
        let text = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|text| text.into_owned());
        let login = match (url.username(), url.password().unwrap_or_default()) {
            ("", "") => None,
            ("", _) | (_, "") => return Err(MailServerError::HalfLogin),
            (user, password) => {
                let (user, password) = text(user).zip(text(password)).ok_or(MailServerError::HalfLogin)?;
                Some(Login { user, password: Secret::new(password) })
            }
        };
        if login.is_some() && encryption == Encryption::Off {
            return Err(MailServerError::LoginInTheClear);
        }
        Ok(Self { host, port: url.port().unwrap_or(usual), encryption, login })
    }

    /// A URL with this user at this host and no password, with our password: for who changes a port.
    pub fn keep_password(&self, text: &str) -> Option<Secret> {
        let login = self.login.as_ref()?;
        let mut url = Url::parse(text.trim()).ok()?;
        if url.password().is_some() {
            return None;
        }
        let password: String = utf8_percent_encode(login.password.expose(), NON_ALPHANUMERIC).collect();
        url.set_password(Some(&password)).ok()?;
        let changed = Secret::new(String::from(url));
        let other = Self::parse(changed.expose()).ok()?;
        let is_same =
            other.host == self.host && other.login.as_ref().is_some_and(|other| other.user == login.user);
        is_same.then_some(changed)
    }

    /// The URL without the password: what may be shown.
    pub fn shown(&self) -> String {
        let (scheme, tls) = match self.encryption {
            Encryption::Implicit => ("smtps", ""),
            Encryption::StartTls => ("smtp", "?tls=required"),
            Encryption::Off => ("smtp", "?tls=off"),
        };
        let user = match &self.login {
            Some(login) => format!("{}@", utf8_percent_encode(&login.user, NON_ALPHANUMERIC)),
            None => String::new(),
        };
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        format!("{scheme}://{user}{host}:{}{tls}", self.port)
    }
}

/// Whether a text is an address, or a name of letters, digits and hyphens.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.parse::<IpAddr>().is_ok() || host.len() <= 253 && host.split('.').all(is_label)
}

/// A letter.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What makes its `Message-ID` the only one; nothing but letters and digits.
    pub id: String,
    /// Our own host name, as mail servers are told.
    pub host: String,
    /// The sender's address.
    pub from: Email,
    /// Whom it goes to.
    pub to: Email,
    /// What it says.
    pub written: Written,
}

/// What a letter says, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What stands before the sender's address.
    pub from_name: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// How far a letter came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// What is set.
    Settings,
    /// The server's name is looked up.
    Resolve,
    /// The server answers.
    Connect,
    /// The way is encrypted, and the server is the one that it says.
    Tls,
    /// The server knows us.
    Login,
    /// It takes mail from the sender.
    Sender,
    /// It takes mail for whom it is to.
    Recipient,
    /// It takes the letter itself.
    Message,
}

/// Why a letter did not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// No mail server is set.
    NoServer,
    /// No sender is set.
    NoSender,
    /// The name has no address.
    UnknownHost,
    /// Nothing answers there.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// What answers speaks no SMTP.
    NotMail,
    /// The server does not offer `STARTTLS`.
    NoStartTls,
    /// What answers speaks no TLS there.
    NotTls,
    /// The certificate is not trusted.
    NotTrusted,
    /// The server offers no login that we know.
    NoLogin,
    /// It says no.
    Refused,
    /// The connection ended in the middle.
    BrokenOff,
}

/// A letter that did not go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// How far it came.
    pub step: Step,
    /// Why it came no further.
    pub cause: Cause,
    /// What the server or the system said; one line, bounded. Empty where nobody said anything.
    pub said: String,
    /// Whether it may go another time without anybody's doing: what the outbox waits for.
    pub may_go_later: bool,
}

/// The longest text of a server that is told on.
const SAID_CHARS: usize = 300;

impl Failure {
    /// A letter that did not go.
    pub fn new(step: Step, cause: Cause, said: &str) -> Self {
        let line = said.split(char::is_control).collect::<Vec<_>>().join(" ");
        let said = line.trim().chars().take(SAID_CHARS).collect();
        let may_go_later = matches!(cause, Cause::Unreachable | Cause::TimedOut | Cause::BrokenOff);
        Self { step, cause, said, may_go_later }
    }

    /// The same, where only the server knows whether it goes later: it says 4xx, or 5xx (RFC 5321 4.2.1).
    pub fn later(self, may_go_later: bool) -> Self {
        Self { may_go_later, ..self }
    }

    /// What is wrong, in one sentence.
    pub fn reason(&self) -> String {
        let what = match (self.cause, self.step) {
            (Cause::NoServer, _) => "no mail server is set",
            (Cause::NoSender, _) => "no sender's address is set",
            (Cause::UnknownHost, _) => "the mail server's name has no address",
            (Cause::Unreachable, _) => "nothing answers at the mail server's port",
            (Cause::TimedOut, _) => "the mail server does not answer in time",
            (Cause::NotMail, _) => "what answers there is no mail server",
            (Cause::NoStartTls, _) => "the mail server does not offer STARTTLS",
            (Cause::NotTls, _) => "the mail server does not speak TLS at this port",
            (Cause::NotTrusted, _) => "the mail server's certificate is not trusted",
            (Cause::NoLogin, _) => "the mail server offers no login that this server knows",
            (Cause::BrokenOff, _) => "the connection to the mail server broke off",
            (Cause::Refused, Step::Login) => "the mail server refuses user and password",
            (Cause::Refused, Step::Sender) => "the mail server refuses the sender's address",
            (Cause::Refused, Step::Recipient) => "the mail server refuses the address that the mail goes to",
            (Cause::Refused, Step::Message) => "the mail server refuses the message",
            (Cause::Refused, _) => "the mail server refuses the connection",
        };
        if self.said.is_empty() { what.to_owned() } else { format!("{what}: {}", self.said) }
    }

    /// What mends it, in one sentence.
    pub fn mend(&self) -> &'static str {
        match (self.cause, self.step) {
            (Cause::NoServer, _) => "set the mail server: smtp.url",
            (Cause::NoSender, _) => "set the sender's address: smtp.from",
            (Cause::UnknownHost, _) => "check the spelling of the server's name, and this machine's DNS",
            (Cause::Unreachable | Cause::TimedOut | Cause::NotMail, _) => {
                "check the port: smtps:// goes to 465, smtp:// to 587; and whether a firewall stands between"
            }
            (Cause::NoStartTls, _) => {
                "use smtps:// with port 465; for a server without encryption in your own network, ?tls=off"
            }
            (Cause::NotTls, _) => {
                "use smtp:// with port 587, or the port at which the server begins with TLS"
            }
            (Cause::NotTrusted, _) => {
                "name the server as its certificate does; add the CA of a server of your own to net.extra_ca_file"
            }
            (Cause::NoLogin, _) => {
                "leave user and password out, or use the port that is meant for logging in"
            }
            (Cause::BrokenOff, _) => "try again; if it stays so, look into the mail server's log",
            (Cause::Refused, Step::Login) => {
                "check user and password; many providers want a password made for apps"
            }
            (Cause::Refused, Step::Sender) => "set smtp.from to an address that this login may send from",
            (Cause::Refused, Step::Recipient) => {
                "check the address; a server that relays for nobody wants a login"
            }
            (Cause::Refused, _) => "read what the server says; its log and its operator know more",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> MailServer {
        MailServer::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn a_url_names_host_port_encryption_and_login() {
        let server = read("smtps://office%40x.example:p%3A%40ss@Mail.example");
        assert_eq!((server.host.as_str(), server.port), ("mail.example", 465));
        assert_eq!(server.encryption, Encryption::Implicit);
        let login = server.login.as_ref().unwrap();
        assert_eq!((login.user.as_str(), login.password.expose()), ("office@x.example", "p:@ss"));
        assert_eq!(server.shown(), "smtps://office%40x%2Eexample@mail.example:465");
        let plain = read("smtp://192.168.1.9:2525?tls=off");
        assert_eq!((plain.port, plain.encryption), (2_525, Encryption::Off));
        assert_eq!(read("smtp://mail").port, 587);
        assert_eq!(read("smtp://[fd00::1]").host, "fd00::1");
        assert_eq!(read("smtp://[fd00::1]:587?tls=required").shown(), "smtp://[fd00::1]:587?tls=required");
    }

    #[test]
    fn what_names_no_server_or_is_unsafe_is_refused() {
        for (text, error) in [
            ("mail.example", MailServerError::Scheme),
            ("https://mail.example", MailServerError::Scheme),
            ("smtp://u:p@mail.example?tls=off", MailServerError::LoginInTheClear),
            ("smtps://u@mail.example", MailServerError::HalfLogin),
            ("smtps://:p@mail.example", MailServerError::HalfLogin),
            ("smtps://mail.example/box", MailServerError::Rest),
            ("smtp://mail.example?tls=maybe", MailServerError::Rest),
            ("smtps://mail%0d%0a.example", MailServerError::Host),
            ("smtps://-mail", MailServerError::Host),
        ] {
            assert_eq!(MailServer::parse(text).unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn a_password_is_neither_shown_nor_printed() {
        let server = read("smtps://u:hunter2@mail.example");
        assert!(!format!("{server:?}{}", server.shown()).contains("hunter2"));
    }

    #[test]
    fn a_password_is_kept_for_the_same_user_at_the_same_host_only() {
        let server = read("smtps://u%40x:p%2Fq@mail.example");
        let kept = |text| server.keep_password(text).map(|url| read(url.expose()));
        let other_port = kept("smtp://u%40x@mail.example:2587?tls=required").unwrap();
        assert_eq!((other_port.port, other_port.login.unwrap().password.expose()), (2_587, "p/q"));
        for other in [
            "smtps://u%40x@evil.example",
            "smtps://v@mail.example",
            "smtps://mail.example",
            "smtps://u%40x:new@mail.example",
        ] {
            assert!(kept(other).is_none(), "{other}");
        }
        assert!(kept("smtp://u%40x@mail.example?tls=off").is_none(), "never in the clear");
    }

    #[test]
    fn what_a_server_says_is_one_bounded_line() {
        let failure = Failure::new(Step::Login, Cause::Refused, "5.7.8 no\r\n\u{1b}[31mred");
        assert_eq!(failure.said, "5.7.8 no   [31mred");
        assert_eq!(Failure::new(Step::Login, Cause::Refused, &"x".repeat(9_999)).said.len(), SAID_CHARS);
        assert!(failure.reason().starts_with("the mail server refuses user and password: 5.7.8"));
    }
}
