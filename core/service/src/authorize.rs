//! Authorization: begin a request, take it from step to step, answer it.

mod answer;
pub(crate) mod arrive;
mod decide;
mod front;

use domain::client::Client;
use domain::id::{InteractionId, UserId};
use domain::interaction::{Interaction, Progress, Step, refuse};
use domain::token::TokenHash;
use oidc::authorize::{BadTarget, Request, Target};
use oidc::error::{ErrorCode, ProtocolError};
use oidc::params::{Params, ParamsError};
use oidc::response::{Answer, Delivery};
use store::{ReadTx, StoreError, WriteTx, clients, interactions};

use crate::access;
use crate::cx::Cx;
use crate::device_grant;
use crate::session::{self, SignedIn};
use answer::{Used, finish};
pub(crate) use answer::{answer_once, send};
use arrive::{Arrived, Read};
pub(crate) use decide::{Asked, next, read_hint, read_request};
use decide::{Draft, Refused, decide, resolve};

/// What happens to the browser next.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It goes to the client, with what was asked for.
    Answer(Delivery),
    /// It goes to the client, with an error.
    Refusal {
        /// How.
        delivery: Delivery,
        /// What it says.
        error: ProtocolError,
    },
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
    /// A pushed request that is not there: used, over, or another client's (RFC 9126).
    #[error("request_uri is unknown, expired or was used")]
    PushedRequest,
    /// The answer could not be signed.
    #[error("the answer could not be signed")]
    Signing,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No client of that id, or none named.
    #[error("client_id is not registered")]
    UnknownClient,
    /// A request object that cannot be read, without an address to say so at.
    #[error("{error}")]
    Unreadable {
        /// The client's name.
        name: String,
        /// What is wrong.
        error: ProtocolError,
    },
}

impl AuthorizeError {
    /// What a client did wrong, in the words of the protocol; nothing where it is not the client's fault.
    pub fn refusal(&self) -> Option<ProtocolError> {
        Some(match self {
            Self::BadTarget(target) => target.reason.refusal(),
            Self::ClientDisabled { .. } => {
                ProtocolError::new(ErrorCode::UnauthorizedClient, "this client is switched off")
            }
            Self::Params(error) => (*error).into(),
            Self::PushedRequest => ProtocolError::new(
                ErrorCode::InvalidRequestUri,
                "request_uri is unknown, expired or was used",
            ),
            Self::UnknownClient => ProtocolError::invalid_request("client_id is not registered"),
            Self::Unreadable { error, .. } => error.clone(),
            Self::Gone | Self::Signing | Self::Store(_) => return None,
        })
    }
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
    params: Params,
    browser: Browser,
    posted: bool,
) -> Result<Outcome, AuthorizeError> {
    let client = arrive::client(cx, &params)?;
    let arrived = match arrive::read(cx, &client, params).await? {
        Read::Arrived(arrived) => arrived,
        Read::Refused { delivery, error } => return Ok(Outcome::Refusal { delivery, error }),
    };
    let draft = cx.store().read(|tx| {
        // As it is now: reading the request may have taken its time.
        let client = clients::find(tx, &client.id)?.ok_or(AuthorizeError::UnknownClient)?;
        // On a POST from another site the Lax cookies are missing: the decision waits for the GET that follows.
        let nobody = Browser::default();
        let known = if posted { &nobody } else { &browser };
        decide(cx, tx, &client, &arrived, Progress::default(), known)
    })?;
    match draft {
        Draft::Refuse(Refused { delivery, error, is_mistake }) if !posted || is_mistake => {
            Ok(Outcome::Refusal { delivery, error })
        }
        Draft::Answer(grantable) => {
            finish(cx, *grantable, Used { interaction: None, pushed: arrived.pushed }).await
        }
        Draft::Refuse(_) | Draft::Step(_) => {
            // After a POST nobody knows yet who it is: the dispatcher looks.
            let step = if let (Draft::Step(step), false) = (draft, posted) { step } else { Step::Answer };
            store_interaction(cx, client, *arrived, browser.browser.filter(|_| !posted), step).await
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
    let (draft, used) = cx.store().read(|tx| {
        let (interaction, client) = load(cx, tx, id, &own)?;
        let arrived = recall(cx, &interaction)?;
        let used = Used { interaction: Some(id.clone()), pushed: interaction.pushed };
        let draft = decide(cx, tx, &client, &arrived, interaction.progress(), &browser)?;
        Ok::<_, AuthorizeError>((draft, used))
    })?;
    match draft {
        Draft::Step(step) => Ok(Outcome::Step(id.clone(), step)),
        Draft::Answer(grantable) => finish(cx, *grantable, used).await,
        Draft::Refuse(Refused { delivery, error, .. }) => {
            close(cx, used).await?;
            Ok(Outcome::Refusal { delivery, error })
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
    let arrived = recall(cx, &interaction)?;
    let target = resolve(&client, &arrived.params)?;
    let request = Request::parse(&target, &client.metadata, &arrived.params, arrived.arrival)
        .map_err(|_| AuthorizeError::Gone)?;
    let signed_in = session::load(cx, tx, browser.session.as_ref())?;
    let asked = Asked { client: &client, request: &request, progress: interaction.progress(), browser };
    let step = next(cx, tx, &asked, signed_in.as_ref())?;
    Ok(View { client, request, redirect_uri: target.redirect_uri().to_owned(), step, signed_in })
}

/// What a request under way asks, of which client; nothing where it cannot be read any more.
pub(crate) fn find_request(
    cx: &Cx,
    tx: &ReadTx<'_>,
    id: &InteractionId,
) -> Result<Option<(Client, Request)>, StoreError> {
    let Some(interaction) = interactions::find(tx, id)? else { return Ok(None) };
    if interaction.device_grant.is_some() {
        return device_grant::read_request(tx, &interaction);
    }
    let Some(client) = clients::find(tx, &interaction.client_id)? else { return Ok(None) };
    let request = recall(cx, &interaction).ok().and_then(|arrived| {
        let target = Target::resolve(&client.metadata, &arrived.params).ok()?;
        Request::parse(&target, &client.metadata, &arrived.params, arrived.arrival).ok()
    });
    Ok(request.map(|request| (client, request)))
}

/// The person goes back to the client with nothing.
pub async fn cancel(cx: &Cx, id: &InteractionId, browser: &Browser) -> Result<Outcome, AuthorizeError> {
    let own = browser.browser.ok_or(AuthorizeError::Gone)?;
    if let Some(page) = device_grant::cancel(cx, id, browser).await? {
        return Ok(Outcome::Answer(Delivery::Redirect(page)));
    }
    let (client, target, used, is_for_them) = cx.store().read(|tx| {
        let (interaction, client) = load(cx, tx, id, &own)?;
        let target = resolve(&client, &Params::parse(&interaction.params)?)?;
        let used = Used { interaction: Some(id.clone()), pushed: interaction.pushed };
        let signed_in = session::load(cx, tx, browser.session.as_ref())?;
        let is_for_them = signed_in.map_or(Ok(true), |s| access::may_use(tx, &client, &s.user))?;
        Ok::<_, AuthorizeError>((client, target, used, is_for_them))
    })?;
    let error = if is_for_them {
        ProtocolError::new(ErrorCode::AccessDenied, "the person did not allow it")
    } else {
        // Not their choice: whoever looks after the app has to know.
        refuse(Step::NotForThem)
    };
    let delivery = send(cx, &client, &target, Answer::refusal(&cx.app.issuer(), &error))?;
    close(cx, used).await?;
    Ok(Outcome::Refusal { delivery, error })
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
    cx.asking.say(&interaction.client_id);
    let client = clients::find(tx, &interaction.client_id)?.ok_or(AuthorizeError::UnknownClient)?;
    Ok((interaction, client))
}

/// A request under way, as it came.
fn recall(cx: &Cx, interaction: &Interaction) -> Result<Arrived, ParamsError> {
    Ok(Arrived {
        params: Params::parse(&interaction.params)?,
        pushed: interaction.pushed,
        arrival: arrive::of(cx, interaction),
    })
}

async fn store_interaction(
    cx: &Cx,
    client: Client,
    arrived: Arrived,
    browser: Option<TokenHash>,
    step: Step,
) -> Result<Outcome, AuthorizeError> {
    let lifetime = cx.app.settings().number("lifetime.interaction_s");
    let interaction = Interaction {
        id: InteractionId::generate(cx.entropy()),
        browser,
        client_id: client.id,
        params: arrived.params.encode(),
        pushed: arrived.pushed,
        signed: arrived.arrival.signed,
        address: cx.address_key(),
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

/// Stores a request; where too many are under way, the oldest of whoever has most gives way.
pub(crate) fn insert_bounded(tx: &WriteTx<'_>, interaction: &Interaction) -> Result<(), StoreError> {
    let (here, in_all) = interactions::count(tx, &interaction.address)?;
    if here >= MAX_PER_ADDRESS {
        interactions::drop_oldest(tx, &interaction.address)?;
    } else if in_all >= MAX_IN_ALL {
        interactions::drop_oldest_of_busiest(tx)?;
    }
    interactions::insert(tx, interaction)
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

async fn close(cx: &Cx, used: Used) -> Result<(), AuthorizeError> {
    cx.store().write(move |tx| used.up(tx)).await
}
