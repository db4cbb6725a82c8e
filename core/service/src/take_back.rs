//! A phone takes its yes back: "that was a mistake, end this sign-in".

use domain::approval::{Approval, ApprovalState, DecideError};
use domain::device::Device;
use domain::id::{ApprovalId, SessionId};
use store::{StoreError, WriteTx, approvals, devices, half_sign_ins, sessions, users};

use crate::approve::ApproveRefusal;
use crate::ask::deliver;
use crate::cx::Cx;
use crate::end;
use crate::second_factor::forget_remembered;
use crate::wake::{News, Topic};

/// Ends what the yes of this phone led to, also where the browser has not gone on yet. Whoever sits there may have had
/// themselves remembered: every browser is asked for the second factor again.
pub async fn take_back(cx: &Cx, device: &Device, id: ApprovalId) -> Result<(), ApproveRefusal> {
    let (cx, device) = (cx.clone(), device.id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let device = devices::find(tx, &device)?.ok_or(ApproveRefusal::UnknownDevice)?;
            let before = approvals::find(tx, &id)?.ok_or(DecideError::UnknownRequest)?;
            let after = before.clone().take_back(&device, cx.now).ok_or(DecideError::UnknownRequest)?;
            // What the browser held before it went on stays: its password was right, and its page says what happened.
            let session = match &before.state {
                ApprovalState::Finished { session_id: Some(session), .. } => Some(session),
                ApprovalState::Finished { session_id: None, .. } => {
                    // Without a session it waits for a new password, or nothing is left to end.
                    let waited = half_sign_ins::delete_of_approval(tx, &id)?;
                    waited.then_some(None).ok_or(DecideError::UnknownRequest)?
                }
                _ => None,
            };
            if !approvals::update(tx, &after, &before.state)? {
                return Err(DecideError::UnknownRequest.into());
            }
            if let Some(session) = session {
                end_session(tx, &cx, &before, session)?;
            }
            forget_remembered(tx, &before.user_id)?;
            note(tx, &cx, &before, &device, session)?;
            deliver(tx, &cx, &before.user_id, News::Answered);
            Ok(())
        })
        .await
}

/// With all that was issued in it. A browser that the account did not know before is a stranger again.
fn end_session(
    tx: &WriteTx<'_>,
    cx: &Cx,
    approval: &Approval,
    session: &SessionId,
) -> Result<(), StoreError> {
    let found = sessions::find(tx, session)?.filter(|found| found.user_id == approval.user_id);
    if let Some(found) = found.filter(|_| !approval.browser_known) {
        users::forget_browser(tx, &approval.user_id, &found.browser)?;
    }
    end::end_session(tx, cx, session)?;
    Ok(())
}

fn note(
    tx: &WriteTx<'_>,
    cx: &Cx,
    approval: &Approval,
    device: &Device,
    session: Option<&SessionId>,
) -> Result<(), StoreError> {
    let event = cx.event("approval.taken_back").user(&approval.user_id);
    let mut event = event.with("device", device.id.as_str()).with("approval", approval.id.as_str());
    if let Some(session) = session {
        event = event.with("session", session.as_str());
    }
    store::audit::append(tx, event, cx.now)?;
    let (wake, topic) = (cx.app.wake.clone(), Topic::Browser(*approval.browser.as_bytes()));
    tx.after_commit(move || wake.wake(&topic));
    Ok(())
}
