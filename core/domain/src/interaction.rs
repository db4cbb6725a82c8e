//! One authorization request under way, and the one place that decides what comes next.

use oidc::authorize::Request;
use oidc::error::{ErrorCode, ProtocolError};

use crate::client::Client;
use crate::factor::due::Due;
use crate::factor::kind::Kind;
use crate::grant::Grant;
use crate::id::{ClientId, DeviceGrantId, InteractionId, UserId};
use crate::session::Session;
use crate::token::TokenHash;
use crate::user::User;

/// An authorization request that needs a person.
#[derive(Clone, Debug)]
pub struct Interaction {
    /// In the URL of every step.
    pub id: InteractionId,
    /// The browser that began it; absent until the first GET after a cross-site POST.
    pub browser: Option<TokenHash>,
    /// The client that asked.
    pub client_id: ClientId,
    /// The request's parameters as they came, parsed anew at each step so that each step checks the client as it is.
    pub params: String,
    /// The pushed request that it came of, used up with its answer (RFC 9126).
    pub pushed: Option<TokenHash>,
    /// Whether the parameters stood in a request object that the client signed (RFC 9101).
    pub signed: bool,
    /// Address that began it, for the limit.
    pub address: String,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
    /// Whether the person signed in for this very request.
    pub signed_in_at: Option<i64>,
    /// Whether the person chose the account for this very request.
    pub account_chosen: bool,
    /// Whose consent was given for this very request.
    pub consented_by: Option<UserId>,
    /// The device for which the person answers; its request goes to no redirect URI (RFC 8628 3.3).
    pub device_grant: Option<DeviceGrantId>,
}

/// What has to happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The person signs in, or does so again.
    Login,
    /// The person says which account.
    SelectAccount,
    /// The person goes a step further: a second factor, or another one than the session has.
    SecondFactor,
    /// The person sets up a second factor, since everybody has to have one that counts.
    Enrol(Kind),
    /// Nothing helps: the client is not for this person.
    NotForThem,
    /// Nothing helps: what the client calls essential cannot be had.
    Unmet,
    /// The person is asked.
    Consent,
    /// Nothing more: the client gets its answer.
    Answer,
}

/// What was done for the request so far; nothing yet for one that was just received.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress<'a> {
    /// See [`Interaction::signed_in_at`].
    pub signed_in_at: Option<i64>,
    /// See [`Interaction::account_chosen`].
    pub account_chosen: bool,
    /// See [`Interaction::consented_by`].
    pub consented_by: Option<&'a UserId>,
}

impl Progress<'_> {
    /// Whether the session was opened, or went a step further, for this very request.
    pub fn is_signed_in_by(&self, session: &Session) -> bool {
        self.signed_in_at.is_some_and(|at| session.auth_time >= at)
    }
}

impl Interaction {
    /// What was done so far.
    pub fn progress(&self) -> Progress<'_> {
        Progress {
            signed_in_at: self.signed_in_at,
            account_chosen: self.account_chosen,
            consented_by: self.consented_by.as_ref(),
        }
    }

    /// Whether this browser may go on with it.
    pub fn belongs_to(&self, browser: &TokenHash) -> bool {
        self.browser.as_ref().is_some_and(|own| own == browser)
    }
}

/// Everything that the decision looks at.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// What was asked.
    pub request: &'a Request,
    /// Who asks.
    pub client: &'a Client,
    /// A live session and its active user, if there is one.
    pub signed_in: Option<(&'a Session, &'a User)>,
    /// What the user allowed this client before.
    pub grant: Option<&'a Grant>,
    /// Whether `id_token_hint` or the `claims` parameter is about somebody else than whoever is signed in.
    pub is_another_hinted: bool,
    /// What was done so far.
    pub progress: Progress<'a>,
    /// Whether the client is for this person.
    pub may_use: bool,
    /// What is due beside the first factor.
    pub due: Due,
    /// Seconds since 1970.
    pub now: i64,
}

/// Decides the next step. The order is that of OIDC Core 3.1.2.3 and 3.1.2.4.
pub fn next_step(situation: &Situation<'_>) -> Step {
    let Situation { request, client, progress, .. } = *situation;
    let Some((session, user)) = situation.signed_in else { return Step::Login };
    if needs_login(situation, session) {
        return Step::Login;
    }
    if request.prompt.select_account && !progress.account_chosen && progress.signed_in_at.is_none() {
        return Step::SelectAccount;
    }
    // Before anybody proves more, or is asked for consent: it would be in vain.
    if !situation.may_use {
        return Step::NotForThem;
    }
    match situation.due {
        Due::Nothing => {}
        Due::Ask => return Step::SecondFactor,
        Due::Enrol(kind) => return Step::Enrol(kind),
        Due::Unmet => return Step::Unmet,
    }
    if progress.consented_by == Some(&user.id) {
        return Step::Answer;
    }
    let remembered = client.trusted
        || situation
            .grant
            .is_some_and(|grant| grant.answers(&request.scopes, &request.claims_beyond_scopes()));
    if request.prompt.consent || !remembered { Step::Consent } else { Step::Answer }
}

fn needs_login(situation: &Situation<'_>, session: &Session) -> bool {
    let Situation { request, progress, now, .. } = *situation;
    // Only a sign-in made for this request satisfies prompt=login: another tab's does not.
    let signed_in_for_this = progress.is_signed_in_by(session);
    if request.prompt.login && !signed_in_for_this {
        return true;
    }
    let max_age_s = situation.client.terms.session.max_age_s(request.max_age_s);
    if max_age_s.is_some_and(|limit| now - session.auth_time > limit) && !signed_in_for_this {
        return true;
    }
    // OIDC Core 3.1.2.2: an answer for another person than the hinted one is an error.
    situation.is_another_hinted
}

/// The refusal where a step is due that `prompt=none` forbids (OIDC Core 3.1.2.6), or that nobody can take.
pub fn refuse(step: Step) -> ProtocolError {
    match step {
        // A further step is authentication too: the session is not the one that is needed.
        Step::Login | Step::SecondFactor | Step::Answer => {
            ProtocolError::new(ErrorCode::LoginRequired, "the person has to sign in")
        }
        Step::SelectAccount => {
            ProtocolError::new(ErrorCode::AccountSelectionRequired, "the person has to choose an account")
        }
        Step::Enrol(_) => {
            ProtocolError::new(ErrorCode::InteractionRequired, "the person has to set up a second factor")
        }
        Step::NotForThem => {
            ProtocolError::new(ErrorCode::AccessDenied, "this person may not use this client")
        }
        Step::Unmet => ProtocolError::new(
            ErrorCode::UnmetAuthenticationRequirements,
            "the essential value of acr cannot be met for this person",
        ),
        Step::Consent => {
            ProtocolError::new(ErrorCode::ConsentRequired, "the person has to be asked for consent")
        }
    }
}

#[cfg(test)]
mod tests;
