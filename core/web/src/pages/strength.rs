//! `/password/strength`: what the meter says while somebody types. Pages do without.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::secret::Secret;
use serde::Serialize;
use service::strength;

use crate::extract::{Form, Visitor};
use crate::respond::page::{no_store, plain};
use crate::text::Text;

/// What else of the form tells of the account.
const KNOWN: [&str; 4] = ["username", "email", "name", "office_name"];

#[derive(Serialize)]
struct Judged {
    /// 0 to 4.
    score: u8,
    /// The same for people.
    words: String,
}

/// Judges a password that is not set yet.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    if form.check().is_err() {
        return plain(StatusCode::BAD_REQUEST);
    }
    let known = KNOWN.iter().filter_map(|field| form.find(field)).map(str::to_owned).collect();
    let password = Secret::new(form.text("password"));
    match strength::judge(&visitor.cx, password, known).await {
        Some(score) => {
            let mut response = Json(Judged { score, words: words(visitor.text, score) }).into_response();
            no_store(response.headers_mut());
            response
        }
        None => plain(StatusCode::TOO_MANY_REQUESTS),
    }
}

fn words(text: Text, score: u8) -> String {
    let words = match score {
        0 => text.strength_none(),
        1 => text.strength_weak(),
        2 => text.strength_fair(),
        3 => text.strength_good(),
        _ => text.strength_strong(),
    };
    words.into_owned()
}
