//! What comes next for a request, as things stand.

use domain::client::Client;
use domain::factor::due::Due;
use domain::interaction::{Progress, Situation, Step, next_step, refuse};
use oidc::authorize::{BadTarget, Request, Target};
use oidc::claims_request::ClaimsRequest;
use oidc::error::ProtocolError;
use oidc::id_token::Hint;
use oidc::jwt::{self, Typ};
use oidc::params::Params;
use oidc::resource::Resources;
use oidc::response::{Answer, Delivery};
use oidc::scope::Scopes;
use store::{ReadTx, StoreError, grants};

use super::arrive::Arrived;
use super::{AuthorizeError, Browser, UntrustedTarget, send};
use crate::cx::Cx;
use crate::demand::{self, Demanded};
use crate::session::{self, SignedIn};
use crate::way::Stage;
use crate::{access, issue, sender, subject};

/// What the decision comes to.
pub(super) enum Draft {
    /// The client gets what it asked for.
    Answer(Box<Grantable>),
    /// It gets an error: its own mistake, or what the person or the session does not allow.
    Refuse(Refused),
    /// A person is needed.
    Step(Step),
}

/// A refusal on its way.
pub(super) struct Refused {
    pub(super) delivery: Delivery,
    pub(super) error: ProtocolError,
    /// Whether the request itself is wrong, whoever asks.
    pub(super) is_mistake: bool,
}

/// All that an answer is bound to.
pub(super) struct Grantable {
    pub(super) client: Client,
    pub(super) target: Target,
    pub(super) request: Request,
    /// What of the scopes was allowed.
    pub(super) scopes: Scopes,
    /// What of the claims was allowed.
    pub(super) claims: ClaimsRequest,
    pub(super) signed_in: SignedIn,
}

/// Decides on a request that was read.
pub(super) fn decide(
    cx: &Cx,
    tx: &ReadTx<'_>,
    client: &Client,
    arrived: &Arrived,
    progress: Progress<'_>,
    browser: &Browser,
) -> Result<Draft, AuthorizeError> {
    let target = resolve(client, &arrived.params).inspect_err(|error| {
        if let AuthorizeError::BadTarget(target) = error
            && let BadTarget::NotRegistered { sent } = &target.reason
        {
            cx.app.ways.note_redirect(client, sent, cx.now);
        }
    })?;
    let refused = |error: &ProtocolError| send(cx, client, &target, Answer::refusal(&cx.app.issuer(), error));
    let request = match read_request(cx, client, &target, arrived) {
        Ok(request) => request,
        Err(error) => {
            return Ok(Draft::Refuse(Refused { delivery: refused(&error)?, error, is_mistake: true }));
        }
    };
    cx.app.ways.went_well(client, Stage::Asked, cx.now);
    let signed_in = session::load(cx, tx, browser.session.as_ref())?;
    let asked = Asked { client, request: &request, progress, browser };
    let step = next(cx, tx, &asked, signed_in.as_ref())?;
    if step == Step::Unmet || request.prompt.none && step != Step::Answer {
        let error = refuse(step);
        return Ok(Draft::Refuse(Refused { delivery: refused(&error)?, error, is_mistake: false }));
    }
    match (step, signed_in) {
        (Step::Answer, Some(signed_in)) => {
            let grant = grants::find(tx, &signed_in.user.id, &client.id)?.filter(|_| !client.trusted);
            let (scopes, claims) = match &grant {
                Some(grant) => (grant.allow(&request.scopes), grant.allow_claims(request.claims.clone())),
                None => (request.scopes.clone(), request.claims.clone()),
            };
            let client = client.clone();
            Ok(Draft::Answer(Grantable { client, target, request, scopes, claims, signed_in }.into()))
        }
        (step, _) => Ok(Draft::Step(step)),
    }
}

/// All that can be said of a request before it is known who asks: also where a client pushes it.
pub(crate) fn read_request(
    cx: &Cx,
    client: &Client,
    target: &Target,
    arrived: &Arrived,
) -> Result<Request, ProtocolError> {
    let mut request = Request::parse(target, &client.metadata, &arrived.params, arrived.arrival)?;
    if request.id_token_hint.as_deref().is_some_and(|hint| read_hint(cx, hint).is_none()) {
        return Err(ProtocolError::invalid_request("id_token_hint is not an ID token of this server"));
    }
    issue::audience(cx, client, &Resources::default(), &request.resources)?;
    request.dpop_jkt = sender::authorization_key(cx, client, request.dpop_jkt.as_deref())?;
    if request.acr.is_out_of_reach() {
        // Before anybody types or spends anything.
        return Err(refuse(Step::Unmet));
    }
    Ok(request)
}

/// A request as it stands: who asks what, how far it is, in which browser.
pub(crate) struct Asked<'a> {
    pub(crate) client: &'a Client,
    pub(crate) request: &'a Request,
    pub(crate) progress: Progress<'a>,
    pub(crate) browser: &'a Browser,
}

/// The next step.
pub(crate) fn next(
    cx: &Cx,
    tx: &ReadTx<'_>,
    asked: &Asked<'_>,
    signed_in: Option<&SignedIn>,
) -> Result<Step, StoreError> {
    let Asked { client, request, progress, .. } = *asked;
    let grant = signed_in.map(|s| grants::find(tx, &s.user.id, &client.id)).transpose()?.flatten();
    let hint = request.id_token_hint.as_deref().and_then(|hint| read_hint(cx, hint));
    let is_another_hinted = match signed_in {
        Some(signed_in) => is_another(cx, tx, asked, hint.as_ref(), signed_in)?,
        None => false,
    };
    Ok(next_step(&Situation {
        request,
        client,
        signed_in: signed_in.map(|s| (&s.session, &s.user)),
        grant: grant.as_ref(),
        is_another_hinted,
        progress,
        may_use: signed_in.map_or(Ok(true), |s| access::may_use(tx, client, &s.user))?,
        due: signed_in.map_or(Ok(Due::Nothing), |signed_in| due(cx, tx, asked, signed_in))?,
        now: cx.now,
    }))
}

/// Whether the hint, or the subject that the ID token has to have (OIDC Core 3.1.2.2 and 5.5.1), is somebody else.
fn is_another(
    cx: &Cx,
    tx: &ReadTx<'_>,
    asked: &Asked<'_>,
    hint: Option<&Hint>,
    signed_in: &SignedIn,
) -> Result<bool, StoreError> {
    let own = subject::of(&cx.app, asked.client, &signed_in.user);
    let claim = asked.request.claims.id_token.get("sub");
    if claim.is_some_and(|claim| !claim.takes(&own.into())) {
        return Ok(true);
    }
    Ok(match hint {
        Some(hint) => !subject::is_hinted(cx, tx, hint, &signed_in.user)?,
        None => false,
    })
}

/// What is due beside the first factor.
fn due(cx: &Cx, tx: &ReadTx<'_>, asked: &Asked<'_>, signed_in: &SignedIn) -> Result<Due, StoreError> {
    let SignedIn { session, user, .. } = signed_in;
    let demanded = Demanded::at(cx, tx, user, asked.client, asked.request)?;
    let remembered = demand::is_remembered(cx, tx, &user.id, asked.browser)?;
    Ok(demanded.standing(&session.amr, remembered, asked.progress.is_signed_in_by(session)).due())
}

/// Where the answer goes, if that can be trusted.
pub(super) fn resolve(client: &Client, params: &Params) -> Result<Target, AuthorizeError> {
    // The target comes first: a client that is switched off is said on our page, never at an unmatched URI.
    let target = Target::resolve(&client.metadata, params).map_err(|reason| {
        Box::new(UntrustedTarget {
            reason,
            client_name: client.display_name().to_owned(),
            registered: client.metadata.redirect_uris.clone(),
            owner: client.owner.clone(),
        })
    })?;
    if !client.is_active() {
        return Err(AuthorizeError::ClientDisabled { name: client.display_name().to_owned() });
    }
    Ok(target)
}

/// An ID token of ours that comes back.
pub(crate) fn read_hint(cx: &Cx, hint: &str) -> Option<Hint> {
    jwt::verify_own(hint, Typ::Jwt, &cx.app.issuer(), cx.app.keys.current().public()).ok()
}
