//! What apps are told beyond the standard claims: the office's rules, and the whole of it as one document.

use domain::claim_rule::{ClaimRule, Source};
use domain::claims_document::{ClaimsDocument, ClientEntry, TermsChanges};
use domain::client::{Client, Terms};
use store::{ReadTx, StoreError, WriteTx, attributes, client_terms, clients, groups};

use super::FieldProblem;
use super::attributes::{AttributeChangeError, define};
use super::clients::with_terms;
use super::tag::{Changed, Tagged};
use crate::access::end_lost;
use crate::cx::Cx;
use crate::rights::{Admin, Denied};

/// Rules for all apps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRules(pub Vec<ClaimRule>);

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ClaimsError {
    /// It is not what the administrator saw.
    #[error(transparent)]
    Changed(#[from] Changed),
    /// Whoever acts may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Fields that cannot be taken.
    #[error("{} fields cannot be taken; nothing was changed", .0.len())]
    Fields(Vec<FieldProblem>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The rules for all apps.
pub fn office_rules(cx: &Cx, _by: &Admin) -> Result<OfficeRules, StoreError> {
    cx.store().read(|tx| Ok(OfficeRules(client_terms::office_rules(tx)?)))
}

/// Sets the rules for all apps.
pub async fn set_office_rules(
    cx: &Cx,
    by: &Admin,
    rules: Vec<ClaimRule>,
) -> Result<OfficeRules, ClaimsError> {
    let (cx, by) = (cx.clone(), by.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            by.may_still::<ClaimsError>(tx)?;
            by.require_seen(&OfficeRules(client_terms::office_rules(tx)?))?;
            refuse_unknown(unknown_attributes(tx, "claim_rules", &rules)?)?;
            keep_office_rules(tx, &cx, &rules)?;
            Ok(OfficeRules(rules))
        })
        .await
}

/// All of it.
pub async fn export(cx: &Cx, _by: &Admin) -> Result<(ClaimsDocument, Vec<Client>), StoreError> {
    cx.store()
        .scan(|tx| {
            let all = clients::list(tx)?;
            let laid_down = all.iter().filter(|client| client.terms != Terms::default());
            let entries = laid_down.map(|client| ClientEntry {
                client_id: client.id.clone(),
                terms: TermsChanges {
                    access: Some(client.terms.access.clone()),
                    session: Some(client.terms.session),
                    claim_rules: Some(client.terms.claim_rules.clone()),
                },
            });
            let document = ClaimsDocument {
                attributes: Some(attributes::list(tx)?),
                claim_rules: Some(client_terms::office_rules(tx)?),
                clients: entries.collect(),
            };
            Ok((document, all))
        })
        .await
}

/// Brings a document in: all of it, or nothing. What changed, by name; the same document once more changes nothing.
pub async fn import(cx: &Cx, by: &Admin, document: ClaimsDocument) -> Result<Vec<String>, ClaimsError> {
    let (cx, by) = (cx.clone(), by.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            by.may_still::<ClaimsError>(tx)?;
            let (mut changed, mut wrong) = (Vec::new(), Vec::new());
            for (index, attribute) in document.attributes.iter().flatten().enumerate() {
                match define(tx, &cx, attribute) {
                    Ok(true) => changed.push(format!("attribute {}", attribute.name.as_str())),
                    Ok(false) => {}
                    Err(AttributeChangeError::Store(error)) => return Err(error.into()),
                    Err(error) => wrong.push(FieldProblem::new(format!("attributes[{index}]"), error)),
                }
            }
            if let Some(rules) = &document.claim_rules {
                wrong.extend(unknown_attributes(tx, "claim_rules", rules)?);
                if wrong.is_empty() && keep_office_rules(tx, &cx, rules)? {
                    changed.push("rules for all apps".to_owned());
                }
            }
            for (index, entry) in document.clients.iter().enumerate() {
                match lay_down(tx, &cx, &format!("clients[{index}]."), entry)? {
                    Ok(Some(name)) => changed.push(format!("app {name}")),
                    Ok(None) => {}
                    Err(more) => wrong.extend(more),
                }
            }
            refuse_unknown(wrong)?;
            end_lost(tx, &cx)?;
            Ok(changed)
        })
        .await
}

/// What is wrong with terms that somebody wants for an app.
pub(super) fn wrong_terms(
    tx: &ReadTx<'_>,
    at: &str,
    wanted: &TermsChanges,
) -> Result<Vec<FieldProblem>, StoreError> {
    let rules = wanted.claim_rules.as_deref().unwrap_or_default();
    let mut wrong = unknown_attributes(tx, &format!("{at}claim_rules"), rules)?;
    let names = wanted.access.as_ref().and_then(|access| access.groups()).unwrap_or_default();
    for (index, name) in names.iter().enumerate() {
        if groups::find_by_name(tx, name)?.is_none() {
            wrong.push(FieldProblem::new(
                format!("{at}access.groups[{index}]"),
                format!("there is no group {name}"),
            ));
        }
    }
    Ok(wrong)
}

/// The terms with the changes.
pub(super) fn applied(terms: &Terms, wanted: TermsChanges) -> Terms {
    Terms {
        access: wanted.access.unwrap_or_else(|| terms.access.clone()),
        session: wanted.session.unwrap_or(terms.session),
        claim_rules: wanted.claim_rules.unwrap_or_else(|| terms.claim_rules.clone()),
    }
}

/// The name of the app, where anything changed.
fn lay_down(
    tx: &WriteTx<'_>,
    cx: &Cx,
    at: &str,
    entry: &ClientEntry,
) -> Result<Result<Option<String>, Vec<FieldProblem>>, StoreError> {
    let Some(mut client) = clients::find(tx, &entry.client_id)? else {
        return Ok(Err(vec![FieldProblem::new(format!("{at}client_id"), "there is no such app")]));
    };
    let wrong = wrong_terms(tx, at, &entry.terms)?;
    if !wrong.is_empty() {
        return Ok(Err(wrong));
    }
    let before = std::mem::take(&mut client.terms);
    client.terms = applied(&before, entry.terms.clone());
    if client.terms == before {
        return Ok(Ok(None));
    }
    client.updated_at = cx.now;
    clients::update(tx, &client)?;
    let event = with_terms(cx.event("client.changed").client(&client.id), &before, &client.terms);
    store::audit::append(tx, event, cx.now)?;
    Ok(Ok(Some(client.display_name().to_owned())))
}

fn keep_office_rules(tx: &WriteTx<'_>, cx: &Cx, rules: &[ClaimRule]) -> Result<bool, StoreError> {
    if client_terms::office_rules(tx)? == rules {
        return Ok(false);
    }
    client_terms::set_office_rules(tx, rules)?;
    store::audit::append(tx, cx.event("claim_rules.changed").with("claims", claims_of(rules)), cx.now)?;
    Ok(true)
}

/// The claims that rules make, each once.
pub(super) fn claims_of(rules: &[ClaimRule]) -> Vec<String> {
    let mut names: Vec<String> = rules.iter().map(|rule| rule.claim.as_str().to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

fn unknown_attributes(
    tx: &ReadTx<'_>,
    at: &str,
    rules: &[ClaimRule],
) -> Result<Vec<FieldProblem>, StoreError> {
    let defined = attributes::list(tx)?;
    let mut wrong = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        if let Source::Attribute { attribute, .. } = &rule.source
            && !defined.iter().any(|known| known.name == *attribute)
        {
            wrong.push(FieldProblem::new(
                format!("{at}[{index}].attribute"),
                "is no attribute of this office",
            ));
        }
    }
    Ok(wrong)
}

fn refuse_unknown(wrong: Vec<FieldProblem>) -> Result<(), ClaimsError> {
    if wrong.is_empty() { Ok(()) } else { Err(ClaimsError::Fields(wrong)) }
}

impl Tagged for OfficeRules {
    fn tag(&self) -> String {
        super::tag::digest(&self.0)
    }
}
