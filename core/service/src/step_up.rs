//! Going a step further: somebody who is signed in adds a second factor, or another one than the session has.

use domain::factor::kind::Kind;
use domain::interaction::Step;
use domain::token::PlainToken;
use store::{ReadTx, StoreError};

use crate::ask::Asked;
use crate::authorize::{self, AuthorizeError, Browser};
use crate::cx::Cx;
use crate::demand::Demanded;
use crate::login::Goal;
use crate::second_factor::Half;
use crate::session::{self, SignedIn};

/// Why there is no step to go.
#[derive(Debug, thiserror::Error)]
pub enum StepUpError {
    /// The request under way cannot go on.
    #[error(transparent)]
    Authorize(#[from] AuthorizeError),
    /// Nobody is signed in, or what is asked for is there: the goal goes on without.
    #[error("no further step is due")]
    NotDue,
    /// The account has to have a factor, and there is none yet.
    #[error("a factor has to be set up first")]
    SetUp(Kind),
}

impl From<StoreError> for StepUpError {
    fn from(error: StoreError) -> Self {
        Self::Authorize(error.into())
    }
}

/// Who would go the step, for the page that asks.
pub fn find(cx: &Cx, browser: &Browser, goal: &Goal) -> Result<SignedIn, StepUpError> {
    cx.store().read(|tx| check(cx, tx, browser, goal))
}

/// Makes a half sign-in out of the live session: the second half is asked next, and the session goes on meanwhile.
/// Returns the browser's new name, and whether phones were asked.
pub async fn begin(cx: &Cx, browser: &Browser, goal: &Goal) -> Result<(PlainToken, Asked), StepUpError> {
    let (cx, browser, goal) = (cx.clone(), browser.clone(), goal.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let signed_in = check(&cx, tx, &browser, &goal)?;
            Ok(Half::of_session(&cx, &signed_in, &browser, &goal).hold(tx, &cx)?)
        })
        .await
}

/// No step is skipped by asking for this one: for a request it has to be the next, as the dispatcher sees it.
fn check(cx: &Cx, tx: &ReadTx<'_>, browser: &Browser, goal: &Goal) -> Result<SignedIn, StepUpError> {
    if let Some(id) = &goal.interaction {
        let view = authorize::view_in(cx, tx, id, browser)?;
        return view.signed_in.filter(|_| view.step == Step::SecondFactor).ok_or(StepUpError::NotDue);
    }
    let signed_in = session::load(cx, tx, browser.session.as_ref())?.ok_or(StepUpError::NotDue)?;
    if signed_in.session.has_second_factor() {
        return Err(StepUpError::NotDue);
    }
    let demanded = Demanded::here(cx, tx, &signed_in.user)?;
    if demanded.offer(&signed_in.session.amr).is_empty() {
        return Err(demanded.to_set_up().map_or(StepUpError::NotDue, StepUpError::SetUp));
    }
    Ok(signed_in)
}
