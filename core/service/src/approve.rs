//! What phones do about questions: list them, begin a face check, answer with a signed decision.

use std::sync::Arc;

use domain::approval::{Approval, ApprovalState, Attempt, DecideError, Measure};
use domain::audit::{Actor, Event};
use domain::code::scan_secret;
use domain::decision::{Decision, Statement, Transfer};
use domain::device::{CounterVerdict, Device, MAX_COUNTER};
use domain::face::policy::in_force;
use domain::face::{ATTEMPT_S, FaceResult, draw_colours, draw_gestures};
use domain::factor::lockout::{self, BLOCK_S};
use domain::id::ApprovalId;
use domain::jws::{Message, MessageError, Signer};
use domain::network;
use domain::outbox::Content;
use domain::user::User;
use store::factors::{self, FactorState};
use store::{
    ReadTx, StoreError, WriteTx, approvals, clients, devices, face_policies, half_sign_ins, interactions,
    outbox, users,
};

use crate::ask::deliver;
use crate::authenticator::notice;
use crate::cx::Cx;
use crate::notices;
use crate::second_factor::forget_remembered;
use crate::wake::{News, Topic};

/// Why an answer or a face check is refused. Names are those of the protocol's problems.
#[derive(Debug, thiserror::Error)]
pub enum ApproveRefusal {
    /// The signature is not that of the device's key.
    #[error("the signature is not that of the device's key")]
    BadSignature,
    /// The phone counted backwards: there may be two of it.
    #[error("the counter did not grow")]
    CounterNotGreater,
    /// A check of the question failed.
    #[error(transparent)]
    Decide(#[from] DecideError),
    /// Too many faces failed; another factor is asked first.
    #[error("too many face checks failed; use another factor first")]
    FaceOff,
    /// Not an answer.
    #[error("the message is malformed")]
    Malformed,
    /// The face has to wait.
    #[error("wait {wait_s} seconds before the next face check")]
    SlowDown {
        /// Seconds.
        wait_s: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It was linked for a trial, and this office asks for trust again.
    #[error("this phone was linked without trusting this server; link it again")]
    TrustRequired,
    /// No device of that id is linked, or it was switched off.
    #[error("there is no such device")]
    UnknownDevice,
}

/// A question as its phone sees it.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question.
    pub approval: Approval,
    /// Whether phone and browser seem to reach us from one network.
    pub same_network: bool,
}

/// The questions that wait for a phone, newest last.
pub fn list(cx: &Cx, device: &Device) -> Result<Vec<Question>, StoreError> {
    if !device.is_active(cx.now) {
        return Ok(Vec::new());
    }
    let pending = cx.store().read(|tx| approvals::list_pending(tx, &device.user_id, cx.now))?;
    let ask = |approval: Approval| {
        let same_network = network::is_same(&approval.address, &cx.address);
        Question { approval, same_network }
    };
    Ok(pending.into_iter().map(ask).collect())
}

/// Begins a face check: the server draws gestures and colours. It counts as failed until an answer approves.
pub async fn attempt(cx: &Cx, device: &Device, id: ApprovalId) -> Result<Attempt, ApproveRefusal> {
    require_trust(cx, device)?;
    let attempt = Attempt {
        id: scan_secret(cx.entropy()).expose().to_owned(),
        gestures: draw_gestures(cx.entropy()),
        colours: draw_colours(cx.entropy()),
        expires_at: cx.now + ATTEMPT_S,
    };
    let (device, now, drawn) = (device.clone(), cx.now, attempt.clone());
    cx.store()
        .write(move |tx| {
            let approval = approvals::find(tx, &id)?.ok_or(DecideError::UnknownRequest)?;
            let state = factors::load(tx, &device.user_id)?;
            let before = approval.state.clone();
            let approval = approval.attempt(&device, drawn, now)?;
            if !lockout::face_counts(state.face_failures) {
                return Err(ApproveRefusal::FaceOff);
            }
            if let Some(wait_s) = lockout::face_wait_s(state.face_failures, state.face_tried_at, now) {
                return Err(ApproveRefusal::SlowDown { wait_s });
            }
            let face_failures = state.face_failures.saturating_add(1);
            let state = FactorState { face_failures, face_tried_at: Some(now), ..state };
            factors::put(tx, &device.user_id, &state)?;
            approvals::update(tx, &approval, &before)?;
            Ok(())
        })
        .await?;
    Ok(attempt)
}

/// A phone's signed answer.
pub async fn decide(cx: &Cx, id: ApprovalId, message: Message) -> Result<Decision, ApproveRefusal> {
    let cx = cx.clone();
    let store = cx.store().clone();
    store.write(move |tx| Answer::read(tx, cx, id, &message)?.weigh(tx)).await?
}

/// An answer whose signature is right, with everything that it is measured by.
struct Answer {
    cx: Cx,
    device: Device,
    user: User,
    approval: Approval,
    state: FactorState,
    statement: Statement,
}

impl Answer {
    fn read(tx: &ReadTx<'_>, cx: Cx, id: ApprovalId, message: &Message) -> Result<Self, ApproveRefusal> {
        let Signer::Known(kid) = &message.signer else { return Err(ApproveRefusal::Malformed) };
        let claimed: Statement = message.peek().map_err(refusal)?;
        let device = devices::find(tx, &claimed.sub.as_str().into())?
            .filter(|device| device.is_active(cx.now))
            .ok_or(ApproveRefusal::UnknownDevice)?;
        if device.key.thumbprint() != *kid {
            return Err(ApproveRefusal::BadSignature);
        }
        let statement: Statement = message.verify(&device.key).map_err(refusal)?;
        if !(1..=MAX_COUNTER).contains(&statement.counter) {
            return Err(ApproveRefusal::Malformed);
        }
        let user = users::find(tx, &device.user_id)?.filter(User::is_active);
        let user = user.ok_or(ApproveRefusal::UnknownDevice)?;
        let approval = approvals::find(tx, &id)?.ok_or(DecideError::UnknownRequest)?;
        let state = factors::load(tx, &user.id)?;
        Ok(Self { cx, device, user, approval, state, statement })
    }

    /// The inner result is an answer, and what was stored with it stays: wrong codes and copied phones are counted.
    fn weigh(self, tx: &WriteTx<'_>) -> Result<Result<Decision, ApproveRefusal>, ApproveRefusal> {
        let before = self.approval.clone();
        let app = &self.cx.app;
        let issuer = app.issuer();
        let policies = in_force(app.face_policy(), &face_policies::list(tx)?, self.cx.now);
        let measure = Measure {
            issuer: &issuer,
            policies: &policies,
            needs_colours: app.settings().needs_colours(),
            typed_codes: lockout::typed_codes_count(self.state.wrong_codes),
            scans: self.scans_count(),
            now: self.cx.now,
        };
        let (approval, outcome) = before.clone().decide(&self.device, &self.statement, measure);
        let decision = match outcome {
            Ok(decision) => decision,
            Err(error) => {
                self.note_failure(tx, &before, &approval, error)?;
                return Ok(Err(error.into()));
            }
        };
        if decision == Decision::Approve {
            if let Err(refused) = require_trust(&self.cx, &self.device) {
                return Ok(Err(refused));
            }
            if !is_client_active(tx, &self.cx, &before)? {
                return Ok(Err(DecideError::UnknownRequest.into()));
            }
        }
        let (device, verdict) = self.device.clone().count(self.statement.counter, self.cx.now);
        if verdict != CounterVerdict::Fresh {
            self.note_copy(tx, &device, verdict)?;
            return Ok(Err(ApproveRefusal::CounterNotGreater));
        }
        if !approvals::update(tx, &approval, &before.state)? {
            return Ok(Err(DecideError::AlreadyDecided.into()));
        }
        devices::update(tx, &Device { last_used_at: Some(self.cx.now), ..device })?;
        self.note_decision(tx, decision)?;
        Ok(Ok(decision))
    }

    /// A code on a false page far away can be relayed to a phone that scans it: an office may want both in one network.
    fn scans_count(&self) -> bool {
        self.cx.app.settings().text("mfa.scan") == "anywhere"
            || network::is_same(&self.approval.address, &self.cx.address)
    }

    fn note_failure(
        &self,
        tx: &WriteTx<'_>,
        before: &Approval,
        after: &Approval,
        error: DecideError,
    ) -> Result<(), StoreError> {
        match error {
            DecideError::WrongTransfer { .. } => {
                approvals::update(tx, after, &before.state)?;
                let typed = matches!(self.statement.transfer, Some(Transfer::Code(_)));
                let wrong_codes = self.state.wrong_codes.saturating_add(u32::from(typed));
                // Digits are looked at behind a face that passed.
                let state = FactorState { wrong_codes, ..self.state.forgiven() };
                factors::put(tx, &self.user.id, &state)?;
                store::audit::append(tx, self.event("approval.wrong_transfer"), self.cx.now)?;
                if after.state == ApprovalState::WrongCodes {
                    self.wake(tx, [before.browser]);
                }
                Ok(())
            }
            DecideError::FaceNotPassed => {
                let result = self.statement.face.as_ref().map_or(FaceResult::NotRun, |face| face.result);
                let event = self.event("approval.face_not_passed").with("result", format!("{result:?}"));
                store::audit::append(tx, event, self.cx.now)
            }
            _ => Ok(()),
        }
    }

    fn note_copy(
        &self,
        tx: &WriteTx<'_>,
        device: &Device,
        verdict: CounterVerdict,
    ) -> Result<(), StoreError> {
        devices::update(tx, device)?;
        let suspended = verdict == CounterVerdict::CopiedAgain;
        let phone = device.name.clone();
        outbox::insert(
            tx,
            &notice(&self.cx, &self.user, |to| Content::DeviceCopied { to, phone, suspended }),
        )?;
        let name = if suspended { "device.suspended" } else { "device.copied" };
        store::audit::append(tx, self.event(name), self.cx.now)?;
        let (wake, topic) = (self.cx.app.wake.clone(), Topic::Device(device.id.clone()));
        tx.after_commit(move || wake.wake(&topic));
        Ok(())
    }

    fn note_decision(&self, tx: &WriteTx<'_>, decision: Decision) -> Result<(), StoreError> {
        let now = self.cx.now;
        match decision {
            Decision::Approve => {
                factors::put(tx, &self.user.id, &self.state.forgiven())?;
                store::audit::append(tx, self.event("approval.approved"), now)?;
                self.wake(tx, [self.approval.browser]);
            }
            Decision::Deny => {
                store::audit::append(tx, self.event("approval.denied"), now)?;
                self.wake(tx, [self.approval.browser]);
            }
            Decision::NotMe => {
                let pending = approvals::list_pending(tx, &self.user.id, now)?;
                approvals::block_all(tx, &self.user.id)?;
                let state =
                    FactorState { blocked_until: Some(now + BLOCK_S), must_set_password: true, ..self.state };
                factors::put(tx, &self.user.id, &state)?;
                forget_remembered(tx, &self.user.id)?;
                self.tell_everybody(tx)?;
                store::audit::append(tx, self.event("approval.not_me"), now)?;
                self.wake(tx, pending.iter().map(|one| one.browser).chain([self.approval.browser]));
            }
        }
        deliver(tx, &self.cx, &self.user.id, News::Answered);
        Ok(())
    }

    /// Somebody knows the password: owner and administrators are told.
    fn tell_everybody(&self, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        notices::tell_everybody(tx, &self.cx, &self.user, |to| Content::NotMe {
            to,
            account: self.user.username.as_str().to_owned(),
            address: self.approval.address.clone(),
        })
    }

    fn wake(&self, tx: &WriteTx<'_>, browsers: impl IntoIterator<Item = domain::token::TokenHash>) {
        let topics: Vec<Topic> =
            browsers.into_iter().map(|browser| Topic::Browser(*browser.as_bytes())).collect();
        let app = Arc::clone(&self.cx.app);
        tx.after_commit(move || topics.iter().for_each(|topic| app.wake.wake(topic)));
    }

    fn event(&self, name: &'static str) -> Event {
        let cx = self.cx.clone().acting_as(Actor::User(self.user.id.clone()));
        cx.event(name)
            .user(&self.user.id)
            .with("device", self.device.id.as_str())
            .with("approval", self.approval.id.as_str())
    }
}

/// What was linked in a trial says yes during the trial only. It may say no at any time.
fn require_trust(cx: &Cx, device: &Device) -> Result<(), ApproveRefusal> {
    let is_trial_over = device.facts.without_trust && cx.app.settings().needs_trust();
    if is_trial_over { Err(ApproveRefusal::TrustRequired) } else { Ok(()) }
}

/// Whether the app that the sign-in is for may still be signed in to.
pub(crate) fn is_client_active(tx: &ReadTx<'_>, cx: &Cx, approval: &Approval) -> Result<bool, StoreError> {
    let Some(half) = half_sign_ins::find(tx, &approval.browser, cx.now)? else { return Ok(true) };
    let Some(id) = &half.interaction_id else { return Ok(true) };
    // It goes with its client, and with its time.
    let Some(interaction) = interactions::find(tx, id)? else { return Ok(false) };
    Ok(clients::find(tx, &interaction.client_id)?.is_some_and(|client| client.is_active()))
}

fn refusal(error: MessageError) -> ApproveRefusal {
    match error {
        MessageError::Malformed => ApproveRefusal::Malformed,
        MessageError::Signature => ApproveRefusal::BadSignature,
    }
}
