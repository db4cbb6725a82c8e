//! A group of people; clients see its name in the `groups` claim.

use oidc::shown::is_shown;

use crate::factor::policy::Rule;
use crate::id::GroupId;
use crate::world::Entropy;

/// A group.
#[derive(Clone, Debug)]
pub struct Group {
    /// Row id.
    pub id: GroupId,
    /// Unique name, as written.
    pub name: String,
    /// How many people are in it.
    pub members: u32,
    /// What it adds to its members' second factor.
    pub rule: Rule,
    /// Whether its members may register apps, where the office lets those whom it chose.
    pub may_register_apps: bool,
    /// Seconds since 1970.
    pub created_at: i64,
}

impl Group {
    /// A new group, whose name was read by [`parse_name`].
    pub fn new(name: String, rule: Rule, entropy: &dyn Entropy, now: i64) -> Self {
        Self {
            id: GroupId::generate(entropy),
            name,
            members: 0,
            rule,
            may_register_apps: false,
            created_at: now,
        }
    }
}

/// The name cannot be used for a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a group's name has 1 to 64 characters and no control characters or commas")]
pub struct GroupNameError;

/// Reads a group's name.
pub fn parse_name(text: &str) -> Result<String, GroupNameError> {
    let name = text.trim();
    let valid = (1..=64).contains(&name.chars().count()) && name.chars().all(|c| is_shown(c) && c != ',');
    if valid { Ok(name.to_owned()) } else { Err(GroupNameError) }
}
