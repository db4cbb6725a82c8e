//! What happened around a person, for them to read: nothing of anybody else.

use std::collections::HashMap;

use domain::audit::{Actor, Filter, Row};
use domain::id::ClientId;
use store::{ReadTx, StoreError, clients};

use crate::cx::Cx;
use crate::session::SignedIn;

/// Who did it, as far as the person may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The person.
    Owner,
    /// An administrator, at a browser or by a command.
    Administrator,
    /// An app.
    App,
    /// The server itself.
    Server,
    /// Somebody who did not prove who they are.
    Nobody,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number in the log.
    pub seq: i64,
    /// Seconds since 1970.
    pub at: i64,
    /// Its name, such as `session.created`.
    pub event: String,
    /// Who did it.
    pub by: By,
    /// Name of the app that it is about.
    pub app: Option<String>,
    /// Where it came from; never an administrator's address.
    pub address: Option<String>,
    /// Which browser, where it was noted.
    pub browser: Option<String>,
    /// Name of the phone or of the thing that it is about, where there is one.
    pub name: Option<String>,
    /// What kind of thing it is, where there are several.
    pub kind: Option<String>,
}

/// A part of it.
#[derive(Clone, Debug)]
pub struct Part {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// Where the older ones begin, if there are any.
    pub older: Option<i64>,
}

/// Whether a person is told: not what is noted for the server's own sake, such as the ways of a letter. That somebody looked
/// at a link to the account is told.
fn is_told(event: &str) -> bool {
    !matches!(event, "device.push_gone" | "approval.asked")
        && (!event.starts_with("mail.") || event == "mail.revealed")
}

/// Those before a row of the log, or the newest.
pub async fn list(
    cx: &Cx,
    signed_in: &SignedIn,
    before: Option<i64>,
    limit: u32,
) -> Result<Part, StoreError> {
    let filter = Filter {
        user_id: Some(signed_in.user.id.to_string()),
        before_seq: before,
        newest_first: true,
        limit: limit.saturating_add(1),
        ..Filter::default()
    };
    let own = Actor::User(signed_in.user.id.clone()).to_text();
    cx.store()
        .scan(move |tx| {
            let mut rows = store::audit::list(tx, &filter)?;
            let has_more = rows.len() > limit as usize;
            rows.truncate(limit as usize);
            let older = rows.last().filter(|_| has_more).map(|row| row.seq);
            let told = rows.into_iter().filter(|row| is_told(&row.event));
            let mut names = HashMap::new();
            let entries = told.map(|row| entry(tx, &own, row, &mut names)).collect::<Result<_, _>>()?;
            Ok(Part { entries, older })
        })
        .await
}

fn entry(
    tx: &ReadTx<'_>,
    own: &str,
    row: Row,
    names: &mut HashMap<String, Option<String>>,
) -> Result<Entry, StoreError> {
    let by = match row.actor.split(':').next().unwrap_or_default() {
        _ if row.actor == own => By::Owner,
        "user" | "command" => By::Administrator,
        "client" => By::App,
        "system" => By::Server,
        _ => By::Nobody,
    };
    let app = match &row.client_id {
        Some(id) if !names.contains_key(id) => {
            let client = clients::find(tx, &ClientId::from(id.as_str()))?;
            let name = client.map(|client| client.display_name().to_owned());
            names.insert(id.clone(), name.clone());
            name
        }
        Some(id) => names.get(id).cloned().flatten(),
        None => None,
    };
    let fact = |name: &str| row.detail.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    let is_foreign = by == By::Administrator;
    Ok(Entry {
        seq: row.seq,
        at: row.at,
        by,
        app,
        browser: fact("browser").filter(|_| !is_foreign),
        name: fact("name"),
        kind: fact("kind").or_else(|| fact("by")),
        address: row.address.filter(|_| !is_foreign),
        event: row.event,
    })
}
