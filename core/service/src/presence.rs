//! How our name on the network stands: kept for the overview, and told when another machine takes it or lets it go.

use std::sync::Arc;

use domain::audit::Actor;
use domain::reach::{Reach, ReachState};
use store::StoreError;

use crate::cx::App;

/// Remembers what was found. A conflict that begins or ends leaves a row in the log, which the pages of administrators
/// are told of; the issuer stays as it is.
pub async fn note(app: &Arc<App>, reach: Reach) -> Result<(), StoreError> {
    let before = app.vitals().now().reach;
    let name = match (is_conflict(before.as_ref()), reach.state == ReachState::Conflict) {
        (false, true) => Some("name.conflict"),
        (true, false) => Some("name.free"),
        (false, false) | (true, true) => None,
    };
    let other = reach.other.clone().or_else(|| before.and_then(|before| before.other));
    let host = reach.host.clone();
    app.vitals().note(|vitals| vitals.reach = Some(reach));
    let Some(name) = name else { return Ok(()) };
    let cx = app.begin(Actor::System, "", "");
    let event = cx.event(name).with("host", host).with("other", other);
    cx.store().write(move |tx| store::audit::append(tx, event, cx.now)).await
}

/// The office has another name now; what was known of the old one counts no more.
pub fn forget(app: &App) {
    app.vitals().note(|vitals| {
        vitals.name = None;
        vitals.reach = None;
    });
}

fn is_conflict(reach: Option<&Reach>) -> bool {
    reach.is_some_and(|reach| reach.state == ReachState::Conflict)
}
