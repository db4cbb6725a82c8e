//! `GET /phone/v1/policy`: which models look at a face, and from where on it is the owner's. Open to all.

use axum::Json;
use domain::face::FacePolicy;

pub(super) async fn get() -> Json<FacePolicy> {
    Json(FacePolicy::present())
}
