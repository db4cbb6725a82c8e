//! `GET /events`: what is written, as it is written, for the pages of administrators that are open.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::Extension;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::audit::Actor;
use serde_json::json;
use service::Cx;
use service::admin::audit::{self as admin, Named};
use service::admin::me;
use service::handshakes;
use service::rights::Admin;
use service::wake::{Topic, Watch};
use tokio::time::{Instant, sleep, sleep_until};

use super::audit::RowDto;
use super::checks::AttemptDto;
use super::guard::AdminCx;
use super::problem::Problem;
use crate::stream::{self, COMMENT, COMMENT_EVERY, Streams, Ticket};

/// After this time the page comes again, with the number of the last row that it has.
const LIFETIME: Duration = Duration::from_secs(15 * 60);
/// What is written in this time is told at once, so that a busy morning is no flood of small answers.
const GATHER: Duration = Duration::from_millis(200);
/// Rows that are told at once.
const PART: u32 = 100;
/// Whoever has missed more rows than this reads the list anew.
const FAR: i64 = 1_000;

/// The streams of administrators: a pot of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Pot(Streams);

/// What happens, as it happens
///
/// Server-sent events. `hello` comes first; its data has `seq`, the number of the last row of the log. `audit` is a row as
/// in the list, with its number as `id`: a browser that comes again with it as `Last-Event-ID` misses nothing. `changed`
/// names what to read anew: `{"what": "users"}`, with one of `users`, `groups`, `clients`, `devices`, `sessions`, `outbox`,
/// `approvals`, `settings`, `keys`, `tokens`, `certificates`, `branding`, `overview`, `updates`, and `audit` where so much was missed
/// that the list has to be read again. `handshake` is a TLS handshake with this server as in `/connect/attempts`, told where
/// it is another outcome than the last of that address, or a refusal that was not told for a while. Each 25 seconds there is
/// a comment. The stream ends with the session, and after 15 minutes.
#[utoipa::path(get, path = "/events", operation_id = "followEvents", tag = "audit", responses(
    (status = 200, description = "The stream.", body = String, content_type = "text/event-stream"),
    (status = 429, description = "There are too many streams of this address: `too_many_streams`."),
))]
pub(super) async fn follow(
    AdminCx { cx, by }: AdminCx,
    Extension(Pot(streams)): Extension<Pot>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let ticket = streams.admit(&cx.address).ok_or_else(|| {
        let why = "too many event streams of this address: close some pages";
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_streams", why)
    })?;
    // First listen, then look: nothing falls between.
    let watch = cx.app.watch(Topic::Admin);
    let tip = admin::tip(&cx, &by)?;
    let last: Option<i64> = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let missed = last.is_some_and(|last| tip - last > FAR || last > tip);
    let listener = Listener {
        seen_handshake: handshakes::last(&cx, &by),
        seen: last.filter(|_| !missed).unwrap_or(tip),
        greeting: Some((tip, missed)),
        over: Instant::now() + LIFETIME,
        is_behind: last.is_some(),
        cx,
        by,
        watch,
        _ticket: ticket,
    };
    Ok(stream::response(listener, Listener::next))
}

/// A page that is open.
struct Listener {
    cx: Cx,
    by: Admin,
    watch: Watch,
    /// The last row that was told.
    seen: i64,
    /// The last handshake that was told.
    seen_handshake: u64,
    greeting: Option<(i64, bool)>,
    /// Whether there may be rows that no wake-up will tell of.
    is_behind: bool,
    over: Instant,
    _ticket: Ticket,
}

impl Listener {
    async fn next(mut self) -> Option<(String, Self)> {
        if let Some((tip, missed)) = self.greeting.take() {
            let mut text = event("hello", &json!({ "seq": tip }));
            if missed {
                text.push_str(&event("changed", &json!({ "what": "audit" })));
            }
            return Some((text, self));
        }
        loop {
            if !std::mem::take(&mut self.is_behind) {
                let comment = (Instant::now() + COMMENT_EVERY).min(self.over);
                tokio::select! {
                    () = sleep_until(comment) => return self.comment(),
                    woken = self.watch.next() => woken.then_some(())?,
                }
                sleep(GATHER).await;
            }
            if !self.may() {
                return None;
            }
            let handshakes = self.handshakes();
            // A page that cannot be told now is told of the same rows with the next wake-up.
            let rows = admin::follow(&self.cx, &self.by, self.seen, PART).await.unwrap_or_default();
            if let Some(last) = rows.last() {
                self.seen = last.row.seq;
                self.is_behind = rows.len() >= usize::try_from(PART).unwrap_or(usize::MAX);
                return Some((handshakes + &told(rows), self));
            }
            if !handshakes.is_empty() {
                return Some((handshakes, self));
            }
        }
    }

    /// Handshakes since the last time.
    fn handshakes(&mut self) -> String {
        let fresh = handshakes::since(&self.cx, &self.by, self.seen_handshake);
        self.seen_handshake = fresh.iter().map(|one| one.seq).max().unwrap_or(self.seen_handshake);
        let told =
            fresh.into_iter().map(|one| serde_json::to_value(AttemptDto::from(one)).unwrap_or_default());
        told.map(|one| event("handshake", &one)).collect()
    }

    /// Sessions also end by themselves: then nothing is written, and this is where it is seen.
    fn comment(mut self) -> Option<(String, Self)> {
        (Instant::now() < self.over && self.may()).then(|| (COMMENT.to_owned(), self))
    }

    fn may(&mut self) -> bool {
        let cx = self.cx.app.begin(Actor::Anonymous, &self.cx.address, &self.cx.user_agent);
        self.cx = cx.acting_as(self.by.actor().clone());
        me::still_may(&self.cx, &self.by).unwrap_or(false)
    }
}

fn told(rows: Vec<Named>) -> String {
    let changed: BTreeSet<&'static str> = rows.iter().filter_map(|named| what(&named.row.event)).collect();
    let rows = rows.into_iter().map(|named| {
        let id = named.row.seq;
        let row = serde_json::to_value(RowDto::from(named)).unwrap_or_default();
        format!("id: {id}\n{}", event("audit", &row))
    });
    let mut text: String = rows.collect();
    for what in changed {
        text.push_str(&event("changed", &json!({ "what": what })));
    }
    text
}

/// Which list an event changes.
fn what(event: &str) -> Option<&'static str> {
    Some(match event.split('.').next()? {
        "user" | "users" | "password" | "factor" => "users",
        "group" => "groups",
        "client" | "backchannel_logout" => "clients",
        "device" => "devices",
        "session" | "login" => "sessions",
        "approval" => "approvals",
        "setting" => "settings",
        "mail" => "outbox",
        "keys" => "keys",
        "api_token" => "tokens",
        "certificate" => "certificates",
        "branding" => "branding",
        "name" | "office" => "overview",
        "update" => "updates",
        _ => return None,
    })
}

fn event(name: &str, data: &serde_json::Value) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}
