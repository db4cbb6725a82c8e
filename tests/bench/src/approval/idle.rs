//! Event streams that are only kept open, each as if an app or a page were open somewhere.

use std::cell::Cell;
use std::net::Ipv4Addr;
use std::rc::Rc;

use tokio::task::JoinSet;

use crate::client::{Call, Connection, Origin};
use crate::error::Error;
use crate::stream::EventStream;

/// Event streams of one kind that the product lets one address hold.
const STREAMS_OF_AN_ADDRESS: usize = 32;
/// Handshakes at once.
const OPENED_AT_ONCE: usize = 32;

/// Streams, open and being opened.
#[derive(Default)]
pub(crate) struct Idle {
    opening: JoinSet<Result<EventStream, Error>>,
    begun: usize,
    ended: Rc<Cell<usize>>,
}

impl Idle {
    /// Begins to open one more. Whatever it says is read and dropped.
    pub(crate) async fn open(
        &mut self,
        origin: &Origin,
        target: &'static str,
        (header, value): (&'static str, String),
    ) -> Result<(), Error> {
        if self.opening.len() >= OPENED_AT_ONCE {
            self.keep().await?;
        }
        let (origin, from) = (origin.clone(), address_of(self.begun));
        self.begun += 1;
        self.opening.spawn_local(async move {
            let connection = Connection::open_from(&origin, from).await?;
            EventStream::open(connection, Call::get(target).header(header, &value)).await
        });
        Ok(())
    }

    /// Done when all are open.
    pub(crate) async fn opened(mut self) -> Result<Self, Error> {
        while !self.opening.is_empty() {
            self.keep().await?;
        }
        Ok(self)
    }

    /// An error if any has ended.
    pub(crate) fn check(&self) -> Result<(), Error> {
        match self.ended.get() {
            0 => Ok(()),
            ended => Err(Error::Ended { ended, opened: self.begun }),
        }
    }

    async fn keep(&mut self) -> Result<(), Error> {
        if let Some(opened) = self.opening.join_next().await {
            opened??.idle(Rc::clone(&self.ended));
        }
        Ok(())
    }
}

/// Addresses of the loopback beside the usual one, each with as many streams as it may hold.
fn address_of(number: usize) -> Ipv4Addr {
    let number = u32::try_from(number / STREAMS_OF_AN_ADDRESS).unwrap_or_default();
    Ipv4Addr::from_bits(FIRST_ADDRESS.to_bits() + number)
}

const FIRST_ADDRESS: Ipv4Addr = Ipv4Addr::new(127, 1, 0, 1);

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn an_address_holds_32_streams() {
        assert_eq!(address_of(31).to_string(), "127.1.0.1");
        assert_eq!(address_of(32).to_string(), "127.1.0.2");
        assert_eq!(address_of(9_999).to_string(), "127.1.1.57");
    }
}
