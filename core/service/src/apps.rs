//! Apps that people register for themselves and look after: as an administrator does, within limits. Consent is always
//! asked, a change asks for a recent sign-in, and the right is looked at again with each act. Who loses the right, or is
//! switched off, no longer gets here; their apps stay, since people work with them, until an administrator does something.

use domain::client::{Client, ClientState, SecretSource, Terms};
use domain::id::ClientId;
use domain::limit::Scope;
use domain::look::{Reach, Target};
use domain::own_app::{Fault, Preset, Typed};
use domain::secret::Secret;
use domain::settings::APPS_MOST;
use domain::user::Role;
use store::{ReadTx, StoreError, WriteTx, clients, failures, users};

use crate::admin::checks::{Check, CheckError, judge};
use crate::admin::preview::{self, Preview};
use crate::cx::Cx;
use crate::rights::{FRESH_S, may_register_apps};
use crate::session::SignedIn;

/// Why nothing was done with an app.
#[derive(Debug, thiserror::Error)]
pub enum AppsError {
    /// The office does not let this person.
    #[error("this person may not register apps")]
    Denied,
    /// It was done before: a page that is loaded again sends its form again.
    #[error("this was done before")]
    Already(ClientId),
    /// As many apps as one person may have.
    #[error("one person may register {most} apps")]
    Enough {
        /// So many.
        most: i64,
    },
    /// What was typed cannot be taken.
    #[error("{} of what was typed cannot be taken", .0.len())]
    Faults(Vec<Fault>),
    /// The sign-in is too long ago.
    #[error("sign in again to do this")]
    NotFresh,
    /// A public app has no secret.
    #[error("an app without a secret has none to renew")]
    Public,
    /// This person tested often lately.
    #[error("too many tests: wait {wait_s} seconds")]
    Slowed {
        /// Seconds to wait.
        wait_s: i64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No such app, or not this person's.
    #[error("there is no such app")]
    Unknown,
}

/// An app that was registered, or its secret made anew; shown once.
#[derive(Debug)]
pub struct Registered {
    /// The app.
    pub client: Client,
    /// Absent where it keeps none.
    pub secret: Option<Secret>,
}

/// What a test found.
#[derive(Debug)]
pub struct Tested {
    /// The app.
    pub client: Client,
    /// From its registration to its last sign-in, one after the other; nothing where no server runs that could look.
    pub checks: Vec<Check>,
    /// Whether too many look at apps at this moment.
    pub is_busy: bool,
    /// What it would be told about the person who asks, and what they would be asked.
    pub preview: Preview,
}

/// A person's apps, the oldest first, and how many they may have.
pub fn list(cx: &Cx, signed_in: &SignedIn) -> Result<(Vec<Client>, i64), AppsError> {
    let most = cx.app.settings().number(APPS_MOST);
    cx.store().read(|tx| {
        require(cx, tx, signed_in)?;
        let mut own = clients::list(tx)?;
        own.retain(|client| client.owner.as_ref() == Some(&signed_in.user.id));
        Ok((own, most))
    })
}

/// One of a person's apps.
pub fn find(cx: &Cx, signed_in: &SignedIn, id: &ClientId) -> Result<Client, AppsError> {
    cx.store().read(|tx| {
        require(cx, tx, signed_in)?;
        load(tx, signed_in, id)
    })
}

/// Registers an app.
pub async fn register(
    cx: &Cx,
    signed_in: &SignedIn,
    preset: &Preset,
    typed: &Typed,
) -> Result<Registered, AppsError> {
    let metadata = typed.register(preset, &cx.app.issuer()).map_err(AppsError::Faults)?;
    let key = cx.store().client_secret_key();
    let (client, secret) =
        Client::register(None, metadata, SecretSource::Generate, key, cx.entropy(), cx.now);
    let terms = Terms { claim_rules: preset.claim_rules.clone(), ..client.terms };
    let client = Client { owner: Some(signed_in.user.id.clone()), terms, ..client };
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let cx = cx.acting_as(actor(&signed_in));
    let store = cx.store().clone();
    store
        .write(move |tx| {
            require(&cx, tx, &signed_in)?;
            let most = cx.app.settings().number(APPS_MOST);
            if let Some(same) = find_same(tx, &client)? {
                return Err(AppsError::Already(same));
            }
            if clients::count_of(tx, &signed_in.user.id)? >= most {
                return Err(AppsError::Enough { most });
            }
            clients::insert(tx, &client)?;
            let event = cx.event("client.created").client(&client.id).with("name", client.display_name());
            let event = event.with("owner", signed_in.user.id.as_str()).with("trusted", false);
            store::audit::append(tx, event, cx.now)?;
            Ok(Registered { client, secret })
        })
        .await
}

/// Changes name and addresses.
pub async fn update(cx: &Cx, signed_in: &SignedIn, id: &ClientId, typed: Typed) -> Result<Client, AppsError> {
    let changed = change(cx, signed_in, id, "client.changed", move |_, cx, client| {
        client.metadata = typed.change(&client.metadata, &cx.app.issuer()).map_err(AppsError::Faults)?;
        client.updated_at = cx.now;
        Ok(None)
    });
    changed.await.map(|registered| registered.client)
}

/// A fresh secret; the old one goes on working for `keep_s` seconds. `seen`: when the app had changed last as its owner saw
/// it.
pub async fn rotate_secret(
    cx: &Cx,
    signed_in: &SignedIn,
    id: &ClientId,
    seen: i64,
    keep_s: i64,
) -> Result<Registered, AppsError> {
    change(cx, signed_in, id, "client.secret_rotated", move |_, cx, client| {
        if client.updated_at != seen {
            return Err(AppsError::Already(client.id.clone()));
        }
        client.rotate_secret(keep_s, cx.entropy(), cx.now).map(Some).ok_or(AppsError::Public)
    })
    .await
}

/// The old secret is worth nothing from now on; whether there was one does not matter to whoever wants it gone.
pub async fn end_old_secret(cx: &Cx, signed_in: &SignedIn, id: &ClientId) -> Result<Client, AppsError> {
    let ended = change(cx, signed_in, id, "client.old_secret_ended", |_, cx, client| {
        if client.end_old_secret(cx.now) { Ok(None) } else { Err(AppsError::Already(client.id.clone())) }
    });
    ended.await.map(|registered| registered.client)
}

/// Takes an app away, with all that people allowed it.
pub async fn delete(cx: &Cx, signed_in: &SignedIn, id: &ClientId) -> Result<Client, AppsError> {
    write(cx, signed_in, id, |tx, cx, client| {
        clients::delete(tx, &client.id)?;
        store::audit::append(tx, cx.event("client.deleted").client(&client.id), cx.now)?;
        Ok(client)
    })
    .await
}

/// Walks the way of a sign-in to an app and names what is wrong on it.
pub async fn test(cx: &Cx, signed_in: &SignedIn, id: &ClientId) -> Result<Tested, AppsError> {
    let (client, preview) = cx.store().read(|tx| {
        require(cx, tx, signed_in)?;
        let client = load(tx, signed_in, id)?;
        let preview = preview::of(cx, tx, &client, &signed_in.user)?;
        Ok::<_, AppsError>((client, preview))
    })?;
    count_test(cx, signed_in).await?;
    let (checks, is_busy) = match judge(cx, &client, reach(cx, signed_in)).await {
        Ok(checks) => (checks, false),
        Err(CheckError::Store(error)) => return Err(error.into()),
        Err(error) => (Vec::new(), matches!(error, CheckError::Busy)),
    };
    Ok(Tested { client, checks, is_busy, preview })
}

/// Whoever asks for one look after the other looks for something else than an app of theirs.
async fn count_test(cx: &Cx, signed_in: &SignedIn) -> Result<(), AppsError> {
    let (now, key) = (cx.now, signed_in.user.id.to_string());
    cx.store()
        .write(move |tx| {
            let bucket = failures::load(tx, Scope::AppTest, &key)?;
            match bucket.wait_s(Scope::AppTest, now) {
                Some(wait_s) => Err(AppsError::Slowed { wait_s }),
                None => Ok(failures::put(tx, Scope::AppTest, &key, bucket.charge(Scope::AppTest, now))?),
            }
        })
        .await
}

/// A trial on one computer has its apps there too; anywhere else only administrators look at the server's own machine.
fn reach(cx: &Cx, signed_in: &SignedIn) -> Reach {
    let is_trial = Target::parse(&cx.app.issuer()).is_ok_and(|issuer| issuer.is_loopback());
    if is_trial || signed_in.user.role == Role::Admin { Reach::Office } else { Reach::Others }
}

fn actor(signed_in: &SignedIn) -> domain::audit::Actor {
    domain::audit::Actor::User(signed_in.user.id.clone())
}

/// The right as it is now, of the account as it is now.
fn require(cx: &Cx, tx: &ReadTx<'_>, signed_in: &SignedIn) -> Result<(), AppsError> {
    let user = users::find(tx, &signed_in.user.id)?.filter(domain::user::User::is_active);
    match user {
        Some(user) if may_register_apps(cx, tx, &user)? => Ok(()),
        _ => Err(AppsError::Denied),
    }
}

/// An app of the same owner with the same name that returns to the same addresses.
fn find_same(tx: &ReadTx<'_>, wanted: &Client) -> Result<Option<ClientId>, StoreError> {
    let what = |client: &Client| (client.owner.clone(), client.metadata.redirect_uris.clone());
    let is_same = |client: &Client| {
        what(client) == what(wanted) && client.metadata.client_name == wanted.metadata.client_name
    };
    Ok(clients::list(tx)?.into_iter().find(is_same).map(|client| client.id))
}

/// Somebody else's app is as unknown as none.
fn load(tx: &ReadTx<'_>, signed_in: &SignedIn, id: &ClientId) -> Result<Client, AppsError> {
    let found = clients::find(tx, id)?.filter(|client| client.owner.as_ref() == Some(&signed_in.user.id));
    found.ok_or(AppsError::Unknown)
}

/// Finds an app, acts on it, and keeps it as it is then: one write.
async fn change<F>(
    cx: &Cx,
    signed_in: &SignedIn,
    id: &ClientId,
    event: &'static str,
    act: F,
) -> Result<Registered, AppsError>
where
    F: FnOnce(&WriteTx<'_>, &Cx, &mut Client) -> Result<Option<Secret>, AppsError> + Send + 'static,
{
    write(cx, signed_in, id, move |tx, cx, mut client| {
        let secret = act(tx, cx, &mut client)?;
        clients::update(tx, &client)?;
        let mut event = cx.event(event).client(&client.id);
        if let Some(kept) = client.old_secret.as_ref().filter(|_| secret.is_some()) {
            event = event.with("old_secret_until", kept.until);
        }
        store::audit::append(tx, event, cx.now)?;
        Ok(Registered { client, secret })
    })
    .await
}

/// Acts on a person's own app in one write, if they signed in lately and still may.
async fn write<T, F>(cx: &Cx, signed_in: &SignedIn, id: &ClientId, act: F) -> Result<T, AppsError>
where
    T: Send + 'static,
    F: FnOnce(&WriteTx<'_>, &Cx, Client) -> Result<T, AppsError> + Send + 'static,
{
    if !signed_in.session.is_fresh(FRESH_S, cx.now) {
        return Err(AppsError::NotFresh);
    }
    let (cx, signed_in, id) = (cx.clone().acting_as(actor(signed_in)), signed_in.clone(), id.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            require(&cx, tx, &signed_in)?;
            let client = load(tx, &signed_in, &id)?;
            act(tx, &cx, client)
        })
        .await
}

/// Whether an administrator has switched an app off, which its owner cannot undo.
pub fn is_stopped(client: &Client) -> bool {
    client.state == ClientState::Disabled
}
