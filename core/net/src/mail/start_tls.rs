//! Asking a server for TLS (RFC 3207). By hand and not by the library, which would take what somebody on the way sends in
//! the clear behind the server's "go ahead" for the first words of the encrypted server.

use domain::mail::{Cause, Failure, Step};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::PATIENCE;

/// The longest answer that is read.
const MAX_BYTES: usize = 16 * 1024;

/// Greets, asks for TLS, and comes back where the handshake is to begin.
pub(super) async fn ask(stream: &mut TcpStream, hello: &str) -> Result<(), Failure> {
    let greeting = answer(stream, Step::Connect).await?;
    expect(&greeting, "220", Step::Connect)?;
    let offer = exchange(stream, &format!("EHLO {hello}\r\n"), Step::Connect).await?;
    expect(&offer, "250", Step::Connect)?;
    let offers = |line: &str| line.get(4..).is_some_and(|word| word.trim().eq_ignore_ascii_case("STARTTLS"));
    if !offer.lines().any(offers) {
        return Err(Failure::new(Step::Tls, Cause::NoStartTls, ""));
    }
    let ready = exchange(stream, "STARTTLS\r\n", Step::Tls).await?;
    expect(&ready, "220", Step::Tls)
}

async fn exchange(stream: &mut TcpStream, line: &str, step: Step) -> Result<String, Failure> {
    let broken = |error: std::io::Error| Failure::new(step, Cause::BrokenOff, &error.to_string());
    stream.write_all(line.as_bytes()).await.map_err(broken)?;
    answer(stream, step).await
}

async fn answer(stream: &mut TcpStream, step: Step) -> Result<String, Failure> {
    match timeout(PATIENCE, read(stream, step)).await {
        Ok(answer) => answer,
        Err(_) => Err(Failure::new(step, Cause::TimedOut, "")),
    }
}

/// All lines of one answer, and nothing behind it: bytes are taken one by one until its last line is whole, so that what
/// follows is left to TLS.
async fn read(stream: &mut TcpStream, step: Step) -> Result<String, Failure> {
    let mut text = Vec::new();
    let mut line = 0;
    while text.len() < MAX_BYTES {
        let byte = stream.read_u8().await.map_err(|_| Failure::new(step, Cause::BrokenOff, ""))?;
        text.push(byte);
        if byte == b'\n' {
            match text.get(line..) {
                Some([b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', ..]) => line = text.len(),
                Some([b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', ..]) => {
                    return Ok(String::from_utf8_lossy(&text).into_owned());
                }
                _ => break,
            }
        }
    }
    Err(Failure::new(Step::Connect, Cause::NotMail, ""))
}

fn expect(answer: &str, code: &str, step: Step) -> Result<(), Failure> {
    if answer.starts_with(code) {
        return Ok(());
    }
    Err(Failure::new(step, Cause::Refused, answer).later(answer.starts_with('4')))
}
