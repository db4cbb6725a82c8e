//! Does an app fit to us: what it registered, whether its address answers from here, whether its machine trusts us. Looks
//! at what it does by itself; nothing is sent to it but a handshake.

mod judge;

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::client::Client;
use domain::handshake::Handshake;
use domain::id::ClientId;
use domain::look::{Look, NotOfTheWeb, Reach, Target};
use serde::Serialize;
use store::{StoreError, authorizations, clients};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::cx::Cx;
use crate::handshakes;
use crate::outside::Outside;
use crate::rights::Admin;
use crate::way::Passed;

/// Addresses of one app that are looked at.
const TARGETS: usize = 5;
/// Checks under way in the whole server: they are an administrator's, and no scanner.
static UNDER_WAY: Semaphore = Semaphore::const_new(4);

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Name {
    /// Whether the app is switched on.
    State,
    /// How it proves itself: by a secret.
    Secret,
    /// By a key of its own that signs.
    Key,
    /// By a certificate.
    ClientCertificate,
    /// By nothing: a public app.
    NoSecret,
    /// In a way that is not served here.
    Unserved,
    /// Where it returns to.
    Redirects,
    /// Whether it is served under our own host name, where cookies are shared.
    SharedHost,
    /// Whether what comes back to it is encrypted.
    Encryption,
    /// Whether its name resolves from here.
    Resolves,
    /// Whether its port answers from here.
    Answers,
    /// Whether its certificate holds.
    Certificate,
    /// Whether its machine trusts our certificate.
    TrustsUs,
    /// Whether it fetched what it was last sent a code for.
    Used,
    /// Whether it sends people here as it should.
    Asked,
    /// Whether what it last sent to the token endpoint was taken.
    Exchanged,
    /// Whether it asked about a person since the start.
    Told,
}

/// How it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// As it should be.
    Ok,
    /// Somebody should look.
    Warn,
    /// It does not work.
    Fail,
}

/// One judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: Name,
    /// How it is.
    pub state: State,
    /// What was found: names, addresses, dates.
    pub detail: String,
    /// What mends it.
    pub mend: Option<&'static str>,
}

/// Why nothing was checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Others are under way.
    #[error("other checks are under way: try again in a moment")]
    Busy,
    /// No server runs here that could look.
    #[error("apps are looked at by a running server: start it first")]
    NotServing,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such client.
    #[error("there is no such client")]
    Unknown,
    /// Not an address that can be looked at.
    #[error(transparent)]
    Url(#[from] NotOfTheWeb),
}

/// Everything about one app.
pub async fn client(cx: &Cx, _by: &Admin, id: &ClientId) -> Result<Vec<Check>, CheckError> {
    let client = cx.store().read(|tx| clients::find(tx, id))?.ok_or(CheckError::Unknown)?;
    judge(cx, &client, Reach::Office).await
}

/// How far an app came on the way of a sign-in, each stage as it went last.
pub fn way(cx: &Cx, _by: &Admin, id: &ClientId) -> Result<Vec<Passed>, CheckError> {
    let client = cx.store().read(|tx| clients::find(tx, id))?.ok_or(CheckError::Unknown)?;
    Ok(cx.app.ways.of(&client).passed)
}

/// The same for whoever may look at the app.
pub(crate) async fn judge(cx: &Cx, client: &Client, reach: Reach) -> Result<Vec<Check>, CheckError> {
    let outside = cx.app.outside().ok_or(CheckError::NotServing)?;
    let last = cx.store().read(|tx| authorizations::latest_of(tx, &client.id))?;
    let _slot = UNDER_WAY.try_acquire().map_err(|_| CheckError::Busy)?;
    let way = cx.app.ways.of(client);
    let mut checks = judge::registration(client, &way, &cx.app.issuer());
    let mut addresses = Vec::new();
    for (target, look) in look_at_all(outside, targets(client), reach).await {
        addresses.extend(look.addresses.iter().copied());
        match reach == Reach::Others && look.addresses.is_empty() && look.has_forbidden {
            true => checks.push(judge::not_looked_at(&target)),
            false => checks.extend(judge::look(&target, &look, cx.now)),
        }
    }
    let knocked: Vec<Handshake> = handshakes::all(cx);
    checks.push(judge::trust(&addresses, &knocked));
    checks.extend(judge::way(client, &way));
    if last.is_some() || judge::sends_people(client) {
        checks.push(judge::used(last, cx.now));
    }
    if reach == Reach::Others {
        checks.iter_mut().for_each(judge::say_less);
    }
    Ok(checks)
}

/// An address, before there is an app for it.
pub async fn address(cx: &Cx, by: &Admin, url: &str) -> Result<Vec<Check>, CheckError> {
    let outside = cx.app.outside().ok_or(CheckError::NotServing)?;
    let target = Target::parse(url)?;
    let _slot = UNDER_WAY.try_acquire().map_err(|_| CheckError::Busy)?;
    let look = outside.look(&target, Reach::Office).await;
    let mut checks = vec![judge::shared_host(&target, &cx.app.issuer())];
    checks.extend(judge::look(&target, &look, cx.now));
    checks.push(judge::trust(&look.addresses, &handshakes::latest(cx, by)));
    Ok(checks)
}

/// The addresses of the web that an app returns to, each once. Those of a native app are on the person's machine.
fn targets(client: &Client) -> Vec<Target> {
    if client.metadata.is_native() {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let all = client.metadata.redirect_uris.iter().filter_map(|uri| Target::parse(uri).ok());
    all.filter(|target| seen.insert((target.host.clone(), target.port))).take(TARGETS).collect()
}

/// All at once, in their order: each may take its time.
async fn look_at_all(outside: Arc<dyn Outside>, targets: Vec<Target>, reach: Reach) -> Vec<(Target, Look)> {
    let mut under_way = JoinSet::new();
    for (place, target) in targets.into_iter().enumerate() {
        let outside = Arc::clone(&outside);
        under_way.spawn(async move {
            let look = outside.look(&target, reach).await;
            (place, target, look)
        });
    }
    let mut found = under_way.join_all().await;
    found.sort_by_key(|(place, ..)| *place);
    found.into_iter().map(|(_, target, look)| (target, look)).collect()
}
