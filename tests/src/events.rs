//! A stream of server-sent events, as it comes over the line.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{RequestBuilder, Response};
use serde_json::Value;

/// How long one event may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open stream.
#[derive(Debug)]
pub struct Events {
    response: Response,
    unread: String,
    /// Comment lines so far: they keep the line awake.
    pub comments: usize,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Its data.
    pub data: Value,
}

impl Events {
    /// Opens a stream; the answer itself where it is none.
    pub async fn open(request: RequestBuilder) -> Result<Self, Response> {
        // The client's time-out is for answers that end.
        let response = request.timeout(Duration::from_secs(1_200)).send().await.unwrap();
        if response.status() != 200 {
            return Err(response);
        }
        let media = response.headers().get(CONTENT_TYPE).unwrap().to_str().unwrap();
        assert!(media.starts_with("text/event-stream"), "{media}");
        assert!(response.headers()["cache-control"].to_str().unwrap().contains("no-store"));
        Ok(Self { response, unread: String::new(), comments: 0 })
    }

    /// The next event; `None` when the stream ends.
    pub async fn next(&mut self) -> Option<Event> {
        match tokio::time::timeout(PATIENCE, self.read()).await {
            Ok(event) => event,
            Err(_) => panic!("nothing came for {PATIENCE:?}"),
        }
    }

    /// Reads on until an event carries this in its data; panics when the stream ends before.
    pub async fn until(&mut self, name: &str, value: &str) {
        while let Some(event) = self.next().await {
            if event.data[name] == value {
                return;
            }
        }
        panic!("the stream ended before {name} was {value}");
    }

    /// Reads on until the stream ends.
    pub async fn end(&mut self) {
        while self.next().await.is_some() {}
    }

    async fn read(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.unread.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.unread = rest;
                self.comments += block.lines().filter(|line| line.starts_with(':')).count();
                if let Some(event) = parse(&block) {
                    return Some(event);
                }
            }
            // A server that was killed does not say goodbye.
            let bytes = self.response.chunk().await.ok().flatten()?;
            self.unread.push_str(&String::from_utf8_lossy(&bytes).replace('\r', ""));
        }
    }
}

fn parse(block: &str) -> Option<Event> {
    let field = |name: &str| {
        let value = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        Some(value.strip_prefix(' ').unwrap_or(value))
    };
    let data = serde_json::from_str(field("data")?).unwrap_or_else(|error| panic!("{block}: {error}"));
    Some(Event { name: field("event").unwrap_or("message").to_owned(), data })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_told_from_comments_and_hints() {
        let event = parse("retry: 2000\nevent: state\ndata: {\"state\":\"pending\"}").unwrap();
        assert_eq!((event.name.as_str(), event.data["state"].as_str()), ("state", Some("pending")));
        assert_eq!(parse(": still here"), None);
    }
}
