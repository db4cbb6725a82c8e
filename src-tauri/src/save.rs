//! Saving what the window hands out: a person chooses where.

use std::path::PathBuf;

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_DISPOSITION;
use http_body_util::BodyExt as _;
use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::DialogExt as _;
use tokio::sync::oneshot;

use crate::shell::Shell;

/// A name that is only a name, whoever proposed it.
pub(crate) fn file_name(proposed: &str) -> String {
    let last = proposed.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|sign| !sign.is_control()).take(100).collect();
    let name = name.trim_start_matches('.').trim();
    if name.is_empty() { "donelogin".to_owned() } else { name.to_owned() }
}

/// Percent-decoded; what is no encoding stays as it is.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let code = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Asks where, and writes it there; `false` if the person would rather not.
pub(crate) async fn ask(app: &AppHandle, name: &str, content: Vec<u8>) -> Result<bool, String> {
    let (chosen, choice) = oneshot::channel();
    app.dialog().file().set_file_name(name).save_file(move |path| {
        // Nobody waits any more where the program ends meanwhile.
        let _ = chosen.send(path);
    });
    let Some(path) = choice.await.ok().flatten() else { return Ok(false) };
    let path: PathBuf = path.into_path().map_err(|error| error.to_string())?;
    let written = tauri::async_runtime::spawn_blocking(move || std::fs::write(path, content)).await;
    written.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
    Ok(true)
}

/// A link for a download: fetched by the window's own way, then saved.
pub(crate) async fn link(app: &AppHandle, path: &str) -> Result<bool, String> {
    let request = Request::get(path).body(Body::empty()).map_err(|error| error.to_string())?;
    let response = app.state::<Shell>().ask(request).await;
    if !response.status().is_success() {
        return Err(format!("the server answered {}", response.status()));
    }
    let disposition = response.headers().get(CONTENT_DISPOSITION).and_then(|value| value.to_str().ok());
    let named = disposition.and_then(|value| value.split("filename=\"").nth(1)?.split('"').next());
    let last = path.split('?').next().unwrap_or_default();
    let name = file_name(named.unwrap_or(last));
    let content = response.into_body().collect().await.map_err(|error| error.to_string())?.to_bytes();
    ask(app, &name, content.to_vec()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_name_leads_nowhere() {
        assert_eq!(file_name("../../.ssh/authorized_keys"), "authorized_keys");
        assert_eq!(file_name("C:\\x\\people.csv"), "people.csv");
        assert_eq!(file_name("..."), "donelogin");
        assert_eq!(decoded("b%C3%BCro%20%.csv"), "büro %.csv");
    }
}
