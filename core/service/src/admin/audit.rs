//! Reading the audit log and checking its chain.

use domain::audit::Row;
use store::StoreError;
use store::audit::{Break, Filter};

use crate::cx::Cx;
use crate::rights::Admin;

/// What to read.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Only rows behind this number.
    pub after_seq: i64,
    /// Only rows since then.
    pub since: Option<i64>,
    /// Only rows about this account.
    pub user_id: Option<String>,
    /// Only rows with this name.
    pub event: Option<String>,
    /// Newest first.
    pub newest_first: bool,
    /// At most so many rows.
    pub limit: u32,
}

/// What a walk along the chain found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many rows are sound, from the first one.
    pub sound: i64,
    /// The row at which the chain breaks.
    pub broken_at: Option<i64>,
}

/// Rows that pass.
pub async fn list(cx: &Cx, _by: &Admin, query: Query) -> Result<Vec<Row>, StoreError> {
    let filter = Filter {
        after_seq: query.after_seq,
        since: query.since,
        user_id: query.user_id,
        event: query.event,
        newest_first: query.newest_first,
        limit: query.limit,
    };
    cx.store().scan(move |tx| store::audit::list(tx, &filter)).await
}

/// Walks the chain.
pub async fn verify(cx: &Cx, _by: &Admin) -> Result<Verdict, StoreError> {
    let (sound, broken) = cx.store().scan::<_, StoreError>(store::audit::verify).await?;
    Ok(Verdict { sound, broken_at: broken.map(|Break { seq }| seq) })
}
