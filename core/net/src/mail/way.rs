//! The way to a mail server, plain or encrypted, in the form that the library converses on.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// The way to a mail server.
#[derive(Debug)]
pub(super) enum Way {
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
        Self::Encrypted { stream: Box::new(stream), before }
    }
}

impl AsyncTokioStream for Way {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        match self {
            Self::Plain(stream) => stream.peer_addr(),
            Self::Encrypted { stream, .. } => stream.get_ref().0.peer_addr(),
        }
    }
}

impl AsyncRead for Way {
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

impl AsyncWrite for Way {
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
