//! Reading the audit log and checking its chain.

use domain::audit::{Filter, Row};
use store::StoreError;
use store::audit::Break;

use crate::cx::Cx;
use crate::rights::Admin;

/// What a walk along the chain found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many rows are sound, from the first one.
    pub sound: i64,
    /// The row at which the chain breaks.
    pub broken_at: Option<i64>,
}

/// Rows that pass.
pub async fn list(cx: &Cx, _by: &Admin, filter: Filter) -> Result<Vec<Row>, StoreError> {
    cx.store().scan(move |tx| store::audit::list(tx, &filter)).await
}

/// Walks the chain.
pub async fn verify(cx: &Cx, _by: &Admin) -> Result<Verdict, StoreError> {
    let (sound, broken) = cx.store().scan::<_, StoreError>(store::audit::verify).await?;
    Ok(Verdict { sound, broken_at: broken.map(|Break { seq }| seq) })
}
