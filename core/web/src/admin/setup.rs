//! `/setup`: the first run, for the window and for commands on the server's own computer.

use std::path::PathBuf;

use axum::Json;
use axum::http::StatusCode;
use domain::host::OfficeHost;
use domain::secret::Secret;
use serde::{Deserialize, Serialize};
use service::address::{self, Files, Found, MoveError, PortFault, Seen, Wanted};
use service::admin::FieldProblem;
use service::setup::{self, Answers, Field, SetupError};
use url::Url;
use utoipa::ToSchema;

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;
use super::users::UserDto;

/// How the first run stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Setup)]
pub(super) struct SetupDto {
    /// Whether there is an administrator: then nothing of this can be changed any more.
    claimed: bool,
    /// The office's name; empty before the first run.
    office_name: String,
    /// The address of this server.
    issuer: String,
    /// What would suit the office.
    suggested: SuggestedDto,
    /// The port of the address.
    port: u16,
    /// SHA-256 of the CA's certificate, lower-case hex; null in a directory that never served.
    fingerprint: Option<String>,
    /// Whether the server's configuration sets the address, so that there is nothing to choose.
    fixed: bool,
}

/// What would suit the office.
#[derive(Serialize, ToSchema)]
#[schema(as = SuggestedAddress)]
struct SuggestedDto {
    /// A host name: made from the office's name, else the present one.
    host: String,
}

/// How the first run stands
#[utoipa::path(get, path = "/setup", operation_id = "showSetup", tag = "setup", responses((status = 200, body = SetupDto)))]
pub(super) async fn show(AdminCx { cx, by }: AdminCx) -> Result<Json<SetupDto>, Problem> {
    let issuer = cx.app.issuer().to_string();
    let url = Url::parse(&issuer).map_err(Problem::internal)?;
    let office_name = cx.app.settings().text("office.name").to_owned();
    let present = url.host_str().unwrap_or_default().to_owned();
    let suggested = OfficeHost::suggest(&office_name).map_or(present, |host| host.to_string());
    let ca = service::admin::certificates::authority(&cx, &by)?;
    Ok(Json(SetupDto {
        claimed: cx.app.is_claimed()?,
        office_name,
        suggested: SuggestedDto { host: suggested },
        port: url.port_or_known_default().unwrap_or_default(),
        fingerprint: ca.map(|der| super::certificates::sha256_hex(&der)),
        fixed: address::fixed(&cx).is_some(),
        issuer,
    }))
}

/// A name to look at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NameToCheck)]
pub(super) struct NameToCheckDto {
    /// The host name, such as `office.local`.
    host: String,
}

/// What was found about a name.
#[derive(Serialize, ToSchema)]
#[schema(as = NameCheck)]
pub(super) struct NameCheckDto {
    /// Whether it can be chosen.
    state: NameCheckStateDto,
    /// One sentence, in English: what is wrong with it, and the mend.
    detail: Option<String>,
    /// Who answers to it where somebody else does: addresses.
    other: Option<String>,
}

/// Whether a name can be chosen.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NameCheckState)]
enum NameCheckStateDto {
    /// Nobody answers to it.
    Free,
    /// Somebody else answers to it.
    Taken,
    /// It leads to this server.
    Ours,
    /// It cannot be a name.
    Invalid,
    /// Nobody knows.
    Unknown,
}

/// Is a name free?
#[utoipa::path(post, path = "/setup/name-check", operation_id = "checkName", tag = "setup", request_body = NameToCheckDto, responses(
    (status = 200, body = NameCheckDto),
    (status = 409, description = "There is an administrator already (`claimed`), or no server runs (`no_server`)."),
))]
pub(super) async fn check_name(
    AdminCx { cx, .. }: AdminCx,
    JsonBody(NameToCheckDto { host }): JsonBody<NameToCheckDto>,
) -> Result<Json<NameCheckDto>, Problem> {
    if cx.app.is_claimed()? {
        return Err(MoveError::Claimed.into());
    }
    let found = |state, detail| Ok(Json(NameCheckDto { state, detail, other: None }));
    let host = match OfficeHost::parse(&host) {
        Ok(host) => host,
        Err(error) => return found(NameCheckStateDto::Invalid, Some(error.to_string())),
    };
    match address::look(&cx, &host).await? {
        Found::Free => found(NameCheckStateDto::Free, None),
        Found::Ours => found(NameCheckStateDto::Ours, None),
        Found::Unknown { why } => found(NameCheckStateDto::Unknown, Some(why)),
        Found::Taken { by } => {
            let other = Some(by.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
            let taken = MoveError::Taken { name: host.to_string(), by };
            Ok(Json(NameCheckDto { state: NameCheckStateDto::Taken, detail: Some(taken.to_string()), other }))
        }
    }
}

/// Where the office wants to be found.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WantedAddress)]
pub(super) struct WantedAddressDto {
    /// The host name, such as `office.local`.
    host: String,
    /// The port; the present one where absent.
    port: Option<u16>,
    /// A certificate of the office's own: the path of a PEM file on the server's computer, leaf first.
    #[schema(value_type = Option<String>)]
    certificate_file: Option<PathBuf>,
    /// Its key, likewise.
    #[schema(value_type = Option<String>)]
    key_file: Option<PathBuf>,
}

/// Where the office is found now.
#[derive(Serialize, ToSchema)]
#[schema(as = NewAddress)]
pub(super) struct NewAddressDto {
    /// The new address of this server.
    issuer: String,
    /// SHA-256 of the new CA's certificate, lower-case hex.
    fingerprint: String,
}

/// Choose the address
///
/// While there is no administrator. CA and certificate are made anew, and all is in force when the answer comes: apps,
/// phones and browsers that trusted the old CA have to trust the new one.
#[utoipa::path(post, path = "/setup/address", operation_id = "chooseAddress", tag = "setup", request_body = WantedAddressDto, responses(
    (status = 200, body = NewAddressDto),
    (status = 409, description = "There is an administrator already (`claimed`), the server's configuration sets the address (`fixed_address`), somebody else moved the office meanwhile (`moved`), or no server runs (`no_server`)."),
))]
pub(super) async fn choose_address(
    AdminCx { cx, .. }: AdminCx,
    JsonBody(wanted): JsonBody<WantedAddressDto>,
) -> Result<Json<NewAddressDto>, Problem> {
    let seen = Seen { issuer: cx.app.issuer(), link: None };
    if cx.app.is_claimed()? {
        return Err(MoveError::Claimed.into());
    }
    let host = OfficeHost::parse(&wanted.host).map_err(|error| Problem::field("host", error))?;
    if wanted.port == Some(0) {
        return Err(MoveError::Port(PortFault::NotAPort).into());
    }
    let files = match (wanted.certificate_file, wanted.key_file) {
        (Some(certificate), Some(key)) => Some(Files { certificate, key }),
        (None, None) => None,
        (Some(_), None) => {
            return Err(Problem::field("key_file", "name the key of that certificate as well"));
        }
        (None, Some(_)) => {
            return Err(Problem::field("certificate_file", "name the certificate of that key as well"));
        }
    };
    let moved = address::choose(&cx, Wanted { host, port: wanted.port, files, seen }).await?;
    Ok(Json(NewAddressDto { issuer: moved.issuer, fingerprint: moved.fingerprint }))
}

/// The office and its first administrator.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FirstAdministrator)]
pub(super) struct FirstAdministratorDto {
    /// The office's name.
    office_name: String,
    /// The name that people see.
    name: String,
    /// Address.
    email: String,
    /// Name for signing in; made from the address where absent.
    username: Option<String>,
    /// At least 15 characters.
    #[schema(value_type = String, format = Password)]
    password: Secret,
}

/// Make the first administrator
///
/// Once. The office's address is frozen with it.
#[utoipa::path(post, path = "/setup", operation_id = "completeSetup", tag = "setup", request_body = FirstAdministratorDto, responses(
    (status = 201, body = UserDto),
    (status = 409, description = "There is an administrator already: `claimed`."),
))]
pub(super) async fn complete(
    AdminCx { cx, by }: AdminCx,
    JsonBody(first): JsonBody<FirstAdministratorDto>,
) -> Result<(StatusCode, Json<UserDto>), Problem> {
    let FirstAdministratorDto { office_name, name, email, username, password } = first;
    let answers = Answers { office_name, name, email, username, password };
    let user = setup::complete_here(&cx, &by, answers).await?;
    Ok((StatusCode::CREATED, Json(user.into())))
}

impl From<MoveError> for Problem {
    fn from(error: MoveError) -> Self {
        match error {
            MoveError::Claimed => Self::conflict("claimed", error),
            MoveError::Fixed(_) => Self::conflict("fixed_address", error),
            MoveError::Overtaken => Self::conflict("moved", error),
            MoveError::NoServer => Self::conflict("no_server", error),
            MoveError::Taken { .. } => Self::taken("host", error),
            MoveError::Port(why) => Self::field("port", why),
            MoveError::Files(file, why) | MoveError::FilesUnread(file, why) => Self::field(file.field(), why),
            MoveError::Broken(why) => Self::internal(why),
            MoveError::Store(error) => error.into(),
        }
    }
}

impl From<SetupError> for Problem {
    fn from(error: SetupError) -> Self {
        match error {
            SetupError::Gone | SetupError::OtherBrowser => {
                Self::conflict("claimed", "there is an administrator already")
            }
            SetupError::Answers(fields) => Self::fields(fields.into_iter().map(words).collect()),
            SetupError::Overloaded(error) => error.into(),
            SetupError::Store(error) => error.into(),
        }
    }
}

fn words(field: Field) -> FieldProblem {
    let (field, message) = match field {
        Field::OfficeName => ("office_name", "give the office a name of 1 to 60 characters"),
        Field::Name => ("name", "give a name of 1 to 100 characters"),
        Field::Email => {
            ("email", "write an e-mail address in full, such as mira@example.org, that nobody has yet")
        }
        Field::Username => {
            ("username", "1 to 64 letters, digits, dots, hyphens or underscores, that nobody has yet")
        }
        Field::Password => (
            "password",
            "15 to 256 characters, not on the list of common passwords, and not made of the name, the address or the office",
        ),
    };
    FieldProblem::new(field, message)
}
