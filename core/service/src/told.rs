//! What claim rules tell a client about a person, at this moment.

use domain::claim_rule::{self, ClaimRule, Facts, Place};
use domain::client::Client;
use domain::id::{ClientId, UserId};
use domain::user::User;
use oidc::scope::Scopes;
use serde_json::{Map, Value};
use store::{StoreError, client_terms, clients, users};

use crate::cx::Cx;

/// The rules that a client is told by, its own first, and whom they look at.
#[derive(Debug)]
pub(crate) struct Known {
    rules: Vec<ClaimRule>,
    user: User,
}

/// The claims that rules make for one place; none of them is a claim of the protocol.
pub(crate) fn told(
    cx: &Cx,
    client: &ClientId,
    user: &UserId,
    granted: &Scopes,
    place: Place,
) -> Result<Map<String, Value>, StoreError> {
    let known = cx.app.told.find(cx.store(), &(client.clone(), user.clone()), |tx| {
        let Some(user) = users::find(tx, user)? else { return Ok(None) };
        let Some(client) = clients::find(tx, client)? else { return Ok(None) };
        let office = office_rules(&client, client_terms::office_rules(tx)?);
        let rules = client.terms.claim_rules.into_iter().chain(office).collect();
        Ok(Some(Known { rules, user }))
    })?;
    let Some(known) = known else { return Ok(Map::new()) };
    let told = claim_rule::tell(&known.rules, &facts(&known.user), place, granted);
    Ok(told.into_iter().map(|told| (told.rule.claim.as_str().to_owned(), told.value)).collect())
}

/// Those of the rules for all apps that hold for this one.
pub(crate) fn office_rules(client: &Client, rules: Vec<ClaimRule>) -> Vec<ClaimRule> {
    if client.is_vouched_for() { rules } else { Vec::new() }
}

/// What rules look at.
pub(crate) fn facts(user: &User) -> Facts<'_> {
    Facts {
        username: user.username.as_str(),
        email: user.email.as_str(),
        name: user.display_name(),
        groups: &user.groups,
        attributes: &user.attributes,
    }
}
