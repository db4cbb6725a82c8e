//! What the office lays down for clients: who may use them, how long a sign-in is good for, what they are told.

use domain::access::Access;
use domain::claim_rule::{ClaimRule, read_all};
use domain::client::{Client, Terms};
use domain::id::{ClientId, UserId};
use rusqlite::params;

use crate::error::{BrokenRow, StoreError};
use crate::row;
use crate::tx::{ReadTx, WriteTx};

/// Fills in a client's terms.
pub(crate) fn fill(tx: &ReadTx<'_>, mut client: Client) -> Result<Client, StoreError> {
    client.terms = load(tx, &client.id)?;
    Ok(client)
}

/// The terms of a client.
pub fn load(tx: &ReadTx<'_>, id: &ClientId) -> Result<Terms, StoreError> {
    let found = tx.find(
        "SELECT access, session, claim_rules FROM client_terms WHERE client_id = ?1",
        [id.as_str()],
        |r| {
            let (access, rules): (String, String) = (r.get(0)?, r.get(2)?);
            Ok((access, row::json(r, 1, "client_terms", "session")?, read_rules(&rules, "client_terms")?))
        },
    )?;
    let Some((access, session, claim_rules)) = found else { return Ok(Terms::default()) };
    let access = match access.as_str() {
        "everybody" => Access::Everybody,
        "groups" => Access::Groups { groups: groups_of(tx, id)? },
        _ => return Err(BrokenRow { table: "client_terms", column: "access" }.into()),
    };
    Ok(Terms { access, session, claim_rules })
}

/// Keeps a client's terms. Groups of its access that are not there are left out.
pub(crate) fn put(tx: &WriteTx<'_>, client: &Client) -> Result<(), StoreError> {
    let (id, terms) = (client.id.as_str(), &client.terms);
    tx.execute(
        "INSERT INTO client_terms (client_id, access, session, claim_rules) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (client_id) DO UPDATE SET access = excluded.access, session = excluded.session, claim_rules = excluded.claim_rules",
        params![
            id,
            if terms.access.groups().is_some() { "groups" } else { "everybody" },
            row::to_json(&terms.session, "client_terms", "session")?,
            row::to_json(&terms.claim_rules, "client_terms", "claim_rules")?,
        ],
    )?;
    tx.execute("DELETE FROM client_groups WHERE client_id = ?1", [id])?;
    for name in terms.access.groups().unwrap_or_default() {
        tx.execute(
            "INSERT INTO client_groups (client_id, group_id) SELECT ?1, g.id FROM user_groups g WHERE g.name = ?2",
            [id, name],
        )?;
    }
    Ok(())
}

/// Whether a client is for a person, as things stand now.
pub fn admits(tx: &ReadTx<'_>, client: &ClientId, user: &UserId) -> Result<bool, StoreError> {
    let admitting = tx.count(
        "SELECT NOT EXISTS (SELECT 1 FROM client_terms t WHERE t.client_id = ?1 AND t.access = 'groups')
           OR EXISTS (SELECT 1 FROM client_groups c JOIN group_members m ON m.group_id = c.group_id
                      WHERE c.client_id = ?1 AND m.user_id = ?2)",
        [client.as_str(), user.as_str()],
    )?;
    Ok(admitting > 0)
}

/// What clients hold for people whom they are no longer for; whose it is, each pair once.
pub fn lost(tx: &ReadTx<'_>) -> Result<Vec<(ClientId, UserId)>, StoreError> {
    tx.list(
        "SELECT DISTINCT a.client_id, a.user_id FROM authorizations a JOIN client_terms t ON t.client_id = a.client_id
         WHERE t.access = 'groups' AND a.state <> 'revoked' AND NOT EXISTS
           (SELECT 1 FROM client_groups c JOIN group_members m ON m.group_id = c.group_id
            WHERE c.client_id = a.client_id AND m.user_id = a.user_id)",
        [],
        |r| Ok((r.get::<_, String>(0)?.into(), r.get::<_, String>(1)?.into())),
    )
}

/// The claim rules for all clients.
pub fn office_rules(tx: &ReadTx<'_>) -> Result<Vec<ClaimRule>, StoreError> {
    let found = tx.find("SELECT rules FROM office_claim_rules WHERE only = 1", [], |r| {
        read_rules(&r.get::<_, String>(0)?, "office_claim_rules")
    })?;
    Ok(found.unwrap_or_default())
}

/// Sets the claim rules for all clients.
pub fn set_office_rules(tx: &WriteTx<'_>, rules: &[ClaimRule]) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO office_claim_rules (only, rules) VALUES (1, ?1) ON CONFLICT (only) DO UPDATE SET rules = excluded.rules",
        [row::to_json(&rules, "office_claim_rules", "rules")?],
    )?;
    Ok(())
}

fn groups_of(tx: &ReadTx<'_>, id: &ClientId) -> Result<Vec<String>, StoreError> {
    tx.list(
        "SELECT g.name FROM client_groups c JOIN user_groups g ON g.id = c.group_id WHERE c.client_id = ?1 ORDER BY g.name",
        [id.as_str()],
        |r| Ok(r.get(0)?),
    )
}

/// By the same reading that administrators' rules go through: what is not understood is never half applied.
fn read_rules(text: &str, table: &'static str) -> Result<Vec<ClaimRule>, StoreError> {
    let broken = || BrokenRow { table, column: "rules" };
    let value = serde_json::from_str(text).map_err(|_| broken())?;
    read_all(&value).map_err(|_| broken().into())
}
