//! Authorization: begin a request, take it from step to step, answer it.

use domain::audit::Actor;
use domain::authorization::{Authorization, AuthorizationState};
use domain::client::Client;
use domain::factor::due::Due;
use domain::id::{AuthorizationId, ClientId, InteractionId, UserId};
use domain::interaction::{Interaction, Progress, Situation, Step, next_step, refuse};
use domain::session::reached;
use domain::token::{PlainToken, TokenHash};
use oidc::authorize::{BadTarget, Request, Target};
use oidc::error::{ErrorCode, ProtocolError};
use oidc::id_token::Hint;
use oidc::jwt::{self, Typ};
use oidc::params::{Params, ParamsError};
use oidc::response;
use oidc::scope::Scopes;
use store::{ReadTx, StoreError, WriteTx, authorizations, clients, grants, interactions};

use crate::cx::Cx;
use crate::demand::{self, Demanded};
use crate::device_grant;
use crate::session::{self, SignedIn};
use crate::way::Stage;
use crate::{sender, subject};

/// What happens to the browser next.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It goes to the client, with a code or an error.
    Redirect(String),
    /// It goes to a page of ours.
    Step(InteractionId, Step),
}

/// Why a request cannot be answered at its client; shown on our own page.
#[derive(Debug, thiserror::Error)]
pub enum AuthorizeError {
    /// Where the answer would go cannot be trusted.
    #[error(transparent)]
    BadTarget(#[from] Box<UntrustedTarget>),
    /// The client is switched off.
    #[error("this app is switched off")]
    ClientDisabled {
        /// Its name.
        name: String,
    },
    /// The interaction is gone: answered, expired, or of another browser.
    #[error("this sign-in has expired or was finished")]
    Gone,
    /// A parameter is doubled or unreadable, so that nothing in the request can be believed.
    #[error(transparent)]
    Params(#[from] ParamsError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Too many sign-ins are under way.
    #[error("too many sign-ins are under way")]
    TooMany,
    /// No client of that id, or none named.
    #[error("client_id is not registered")]
    UnknownClient,
}

/// A redirect URI that does not match, with what helps to mend it.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct UntrustedTarget {
    /// What is wrong with it.
    pub reason: BadTarget,
    /// The client's name.
    pub client_name: String,
    /// What it registered; for administrators and its owner only.
    pub registered: Vec<String>,
    /// Whose app it is.
    pub owner: Option<UserId>,
}

/// Requests under way from one address; the oldest gives way.
const MAX_PER_ADDRESS: i64 = 200;
/// Requests under way in all.
const MAX_IN_ALL: i64 = 20_000;

/// A browser as it presents itself: hashes of its two cookies.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    /// `__Host-browser`; absent at a browser that was never here, and on a cross-site POST.
    pub browser: Option<TokenHash>,
    /// `__Host-session`.
    pub session: Option<TokenHash>,
}

/// Takes a request as it arrives. What needs nobody is answered at once, by one write.
pub async fn begin(
    cx: &Cx,
    params: &Params,
    browser: Browser,
    posted: bool,
) -> Result<Outcome, AuthorizeError> {
    let client_id = ClientId::from(params.get("client_id").ok_or(AuthorizeError::UnknownClient)?);
    let draft = cx.store().read(|tx| {
        let client = clients::find(tx, &client_id)?.ok_or(AuthorizeError::UnknownClient)?;
        // On a POST from another site the Lax cookies are missing: the decision waits for the GET that follows.
        let nobody = Browser::default();
        let known = if posted { &nobody } else { &browser };
        decide(cx, tx, &client, params, Progress::default(), known)
    })?;
    match draft {
        Draft::Refuse(url) if !posted => Ok(Outcome::Redirect(url)),
        Draft::Answer(answer) => finish(cx, *answer, None).await,
        Draft::Refuse(_) | Draft::Step(_) => {
            // After a POST nobody knows yet who it is: the dispatcher looks.
            let step = if let (Draft::Step(step), false) = (draft, posted) { step } else { Step::Answer };
            store_interaction(cx, client_id, params, browser.browser.filter(|_| !posted), step).await
        }
    }
}

/// Goes on with a stored request: the one place that every step returns to.
pub async fn resume(cx: &Cx, id: &InteractionId, browser: Browser) -> Result<Outcome, AuthorizeError> {
    let own = browser.browser.ok_or(AuthorizeError::Gone)?;
    adopt(cx, id, &own).await?;
    if let Some(outcome) = device_grant::resume(cx, id, &browser).await? {
        return Ok(outcome);
    }
    let draft = cx.store().read(|tx| {
        let (interaction, client) = load(cx, tx, id, &own)?;
        let params = Params::parse(&interaction.params)?;
        decide(cx, tx, &client, &params, interaction.progress(), &browser)
    })?;
    match draft {
        Draft::Step(step) => Ok(Outcome::Step(id.clone(), step)),
        Draft::Answer(answer) => finish(cx, *answer, Some(id.clone())).await,
        Draft::Refuse(url) => {
            close(cx, id).await?;
            Ok(Outcome::Redirect(url))
        }
    }
}

/// What a page shows of a request under way.
#[derive(Debug)]
pub struct View {
    /// The client that asks.
    pub client: Client,
    /// What it asks for.
    pub request: Request,
    /// Where the answer goes.
    pub redirect_uri: String,
    /// What comes next, as things stand.
    pub step: Step,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
}

/// Reads a request under way for a page; only for the browser that began it.
pub fn view(cx: &Cx, id: &InteractionId, browser: &Browser) -> Result<View, AuthorizeError> {
    cx.store().read(|tx| view_in(cx, tx, id, browser))
}

/// The same inside a transaction.
pub(crate) fn view_in(
    cx: &Cx,
    tx: &ReadTx<'_>,
    id: &InteractionId,
    browser: &Browser,
) -> Result<View, AuthorizeError> {
    let own = browser.browser.as_ref().ok_or(AuthorizeError::Gone)?;
    let (interaction, client) = load(cx, tx, id, own)?;
    if interaction.device_grant.is_some() {
        return device_grant::view_in(cx, tx, (interaction, client), browser);
    }
    let params = Params::parse(&interaction.params)?;
    let target = resolve(&client, &params)?;
    let request = Request::parse(&target, &client.metadata, &params).map_err(|_| AuthorizeError::Gone)?;
    let signed_in = session::load(cx, tx, browser.session.as_ref())?;
    let asked = Asked { client: &client, request: &request, progress: interaction.progress(), browser };
    let step = next(cx, tx, &asked, signed_in.as_ref())?;
    Ok(View { client, request, redirect_uri: target.redirect_uri().to_owned(), step, signed_in })
}

/// What a request under way asks, of which client; nothing where it cannot be read any more.
pub(crate) fn read_request(
    tx: &ReadTx<'_>,
    id: &InteractionId,
) -> Result<Option<(Client, Request)>, StoreError> {
    let Some(interaction) = interactions::find(tx, id)? else { return Ok(None) };
    if interaction.device_grant.is_some() {
        return device_grant::read_request(tx, &interaction);
    }
    let Some(client) = clients::find(tx, &interaction.client_id)? else { return Ok(None) };
    let request = Params::parse(&interaction.params).ok().and_then(|params| {
        let target = Target::resolve(&client.metadata, &params).ok()?;
        Request::parse(&target, &client.metadata, &params).ok()
    });
    Ok(request.map(|request| (client, request)))
}

/// The person goes back to the client with nothing; where to.
pub async fn cancel(cx: &Cx, id: &InteractionId, browser: &Browser) -> Result<String, AuthorizeError> {
    let own = browser.browser.ok_or(AuthorizeError::Gone)?;
    if let Some(page) = device_grant::cancel(cx, id, browser).await? {
        return Ok(page);
    }
    let target = cx.store().read(|tx| {
        let (interaction, client) = load(cx, tx, id, &own)?;
        resolve(&client, &Params::parse(&interaction.params)?)
    })?;
    close(cx, id).await?;
    let refusal = ProtocolError::new(ErrorCode::AccessDenied, "the person did not allow it");
    Ok(response::refusal(&target, &cx.app.issuer(), &refusal))
}

/// The interaction and its client, if they are still there, for this browser.
pub(crate) fn load(
    cx: &Cx,
    tx: &ReadTx<'_>,
    id: &InteractionId,
    browser: &TokenHash,
) -> Result<(Interaction, Client), AuthorizeError> {
    let interaction = interactions::find(tx, id)?
        .filter(|interaction| interaction.belongs_to(browser) && cx.now < interaction.expires_at)
        .ok_or(AuthorizeError::Gone)?;
    let client = clients::find(tx, &interaction.client_id)?.ok_or(AuthorizeError::UnknownClient)?;
    Ok((interaction, client))
}

enum Draft {
    Answer(Box<Answer>),
    Refuse(String),
    Step(Step),
}

/// All that a code is bound to.
struct Answer {
    client: Client,
    target: Target,
    request: Request,
    dpop_jkt: Option<String>,
    scopes: Scopes,
    signed_in: SignedIn,
}

fn decide(
    cx: &Cx,
    tx: &ReadTx<'_>,
    client: &Client,
    params: &Params,
    progress: Progress<'_>,
    browser: &Browser,
) -> Result<Draft, AuthorizeError> {
    let target = resolve(client, params).inspect_err(|error| {
        if let AuthorizeError::BadTarget(target) = error
            && let BadTarget::NotRegistered { sent } = &target.reason
        {
            cx.app.ways.note_redirect(client, sent, cx.now);
        }
    })?;
    cx.app.ways.went_well(client, Stage::Asked, cx.now);
    let request = match Request::parse(&target, &client.metadata, params) {
        Ok(request) => request,
        Err(error) => return Ok(Draft::Refuse(response::refusal(&target, &cx.app.issuer(), &error))),
    };
    if request.id_token_hint.as_deref().is_some_and(|hint| read_hint(cx, hint).is_none()) {
        let error = ProtocolError::invalid_request("id_token_hint is not an ID token of this server");
        return Ok(Draft::Refuse(response::refusal(&target, &cx.app.issuer(), &error)));
    }
    if request.acr.is_out_of_reach() {
        // Before anybody types or spends anything.
        return Ok(Draft::Refuse(response::refusal(&target, &cx.app.issuer(), &refuse(Step::Unmet))));
    }
    let dpop_jkt = match sender::authorization_key(cx, client, params.get("dpop_jkt")) {
        Ok(dpop_jkt) => dpop_jkt,
        Err(error) => return Ok(Draft::Refuse(response::refusal(&target, &cx.app.issuer(), &error))),
    };
    let signed_in = session::load(cx, tx, browser.session.as_ref())?;
    let asked = Asked { client, request: &request, progress, browser };
    let step = next(cx, tx, &asked, signed_in.as_ref())?;
    if step == Step::Unmet || request.prompt.none && step != Step::Answer {
        return Ok(Draft::Refuse(response::refusal(&target, &cx.app.issuer(), &refuse(step))));
    }
    match (step, signed_in) {
        (Step::Answer, Some(signed_in)) => {
            let grant = grants::find(tx, &signed_in.user.id, &client.id)?;
            let scopes = match &grant {
                Some(grant) if !client.trusted => grant.allow(&request.scopes),
                _ => request.scopes.clone(),
            };
            let client = client.clone();
            Ok(Draft::Answer(Box::new(Answer { client, target, request, dpop_jkt, scopes, signed_in })))
        }
        (step, _) => Ok(Draft::Step(step)),
    }
}

/// A request as it stands: who asks what, how far it is, in which browser.
pub(crate) struct Asked<'a> {
    pub(crate) client: &'a Client,
    pub(crate) request: &'a Request,
    pub(crate) progress: Progress<'a>,
    pub(crate) browser: &'a Browser,
}

pub(crate) fn next(
    cx: &Cx,
    tx: &ReadTx<'_>,
    asked: &Asked<'_>,
    signed_in: Option<&SignedIn>,
) -> Result<Step, StoreError> {
    let Asked { client, request, progress, .. } = *asked;
    let grant = signed_in.map(|s| grants::find(tx, &s.user.id, &client.id)).transpose()?.flatten();
    let hint = request.id_token_hint.as_deref().and_then(|hint| read_hint(cx, hint));
    let is_another_hinted = match (&hint, signed_in) {
        (Some(hint), Some(signed_in)) => !subject::is_hinted(cx, tx, hint, &signed_in.user)?,
        _ => false,
    };
    Ok(next_step(&Situation {
        request,
        client,
        signed_in: signed_in.map(|s| (&s.session, &s.user)),
        grant: grant.as_ref(),
        is_another_hinted,
        progress,
        due: signed_in.map_or(Ok(Due::Nothing), |signed_in| due(cx, tx, asked, signed_in))?,
        now: cx.now,
    }))
}

/// What is due beside the first factor.
fn due(cx: &Cx, tx: &ReadTx<'_>, asked: &Asked<'_>, signed_in: &SignedIn) -> Result<Due, StoreError> {
    let SignedIn { session, user, .. } = signed_in;
    let demanded = Demanded::at(cx, tx, user, asked.client, asked.request)?;
    let remembered = demand::is_remembered(cx, tx, &user.id, asked.browser)?;
    Ok(demanded.standing(&session.amr, remembered, asked.progress.is_signed_in_by(session)).due())
}

fn resolve(client: &Client, params: &Params) -> Result<Target, AuthorizeError> {
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

async fn store_interaction(
    cx: &Cx,
    client_id: ClientId,
    params: &Params,
    browser: Option<TokenHash>,
    step: Step,
) -> Result<Outcome, AuthorizeError> {
    let lifetime = cx.app.settings().number("lifetime.interaction_s");
    let interaction = Interaction {
        id: InteractionId::generate(cx.entropy()),
        browser,
        client_id,
        params: params.encode(),
        address: cx.address.clone(),
        created_at: cx.now,
        expires_at: cx.now + lifetime,
        signed_in_at: None,
        account_chosen: false,
        consented_by: None,
        device_grant: None,
    };
    let id = interaction.id.clone();
    cx.store().write(move |tx| insert_bounded(tx, &interaction)).await?;
    Ok(Outcome::Step(id, step))
}

/// Stores a request, as long as not too many are under way.
pub(crate) fn insert_bounded(tx: &WriteTx<'_>, interaction: &Interaction) -> Result<(), AuthorizeError> {
    let (here, in_all) = interactions::count(tx, &interaction.address)?;
    if in_all >= MAX_IN_ALL {
        return Err(AuthorizeError::TooMany);
    }
    if here >= MAX_PER_ADDRESS {
        interactions::drop_oldest(tx, &interaction.address)?;
    }
    Ok(interactions::insert(tx, interaction)?)
}

/// A request that came by a cross-site POST belongs to the first browser that goes on with it.
async fn adopt(cx: &Cx, id: &InteractionId, browser: &TokenHash) -> Result<(), AuthorizeError> {
    let free = cx
        .store()
        .read(|tx| Ok::<_, StoreError>(interactions::find(tx, id)?.is_some_and(|i| i.browser.is_none())))?;
    if free {
        let (id, browser) = (id.clone(), *browser);
        cx.store().write::<_, StoreError>(move |tx| interactions::bind(tx, &id, &browser)).await?;
    }
    Ok(())
}

async fn close(cx: &Cx, id: &InteractionId) -> Result<(), AuthorizeError> {
    let id = id.clone();
    let closed = cx.store().write::<_, StoreError>(move |tx| interactions::close(tx, &id)).await?;
    if closed { Ok(()) } else { Err(AuthorizeError::Gone) }
}

/// Issues the code and closes the interaction, in one write.
async fn finish(
    cx: &Cx,
    answer: Answer,
    interaction: Option<InteractionId>,
) -> Result<Outcome, AuthorizeError> {
    let code = PlainToken::generate(cx.entropy());
    let authorization = bind_code(cx, &answer, code.hash());
    let event = cx
        .clone()
        .acting_as(Actor::User(authorization.user_id.clone()))
        .event("authorization.issued")
        .user(&authorization.user_id)
        .client(&authorization.client_id)
        .with("session", authorization.session_id.as_str())
        .with("scope", authorization.scopes.to_string());
    let now = cx.now;
    cx.store()
        .write(move |tx| {
            if let Some(id) = interaction {
                close_in(tx, &id)?;
            }
            authorizations::insert(tx, &authorization, authorization.code_expires_at + REPLAY_WATCH_S)?;
            Ok::<_, AuthorizeError>(store::audit::append(tx, event, now)?)
        })
        .await?;
    cx.app.ways.went_well(&answer.client, Stage::Answered, now);
    Ok(Outcome::Redirect(response::success(&answer.target, &cx.app.issuer(), code.expose())))
}

/// How long an unused code is remembered after its end, in seconds, so that a late use is told apart from nonsense.
const REPLAY_WATCH_S: i64 = 600;

fn close_in(tx: &WriteTx<'_>, id: &InteractionId) -> Result<(), AuthorizeError> {
    if interactions::close(tx, id)? { Ok(()) } else { Err(AuthorizeError::Gone) }
}

fn bind_code(cx: &Cx, answer: &Answer, code: TokenHash) -> Authorization {
    let Answer { client, target, request, dpop_jkt, scopes, signed_in } = answer;
    Authorization {
        id: AuthorizationId::generate(cx.entropy()),
        code,
        client_id: client.id.clone(),
        user_id: signed_in.user.id.clone(),
        session_id: signed_in.session.id.clone(),
        redirect_uri: target.redirect_uri().to_owned(),
        code_challenge: request.code_challenge.clone(),
        scopes: scopes.clone(),
        dpop_jkt: dpop_jkt.clone(),
        nonce: request.nonce.clone(),
        auth_time: signed_in.session.auth_time,
        amr: signed_in.session.amr.clone(),
        acr: request.acr.answer(reached(&signed_in.session.amr)),
        issued_at: cx.now,
        code_expires_at: cx.now + cx.app.settings().number("lifetime.code_s"),
        state: AuthorizationState::Issued,
    }
}
