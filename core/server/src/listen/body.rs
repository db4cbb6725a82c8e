//! A request's body that must arrive in time: whoever sends half of one would hold a connection for ever.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::HttpBody;
use hyper::body::{Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// A body with a deadline, which begins when it is first waited for.
pub(super) struct Timely<B> {
    body: B,
    patience: Duration,
    deadline: Option<Pin<Box<Sleep>>>,
}

impl<B> Timely<B> {
    pub(super) fn within(patience: Duration, body: B) -> Self {
        Self { body, patience, deadline: None }
    }
}

impl<B> HttpBody for Timely<B>
where
    B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Unpin,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let patience = self.patience;
        let deadline = self.deadline.get_or_insert_with(|| Box::pin(sleep(patience)));
        deadline.as_mut().poll(cx).map(|()| Some(Err(io::Error::from(io::ErrorKind::TimedOut).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};

    #[tokio::test]
    async fn half_a_body_is_an_error_in_time_and_a_whole_one_passes() {
        let patience = Duration::from_millis(20);
        let whole = Body::new(Timely::within(patience, Body::from("whole")));
        assert_eq!(to_bytes(whole, 100).await.unwrap(), "whole");
        /// Never sends anything.
        struct Silent;
        impl HttpBody for Silent {
            type Data = Bytes;
            type Error = BoxError;
            fn poll_frame(
                self: Pin<&mut Self>,
                _: &mut Context<'_>,
            ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
                Poll::Pending
            }
        }
        assert!(to_bytes(Body::new(Timely::within(patience, Silent)), 100).await.is_err());
    }
}
