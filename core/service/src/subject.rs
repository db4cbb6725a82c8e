//! What a person is to a client: the subject that all know, or one of its sector's own.

use domain::client::Client;
use domain::id::SessionId;
use domain::subject::pairwise;
use domain::user::User;
use domain::world::Entropy;
use oidc::id_token::Hint;
use oidc::metadata::SubjectType;
use store::{ReadTx, Store, StoreError, clients, vault};
use zeroize::Zeroizing;

use crate::cx::{App, Cx};

const KEY: &str = "pairwise-subjects";

/// The key that pairwise subjects hang on. It never changes: with it every person would change for every such client.
pub(crate) type PairwiseKey = Zeroizing<[u8; 32]>;

/// Reads the key, and makes it at first run.
pub(crate) fn load_key(store: &Store, entropy: &dyn Entropy, now: i64) -> Result<PairwiseKey, StoreError> {
    if let Some(stored) = store.read(|tx| vault::open(tx, KEY))? {
        let bytes: [u8; 32] = stored.as_slice().try_into().map_err(|_| StoreError::Sealed)?;
        return Ok(Zeroizing::new(bytes));
    }
    let mut key = Zeroizing::new([0; 32]);
    entropy.fill(key.as_mut_slice());
    let kept = key.clone();
    store.write_blocking::<_, StoreError>(move |tx| vault::seal(tx, KEY, kept.as_slice(), now))?;
    Ok(key)
}

/// What the person is to the client: in everything that tells it a `sub`.
pub(crate) fn of(app: &App, client: &Client, user: &User) -> String {
    match client.metadata.subject_type {
        SubjectType::Public => user.subject.clone(),
        SubjectType::Pairwise => pairwise(&app.pairwise_key, &sector(client), &user.subject),
    }
}

/// What a session is to the client (OIDC Back-Channel Logout 2.1): where a person has a name of their own in a sector, so
/// has their session, or apps that compare notes would know the person by it.
pub(crate) fn session_of(app: &App, client: &Client, session: &SessionId) -> String {
    match client.metadata.subject_type {
        SubjectType::Public => session.to_string(),
        SubjectType::Pairwise => pairwise(&app.pairwise_key, &sector(client), &format!("sid {session}")),
    }
}

fn sector(client: &Client) -> String {
    client.metadata.sector().unwrap_or_else(|| client.id.to_string())
}

/// Whether a hint is about this person: by the name that the client knows to which the ID token was issued.
pub(crate) fn is_hinted(cx: &Cx, tx: &ReadTx<'_>, hint: &Hint, user: &User) -> Result<bool, StoreError> {
    let client = clients::find(tx, &hint.aud.as_str().into())?;
    Ok(is_subject(&cx.app, client.as_ref(), user, hint))
}

/// The same, where the client was found already. Of one that is gone only the common name is left.
pub(crate) fn is_subject(app: &App, client: Option<&Client>, user: &User, hint: &Hint) -> bool {
    client.map_or_else(|| user.subject.clone(), |client| of(app, client, user)) == hint.sub
}
