//! What happens to every request and every answer, in one place: a number, our own name, the headers.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt as _;
use tokio::sync::Semaphore;

use crate::address::ClientAddress;
use crate::respond::page::plain;
use crate::site::Site;
use crate::{cors, guard, headers, pictures};

/// The number of a request, in the log and on error pages.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RequestNumber(u32);

static NEXT: AtomicU32 = AtomicU32::new(0);

impl RequestNumber {
    fn next() -> Self {
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl std::fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Spread over all eight digits, so that neighbours are told apart when read aloud. Odd, so no two are alike.
        write!(f, "{:08X}", self.0.wrapping_mul(0x9E37_79B1))
    }
}

/// The outermost layer. One, not five: each costs an allocation, and userinfo is asked tens of thousands of times a second.
pub(crate) async fn edge(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let number = RequestNumber::next();
    request.extensions_mut().insert(number);
    if let Some(address) = ClientAddress::read(&site, request.headers(), request.extensions()) {
        request.extensions_mut().insert(address);
    }
    let kind = headers::Kind::of(request.uri().path());
    let origin = cors::origin(&request);
    let log = tracing::enabled!(tracing::Level::DEBUG).then(|| Log::begin(&request, number));
    let mut response = match guard::elsewhere(&site, &request) {
        Some(elsewhere) => elsewhere,
        None => match read_whole(request).await {
            Ok(request) => next.run(request).await,
            Err(refusal) => refusal,
        },
    };
    headers::protect(&site, kind, response.headers_mut());
    if let Some(origin) = origin {
        cors::allow(&site, origin, response.headers_mut());
    }
    if let Some(log) = log {
        log.end(&response);
    }
    response
}

/// The same for requests from this machine, which come by no name and no address.
pub(crate) async fn local_edge(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(RequestNumber::next());
    let kind = headers::Kind::of_local(request.uri().path());
    let mut response = next.run(request).await;
    headers::protect(&site, kind, response.headers_mut());
    response
}

/// The longest body, in bytes; handlers have limits of their own below it. A picture's may be longer.
const MAX_BODY_BYTES: usize = 1024 * 1024;
/// How long a body may take.
const BODY_PATIENCE: Duration = Duration::from_secs(10);
/// How long a picture may take: a phone far from the access point sends it.
const PICTURE_PATIENCE: Duration = Duration::from_secs(40);
/// How much of a picture that is too large is read and thrown away, in bytes: a browser shows no answer that comes before
/// it has sent everything.
const MOST_THROWN_AWAY: usize = 64 * 1024 * 1024;
/// Pictures that are held at once, while they arrive.
static PICTURES: Semaphore = Semaphore::const_new(4);

/// Reads the body before anybody answers: what is answered earlier leaves the rest in the connection, and hyper then
/// closes it under the client's next request.
async fn read_whole(request: Request) -> Result<Request, Response> {
    if request.body().is_end_stream() {
        return Ok(request);
    }
    if request.uri().path() == pictures::UPLOAD {
        return read_picture(request).await;
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(BODY_PATIENCE, to_bytes(body, MAX_BODY_BYTES)).await {
        Ok(Ok(bytes)) => Ok(Request::from_parts(parts, Body::from(bytes))),
        Ok(Err(_)) => Err(closing(plain(StatusCode::PAYLOAD_TOO_LARGE))),
        Err(_) => Err(closing(plain(StatusCode::REQUEST_TIMEOUT))),
    }
}

/// The same for a picture; one that is too large is thrown away while it arrives, and its form says so.
async fn read_picture(request: Request) -> Result<Request, Response> {
    let (mut parts, body) = request.into_parts();
    let read = async {
        let _place = PICTURES.acquire().await.ok()?;
        let (mut bytes, mut length) = (Vec::new(), 0_usize);
        let mut pieces = body.into_data_stream();
        while let Some(piece) = pieces.next().await {
            let piece = piece.ok()?;
            length = length.saturating_add(piece.len());
            if length > MOST_THROWN_AWAY {
                return None;
            }
            if length <= pictures::MAX_BODY {
                bytes.extend_from_slice(&piece);
            } else {
                bytes = Vec::new();
            }
        }
        Some((length, bytes))
    };
    match tokio::time::timeout(PICTURE_PATIENCE, read).await {
        Ok(Some((length, bytes))) => {
            if length > pictures::MAX_BODY {
                parts.extensions.insert(pictures::TooLong);
            }
            Ok(Request::from_parts(parts, Body::from(bytes)))
        }
        Ok(None) => Err(closing(plain(StatusCode::PAYLOAD_TOO_LARGE))),
        Err(_) => Err(closing(plain(StatusCode::REQUEST_TIMEOUT))),
    }
}

fn closing(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// One line a request: method, route, status, time. Never query, body or cookie.
struct Log {
    number: RequestNumber,
    method: String,
    route: String,
    begun: std::time::Instant,
}

impl Log {
    fn begin(request: &Request, number: RequestNumber) -> Self {
        let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
        Self { number, method: request.method().to_string(), route, begun: std::time::Instant::now() }
    }

    fn end(self, response: &Response) {
        let (status, ms) = (response.status().as_u16(), self.begun.elapsed().as_millis());
        tracing::debug!(number = %self.number, method = self.method, route = self.route, status, ms, "answered");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_differ() {
        let (one, two) = (RequestNumber(1).to_string(), RequestNumber(2).to_string());
        assert_ne!(one, two);
        assert_eq!((one.len(), two.len()), (8, 8));
    }
}
