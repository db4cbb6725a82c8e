//! Letters to a small server that speaks SMTP over a socket, with TLS from the start, after STARTTLS, or not at all.

mod server;

use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use domain::user::Email;

use super::*;
use server::{Script, Server};

fn letter(to: &str) -> Letter {
    Letter {
        id: "abc123".into(),
        host: "id.kestrel.example".into(),
        from: Email::parse("office@kestrel.example").unwrap(),
        to: Email::parse(to).unwrap(),
        written: Written {
            from_name: "Kestrel & Söhne".into(),
            subject: "Prüfung".into(),
            text: "Grüße\n.\nvon hier\n".into(),
            html: "<p>Grüße</p>\n".into(),
        },
    }
}

/// A CA for `localhost`, its file, and who trusts it.
struct Trust {
    authority: crate::ca::Authority,
    _dir: tempfile::TempDir,
    file: PathBuf,
}

fn now() -> i64 {
    i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()
}

impl Trust {
    fn new() -> Self {
        let authority = crate::ca::Authority::create("Test CA", "localhost", now()).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("ca.pem");
        std::fs::write(&file, authority.cert_pem()).unwrap();
        Self { authority, _dir: dir, file }
    }

    fn sender(&self) -> Sender {
        Sender::new(&Trusted::read(Some(&self.file)).unwrap()).unwrap()
    }

    fn tls(&self) -> Arc<rustls::ServerConfig> {
        let names = crate::leaf::LeafNames::new("localhost", &[]).unwrap();
        let leaf = self.authority.issue(&names, now()).unwrap();
        let served = crate::tls::Certificates::new(crate::tls::certified_key(&leaf).unwrap());
        crate::tls::server_config(&served).unwrap()
    }
}

async fn send(trust: &Trust, url: &str, to: &str) -> Result<(), Failure> {
    trust.sender().send(&MailServer::parse(url).unwrap(), &letter(to)).await
}

fn told(outcome: Result<(), Failure>) -> (Step, Cause, bool) {
    let failure = outcome.unwrap_err();
    (failure.step, failure.cause, failure.may_go_later)
}

#[tokio::test]
async fn a_letter_goes_by_each_of_the_three_ways() {
    let trust = Trust::new();
    for (scheme, rest, script) in [
        (
            "smtps://u:p%40ss@",
            "",
            Script { tls: Some(trust.tls()), is_implicit: true, login: true, ..Script::default() },
        ),
        ("smtp://u:p%40ss@", "", Script { tls: Some(trust.tls()), login: true, ..Script::default() }),
        ("smtp://", "?tls=off", Script::default()),
    ] {
        let server = Server::start(script).await;
        let url = format!("{scheme}localhost:{}{rest}", server.port);
        assert_eq!(send(&trust, &url, "mira@kestrel.example").await, Ok(()), "{url}");
        let taken = server.taken();
        let [letter] = taken.as_slice() else { panic!("{url}: {taken:?}") };
        assert!(letter.starts_with("<office@kestrel.example> <mira@kestrel.example>\n"), "{letter}");
        assert!(letter.contains("Message-ID: <abc123@kestrel.example>"), "{letter}");
        assert!(letter.contains("Auto-Submitted: auto-generated"), "{letter}");
        assert!(letter.is_ascii(), "what is no ASCII travels encoded: {letter}");
        assert!(!letter.contains("Gr\u{fc}"), "{letter}");
        assert!(letter.contains("Content-Type: multipart/alternative"), "{letter}");
        let text = letter.find("Content-Type: text/plain; charset=utf-8").unwrap();
        assert!(
            text < letter.find("Content-Type: text/html; charset=utf-8").unwrap(),
            "the richest comes last"
        );
        assert_eq!(server.hello(), "id.kestrel.example");
    }
}

#[test]
fn nobodys_name_becomes_a_header_or_an_encoded_word_of_its_own() {
    let mut letter = letter("mira@kestrel.example");
    letter.written.subject = "=?utf-8?b?SGk=?= and\r\nBcc: eve@x.example".into();
    letter.written.from_name = "=?utf-8?q?Bank?=\r\nX-Evil: 1".into();
    let address = |email: &Email| email.as_str().parse::<Address>().unwrap();
    let message = written(&letter, address(&letter.from), address(&letter.to)).unwrap();
    let message = String::from_utf8(message).unwrap();
    let (head, _) = message.split_once("\r\n\r\n").unwrap();
    assert!(!head.contains("\r\nBcc:") && !head.contains("\r\nX-Evil:"), "{head}");
    assert!(!head.contains("=?utf-8?b?SGk=?=") && !head.contains("=?utf-8?q?Bank?="), "{head}");
}

#[tokio::test]
async fn each_refusal_names_its_step_and_whether_it_may_go_later() {
    let trust = Trust::new();
    for (script, step, later) in [
        (Script { refuses: Some(("greet", "554 5.7.1 not you")), ..Script::default() }, Step::Connect, false),
        (Script { refuses: Some(("greet", "421 4.3.2 too busy")), ..Script::default() }, Step::Connect, true),
        (
            Script { refuses: Some(("MAIL", "550 5.7.1 not your address")), ..Script::default() },
            Step::Sender,
            false,
        ),
        (
            Script { refuses: Some(("RCPT", "550 5.1.1 nobody here")), ..Script::default() },
            Step::Recipient,
            false,
        ),
        (
            Script { refuses: Some(("RCPT", "450 4.2.0 greylisted")), ..Script::default() },
            Step::Recipient,
            true,
        ),
        (Script { refuses: Some(("DATA", "452 4.3.1 full")), ..Script::default() }, Step::Message, true),
        (Script { refuses: Some((".", "554 5.6.0 spam")), ..Script::default() }, Step::Message, false),
    ] {
        let said = script.refuses.unwrap().1;
        let server = Server::start(script).await;
        let outcome = send(&trust, &format!("smtp://localhost:{}?tls=off", server.port), "a@x.example").await;
        let failure = outcome.clone().unwrap_err();
        assert_eq!(told(outcome), (step, Cause::Refused, later), "{said}");
        assert!(failure.said.contains(&said[4..]), "{said}: {failure:?}");
        assert!(server.taken().is_empty());
    }
}

#[tokio::test]
async fn a_wrong_login_is_told_and_the_password_is_not() {
    let trust = Trust::new();
    let script = Script { tls: Some(trust.tls()), login: true, ..Script::default() };
    let server = Server::start(script).await;
    let failure = send(&trust, &format!("smtp://u:hunter2@localhost:{}", server.port), "a@x.example").await;
    assert!(!format!("{failure:?}").contains("hunter2"));
    assert_eq!(told(failure), (Step::Login, Cause::Refused, false));
    let server = Server::start(Script { tls: Some(trust.tls()), ..Script::default() }).await;
    let failure = send(&trust, &format!("smtp://u:p@localhost:{}", server.port), "a@x.example").await;
    assert_eq!(told(failure), (Step::Login, Cause::NoLogin, false), "it offers no login");
}

#[tokio::test]
async fn nothing_goes_in_the_clear_where_encryption_is_asked() {
    let trust = Trust::new();
    let server = Server::start(Script::default()).await;
    let url = format!("smtp://u:p@localhost:{}", server.port);
    assert_eq!(told(send(&trust, &url, "a@x.example").await), (Step::Tls, Cause::NoStartTls, false));
    let url = format!("smtps://localhost:{}", server.port);
    let (step, cause, _) = told(send(&trust, &url, "a@x.example").await);
    assert_eq!((step, cause), (Step::Tls, Cause::NotTls));
    let stranger = Trust::new();
    let script = Script { tls: Some(stranger.tls()), ..Script::default() };
    let server = Server::start(script).await;
    let url = format!("smtp://u:p@localhost:{}", server.port);
    assert_eq!(told(send(&trust, &url, "a@x.example").await), (Step::Tls, Cause::NotTrusted, false));
    assert!(server.taken().is_empty() && !server.saw_login());
}

#[tokio::test]
async fn what_is_slipped_in_behind_the_go_ahead_is_not_taken_for_the_servers_word() {
    let trust = Trust::new();
    let script = Script { tls: Some(trust.tls()), slips_in: true, ..Script::default() };
    let server = Server::start(script).await;
    let outcome = send(&trust, &format!("smtp://localhost:{}", server.port), "a@x.example").await;
    assert_eq!(told(outcome).0, Step::Tls, "it breaks the handshake and nothing else");
}

#[tokio::test]
async fn a_server_that_is_none_is_told() {
    let trust = Trust::new();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let url = format!("smtp://127.0.0.1:{port}?tls=off");
    assert_eq!(told(send(&trust, &url, "a@x.example").await), (Step::Connect, Cause::Unreachable, true));
    let url = "smtp://no-such-host.invalid?tls=off";
    assert_eq!(told(send(&trust, url, "a@x.example").await), (Step::Resolve, Cause::UnknownHost, true));
    for (greeting, cause) in [("HTTP/1.1 400 Bad Request", Cause::NotMail), ("", Cause::BrokenOff)] {
        let server = Server::start(Script { refuses: Some(("greet", greeting)), ..Script::default() }).await;
        let url = format!("smtp://localhost:{}?tls=off", server.port);
        let (step, found, _) = told(send(&trust, &url, "a@x.example").await);
        assert_eq!((step, found), (Step::Connect, cause), "{greeting:?}");
        let (_, found, _) =
            told(send(&trust, &format!("smtp://localhost:{}", server.port), "a@x.example").await);
        assert_eq!(found, cause, "with STARTTLS: {greeting:?}");
    }
}

#[tokio::test]
async fn an_address_beyond_ascii_needs_a_server_that_takes_it() {
    let trust = Trust::new();
    let server = Server::start(Script::default()).await;
    let url = format!("smtp://localhost:{}?tls=off", server.port);
    let (step, cause, _) = told(send(&trust, &url, "jürgen@x.example").await);
    assert_eq!((step, cause), (Step::Recipient, Cause::Refused));
}

#[tokio::test]
async fn a_line_without_an_end_is_not_listened_to_for_ever() {
    use tokio::io::AsyncWriteExt as _;

    let trust = Trust::new();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let talking = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let (mut said, line) = (0_usize, vec![b'x'; 8 * 1024]);
        stream.write_all(b"220 ").await.unwrap();
        while stream.write_all(&line).await.is_ok() {
            said += line.len();
        }
        said
    });
    let url = format!("smtp://127.0.0.1:{port}?tls=off");
    let (step, cause, _) = told(send(&trust, &url, "a@x.example").await);
    assert_eq!((step, cause), (Step::Connect, Cause::NotMail));
    // What the system holds on both sides comes on top of what is read.
    assert!(talking.await.unwrap() < 32 * 1024 * 1024);
}

#[tokio::test]
async fn a_server_where_a_provider_tells_about_the_machine_is_none() {
    let trust = Trust::new();
    for host in ["169.254.169.254", "0.0.0.0", "[fe80::1]", "[64:ff9b:1::a9fe:a9fe]"] {
        let url = format!("smtp://{host}:25?tls=off");
        let told = told(send(&trust, &url, "a@x.example").await);
        assert_eq!(told, (Step::Resolve, Cause::UnknownHost, false), "{host}");
    }
}
