//! `/updates`: whether there is a newer version. Nothing here installs one.

use axum::Json;
use axum::http::{HeaderMap, header};
use serde::Serialize;
use service::updates::{self as admin, Newer, State, Updates};
use utoipa::ToSchema;

use super::guard::AdminCx;
use super::problem::Problem;
use crate::text::Text;
use crate::ui::cookie_language;

/// What is known of updates.
#[derive(Serialize, ToSchema)]
#[schema(as = Updates)]
pub(super) struct UpdatesDto {
    /// The version that runs.
    current: String,
    /// The setting `updates.source`: a folder, an address, or empty.
    source: String,
    /// How the one that runs stands to the newest.
    state: UpdateState,
    /// The newest version, where it is newer.
    #[schema(required = true)]
    newer: Option<NewerDto>,
    /// Why the list cannot be had, with the mend; in English.
    #[schema(required = true)]
    reason: Option<String>,
    /// When somebody looked last, in seconds since 1970; nothing before the first time.
    #[schema(required = true)]
    checked_at: Option<i64>,
}

/// How the version that runs stands to the newest.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum UpdateState {
    /// No source is set, so nobody looks.
    Off,
    /// There is no newer one, as far as somebody looked.
    Current,
    /// There is a newer one.
    Newer,
    /// The list cannot be had or read.
    Unreachable,
}

/// A newer version.
#[derive(Serialize, ToSchema)]
#[schema(as = NewerVersion)]
struct NewerDto {
    /// As semver writes it.
    version: String,
    /// `YYYY-MM-DD`.
    date: String,
    /// What is new, in the language of `Accept-Language` where the list has it.
    changes: String,
    /// Where its files lie: the folder, or the address.
    location: String,
    /// Installers of all systems.
    files: Vec<FileDto>,
}

/// A file of a newer version.
#[derive(Serialize, ToSchema)]
#[schema(as = UpdateFile)]
struct FileDto {
    /// Its plain name.
    name: String,
    /// In bytes.
    size: u64,
    /// SHA-256 in hexadecimal digits: compare it with that of the file before you install.
    sha256: String,
    /// Its path or address.
    location: String,
}

/// Whether there is a newer version
#[utoipa::path(get, path = "/updates", operation_id = "showUpdates", tag = "server", responses((status = 200, body = UpdatesDto)))]
pub(super) async fn show(AdminCx { cx, by }: AdminCx, headers: HeaderMap) -> Json<UpdatesDto> {
    Json(shown(admin::show(&cx, &by), cx.app.settings().text("updates.source"), &headers))
}

/// Looks for a newer version now
///
/// The server does so by itself once a day. Nothing is installed.
#[utoipa::path(post, path = "/updates/check", operation_id = "checkUpdates", tag = "server", responses((status = 200, body = UpdatesDto)))]
pub(super) async fn check(
    AdminCx { cx, by }: AdminCx,
    headers: HeaderMap,
) -> Result<Json<UpdatesDto>, Problem> {
    let found = admin::check(&cx, &by).await?;
    Ok(Json(shown(found, cx.app.settings().text("updates.source"), &headers)))
}

fn shown(updates: Updates, source: &str, headers: &HeaderMap) -> UpdatesDto {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = Text::choose(None, cookie_language(headers), accepted).tag();
    let place = updates.source.as_ref().map(|source| source.place()).unwrap_or_default();
    let (state, newer, reason) = match updates.state {
        State::Off => (UpdateState::Off, None, None),
        State::Current => (UpdateState::Current, None, None),
        State::Newer(newer) => (UpdateState::Newer, Some(dto(*newer, language, place)), None),
        State::Unreachable { reason } => (UpdateState::Unreachable, None, Some(reason)),
    };
    UpdatesDto {
        current: updates.current.to_string(),
        source: source.to_owned(),
        state,
        newer,
        reason,
        checked_at: updates.checked_at,
    }
}

fn dto(newer: Newer, language: &str, location: String) -> NewerDto {
    let Newer { release, files } = newer;
    let files = files.into_iter();
    NewerDto {
        version: release.version.to_string(),
        changes: release.changes_in([language]).to_owned(),
        date: release.date,
        location,
        files: files
            .map(|(file, location)| FileDto {
                name: file.name,
                size: file.size,
                sha256: file.sha256,
                location,
            })
            .collect(),
    }
}
