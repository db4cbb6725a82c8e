//! `/openapi.json`: the API describes itself, out of its own types and the comments on them.

use std::sync::OnceLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{HeaderBuilder, ObjectBuilder, Ref, RefOr, Required, ResponseBuilder, Type};
use utoipa::{Modify, OpenApi};

use super::guard::AdminCx;
use super::{
    PREFIX, attributes, audit, branding, certificates, checks, claims, client_certificates, clients, devices,
    events, factors, groups, health, invitations, keys, links, logouts, mail, me, outbox, overview, passkeys,
    preview, problem, registration_tokens, sessions, settings, setup, sign_ups, table, terms, tokens, unlock,
    updates, users, way, words,
};

/// The administration of a DOneLogin server.
///
/// Everything is JSON. A refusal is a problem document (RFC 9457) whose `type` is a stable code. Times are seconds since
/// 1970. A browser comes with its session's cookie; an act whose `x-guard` says `fresh` asks for a sign-in of the last
/// minutes, which a browser renews at `/login/again?return_to=/admin/…`; and every act that changes something asks, in the
/// same way, for a session that went past the second step where the account has one or has to have one. Helpdesk people pass where an operation's
/// `x-guard` says `helpdesk`, and act on accounts with no more rights than their own. A program comes with a token, over TLS; each
/// operation names the scope that opens it, and the others are not for programs.
#[derive(OpenApi)]
#[openapi(
    info(title = "DOneLogin admin API", version = "1"),
    paths(
        me::show, overview::show, events::follow,
        users::list, users::create, users::import, users::show, users::change, users::remove, users::disable,
        users::enable, users::lock_down, users::reset_password, users::reset_mfa, users::agree, users::stop,
        factors::show,
        passkeys::list_of, passkeys::remove,
        devices::list_of, devices::list, devices::show, devices::change, devices::remove,
        links::show, links::begin, links::cancel, links::confirm,
        groups::list, groups::create, groups::show, groups::change, groups::remove, groups::add_user,
        groups::remove_user,
        clients::list, clients::create, clients::import, clients::show, clients::change, clients::remove,
        clients::approve, clients::try_device,
        registration_tokens::list, registration_tokens::make, registration_tokens::revoke,
        clients::rotate_secret, clients::end_old_secret,
        client_certificates::issue,
        logouts::list, logouts::retry,
        sessions::list, sessions::end,
        settings::list, settings::show, settings::set,
        keys::list, keys::rotate,
        audit::list, audit::verify,
        audit::export,
        users::invite,
        users::foresee,
        sign_ups::list, sign_ups::approve, sign_ups::refuse,
        invitations::list, invitations::create, invitations::remove,
        certificates::list, certificates::renew,
        checks::client, checks::address, checks::attempts, way::show,
        preview::show, preview::draft,
        attributes::list, attributes::put, attributes::remove,
        claims::rules, claims::set_rules, claims::export, claims::import,
        links::list, links::end,
        branding::show, branding::logo, branding::set_logo, branding::remove_logo,
        mail::test,
        outbox::list, outbox::reveal, outbox::retry, outbox::retry_all, outbox::discard,
        unlock::unlock,
        health::show,
        setup::show, setup::check_name, setup::choose_address, setup::complete,
        updates::show, updates::check,
        tokens::list, tokens::make, tokens::revoke,
        show,
    ),
    components(schemas(problem::Document, audit::FormatDto, users::HasDto, words::AuditKindWord, words::RegisteredByWord,
        terms::AccessSchema, terms::SessionTermsSchema, terms::ClaimCaseSchema, terms::ClientEntrySchema)),
    modifiers(&Common),
    tags(
        (name = "me", description = "Who asks"),
        (name = "users", description = "People and their accounts"),
        (name = "passkeys", description = "Passkeys of people"),
        (name = "devices", description = "Linked phones, and linking one"),
        (name = "groups", description = "Groups of people"),
        (name = "clients", description = "Apps that people sign in to"),
        (name = "sessions", description = "Signed-in browsers"),
        (name = "outbox", description = "Messages that wait to be sent"),
        (name = "settings", description = "What can change while the server runs"),
        (name = "tokens", description = "What programs bring to this API"),
        (name = "keys", description = "Signing keys"),
        (name = "audit", description = "What happened"),
        (name = "server", description = "The server itself"),
        (name = "setup", description = "The first run, for the window and for commands on the server's own computer"),
    ),
)]
struct Api;

const TOKENS: &str = "A token that an administrator made (`POST /tokens`). It has at most the rights that its maker has at the moment.";

/// The document as text, made when it is first asked for.
pub(super) fn document() -> &'static str {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    DOCUMENT.get_or_init(|| Api::openapi().to_pretty_json().unwrap_or_default())
}

/// This document.
#[utoipa::path(get, path = "/openapi.json", operation_id = "showDocument", tag = "server", responses((status = 200, body = Object)))]
pub(super) async fn show(_: AdminCx) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], document())
}

/// What all operations have in common, so that no handler has to repeat it.
struct Common;

impl Modify for Common {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let components = api.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(TOKENS)).build();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-session")));
        components.add_security_scheme("session", cookie);
        api.security = Some(vec![SecurityRequirement::new("session", Vec::<String>::new())]);
        for route in table() {
            let Some(item) = api.paths.paths.get_mut(route.path) else { continue };
            let operation = match route.method {
                "GET" => &mut item.get,
                "POST" => &mut item.post,
                "PUT" => &mut item.put,
                "PATCH" => &mut item.patch,
                _ => &mut item.delete,
            };
            if let Some(operation) = operation {
                complete(operation, &route);
            }
        }
        let paths = std::mem::take(&mut api.paths.paths);
        api.paths.paths = paths.into_iter().map(|(path, item)| (format!("{PREFIX}{path}"), item)).collect();
    }
}

fn complete(operation: &mut Operation, route: &super::Route) {
    let names = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let has_path = names.clone().count() > 0;
    for name in names {
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some(about(name)))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String).build()));
        operation.parameters.get_or_insert_default().push(RefOr::T(parameter.build()));
    }
    if is_tagged(route) {
        tag(operation, route.method);
    }
    let writes = route.method != "GET";
    let statuses = [
        ("400", "The query, the body or `If-Match` cannot be read.", true),
        (
            "401",
            "Nobody is signed in (`not_signed_in`), or the token is unknown, over or taken away (`bad_token`).",
            true,
        ),
        (
            "403",
            "Not an administrator (`not_admin`), less rights than the account has (`more_rights`), signed in too long ago (`not_fresh`), a token that does not open this (`scope`), from another site (`other_site`), or not from the server's own computer (`local_only`).",
            true,
        ),
        ("404", "There is no such thing.", has_path),
        (
            "412",
            "It was changed meanwhile: `precondition_failed`. `ETag` says what it is now.",
            is_tagged(route) && writes,
        ),
        ("413", "The body is larger than 1 MiB.", operation.request_body.is_some()),
        ("415", "The body has to be sent as the document says.", writes && route.method != "DELETE"),
        ("422", "Fields cannot be taken; `errors` names them.", operation.request_body.is_some()),
        ("429", "Too many wrong tokens from this address (`slowed`).", true),
        ("500", "Something broke on our side; the log says what.", true),
        ("503", "Busy: once more after `Retry-After` seconds.", true),
        ("507", "The disk is full, and nothing was changed.", writes),
    ];
    let own: Vec<String> =
        operation.responses.responses.keys().filter(|status| status.starts_with('4')).cloned().collect();
    for status in own {
        refuse(operation, &status, "");
    }
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            "Done.".clone_into(&mut response.description);
        }
    }
    for (status, why, _) in statuses.into_iter().filter(|(.., applies)| *applies) {
        refuse(operation, status, why);
    }
    if let Some(scope) = route.scope {
        let session = SecurityRequirement::new("session", Vec::<String>::new());
        operation.security = Some(vec![session, SecurityRequirement::new("token", [scope.as_str()])]);
    }
    let fresh = route.guard.is_fresh().then_some("fresh");
    let guard: Vec<&str> =
        fresh.into_iter().chain(route.guard.lets_helpdesk().then_some("helpdesk")).collect();
    // One extension, since several would stand in another order each time.
    operation.extensions.get_or_insert_default().insert("x-guard".to_owned(), guard.into());
}

/// Whether the route is about one thing that has a tag.
fn is_tagged(route: &super::Route) -> bool {
    let things = [
        "/users/{user}",
        "/devices/{device}",
        "/groups/{group}",
        "/clients/{client}",
        "/settings/{key}",
        "/claim-rules",
    ];
    // Who is in a group is part of the person's tag.
    things.contains(&route.path) || route.path == "/groups/{group}/users/{user}"
}

/// `ETag` where the thing is shown, `If-Match` where it is changed.
fn tag(operation: &mut Operation, method: &str) {
    let text = || ObjectBuilder::new().schema_type(Type::String).build();
    if method != "GET" {
        let parameter = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .description(Some("The `ETag` of what this is about; without it the thing is taken as it is."))
            .schema(Some(text()));
        operation.parameters.get_or_insert_default().push(RefOr::T(parameter.build()));
    }
    if method != "DELETE"
        && let Some(RefOr::T(response)) = operation.responses.responses.get_mut("200")
    {
        let header = HeaderBuilder::new()
            .description(Some(
                "Another one as soon as anything is different that an administrator can change.",
            ))
            .schema(Some(text()));
        response.headers.insert("ETag".to_owned(), RefOr::T(header.build()));
    }
}

fn about(parameter: &str) -> &'static str {
    match parameter {
        "token" => "The token's id",
        "user" => "Id, e-mail address or user name",
        "group" => "The group's name",
        "attribute" => "The attribute's name",
        "client" => "The app's `client_id`",
        "key" => "The setting's dotted key",
        _ => "Id",
    }
}

/// A refusal with a problem document; where an operation has words of its own for the status, they stay.
fn refuse(operation: &mut Operation, status: &str, why: &str) {
    let entry = operation.responses.responses.entry(status.to_owned());
    let response = entry.or_insert_with(|| RefOr::T(ResponseBuilder::new().description(why).build()));
    if let RefOr::T(response) = response {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        response.content.insert("application/problem+json".to_owned(), RefOr::T(content));
    }
}
