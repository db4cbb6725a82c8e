//! Reading the audit log and checking its chain.

use std::collections::HashMap;

use domain::audit::{Filter, Row};
use domain::user::Role;
use store::audit::Break;
use store::{ReadTx, StoreError, api_tokens, clients, users};

use super::users::resolve;
use crate::cx::Cx;
use crate::rights::{Admin, Denied, Staff};

/// What a walk along the chain found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many rows are sound, from the first one.
    pub sound: i64,
    /// The row at which the chain breaks.
    pub broken_at: Option<i64>,
}

/// A row with the names of who and what stands in it; none of those that are gone.
#[derive(Clone, Debug)]
pub struct Named {
    /// The row.
    pub row: Row,
    /// Who did it.
    pub actor: Option<String>,
    /// Whom it is about.
    pub user: Option<String>,
    /// Which app it is about.
    pub client: Option<String>,
}

/// A part of the log.
#[derive(Debug)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Named>,
    /// How many pass in all.
    pub total: i64,
}

/// Why the log cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// Whoever asks may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody has this id, address or user name.
    #[error("there is no such account")]
    UnknownUser,
}

/// Rows that pass; `of`: about the person of this id, address or user name.
///
/// Helpdesk people read about those whom they may act on, one at a time.
pub async fn list(cx: &Cx, by: &Staff, of: Option<String>, filter: Filter) -> Result<Page, AuditError> {
    let by = by.clone();
    cx.store()
        .scan(move |tx| {
            if by.role() < Role::Admin {
                let about = of.as_deref().ok_or(Denied::NotAdmin)?;
                by.may_act_on(&resolve(tx, about)?.ok_or(AuditError::UnknownUser)?)?;
            }
            let filter = narrow(tx, of, filter)?;
            let rows = store::audit::list(tx, &filter)?;
            Ok(Page { rows: name(tx, rows)?, total: store::audit::count(tx, &filter)? })
        })
        .await
}

/// The same without counting, for those who read all of it.
pub async fn part(
    cx: &Cx,
    _by: &Admin,
    of: Option<String>,
    filter: Filter,
) -> Result<Vec<Named>, AuditError> {
    cx.store()
        .scan(move |tx| {
            let filter = narrow(tx, of, filter)?;
            Ok(name(tx, store::audit::list(tx, &filter)?)?)
        })
        .await
}

fn narrow(tx: &ReadTx<'_>, of: Option<String>, filter: Filter) -> Result<Filter, AuditError> {
    let Some(of) = of else { return Ok(filter) };
    let user = resolve(tx, &of)?.ok_or(AuditError::UnknownUser)?;
    Ok(Filter { user_id: Some(user.id.to_string()), ..filter })
}

/// Rows behind a number, oldest first, for those who follow.
pub async fn follow(cx: &Cx, _by: &Admin, after_seq: i64, limit: u32) -> Result<Vec<Named>, StoreError> {
    let filter = Filter { after_seq, limit, ..Filter::default() };
    cx.store().scan(move |tx| name(tx, store::audit::list(tx, &filter)?)).await
}

/// The number of the last row.
pub fn tip(cx: &Cx, _by: &Admin) -> Result<i64, StoreError> {
    cx.store().read(store::audit::tip_seq)
}

/// Each name is looked up once.
pub(super) fn name(tx: &ReadTx<'_>, rows: Vec<Row>) -> Result<Vec<Named>, StoreError> {
    let (mut people, mut apps) = (HashMap::new(), HashMap::new());
    let mut person = |id: &str| -> Result<Option<String>, StoreError> {
        if let Some(known) = people.get(id) {
            return Ok(Option::clone(known));
        }
        let found = users::find(tx, &id.into())?.map(|user| user.display_name().to_owned());
        people.insert(id.to_owned(), found.clone());
        Ok(found)
    };
    let mut app = |id: &str| -> Result<Option<String>, StoreError> {
        if let Some(known) = apps.get(id) {
            return Ok(Option::clone(known));
        }
        let found = clients::find(tx, &id.into())?.map(|client| client.display_name().to_owned());
        apps.insert(id.to_owned(), found.clone());
        Ok(found)
    };
    let mut named = Vec::with_capacity(rows.len());
    for row in rows {
        let actor = match row.actor.split_once(':') {
            Some(("user", id)) => person(id)?,
            Some(("client", id)) => app(id)?,
            Some(("token", id)) => api_tokens::find(tx, &id.into())?.map(|token| token.name),
            _ => None,
        };
        let user = row.user_id.as_deref().map(&mut person).transpose()?.flatten();
        let client = row.client_id.as_deref().map(&mut app).transpose()?.flatten();
        named.push(Named { row, actor, user, client });
    }
    Ok(named)
}

/// Walks the chain.
pub async fn verify(cx: &Cx, _by: &Admin) -> Result<Verdict, StoreError> {
    let (sound, broken) = cx.store().scan::<_, StoreError>(store::audit::verify).await?;
    Ok(Verdict { sound, broken_at: broken.map(|Break { seq }| seq) })
}
