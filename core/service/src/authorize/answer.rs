//! The answer to a request: a code, bound to all that was asked and allowed.

use domain::audit::Actor;
use domain::authorization::{Authorization, AuthorizationState};
use domain::client::Client;
use domain::id::{AuthorizationId, InteractionId};
use domain::session::reached;
use domain::token::{PlainToken, TokenHash};
use oidc::authorize::Target;
use oidc::response::{Answer, Delivery, Sender};
use store::{WriteTx, authorizations, interactions, pushed_requests};

use super::decide::Grantable;
use super::front::Front;
use super::{AuthorizeError, Outcome};
use crate::cx::Cx;
use crate::way::Stage;

/// How long an unused code is remembered after its end, in seconds, so that a late use is told apart from nonsense.
const REPLAY_WATCH_S: i64 = 600;
/// How long a code of FAPI 2.0 may wait, in seconds (FAPI 2.0 Security Profile 5.3.2.1).
const FAPI_CODE_S: i64 = 60;

/// Puts an answer on its way, signed where the client asked for that.
pub(crate) fn send(
    cx: &Cx,
    client: &Client,
    target: &Target,
    answer: Answer,
) -> Result<Delivery, AuthorizeError> {
    let keys = cx.app.keys.current();
    let algorithm = client.metadata.authorization_alg();
    let sender = Sender {
        issuer: &cx.app.issuer(),
        client_id: client.id.as_str(),
        key: keys.signing(algorithm, cx.now),
        now: cx.now,
    };
    answer.send(target, &sender).map_err(|_| AuthorizeError::Signing)
}

/// What an answer uses up: the request under way, and the pushed one that it came of.
#[derive(Clone, Debug, Default)]
pub(super) struct Used {
    pub(super) interaction: Option<InteractionId>,
    pub(super) pushed: Option<TokenHash>,
}

impl Used {
    /// Uses both up: whoever comes second with either gets nothing.
    pub(super) fn up(&self, tx: &WriteTx<'_>) -> Result<(), AuthorizeError> {
        if let Some(id) = &self.interaction {
            answer_once(tx, id)?;
        }
        if let Some(reference) = &self.pushed
            && !pushed_requests::take(tx, reference)?
        {
            return Err(AuthorizeError::PushedRequest);
        }
        Ok(())
    }
}

/// Ends a request under way, which is answered once.
pub(crate) fn answer_once(tx: &WriteTx<'_>, id: &InteractionId) -> Result<(), AuthorizeError> {
    if interactions::close(tx, id)? { Ok(()) } else { Err(AuthorizeError::Gone) }
}

/// Issues what was asked for and closes the interaction, in one write.
pub(super) async fn finish(cx: &Cx, grantable: Grantable, used: Used) -> Result<Outcome, AuthorizeError> {
    let kind = grantable.request.response_type;
    let code = PlainToken::generate(cx.entropy());
    let authorization = bind_code(cx, &grantable, code.hash());
    let event = cx
        .clone()
        .acting_as(Actor::User(authorization.user_id.clone()))
        .event("authorization.issued")
        .user(&authorization.user_id)
        .client(&authorization.client_id)
        .with("session", authorization.session_id.as_str())
        .with("scope", authorization.scopes.to_string());
    let mut pairs: Vec<_> = kind.code.then(|| ("code", code.expose().to_owned())).into_iter().collect();
    let front = if kind.is_legacy() {
        let own = bind_code(cx, &grantable, PlainToken::generate(cx.entropy()).hash());
        let front = Front::make(cx, &grantable, own, kind.code.then(|| code.expose()))?;
        pairs.extend(front.pairs.iter().cloned());
        Some(front)
    } else {
        None
    };
    // Before the write: an answer that cannot be signed must not use anything up.
    let delivery = send(cx, &grantable.client, &grantable.target, Answer::of(pairs))?;
    let now = cx.now;
    cx.store()
        .write(move |tx| {
            used.up(tx)?;
            if kind.code {
                authorizations::insert(tx, &authorization, authorization.code_expires_at + REPLAY_WATCH_S)?;
            }
            if let Some(front) = &front {
                front.store(tx, now)?;
            }
            Ok::<_, AuthorizeError>(store::audit::append(tx, event, now)?)
        })
        .await?;
    cx.app.ways.went_well(&grantable.client, Stage::Answered, now);
    Ok(Outcome::Answer(delivery))
}

fn bind_code(cx: &Cx, grantable: &Grantable, code: TokenHash) -> Authorization {
    let Grantable { client, target, request, scopes, claims, signed_in } = grantable;
    let lifetime_s = cx.app.settings().number("lifetime.code_s");
    let lifetime_s = if client.metadata.is_fapi2() { lifetime_s.min(FAPI_CODE_S) } else { lifetime_s };
    Authorization {
        id: AuthorizationId::generate(cx.entropy()),
        code,
        client_id: client.id.clone(),
        user_id: signed_in.user.id.clone(),
        session_id: signed_in.session.id.clone(),
        redirect_uri: target.redirect_uri().to_owned(),
        code_challenge: request.code_challenge.clone(),
        scopes: scopes.clone(),
        claims: claims.clone(),
        resources: request.resources.clone(),
        dpop_jkt: request.dpop_jkt.clone(),
        nonce: request.nonce.clone(),
        auth_time: signed_in.session.auth_time,
        amr: signed_in.session.amr.clone(),
        acr: request.acr.answer(reached(&signed_in.session.amr)),
        issued_at: cx.now,
        code_expires_at: cx.now + lifetime_s,
        state: AuthorizationState::Issued,
    }
}
