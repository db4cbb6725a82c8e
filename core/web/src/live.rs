//! What pages are told while they wait: one word whenever it changes.

use axum::http::StatusCode;
use axum::response::Response;
use domain::link::{LinkEnd, LinkState};
use domain::token::TokenHash;
use service::approval::{self, Standing};
use service::session::SignedIn;
use service::wake::{Topic, Watch};
use service::{StoreError, link};
use tokio::time::sleep;

use crate::extract::Visitor;
use crate::respond::page::plain;
use crate::stream::{self, COMMENT, COMMENT_EVERY, Ticket};

/// Tells a browser how its question stands.
pub(crate) fn approval(visitor: Visitor) -> Response {
    let browser = visitor.cookies.browser();
    let Some(own) = &browser.browser else { return plain(StatusCode::UNAUTHORIZED) };
    let topic = Topic::Browser(*own.as_bytes());
    begin(visitor, topic, move |visitor| {
        Ok(approval_word(approval::find(&again(visitor), &browser)?.as_ref()))
    })
}

/// Tells a session how its link stands.
pub(crate) fn link(visitor: Visitor, signed_in: &SignedIn) -> Response {
    let session = signed_in.session.id.clone();
    let token: TokenHash = signed_in.session.token;
    begin(visitor, Topic::Session(session.clone()), move |visitor| {
        let cx = again(visitor);
        if !service::session::is_live(&cx, &token)? {
            return Ok("gone");
        }
        Ok(link::find(&cx, &session)?.map_or("gone", |offer| {
            if cx.now >= offer.link.expires_at && !matches!(offer.link.state, LinkState::Confirmed { .. }) {
                return "expired";
            }
            match offer.link.state {
                LinkState::Offered => "offered",
                LinkState::Claimed(_) => "claimed",
                LinkState::Confirmed { .. } => "confirmed",
                LinkState::Ended(LinkEnd::UsedTwice) => "used_twice",
                LinkState::Ended(LinkEnd::WrongDigits) => "wrong_digits",
            }
        }))
    })
}

fn approval_word(standing: Option<&Standing>) -> &'static str {
    match standing {
        None => "gone",
        Some(Standing::Approved { .. }) => "approved",
        Some(Standing::Blocked) => "blocked",
        Some(Standing::Denied) => "denied",
        Some(Standing::NotAsked { .. } | Standing::Obstacle(_)) => "expired",
        Some(Standing::Pending { .. }) => "pending",
        Some(Standing::Superseded { .. }) => "superseded",
        Some(Standing::WrongCodes) => "wrong_codes",
    }
}

/// The same operation, at the time that it is now: a stream outlives its request.
fn again(visitor: &Visitor) -> service::Cx {
    visitor.cx.app.begin(visitor.cx.actor.clone(), &visitor.cx.address, "")
}

fn begin<F>(visitor: Visitor, topic: Topic, word: F) -> Response
where
    F: Fn(&Visitor) -> Result<&'static str, StoreError> + Send + 'static,
{
    let Some(ticket) = visitor.site.page_streams().admit(&visitor.cx.address) else {
        return plain(StatusCode::TOO_MANY_REQUESTS);
    };
    let watch = visitor.cx.app.watch(topic);
    stream::response(Page { visitor, watch, word, said: None, _ticket: ticket }, Page::next)
}

/// A page that is open.
struct Page<F> {
    visitor: Visitor,
    watch: Watch,
    word: F,
    said: Option<&'static str>,
    _ticket: Ticket,
}

impl<F: Fn(&Visitor) -> Result<&'static str, StoreError>> Page<F> {
    async fn next(mut self) -> Option<(String, Self)> {
        loop {
            let word = (self.word)(&self.visitor).ok()?;
            if self.said != Some(word) {
                self.said = Some(word);
                let text = format!("event: state\ndata: {{\"state\":\"{word}\"}}\n\n");
                return Some((text, self));
            }
            tokio::select! {
                () = sleep(COMMENT_EVERY) => return Some((COMMENT.to_owned(), self)),
                woken = self.watch.next() => if !woken { return None },
            }
        }
    }
}
