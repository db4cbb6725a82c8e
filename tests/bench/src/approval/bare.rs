//! The same hop with the floor server: a signed answer in, an event out, a form in, and a durable write for each post.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use hyper::StatusCode;
use serde_json::json;

use super::idle::Idle;
use crate::browser::is_signed_in;
use crate::client::{Call, Connection, Origin};
use crate::error::Error;
use crate::floor;
use crate::phone::{JOSE, Key};
use crate::process::Server;
use crate::stream::EventStream;

/// A running floor and somebody's key.
pub(crate) struct Bare {
    pub(crate) server: Server,
    origin: Origin,
    key: Key,
    rounds: u32,
}

impl Bare {
    /// Starts a floor server in a directory of its own.
    pub(crate) fn open(dir: &Path) -> Result<Self, Error> {
        let server = floor::start(dir, floor::Options { sign_at_refresh: false })?;
        let address: SocketAddr = server.listen.parse().map_err(|_| Error::Missing("address in listen="))?;
        let origin = Origin::new(address, &fs::read_to_string(dir.join(floor::CA_FILE))?)?;
        Ok(Self { server, origin, key: Key::generate()?, rounds: 0 })
    }

    /// Opens this many event streams.
    pub(crate) async fn listen(&self, streams: usize) -> Result<Idle, Error> {
        let mut idle = Idle::default();
        for _ in 0..streams {
            idle.open(&self.origin, "/events", ("authorization", String::new())).await?;
        }
        idle.opened().await
    }

    /// One hop, on fresh connections as the product's.
    pub(crate) async fn sign_in(&mut self) -> Result<Duration, Error> {
        self.rounds += 1;
        let query = format!("?i=round-{}", self.rounds);
        let (mut phone, mut browser) =
            (Connection::open(&self.origin).await?, Connection::open(&self.origin).await?);
        let listening = Connection::open(&self.origin).await?;
        let mut events = EventStream::open(listening, Call::get(&format!("/events{query}"))).await?;
        events.hear("pending").await?;

        let yes = self.key.sign("link", &json!({ "decision": "approve", "round": self.rounds }))?;
        let (answer, go_on) = (format!("/answer{query}"), format!("/continue{query}"));
        let began = Instant::now();
        let answers = async {
            let answer = phone.send(Call::post_as(&answer, JOSE, yes)).await?;
            answer.expect("the floor's phone", StatusCode::OK).map(drop)
        };
        let moves_on = async {
            events.hear("approved").await?;
            let answer = browser.send(Call::post(&go_on, String::new())).await?;
            if is_signed_in(&answer) {
                Ok(began.elapsed())
            } else {
                Err(answer.refused("the floor's browser"))
            }
        };
        let ((), took) = tokio::try_join!(answers, moves_on)?;
        Ok(took)
    }
}
