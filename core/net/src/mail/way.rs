//! The way to a mail server, plain or encrypted, in the form that the library converses on.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// The most that one answer may hold, in bytes: the library keeps a line in memory until it ends.
pub(super) const ANSWER_MAX_BYTES: usize = 64 * 1024;
/// The most that a server may say in a whole conversation, in bytes.
const CONVERSATION_MAX_BYTES: usize = 256 * 1024;
/// What breaks a conversation off that goes beyond.
pub(super) const TOO_LONG: &str = "an answer is longer than any mail server's";

/// The way to a mail server, on which only so much is heard.
#[derive(Debug)]
pub(super) struct Way {
    stream: Stream,
    /// Bytes heard since we spoke last, and in all.
    answer: usize,
    conversation: usize,
}

#[derive(Debug)]
enum Stream {
    /// As it is.
    Plain(TcpStream),
    /// Encrypted.
    Encrypted {
        /// The server's side is known.
        stream: Box<TlsStream<TcpStream>>,
        /// What is read before anything that comes from there.
        before: &'static [u8],
    },
}

impl Way {
    pub(super) fn encrypted(stream: TlsStream<TcpStream>, before: &'static [u8]) -> Self {
        Self::over(Stream::Encrypted { stream: Box::new(stream), before })
    }

    pub(super) fn plain(stream: TcpStream) -> Self {
        Self::over(Stream::Plain(stream))
    }

    fn over(stream: Stream) -> Self {
        Self { stream, answer: 0, conversation: 0 }
    }
}

impl AsyncTokioStream for Way {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        match &self.stream {
            Stream::Plain(stream) => stream.peer_addr(),
            Stream::Encrypted { stream, .. } => stream.get_ref().0.peer_addr(),
        }
    }
}

impl AsyncRead for Way {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.answer > ANSWER_MAX_BYTES || self.conversation > CONVERSATION_MAX_BYTES {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, TOO_LONG)));
        }
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buffer);
        let heard = buffer.filled().len() - before;
        self.answer += heard;
        self.conversation += heard;
        polled
    }
}

impl AsyncWrite for Way {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.answer = 0;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match &mut *self {
            Self::Plain(stream) => Pin::new(stream).poll_read(cx, buffer),
            Self::Encrypted { before, .. } if !before.is_empty() => {
                let (now, later) = before.split_at(before.len().min(buffer.remaining()));
                buffer.put_slice(now);
                *before = later;
                Poll::Ready(Ok(()))
            }
            Self::Encrypted { stream, .. } => Pin::new(stream).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match &mut *self {
            Self::Plain(stream) => Pin::new(stream).poll_write(cx, bytes),
            Self::Encrypted { stream, .. } => Pin::new(stream).poll_write(cx, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut *self {
            Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Self::Encrypted { stream, .. } => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut *self {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Encrypted { stream, .. } => Pin::new(stream).poll_shutdown(cx),
        }
    }
}
