//! What scopes open, as rows with the very values that will be sent.

use domain::user::User;
use oidc::scope::{Scope, Scopes};

use crate::text::Text;
use crate::view::{Claim, ClaimRow};

/// One row for each thing that the scopes open; nothing for what the account does not have.
pub(crate) fn rows(text: Text, user: &User, scopes: &Scopes, refresh_idle_s: i64) -> Vec<ClaimRow> {
    let rows: Vec<ClaimRow> =
        scopes.iter().filter_map(|scope| row(text, user, scope, refresh_idle_s)).collect();
    if rows.is_empty() { vec![ClaimRow::identifier(text)] } else { rows }
}

/// The row of one scope; `None` for `openid`, which opens nothing to be read.
pub(crate) fn row(text: Text, user: &User, scope: Scope, refresh_idle_s: i64) -> Option<ClaimRow> {
    let claims = &user.claims;
    match scope {
        Scope::Openid => None,
        Scope::Profile => Some(ClaimRow::new(Claim::Name, profile(user))),
        Scope::Email => Some(ClaimRow::new(Claim::Email, user.email.as_str())),
        Scope::Address => claims.address.as_ref().map(|address| {
            let parts = [
                &address.street_address,
                &address.postal_code,
                &address.locality,
                &address.region,
                &address.country,
            ];
            let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            ClaimRow::new(Claim::Address, address.formatted.clone().unwrap_or_else(|| parts.join(", ")))
        }),
        Scope::Phone => claims.phone_number.as_ref().map(|number| ClaimRow::new(Claim::Phone, number)),
        Scope::Groups => Some(ClaimRow::new(
            Claim::Groups,
            if user.groups.is_empty() { "–".to_owned() } else { user.groups.join(", ") },
        )),
        Scope::OfflineAccess => {
            Some(ClaimRow::offline(text, u64::try_from(refresh_idle_s / 86_400).unwrap_or_default()))
        }
    }
}

/// All that `profile` sends, in one line: the name first.
fn profile(user: &User) -> String {
    let c = &user.claims;
    let more =
        [&c.nickname, &c.profile, &c.website, &c.picture, &c.gender, &c.birthdate, &c.zoneinfo, &c.locale];
    let mut parts = vec![user.display_name().to_owned()];
    if user.display_name() != user.username.as_str() {
        parts.push(user.username.as_str().to_owned());
    }
    parts.extend(more.into_iter().flatten().cloned());
    parts.join(", ")
}

/// The whole account, for its owner.
pub(crate) fn profile_rows(user: &User) -> Vec<ClaimRow> {
    let c = &user.claims;
    let mut rows = vec![
        ClaimRow::new(Claim::Name, user.display_name()),
        ClaimRow::new(Claim::Username, user.username.as_str()),
        ClaimRow::new(Claim::Email, user.email.as_str()),
    ];
    let optional = [
        (Claim::Phone, &c.phone_number),
        (Claim::Birthdate, &c.birthdate),
        (Claim::Gender, &c.gender),
        (Claim::Picture, &c.picture),
        (Claim::Website, &c.website),
        (Claim::Region, &c.zoneinfo),
    ];
    rows.extend(
        optional
            .into_iter()
            .filter_map(|(claim, value)| value.as_ref().map(|value| ClaimRow::new(claim, value))),
    );
    if !user.groups.is_empty() {
        rows.push(ClaimRow::new(Claim::Groups, user.groups.join(", ")));
    }
    rows
}
