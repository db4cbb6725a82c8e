//! A connection that must begin to speak in time: until it is known whether it speaks HTTP/1 or HTTP/2, no other limit holds.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// The length of what opens HTTP/2 (RFC 9113 3.4); what is longer has said which version it speaks.
const PREFACE_BYTES: usize = 24;

/// A stream with a deadline for its first bytes.
pub(super) struct FirstBytes<S> {
    stream: S,
    missing: usize,
    deadline: Option<Pin<Box<Sleep>>>,
}

impl<S> FirstBytes<S> {
    pub(super) fn within(patience: Duration, stream: S) -> Self {
        Self { stream, missing: PREFACE_BYTES, deadline: Some(Box::pin(sleep(patience))) }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for FirstBytes<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some(deadline) = &mut self.deadline
            && deadline.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let before = buffer.filled().len();
        let outcome = Pin::new(&mut self.stream).poll_read(cx, buffer);
        self.missing = self.missing.saturating_sub(buffer.filled().len() - before);
        if self.missing == 0 {
            self.deadline = None;
        }
        outcome
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for FirstBytes<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    #[tokio::test]
    async fn who_says_nothing_is_timed_out_and_who_has_spoken_is_not() {
        let patience = Duration::from_millis(50);
        let (near, mut far) = duplex(64);
        let mut silent = FirstBytes::within(patience, near);
        far.write_all(b"PRI").await.unwrap();
        let mut buffer = [0; 64];
        assert_eq!(silent.read(&mut buffer).await.unwrap(), 3);
        assert_eq!(silent.read(&mut buffer).await.unwrap_err().kind(), io::ErrorKind::TimedOut);
        let (near, mut far) = duplex(64);
        let mut spoken = FirstBytes::within(patience, near);
        far.write_all(&[b'x'; PREFACE_BYTES]).await.unwrap();
        assert_eq!(spoken.read(&mut buffer).await.unwrap(), PREFACE_BYTES);
        assert!(tokio::time::timeout(patience * 3, spoken.read(&mut buffer)).await.is_err());
    }
}
