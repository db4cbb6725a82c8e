//! `GET /phone/v1/events`: tells the open app to look, and nothing else.

use std::time::Duration;

use axum::response::Response;
use domain::id::DeviceId;
use service::Cx;
use service::proof::Phone;
use service::wake::{Topic, Watch};
use tokio::time::{Instant, sleep_until};

use super::own_streams::Place;
use super::problem::Problem;
use super::signed::Signed;
use crate::site::Site;
use crate::stream::{self, COMMENT, COMMENT_EVERY, Ticket};

/// After this time the phone comes again: what is forgotten on the way is dropped so.
const LIFETIME: Duration = Duration::from_secs(15 * 60);
/// The one event.
const LOOK: &str = "event: look\ndata: {}\n\n";

pub(super) async fn get(
    axum::extract::State(site): axum::extract::State<Site>,
    signed: Signed,
) -> Result<Response, Problem> {
    let ticket = site.phone_streams().admit(&signed.cx.address);
    let ticket = ticket.ok_or_else(|| Problem::slow_down("too many event streams of this address", 30))?;
    let id = signed.phone.id().clone();
    let place = site.own_streams().take(&id);
    // A phone that only claimed waits for the digits, and hears nothing of the account.
    let user = match &signed.phone {
        Phone::Linked { user, .. } => Some(signed.cx.app.watch(Topic::User(user.id.clone()))),
        Phone::Claimed { .. } => None,
    };
    let device = signed.cx.app.watch(Topic::Device(id.clone()));
    let listener = Listener {
        cx: signed.cx,
        id,
        is_linked: user.is_some(),
        user,
        device,
        over: Instant::now() + LIFETIME,
        begun: false,
        place,
        _ticket: ticket,
    };
    Ok(stream::response(listener, Listener::next))
}

/// An open app.
struct Listener {
    cx: Cx,
    id: DeviceId,
    is_linked: bool,
    user: Option<Watch>,
    device: Watch,
    over: Instant,
    begun: bool,
    place: Place,
    _ticket: Ticket,
}

impl Listener {
    async fn next(mut self) -> Option<(String, Self)> {
        if !std::mem::replace(&mut self.begun, true) {
            return Some((LOOK.to_owned(), self));
        }
        let comment = Instant::now() + COMMENT_EVERY;
        tokio::select! {
            () = sleep_until(comment.min(self.over)) => {
                (Instant::now() < self.over).then(|| (COMMENT.to_owned(), self))
            }
            () = self.place.taken() => None,
            woken = wait(&mut self.user) => self.look(woken),
            woken = self.device.next() => self.look(woken),
        }
    }

    /// The stream of a phone that was removed ends here.
    fn look(self, woken: bool) -> Option<(String, Self)> {
        let still = woken && service::device::is_known(&self.cx, &self.id, self.is_linked).unwrap_or(false);
        still.then(|| (LOOK.to_owned(), self))
    }
}

async fn wait(watch: &mut Option<Watch>) -> bool {
    match watch {
        Some(watch) => watch.next().await,
        None => std::future::pending().await,
    }
}
