//! `/branding/app`: the pictures of apps. They are got and written anew here: no page loads anything from elsewhere, and
//! what an app registered cannot be a script.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::audit::Actor;
use domain::client::Client;
use domain::id::ClientId;
use domain::token::sha256;
use serde::Deserialize;
use service::app_logo::{self, Place};
use tokio::sync::Semaphore;
use url::Url;

use crate::branding::square;
use crate::file::File;
use crate::pages::login::encode;
use crate::respond::page::plain;
use crate::site::Site;

/// Pictures that are held; beyond it the one that was got longest ago is forgotten.
const MOST: usize = 128;
/// Their sides, in pixels: three times what a tile shows.
const SIDE: u32 = 132;
/// How long a picture is shown before it is got again, in seconds.
const FRESH_S: i64 = 86_400;
/// How long nobody asks again for one that could not be got, in seconds.
const PAUSE_S: i64 = 60;
/// What browsers keep of it.
const KEPT: &str = "public, max-age=3600";
/// Pictures that are got at once, in the whole server: whoever comes while so many wait goes without.
static UNDER_WAY: Semaphore = Semaphore::const_new(4);

/// The pictures that were got, by app.
#[derive(Default)]
pub(crate) struct AppLogos(Mutex<HashMap<ClientId, Held>>);

/// What came of one address.
#[derive(Clone)]
struct Held {
    url: Url,
    /// Nothing where it was no picture, or could not be got.
    png: Option<Bytes>,
    at: i64,
}

/// What the address says. Whatever else stands there makes it another one, so that a browser does not show an old picture.
#[derive(Deserialize)]
pub(crate) struct Asked {
    client: String,
}

/// Where pages find the picture of an app that registered one.
pub(crate) fn path(client: &Client) -> Option<String> {
    let uri = client.metadata.logo_uri.as_deref()?;
    Some(format!("/branding/app?client={}&v={}", encode(client.id.as_str()), short(uri.as_bytes())))
}

/// The picture of an app.
pub(crate) async fn serve(
    State(site): State<Site>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    match find(&site, &ClientId::from(asked.client)).await {
        Some(png) => {
            let etag = format!("\"{}\"", short(&png));
            File { kind: "image/png", etag, body: png }.respond(KEPT, &headers)
        }
        None => plain(StatusCode::NOT_FOUND),
    }
}

async fn find(site: &Site, id: &ClientId) -> Option<Bytes> {
    let cx = site.app().begin(Actor::Anonymous, "", "");
    let place = app_logo::place(&cx, id).ok()??;
    let logos = site.app_logos();
    if let Some(held) = logos.held(id, &place, cx.now) {
        return held.png;
    }
    let _slot = UNDER_WAY.try_acquire().ok()?;
    let png = match app_logo::fetch(&cx, &place).await {
        Ok(file) => square(file.into(), SIDE).await.ok().map(Bytes::from),
        Err(_) => None,
    };
    if png.is_none() {
        tracing::info!(client = id.as_str(), "the picture of an app could not be got");
    }
    logos.hold(id, Held { url: place.url, png: png.clone(), at: cx.now });
    png
}

fn short(bytes: &[u8]) -> String {
    sha256(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

impl AppLogos {
    fn held(&self, id: &ClientId, place: &Place, now: i64) -> Option<Held> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lasts = |held: &Held| if held.png.is_some() { FRESH_S } else { PAUSE_S };
        all.get(id).filter(|held| held.url == place.url && now - held.at < lasts(held)).cloned()
    }

    fn hold(&self, id: &ClientId, held: Held) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST && !all.contains_key(id) {
            let oldest = all.iter().min_by_key(|(_, held)| held.at).map(|(id, _)| id.clone());
            oldest.map(|id| all.remove(&id));
        }
        all.insert(id.clone(), held);
    }
}
