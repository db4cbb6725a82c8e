//! Headers that protect: what a page may load, who may frame it, what is kept.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::site::Site;

/// No inline script or style, nothing from elsewhere, no framing; `$script`: what scripts may do beside.
macro_rules! policy {
    ($script:literal) => {
        concat!(
            "default-src 'none'; script-src 'self'",
            $script,
            "; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
             worker-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
    };
}
/// What kind of answer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// For programs.
    Data,
    /// A page whose form stays here.
    Page,
    /// A page whose post may end at a relying party. It names no `form-action`: Chromium applies that to the whole
    /// chain of redirects.
    Leaving,
    /// The phone app: it compiles the models' engine, uses the camera, and lets no text become script.
    PhoneApp,
    /// The administrators' app: it lets no text become script either, and uses nothing of the machine.
    AdminApp,
    /// The same in the window, where it also speaks to the program around it.
    WindowApp,
}

/// Trusted types: a text becomes a script's address only through the app's own policy, and markup only through Svelte's.
const PHONE_APP: &str = concat!(
    policy!(" 'wasm-unsafe-eval'"),
    "; form-action 'none'; require-trusted-types-for 'script'; trusted-types donelogin svelte-trusted-html"
);
const PHONE_APP_PREFIX: &str = "/phone/";
/// The same without an engine; Svelte's own policy is the only one that makes markup. `$connect`: what it speaks to beside.
macro_rules! admin_app {
    ($connect:literal) => {
        concat!(
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'",
            $connect,
            "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
             require-trusted-types-for 'script'; trusted-types svelte-trusted-html"
        )
    };
}
const ADMIN_APP_PREFIX: &str = "/admin/";

const LEAVING: [&str; 7] =
    ["/oauth2/", "/interaction", "/login", "/consent", "/not-for-you", "/logout", "/setup/"];
const DATA: [&str; 9] = [
    "/oauth2/token",
    "/oauth2/userinfo",
    "/oauth2/introspect",
    "/oauth2/revoke",
    "/oauth2/par",
    "/oauth2/jwks",
    "/.well-known/",
    "/api/",
    "/phone/v1/",
];

impl Kind {
    pub(crate) fn of(path: &str) -> Self {
        let begins = |list: &[&str]| list.iter().any(|begin| path.starts_with(begin));
        if begins(&DATA) {
            Self::Data
        } else if path.starts_with(PHONE_APP_PREFIX) {
            Self::PhoneApp
        } else if path.starts_with(ADMIN_APP_PREFIX) {
            Self::AdminApp
        } else if begins(&LEAVING) {
            Self::Leaving
        } else {
            Self::Page
        }
    }

    /// Of what is served on this machine alone.
    pub(crate) fn of_local(path: &str) -> Self {
        match Self::of(path) {
            Self::AdminApp => Self::WindowApp,
            other => other,
        }
    }

    fn permissions(self) -> &'static str {
        match self {
            Self::PhoneApp => "camera=(self), microphone=(), geolocation=()",
            Self::Data | Self::Page | Self::Leaving | Self::AdminApp | Self::WindowApp => {
                "camera=(), microphone=(), geolocation=()"
            }
        }
    }

    /// The policy of a page that also loads these scripts and frames.
    pub(crate) fn widened(self, scripts: &str, frames: &str) -> String {
        let policy = self.policy();
        let own = policy.to_str().unwrap_or_default();
        let widened = own.replacen("script-src 'self'", &format!("script-src 'self' {scripts}"), 1);
        format!("{widened}; frame-src {frames}")
    }

    /// The policy of a page that holds frames of these origins.
    pub(crate) fn framing(self, origins: &str) -> String {
        let policy = self.policy();
        let origins = origins.split(' ').filter(|origin| is_source(origin)).collect::<Vec<_>>().join(" ");
        format!("{}; frame-src {origins}", policy.to_str().unwrap_or_default())
    }

    /// The policy of a page whose form goes to an app, and nowhere else.
    pub(crate) fn posting_to(self, origin: &str) -> Option<HeaderValue> {
        let policy = self.policy();
        let origin = Some(origin).filter(|origin| is_source(origin))?;
        HeaderValue::try_from(format!("{}; form-action {origin}", policy.to_str().ok()?)).ok()
    }

    fn policy(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Data => "default-src 'none'; frame-ancestors 'none'",
            Self::Page => concat!(policy!(""), "; form-action 'self'"),
            Self::Leaving => policy!(""),
            Self::PhoneApp => PHONE_APP,
            Self::AdminApp => admin_app!(""),
            Self::WindowApp => admin_app!(" ipc: http://ipc.localhost"),
        })
    }
}

/// Adds the headers; what a handler has set stays.
pub(crate) fn protect(site: &Site, kind: Kind, headers: &mut HeaderMap) {
    headers.reserve(8);
    let mut put = |name: HeaderName, value: HeaderValue| {
        headers.entry(name).or_insert(value);
    };
    put(header::CONTENT_SECURITY_POLICY, kind.policy());
    put(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    put(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if site.place().host() != "localhost" {
        // Half a year. A browser heeds it once it trusts our chain, and from then on a forged certificate cannot be
        // clicked through.
        put(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=15552000"));
    }
    if kind != Kind::Data {
        // no-referrer would make Chromium send "Origin: null" with our own forms.
        put(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        put(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        put(PERMISSIONS_POLICY, HeaderValue::from_static(kind.permissions()));
        put(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    }
}

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
/// Whether an origin is nothing but one source of a policy: addresses that were registered long ago may hold anything.
fn is_source(origin: &str) -> bool {
    origin.chars().all(|c| c.is_ascii_graphic() && !matches!(c, ';' | ',' | '\'' | '"'))
}
