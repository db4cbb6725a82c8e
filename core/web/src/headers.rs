//! Headers on every answer, and the number of every request.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::id::InteractionId;
use domain::world::SystemEntropy;
use tracing::Instrument as _;

use crate::respond::RequestNumber;
use crate::site::Site;

/// No inline script or style, nothing from elsewhere, no framing.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
                   worker-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Pages whose post may end at a relying party name no target: Chromium applies it to the whole chain of redirects.
const LEAVING: [&str; 6] = ["/oauth2/", "/interaction", "/login", "/consent", "/logout", "/setup/"];
/// Half a year. A browser heeds it once it trusts our chain, and from then on a forged certificate cannot be clicked through.
const HSTS: &str = "max-age=15552000";

/// Adds the headers that protect pages.
pub(crate) async fn secure(State(site): State<Site>, request: Request, next: Next) -> Response {
    let leaving = LEAVING.iter().any(|path| request.uri().path().starts_with(path));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let csp = if leaving { CSP.to_owned() } else { format!("{CSP}; form-action 'self'") };
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.entry(name).or_insert(value);
        }
    };
    put(header::CONTENT_SECURITY_POLICY, &csp);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // no-referrer would make Chromium send "Origin: null" with our own forms.
    put(header::REFERRER_POLICY, "same-origin");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(header::CACHE_CONTROL, "no-store");
    if site.host() != "localhost" {
        put(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    response
}

/// Numbers each request and logs it once: method, route, status, time. Never query, body or cookie.
pub(crate) async fn number(mut request: Request, next: Next) -> Response {
    let number: String = InteractionId::generate(&SystemEntropy)
        .as_str()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", number, method = %request.method(), route);
    request.extensions_mut().insert(RequestNumber(number));
    async move {
        let begun = std::time::Instant::now();
        let response = next.run(request).await;
        let (status, ms) = (response.status().as_u16(), begun.elapsed().as_millis());
        tracing::debug!(status, ms, "answered");
        response
    }
    .instrument(span)
    .await
}
