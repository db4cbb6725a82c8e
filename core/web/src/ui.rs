//! The files that pages load: styles, fonts, signs, scripts. Embedded, named by their content, kept for ever.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use rust_embed::RustEmbed;

use crate::file::{FOR_EVER, FRESH, File, bytes, kind};

mod language;
pub(crate) mod tokens;

pub(crate) use language::own_path;
pub use language::{LANGUAGE_COOKIE, cookie_language};

/// In this order one file `pages.css`: a page that is looked at every morning should ask once.
const STYLES: [&str; 15] = [
    "tokens.css",
    "fonts.css",
    "base.css",
    "rail.css",
    "stage.css",
    "forms.css",
    "parts.css",
    "account.css",
    "home.css",
    "pages.css",
    "second-step.css",
    "dial.css",
    "waiting.css",
    "approval.css",
    "phones.css",
];

#[derive(RustEmbed)]
#[folder = "../../ui/design"]
struct Design;

#[derive(RustEmbed)]
#[folder = "../../ui/pages/scripts"]
struct Scripts;

/// One file as it is served.
struct Asset {
    /// `/assets/<name>.<hash>.<extension>`
    url: String,
    file: File,
}

/// `/assets/…`, `/favicon.ico`, `/trust-sw.js`, and the choice of a language.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/{*path}", get(serve))
        .route(
            "/favicon.ico",
            get(|headers: HeaderMap| async move { named("icon.svg", "max-age=86400", &headers) }),
        )
        .route("/trust-sw.js", get(|headers: HeaderMap| async move { named("trust-sw.js", FRESH, &headers) }))
        .route("/language", post(language::choose))
}

/// Where a file stands, such as `/assets/pages.1f2e3d4c5b6a7988.css`. An unknown name leads nowhere, and
/// the test of all pages finds it.
#[must_use]
pub fn asset(name: &str) -> &'static str {
    match ASSETS.by_name.get(name) {
        Some(asset) => &asset.url,
        None => {
            tracing::error!(name, "no such asset");
            "/assets/missing"
        }
    }
}

async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let found = ASSETS.by_url.get(path.as_str()).and_then(|name| ASSETS.by_name.get(name.as_str()));
    found
        .map_or_else(|| StatusCode::NOT_FOUND.into_response(), |asset| asset.file.respond(FOR_EVER, &headers))
}

fn named(name: &str, cache: &'static str, headers: &HeaderMap) -> Response {
    let found = ASSETS.by_name.get(name);
    found.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |asset| asset.file.respond(cache, headers))
}

impl Asset {
    fn new(name: &str, body: Cow<'static, [u8]>) -> Self {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let hash = hasher.finish();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        Self {
            url: format!("/assets/{stem}.{hash:016x}.{extension}"),
            file: File {
                kind: kind(extension).unwrap_or("application/octet-stream"),
                etag: format!("\"{hash:016x}\""),
                body: bytes(body),
            },
        }
    }
}

struct Assets {
    by_name: HashMap<String, Asset>,
    /// Path below `/assets/` to name.
    by_url: HashMap<String, String>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let mut by_name = HashMap::new();
    // Style sheets go out as one; licences and notes stay inside.
    let design =
        Design::iter().filter(|name| ["svg", "woff2", "png"].iter().any(|kind| name.ends_with(kind)));
    let files = design.filter_map(|name| Some((Design::get(&name)?, name)));
    let scripts = Scripts::iter().filter_map(|name| Some((Scripts::get(&name)?, name)));
    for (file, name) in files.chain(scripts) {
        by_name.insert(name.to_string(), Asset::new(&name, file.data));
    }
    let styles = join_styles(&by_name);
    by_name.insert("pages.css".to_owned(), Asset::new("pages.css", Cow::Owned(styles.into_bytes())));
    let below = |url: &str| url.trim_start_matches("/assets/").to_owned();
    let by_url = by_name.iter().map(|(name, asset)| (below(&asset.url), name.clone())).collect();
    Assets { by_name, by_url }
});

/// One style sheet, with the files that it names under their hashed addresses.
fn join_styles(files: &HashMap<String, Asset>) -> String {
    let mut whole = String::new();
    for name in STYLES {
        if let Some(file) = Design::get(name) {
            whole.push_str(&String::from_utf8_lossy(&file.data));
            whole.push('\n');
        }
    }
    for (name, asset) in files {
        whole = whole.replace(&format!("url(\"{name}\")"), &format!("url(\"{}\")", asset.url));
    }
    whole
}

/// Every file under the path where pages look for it, to write them out beside the sample pages.
#[cfg(test)]
pub(crate) fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    ASSETS.by_name.values().map(|asset| (asset.url.as_str(), asset.file.body.as_ref()))
}

#[cfg(test)]
mod contrast;
#[cfg(test)]
mod tests;
