//! The one window: opened on the shell's scheme, never led away from it, and hidden rather than closed.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::webview::{DownloadEvent, NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindowBuilder, WindowEvent};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons};

use crate::commands::open_outside;
use crate::host::State;
use crate::preferences::Preferences;
use crate::save;
use crate::scheme::{HOME, OWN, SCHEME};
use crate::shell::Shell;

/// The window's name; the capability file has it too.
pub(crate) const NAME: &str = "main";

/// Opens the window; `hidden` leaves it to the tray to show it.
pub(crate) fn open(app: &AppHandle, hidden: bool) -> tauri::Result<()> {
    let home = HOME.parse::<Url>().map_err(tauri::Error::InvalidUrl)?;
    let (navigating, opening, saving) = (app.clone(), app.clone(), app.clone());
    let builder = WebviewWindowBuilder::new(app, NAME, WebviewUrl::CustomProtocol(home))
        .title("DOneLogin")
        .inner_size(1120.0, 760.0)
        .min_inner_size(880.0, 600.0)
        .visible(!hidden)
        .on_navigation(move |url| may_go(&navigating, url))
        .on_new_window(move |url, _| {
            leave(&opening, &url);
            NewWindowResponse::Deny
        })
        .on_download(move |_, event| {
            if let DownloadEvent::Requested { url, .. } = event {
                download(&saving, &url);
            }
            // We save it ourselves, where the person wants it.
            false
        })
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Started {
                // Whoever listened to the events is gone with the page before.
                let _ = window.state::<Shell>().stream.renew();
            }
        });
    let window = builder.build()?;
    let closing = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            hide(&closing);
        }
    });
    if WANTED.load(Ordering::Relaxed) {
        show(app);
    }
    Ok(())
}

/// Somebody wants to see a window that is not there yet.
static WANTED: AtomicBool = AtomicBool::new(false);

/// Shows the window, wherever it was; one that is being opened as soon as it is there.
pub(crate) fn show(app: &AppHandle) {
    WANTED.store(true, Ordering::Relaxed);
    let Some(window) = app.get_webview_window(NAME) else { return };
    WANTED.store(false, Ordering::Relaxed);
    let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window cannot be shown");
    }
}

/// Shows the window on a page.
pub(crate) fn go(app: &AppHandle, path: &str) {
    show(app);
    let Some(window) = app.get_webview_window(NAME) else { return };
    let Ok(url) = HOME.parse::<Url>().and_then(|home| home.join(path)) else { return };
    if let Err(error) = window.navigate(url) {
        tracing::warn!(%error, "the window does not go there");
    }
}

/// Leads from the app to the shell's own page once no server stands behind it; that page leads back by itself.
pub(crate) fn follow(app: &AppHandle, state: &State) {
    let (State::Stopped(_), Some(window)) = (state, app.get_webview_window(NAME)) else { return };
    let Ok(here) = window.url() else { return };
    if !app.state::<Shell>().shows_app.swap(false, Ordering::Relaxed) {
        return;
    }
    let Ok(mut url) = HOME.parse::<Url>().and_then(|home| home.join(OWN)) else { return };
    url.query_pairs_mut().append_pair("back", here.path());
    if let Err(error) = window.navigate(url) {
        tracing::warn!(%error, "the window does not go there");
    }
}

/// The window goes, the server stays. The first time that needs a word.
fn hide(app: &AppHandle) {
    let Some(window) = app.get_webview_window(NAME) else { return };
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the window cannot be hidden");
    }
    let shell = app.state::<Shell>();
    let known = shell.preferences();
    if known.knows_tray {
        return;
    }
    if let Err(error) = shell.prefer(Preferences { knows_tray: true, ..known }) {
        tracing::warn!(%error, "the preferences cannot be kept");
    }
    let words = shell.words();
    let note = app.dialog().message(words.get("closed-note")).title(words.get("closed-title"));
    note.buttons(MessageDialogButtons::Ok).show(|_| {});
}

/// Pages of ours stay in the window, everything else goes to the browser.
fn may_go(app: &AppHandle, url: &Url) -> bool {
    let is_page = ["/admin/", OWN, "/api/", "/ca.crt"].iter().any(|begin| url.path().starts_with(begin));
    if is_ours(url) && is_page {
        return true;
    }
    leave(app, url);
    false
}

/// Opens a link in the browser: of ours, under the name that browsers know the server by.
fn leave(app: &AppHandle, url: &Url) {
    let address = if is_ours(url) {
        let State::Serving(issuer) = app.state::<Shell>().host.state().1 else { return };
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{issuer}{}{query}", url.path())
    } else {
        url.to_string()
    };
    if let Err(error) = open_outside(app, &address) {
        tracing::warn!(%error, "a link is not followed");
    }
}

fn download(app: &AppHandle, url: &Url) {
    if !is_ours(url) {
        tracing::warn!("a download from elsewhere is refused");
        return;
    }
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let (app, path) = (app.clone(), format!("{}{query}", url.path()));
    tauri::async_runtime::spawn(async move {
        if let Err(error) = save::link(&app, &path).await {
            tracing::warn!(%error, "a file was not saved");
        }
    });
}

/// Windows writes the scheme as a host name.
fn is_ours(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_written_so = cfg!(windows) && url.scheme() == "http" && host == "admin.localhost";
    (url.scheme() == SCHEME && host == "localhost") || is_written_so
}
