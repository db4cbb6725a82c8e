//! The person's answer to "may this app use your account?", and the choice of account.

use domain::audit::Actor;
use domain::claim_rule::Place;
use domain::grant::Grant;
use domain::id::InteractionId;
use domain::interaction::Step;
use oidc::scope::{Scope, Scopes};
use serde_json::Value;
use store::{StoreError, grants, interactions};

use crate::authorize::{AuthorizeError, Browser, View, view};
use crate::cx::Cx;
use crate::told;

/// Scopes that a person cannot untick: without them the request means nothing.
pub fn is_required(scope: Scope) -> bool {
    scope == Scope::Openid
}

/// What a person let stand.
#[derive(Clone, Debug, Default)]
pub struct Ticked {
    /// Scopes.
    pub scopes: Scopes,
    /// Claims that were asked for by name.
    pub claims: Vec<String>,
}

/// What rules of the office would tell the client about the person, with the very values: each claim once, as text.
pub fn told(cx: &Cx, view: &View) -> Result<Vec<(String, String)>, StoreError> {
    let Some(signed_in) = &view.signed_in else { return Ok(Vec::new()) };
    let mut rows: Vec<(String, String)> = Vec::new();
    for place in Place::ALL {
        for (claim, value) in
            told::told(cx, &view.client.id, &signed_in.user.id, &view.request.scopes, place)?
        {
            let text = in_words(&value);
            if !rows.contains(&(claim.clone(), text.clone())) {
                rows.push((claim, text));
            }
        }
    }
    Ok(rows)
}

/// A claim's value as people read it.
pub(crate) fn in_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Remembers what the person allowed. Only when consent is what comes next: no step is skipped by asking for another.
pub async fn allow(
    cx: &Cx,
    id: &InteractionId,
    browser: &Browser,
    ticked: &Ticked,
) -> Result<(), AuthorizeError> {
    let View { client, request, step, signed_in, .. } = view(cx, id, browser)?;
    let (Step::Consent, Some(signed_in)) = (step, signed_in) else { return Ok(()) };
    let scopes = request.scopes.filter(|scope| is_required(scope) || ticked.scopes.contains(scope));
    let (claims, declined_claims) =
        request.claims_beyond_scopes().into_iter().partition(|name| ticked.claims.contains(name));
    let grant = Grant {
        user_id: signed_in.user.id.clone(),
        client_id: client.id.clone(),
        declined: request.scopes.filter(|scope| !scopes.contains(scope)),
        scopes,
        claims,
        declined_claims,
        granted_at: cx.now,
    };
    let event = cx
        .clone()
        .acting_as(Actor::User(grant.user_id.clone()))
        .event("grant.given")
        .user(&grant.user_id)
        .client(&grant.client_id)
        .with("scope", grant.scopes.to_string())
        .with("claims", grant.claims.join(" "));
    let (id, now) = (id.clone(), cx.now);
    cx.store()
        .write::<_, StoreError>(move |tx| {
            grants::put(tx, &merge(grants::find(tx, &grant.user_id, &grant.client_id)?, grant.clone()))?;
            interactions::mark_consented(tx, &id, &grant.user_id)?;
            store::audit::append(tx, event, now)
        })
        .await?;
    Ok(())
}

/// Goes on with the account that is signed in.
pub async fn keep_account(cx: &Cx, id: &InteractionId, browser: &Browser) -> Result<(), AuthorizeError> {
    if view(cx, id, browser)?.step == Step::SelectAccount {
        let id = id.clone();
        cx.store().write::<_, StoreError>(move |tx| interactions::mark_account_chosen(tx, &id)).await?;
    }
    Ok(())
}

/// What was decided before about things that are not in question now stays so.
fn merge(before: Option<Grant>, now: Grant) -> Grant {
    let Some(before) = before else { return now };
    let kept = before.scopes.filter(|scope| !now.declined.contains(scope));
    let declined = before.declined.filter(|scope| !now.scopes.contains(scope));
    Grant {
        scopes: now.scopes.union(&kept),
        declined: now.declined.union(&declined),
        claims: join(&now.claims, before.claims, &now.declined_claims),
        declined_claims: join(&now.declined_claims, before.declined_claims, &now.claims),
        ..now
    }
}

/// Names of now, and those of before that were not decided otherwise now.
fn join(now: &[String], before: Vec<String>, otherwise: &[String]) -> Vec<String> {
    let kept = before.into_iter().filter(|name| !now.contains(name) && !otherwise.contains(name));
    now.iter().cloned().chain(kept).collect()
}
