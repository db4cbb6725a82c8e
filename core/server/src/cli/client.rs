//! `donelogin client`: apps that people sign in to.

use std::path::PathBuf;

use axum::http::Method;
use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::client_set::{self, Set};
use super::door::{Door, segment};
use super::error::CommandError;
use super::output::{Out, is_true, items, sheet, show, show_time, table};
use super::terms;
use super::user::{FACTORS, POLICIES, read_json, show_qr};

#[derive(Debug, Subcommand)]
pub(super) enum ClientCommand {
    /// Register an app; print its client_id and, once, its client_secret
    Add(Box<Add>),
    /// List apps
    List,
    /// Show one app
    Show(Which),
    /// Make a new secret; the old one goes on working for a while
    RotateSecret(Rotate),
    /// End the old secret before its time
    EndOldSecret(Which),
    /// Issue a certificate by which the app proves itself from then on; print it with its key, once
    Certificate(Certificate),
    /// Show whom an app is for, or change it
    Access(terms::Access),
    /// Show how long a sign-in is good for at an app, or change it
    Session(terms::Session),
    /// Let an app be that registered itself
    Approve(Which),
    /// Show what a device without a browser shows, as a QR code; no device is signed in by it
    TryDevice(Which),
    /// Tell an app at once of ended sessions that it does not know yet
    RetryLogouts(Which),
    /// Change one field of what an app registered, by its name in RFC 7591
    Set(Set),
    /// Take an app away
    Delete(Which),
    /// Bring apps in from a JSON array of client metadata (RFC 7591): all of them, or none
    Import {
        /// The file; - for stdin
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Which {
    /// The app's client_id
    #[arg(value_name = "ID")]
    id: String,
}

#[derive(Debug, Args)]
pub(super) struct Rotate {
    #[command(flatten)]
    which: Which,
    /// For so many hours the old secret works beside the new one; 0: it stops at once
    #[arg(long, value_name = "HOURS", default_value_t = 24, value_parser = clap::value_parser!(i64).range(0..=720))]
    keep_old: i64,
}

#[derive(Debug, Args)]
pub(super) struct Certificate {
    #[command(flatten)]
    which: Which,
    /// Certificates that the app has stop counting; otherwise they go on until their time is over
    #[arg(long)]
    end_older: bool,
}

#[derive(Debug, Args)]
#[command(override_usage = "donelogin client add <NAME> --redirect-uri <URI>... [OPTIONS]")]
pub(super) struct Add {
    /// The name that people see
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    name: String,
    /// Where people come back to after signing in
    #[arg(long = "redirect-uri", value_name = "URI", num_args = 1.., required_unless_present = "grants")]
    redirect_uris: Vec<String>,
    /// Where people come back to after signing out
    #[arg(long = "post-logout-redirect-uri", value_name = "URI", num_args = 1..)]
    post_logout_redirect_uris: Vec<String>,
    /// Where we tell the app that somebody signed out
    #[arg(long, value_name = "URI")]
    backchannel_logout_uri: Option<String>,
    /// Where a sign-in at the app begins: the target of its tile
    #[arg(long, value_name = "URI")]
    initiate_login_uri: Option<String>,
    /// What the browser that signs out opens at the app
    #[arg(long, value_name = "URI")]
    frontchannel_logout_uri: Option<String>,
    /// The app cannot keep a secret
    #[arg(long, conflicts_with = "auth_method")]
    public: bool,
    /// How the app proves itself, such as client_secret_post
    #[arg(long, value_name = "M")]
    auth_method: Option<String>,
    /// Where the app's keys are
    #[arg(long, value_name = "URI", conflicts_with = "jwks")]
    jwks_uri: Option<String>,
    /// A file with the app's keys
    #[arg(long, value_name = "FILE")]
    jwks: Option<PathBuf>,
    /// Grant types, also client_credentials and urn:ietf:params:oauth:grant-type:device_code [default: authorization_code
    /// refresh_token]
    #[arg(long = "grant", value_name = "G", num_args = 1..)]
    grants: Vec<String>,
    /// Scopes that the app may ask for [default: all]; those that are not of OpenID are its own, for client_credentials
    #[arg(long = "scope", value_name = "S", num_args = 1..)]
    scopes: Vec<String>,
    /// Signature of its ID tokens: RS256, PS256, ES256 or EdDSA
    #[arg(long, value_name = "ALG")]
    id_token_alg: Option<String>,
    /// Refuse sign-ins without PKCE
    #[arg(long)]
    require_pkce: bool,
    /// Do not ask people for consent
    #[arg(long)]
    trusted: bool,
    /// Ask a second factor of those who have one (optional) or of everybody (required), also where the office does not
    #[arg(long, value_name = "P", value_parser = POLICIES)]
    mfa_policy: Option<String>,
    /// Take no other second factor than these [default: all]
    #[arg(long = "accept-factor", value_name = "F", num_args = 1.., value_parser = FACTORS)]
    accepted_factors: Vec<String>,
}

pub(super) async fn run(command: ClientCommand, door: &Door, out: &Out) -> Result<(), CommandError> {
    let path = |which: &Which, act: &str| format!("/clients/{}{act}", segment(&which.id));
    match command {
        ClientCommand::Add(args) => {
            let created = door.post("/clients", args.metadata()?).await?;
            out.warnings(&created);
            out.answer(&created, show_credentials)
        }
        ClientCommand::List => {
            let clients = door.all("/clients", "clients").await?;
            out.answer(&clients, show_clients)
        }
        ClientCommand::Show(which) => {
            let mut client = door.get(&path(&which, "")).await?;
            if let Some(shown) = client.as_object_mut()
                && shown.contains_key("backchannel_logout_uri")
            {
                shown.insert("logouts".to_owned(), door.get(&path(&which, "/logouts")).await?);
            }
            out.answer(&client, show_client)
        }
        ClientCommand::RotateSecret(Rotate { which, keep_old }) => {
            let body = json!({"keep_old_hours": keep_old});
            let rotated = door.post(&path(&which, "/rotate-secret"), body).await?;
            out.answer(&rotated, show_rotated)
        }
        ClientCommand::EndOldSecret(which) => {
            let ended = door.request(Method::DELETE, &path(&which, "/old-secret"), None).await?;
            out.answer(&ended, |_| format!("the old secret of {} is worth nothing now", which.id))
        }
        ClientCommand::Certificate(Certificate { which, end_older }) => {
            let issued = door.post(&path(&which, "/certificate"), json!({"end_older": end_older})).await?;
            if issued.get("endpoints_begin_with").is_none_or(Value::is_null) {
                let nowhere = "nobody is asked for certificates yet, so that this app gets in nowhere: set net.mtls_port in donelogin.toml and start the server again";
                out.warnings(&json!({"warnings": [nowhere]}));
            }
            // Their own lines, which have to stay as they are.
            let pem = |name: &str| issued.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            out.answer(&issued, |_| format!("{}{}", pem("key_pem"), pem("certificate_pem").trim_end()))
        }
        ClientCommand::Access(args) => terms::access(args, door, out).await,
        ClientCommand::Session(args) => terms::session(args, door, out).await,
        ClientCommand::TryDevice(which) => {
            let codes = door.post(&path(&which, "/device-code"), json!({})).await?;
            out.answer(&codes, show_device_codes)
        }
        ClientCommand::Approve(which) => {
            let approved = door.post(&path(&which, "/approve"), json!({})).await?;
            out.answer(&approved, |_| format!("{} stays", which.id))
        }
        ClientCommand::RetryLogouts(which) => {
            let retried = door.post(&path(&which, "/logouts/retry"), json!({})).await?;
            out.answer(&retried, |retried| format!("{} tried again", show(retried, "count")))
        }
        ClientCommand::Set(set) => out.answer(&set.run(door).await?, show_client),
        ClientCommand::Delete(which) => {
            door.request(Method::DELETE, &path(&which, ""), None).await?;
            out.answer(&json!({"client_id": which.id, "deleted": true}), |_| format!("{} deleted", which.id))
        }
        ClientCommand::Import { file } => {
            let imported = door.post("/clients/import", read_json(&file)?).await?;
            out.warnings(&imported);
            out.answer(&imported, show_imported)
        }
    }
}

fn show_clients(clients: &Value) -> String {
    let row = |client: &Value| {
        let kind = match show(client, "token_endpoint_auth_method").as_str() {
            "none" => "public",
            _ => "confidential",
        };
        let by = match show(client, "self_registered").as_str() {
            "" => "",
            _ => ", by itself",
        };
        [show(client, "client_id"), show(client, "client_name"), format!("{kind}{by}"), show(client, "state")]
    };
    table(["CLIENT_ID", "NAME", "KIND", "STATE"], items(clients).iter().map(row).collect())
}

fn show_device_codes(codes: &Value) -> String {
    let whole = show_qr(&show(codes, "verification_uri_complete"));
    format!("{whole}\n{}\n{}", show(codes, "user_code"), show(codes, "verification_uri"))
}

fn show_imported(imported: &Value) -> String {
    let rows = items(imported.get("clients").unwrap_or(&Value::Null)).iter();
    let row = |client: &Value| {
        [show(client, "client_id"), show(client, "client_name"), show(client, "client_secret")]
    };
    table(["CLIENT_ID", "NAME", "NEW SECRET"], rows.map(row).collect())
}

impl Add {
    /// As client metadata of RFC 7591, with our own switches beside it.
    fn metadata(self) -> Result<Value, CommandError> {
        let mut body = Map::new();
        let mut put = |name: &str, value: Value| {
            let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            if !is_empty {
                body.insert(name.to_owned(), value);
            }
        };
        let auth_method = if self.public { Some("none".to_owned()) } else { self.auth_method };
        put("client_name", json!(self.name));
        put("redirect_uris", json!(self.redirect_uris));
        put("post_logout_redirect_uris", json!(self.post_logout_redirect_uris));
        put("backchannel_logout_uri", json!(self.backchannel_logout_uri));
        put("initiate_login_uri", json!(self.initiate_login_uri));
        put("frontchannel_logout_uri", json!(self.frontchannel_logout_uri));
        put("token_endpoint_auth_method", json!(auth_method));
        put("jwks_uri", json!(self.jwks_uri));
        put("jwks", self.jwks.as_deref().map(read_json).transpose()?.unwrap_or_default());
        put("grant_types", json!(self.grants));
        put("scope", json!((!self.scopes.is_empty()).then(|| self.scopes.join(" "))));
        put("id_token_signed_response_alg", json!(self.id_token_alg));
        put("require_pkce", json!(self.require_pkce));
        put("trusted", json!(self.trusted));
        put("mfa_policy", json!(self.mfa_policy));
        put("accepted_factors", json!(self.accepted_factors));
        Ok(Value::Object(body))
    }
}

fn show_credentials(client: &Value) -> String {
    sheet([("client_id", show(client, "client_id")), ("client_secret", show(client, "client_secret"))])
}

fn show_rotated(client: &Value) -> String {
    let old = match client.get("old_secret_until") {
        Some(Value::Number(_)) => format!("works until {}", show_time(client, "old_secret_until")),
        _ => "is worth nothing now".to_owned(),
    };
    format!("{}\nthe old secret {old}", show_credentials(client))
}

fn show_client(client: &Value) -> String {
    let secret = match (is_true(client, "has_secret"), is_true(client, "has_weak_secret")) {
        (true, true) => "set, short enough to be guessed",
        (true, false) => "set",
        _ => "none",
    };
    let mut rows = vec![
        ("client_id", show(client, "client_id")),
        ("name", show(client, "client_name")),
        ("secret", secret.to_owned()),
        ("old secret until", show_time(client, "old_secret_until")),
        ("old secret used", show_time(client, "old_secret_used_at")),
        ("certificate", show(client, "tls_client_auth_subject_dn")),
        ("state", show(client, "state")),
        ("trusted", show(client, "trusted")),
        ("redirect URIs", show(client, "redirect_uris")),
        ("logout URIs", show(client, "post_logout_redirect_uris")),
        ("back-channel", show(client, "backchannel_logout_uri")),
        ("front-channel", show(client, "frontchannel_logout_uri")),
        ("authentication", show(client, "token_endpoint_auth_method")),
        ("grants", show(client, "grant_types")),
        ("scope", show(client, "scope")),
        ("ID token", show(client, "id_token_signed_response_alg")),
        ("requires PKCE", show(client, "require_pkce")),
        ("second factor", show(client, "mfa_policy")),
        ("accepts", show(client, "accepted_factors")),
        ("for", terms::whom(client.get("access").unwrap_or(&Value::Null))),
        ("sign-in begins at", show(client, "initiate_login_uri")),
        ("registered itself", show(client, "self_registered")),
    ];
    rows.extend(client_set::shown(client));
    rows.push(("created", show_time(client, "created_at")));
    rows.push(("changed", show_time(client, "updated_at")));
    let sheet = sheet(rows);
    match client.get("logouts") {
        Some(logouts) => format!("{sheet}\n{}", show_logouts(logouts)),
        None => sheet,
    }
}

/// Sessions that ended last, and whether the app knows.
fn show_logouts(logouts: &Value) -> String {
    let row = |logout: &Value| {
        let failure = logout.get("failure").map_or(String::new(), |failure| show(failure, "reason"));
        [show_time(logout, "ended_at"), show(logout, "state"), show(logout, "tries"), failure]
    };
    let rows = items(logouts.get("last").unwrap_or(&Value::Null)).iter().map(row).collect();
    table(["SESSION ENDED", "APP TOLD", "TRIES", "FAILURE"], rows)
}
