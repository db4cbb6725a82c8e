//! Streams of server-sent events: one that is read for a word, and many that are only kept open.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::Incoming;
use tokio::time::timeout;

use crate::client::{Call, Connection};
use crate::error::Error;

const HEARD_WITHIN: Duration = Duration::from_secs(15);

/// An event stream on a connection of its own.
pub(crate) struct EventStream {
    body: Incoming,
    heard: String,
    // Dropped last: the connection is what keeps the body going.
    _connection: Connection,
}

impl EventStream {
    /// Sends the request that opens it.
    pub(crate) async fn open(mut connection: Connection, call: Call<'_>) -> Result<Self, Error> {
        let body = connection.stream("an event stream", call).await?;
        Ok(Self { body, heard: String::new(), _connection: connection })
    }

    /// Reads until it has said this, and forgets what came before.
    pub(crate) async fn hear(&mut self, wanted: &str) -> Result<(), Error> {
        timeout(HEARD_WITHIN, self.listen(wanted)).await.map_err(|_| Error::TimeOut("an event"))?
    }

    /// Reads and drops whatever comes, in the background; `ended` counts once it is over.
    pub(crate) fn idle(mut self, ended: Rc<Cell<usize>>) {
        tokio::task::spawn_local(async move {
            while let Some(Ok(_)) = self.body.frame().await {}
            ended.set(ended.get() + 1);
        });
    }

    async fn listen(&mut self, wanted: &str) -> Result<(), Error> {
        loop {
            if let Some((_, after)) = self.heard.split_once(wanted) {
                self.heard = after.to_owned();
                return Ok(());
            }
            let frame = self.body.frame().await.ok_or(Error::Missing("more of an event stream"))??;
            if let Some(piece) = frame.data_ref() {
                self.heard.push_str(&String::from_utf8_lossy(piece));
            }
        }
    }
}
