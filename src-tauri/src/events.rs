//! The server's events for the window: its scheme takes whole answers only, so they go piece by piece through a channel.

use std::sync::{Mutex, PoisonError};

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager as _};
use tokio::sync::watch;

use crate::shell::Shell;

/// The one stream of the window: a new one ends the one before, whose page is gone.
pub(crate) struct Stream {
    newest: Mutex<watch::Sender<bool>>,
}

/// How a stream begins.
#[derive(Serialize)]
pub(crate) struct Opened {
    status: u16,
    /// A refusal, whole.
    body: String,
}

impl Default for Stream {
    fn default() -> Self {
        Self { newest: Mutex::new(watch::Sender::new(false)) }
    }
}

impl Stream {
    /// Ends the stream that is open; whoever holds the receiver is the newest until it tells.
    pub(crate) fn renew(&self) -> watch::Receiver<bool> {
        let (ended, end) = watch::channel(false);
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *newest, ended).send_replace(true);
        end
    }
}

/// Opens the stream; a locked window waits until it is opened.
pub(crate) async fn open(app: &AppHandle, channel: Channel<Option<String>>) -> Result<Opened, String> {
    let shell = app.state::<Shell>();
    let mut end = shell.stream.renew();
    let mut locked = shell.lock.watch();
    tokio::select! {
        _ = locked.wait_for(|locked| !locked) => {}
        _ = end.wait_for(|ended| *ended) => return Err("another stream took its place".to_owned()),
    }
    let uri = format!("{}/events", server::ADMIN_API);
    let request = Request::get(uri).body(Body::empty()).map_err(|error| error.to_string())?;
    let response = shell.ask(request).await;
    let status = response.status().as_u16();
    let mut body = response.into_body();
    if status != 200 {
        let bytes = body.collect().await.map_err(|error| error.to_string())?.to_bytes();
        return Ok(Opened { status, body: String::from_utf8_lossy(&bytes).into_owned() });
    }
    tauri::async_runtime::spawn(async move {
        let mut rest = Vec::new();
        loop {
            let frame = tokio::select! {
                frame = body.frame() => frame,
                _ = locked.wait_for(|locked| *locked) => None,
                _ = end.wait_for(|ended| *ended) => None,
            };
            let Some(Ok(frame)) = frame else { break };
            let Ok(data) = frame.into_data() else { continue };
            rest.extend_from_slice(&data);
            if channel.send(Some(take_text(&mut rest))).is_err() {
                return;
            }
        }
        // A page that is gone does not hear it.
        let _ = channel.send(None);
    });
    Ok(Opened { status, body: String::new() })
}

/// The whole characters at the beginning; half of one waits for its other half.
fn take_text(bytes: &mut Vec<u8>) -> String {
    let whole = match std::str::from_utf8(bytes) {
        Ok(text) => text.len(),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        // Not text at all: shown as what it is not.
        Err(_) => bytes.len(),
    };
    let rest = bytes.split_off(whole);
    let text = String::from_utf8_lossy(bytes).into_owned();
    *bytes = rest;
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_character_waits() {
        let mut bytes = "data: Zoë".as_bytes().to_vec();
        let last = bytes.pop().unwrap();
        assert_eq!(take_text(&mut bytes), "data: Zo");
        bytes.push(last);
        assert_eq!(take_text(&mut bytes), "ë");
        assert!(bytes.is_empty());
    }

    #[test]
    fn a_new_stream_ends_the_one_before() {
        let stream = Stream::default();
        let first = stream.renew();
        let second = stream.renew();
        assert!(*first.borrow() && !*second.borrow());
    }
}
