//! The browser's side of a question: what its page shows, asking again, going on after the answer.

use domain::approval::{Approval, ApprovalState, GRACE_S};
use domain::audit::Actor;
use domain::factor::kind::Kind;
use domain::factor::lockout;
use domain::user::User;
use store::half_sign_ins::{Due, HalfSignIn};
use store::{ReadTx, StoreError, approvals, devices, factors};

use crate::approve::is_client_active;
use crate::ask::{Asked, active_phones, ask, obstacle};
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::login::LoginError;
use crate::second_factor::{self, Completed, Ending, offered};

/// How a browser's question stands.
#[derive(Clone, Debug)]
pub enum Standing {
    /// The phone said yes; the browser may go on.
    Approved {
        /// Which phone.
        phone: String,
    },
    /// Somebody answered "not me".
    Blocked,
    /// The phone said no.
    Denied,
    /// Its time is over, or there is none; the phones can be asked.
    NotAsked {
        /// Whether there was one.
        over: bool,
    },
    /// The phones cannot be asked.
    Obstacle(Asked),
    /// It waits.
    Pending {
        /// The question.
        approval: Box<Approval>,
        /// Phones that can answer.
        phones: Vec<String>,
        /// Whether digits typed on the phone count.
        typed_codes: bool,
    },
    /// The account had too many, and this one gave way.
    Superseded {
        /// When it was asked.
        at: i64,
    },
    /// Three wrong codes.
    WrongCodes,
}

/// How the question of this browser stands; nothing where it holds no half of a sign-in.
pub fn find(cx: &Cx, browser: &Browser) -> Result<Option<Standing>, StoreError> {
    cx.store().read(|tx| {
        let Some((half, _)) = due_half(tx, cx, browser)? else { return Ok(None) };
        standing(tx, cx, &half).map(Some)
    })
}

fn standing(tx: &ReadTx<'_>, cx: &Cx, half: &HalfSignIn) -> Result<Standing, StoreError> {
    let not_asked = |over| match obstacle(tx, cx, half)? {
        Asked::Yes => Ok(Standing::NotAsked { over }),
        obstacle => Ok(Standing::Obstacle(obstacle)),
    };
    let Some(approval) = approvals::find_latest(tx, &half.browser)? else { return not_asked(false) };
    match &approval.state {
        ApprovalState::Pending if cx.now < approval.expires_at => {
            let phones = active_phones(tx, cx, &half.user_id)?;
            let wrong_codes = factors::load(tx, &half.user_id)?.wrong_codes;
            Ok(Standing::Pending {
                approval: Box::new(approval),
                phones: phones.into_iter().map(|device| device.name).collect(),
                typed_codes: lockout::typed_codes_count(wrong_codes),
            })
        }
        ApprovalState::Approved { device_id, at } if cx.now < at + GRACE_S => {
            match devices::find(tx, device_id)? {
                Some(device) => Ok(Standing::Approved { phone: device.name }),
                None => not_asked(true),
            }
        }
        ApprovalState::Denied => Ok(Standing::Denied),
        ApprovalState::Blocked => Ok(Standing::Blocked),
        ApprovalState::Superseded => Ok(Standing::Superseded { at: approval.created_at }),
        ApprovalState::WrongCodes => Ok(Standing::WrongCodes),
        ApprovalState::Pending | ApprovalState::Approved { .. } | ApprovalState::Finished { .. } => {
            not_asked(true)
        }
    }
}

/// Asks the phones again, in the place of the question before.
pub async fn ask_again(cx: &Cx, browser: &Browser) -> Result<Asked, LoginError> {
    let (cx, browser) = (cx.clone(), browser.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let (half, _) = due_half(tx, &cx, &browser)?.ok_or(LoginError::Gone)?;
            Ok(ask(tx, &cx, &half)?)
        })
        .await
}

/// The browser goes on after the phone's yes, once. Account, app and phone are looked at again. `remember`: the person
/// wants this browser remembered.
pub async fn finish(cx: &Cx, browser: &Browser, remember: bool) -> Result<Completed, LoginError> {
    let (_, user) = cx.store().read(|tx| due_half(tx, cx, browser))?.ok_or(LoginError::Gone)?;
    let ending = Ending::new(cx, &user, browser, remember);
    let browser = browser.clone();
    let cx = cx.clone().acting_as(Actor::User(user.id.clone()));
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let (half, user) = due_half(tx, &cx, &browser)?.ok_or(LoginError::Gone)?;
            let approval = approvals::find_latest(tx, &half.browser)?.ok_or(LoginError::NotAnswered)?;
            let before = approval.state.clone();
            // What is accepted may have changed while the phone was asked.
            let is_offered = offered(&cx, tx, &half, &user)?.contains(Kind::Phone);
            if !is_offered || !is_client_active(tx, &cx, &approval)? {
                return Err(LoginError::Gone);
            }
            let (approval, device_id) =
                approval.finish(&half.browser, cx.now).ok_or(LoginError::NotAnswered)?;
            let device = devices::find(tx, &device_id)?;
            let counts =
                device.is_some_and(|device| device.user_id == half.user_id && device.is_active(cx.now));
            if !counts || !approvals::update(tx, &approval, &before)? {
                return Err(LoginError::Gone);
            }
            let half = HalfSignIn { approval_id: Some(approval.id), ..half };
            ending.end(tx, &cx, &half, &["face", "mfa", "swk"])?.ok_or(LoginError::Gone)
        })
        .await
}

/// What the browser holds and whose it is, if the second factor is due and the account may be used.
fn due_half(tx: &ReadTx<'_>, cx: &Cx, browser: &Browser) -> Result<Option<(HalfSignIn, User)>, StoreError> {
    Ok(second_factor::load(cx, tx, browser)?.filter(|(half, _)| half.due == Due::SecondFactor))
}
