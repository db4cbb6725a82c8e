//! Refusals of clients that do not prove who they are, or that register.

use super::{Entry, entry};
use crate::error::ErrorCode;

/// In the order in which they are met.
pub(super) const ENTRIES: &[Entry] = &[
    entry(
        ErrorCode::InvalidClient,
        "client-authentication-missing",
        "no client authentication was sent",
        "The request names no app: neither an Authorization header nor client_id came.",
        "Enter client_id and secret in the app. A proxy before this server must let the Authorization header pass.",
    ),
    entry(
        ErrorCode::InvalidClient,
        "client-authentication-failed",
        "client authentication failed",
        "The app is not known, is switched off, or its secret or key is another one.",
        "Compare client_id, make a new secret, and enter it in the app. Spaces at the end count.",
    ),
    entry(
        ErrorCode::InvalidClient,
        "client-authentication-header",
        "the Authorization header is not readable as Basic",
        "The Authorization header is not Basic with client_id and secret.",
        "Send Basic with both form-encoded, joined by a colon, in base64; or use client_secret_post.",
    ),
    entry(
        ErrorCode::InvalidClient,
        "client-assertion-not-supported",
        "client assertions are not supported",
        "The app proves itself by a signed assertion.",
        "Set the app to client_secret_basic.",
    ),
    entry(
        ErrorCode::InvalidRequest,
        "client-authentication-twice",
        "the client authenticated in more than one way",
        "The app sent its secret in the header and in the form.",
        "Choose one of both in the app's settings.",
    ),
    entry(
        ErrorCode::InvalidRequest,
        "client-id-differs",
        "client_id differs from the one in the Authorization header",
        "Header and form name different apps.",
        "Enter the same client_id everywhere in the app.",
    ),
    entry(
        ErrorCode::InvalidRequest,
        "authorization-header-twice",
        "more than one Authorization header",
        "Two Authorization headers came, often one by the app and one by a proxy.",
        "Have the proxy leave the header alone.",
    ),
    entry(
        ErrorCode::InvalidClient,
        "introspection-public-client",
        "introspection needs a client with a secret",
        "A public app asked about a token; anybody could ask in its name.",
        "Register the API that asks as an app of its own, with a secret.",
    ),
    entry(
        ErrorCode::InvalidRedirectUri,
        "redirect-uris-missing",
        "redirect_uris is missing or empty",
        "The registration says nowhere where people return to.",
        "Add the address that the app's manual calls redirect or callback URI.",
    ),
];
