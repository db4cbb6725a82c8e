//! What scopes open, as rows with the very values that will be sent.

use domain::user::User;
use oidc::claims::{Address, scope_of};
use oidc::scope::{Scope, Scopes};

use crate::text::Text;
use crate::view::{Claim, ClaimRow};

/// One row for each thing that the scopes open; nothing for what the account does not have.
pub(crate) fn rows(text: Text, user: &User, scopes: &Scopes, refresh_idle_s: i64) -> Vec<ClaimRow> {
    let rows: Vec<ClaimRow> =
        scopes.iter().flat_map(|scope| of_scope(text, user, scope, refresh_idle_s)).collect();
    if rows.is_empty() { vec![ClaimRow::identifier(text)] } else { rows }
}

/// The rows of one scope; none for `openid`, which opens nothing to be read.
pub(crate) fn of_scope(text: Text, user: &User, scope: Scope, refresh_idle_s: i64) -> Vec<ClaimRow> {
    let claims = &user.claims;
    match scope {
        Scope::Openid => Vec::new(),
        Scope::Profile => profile(user),
        Scope::Email => vec![ClaimRow::new(Claim::Email, user.email.as_str())],
        Scope::Address => {
            claims.address.iter().map(|address| ClaimRow::new(Claim::Address, in_one_line(address))).collect()
        }
        Scope::Phone => {
            claims.phone_number.iter().map(|number| ClaimRow::new(Claim::Phone, number)).collect()
        }
        Scope::Groups => {
            let none = || text.claim_groups_none().into_owned();
            let groups = if user.groups.is_empty() { none() } else { user.groups.join(", ") };
            vec![ClaimRow::new(Claim::Groups, groups)]
        }
        Scope::OfflineAccess => {
            vec![ClaimRow::offline(text, u64::try_from(refresh_idle_s / 86_400).unwrap_or_default())]
        }
    }
}

/// All that `profile` sends, value by value.
fn profile(user: &User) -> Vec<ClaimRow> {
    let c = &user.claims;
    let joined = |parts: &[&Option<String>]| {
        parts.iter().filter_map(|part| part.as_deref()).collect::<Vec<_>>().join(", ")
    };
    let username = c.preferred_username.as_deref().unwrap_or(user.username.as_str());
    let named = [
        (Claim::Name, joined(&[&c.name, &c.given_name, &c.middle_name, &c.family_name, &c.nickname])),
        (Claim::Username, username.to_owned()),
        (Claim::Picture, joined(&[&c.picture])),
        (Claim::Website, joined(&[&c.website, &c.profile])),
        (Claim::Gender, joined(&[&c.gender])),
        (Claim::Birthdate, joined(&[&c.birthdate])),
        (Claim::Region, joined(&[&c.zoneinfo, &c.locale])),
    ];
    named
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(claim, value)| ClaimRow::new(claim, value))
        .collect()
}

/// The row of one claim that is asked for by name; none for what the account does not have.
pub(crate) fn of_claim(text: Text, user: &User, name: &str) -> Option<ClaimRow> {
    let value = oidc::claims::userinfo(&user.person(), &[scope_of(name)?].into_iter().collect());
    let claim = match name {
        "name" | "given_name" | "middle_name" | "family_name" | "nickname" => Claim::Name,
        "preferred_username" => Claim::Username,
        "email" => Claim::Email,
        "phone_number" => Claim::Phone,
        "address" => {
            return user.claims.address.as_ref().map(|it| ClaimRow::new(Claim::Address, in_one_line(it)));
        }
        "groups" => return of_scope(text, user, Scope::Groups, 0).into_iter().next(),
        "birthdate" => Claim::Birthdate,
        "gender" => Claim::Gender,
        "picture" => Claim::Picture,
        "website" | "profile" => Claim::Website,
        "zoneinfo" | "locale" => Claim::Region,
        other => Claim::Other(other.to_owned()),
    };
    let value = value.get(name)?;
    Some(ClaimRow::new(claim, value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
}

fn in_one_line(address: &Address) -> String {
    let parts =
        [&address.street_address, &address.postal_code, &address.locality, &address.region, &address.country];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    address.formatted.clone().unwrap_or_else(|| parts.join(", "))
}

/// The whole account, for its owner.
pub(crate) fn profile_rows(user: &User) -> Vec<ClaimRow> {
    let mut rows = profile(user);
    rows.push(ClaimRow::new(Claim::Email, user.email.as_str()));
    rows.extend(user.claims.phone_number.iter().map(|number| ClaimRow::new(Claim::Phone, number)));
    rows.extend(
        user.claims.address.iter().map(|address| ClaimRow::new(Claim::Address, in_one_line(address))),
    );
    if !user.groups.is_empty() {
        rows.push(ClaimRow::new(Claim::Groups, user.groups.join(", ")));
    }
    rows
}
