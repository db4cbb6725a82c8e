//! `GET /phone/v1/policy`: which models look at a face, and from where on it is the owner's. Open to all.

use axum::Json;
use axum::extract::State;
use domain::face::policy::FacePolicy;
use serde::Serialize;

use crate::site::Site;

/// The policy in force, with what the office chose.
#[derive(Debug, Serialize)]
pub(super) struct Policy {
    #[serde(flatten)]
    face: FacePolicy,
    colours_count: bool,
    trust: String,
    /// What browsers subscribe with; none while nothing is pushed.
    vapid_public_key: Option<String>,
}

pub(super) async fn get(State(site): State<Site>) -> Json<Policy> {
    let settings = site.app().settings();
    Json(Policy {
        face: site.app().face_policy().clone(),
        colours_count: settings.needs_colours(),
        trust: settings.text("phone.trust").to_owned(),
        vapid_public_key: site.app().vapid_public_key(),
    })
}
