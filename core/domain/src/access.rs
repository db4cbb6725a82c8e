//! Who may use a client: everybody with an account, or the members of some groups.

use serde::{Deserialize, Serialize};

use crate::group::parse_name;

/// The most groups that a client is restricted to.
pub const MOST_GROUPS: usize = 100;

/// Who may use a client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case", deny_unknown_fields)]
pub enum Access {
    /// Everybody who has an account.
    #[default]
    Everybody,
    /// Whoever is in one of these groups; nobody where there is none.
    Groups {
        /// Names, sorted.
        groups: Vec<String>,
    },
}

/// Why it cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccessError {
    /// A name that no group can have.
    #[error("a group's name has 1 to 64 characters and no control characters or commas")]
    Name,
    /// Too many groups.
    #[error("an app is restricted to at most 100 groups")]
    TooMany,
}

impl Access {
    /// Restricts to groups of these names.
    pub fn to_groups<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, AccessError> {
        let names: Result<Vec<String>, _> = names.into_iter().map(parse_name).collect();
        let mut groups = names.map_err(|_| AccessError::Name)?;
        groups.sort();
        groups.dedup();
        if groups.len() > MOST_GROUPS { Err(AccessError::TooMany) } else { Ok(Self::Groups { groups }) }
    }

    /// Whether somebody in these groups may use it.
    pub fn admits(&self, of: &[String]) -> bool {
        match self {
            Self::Everybody => true,
            Self::Groups { groups } => of.iter().any(|name| groups.contains(name)),
        }
    }

    /// The groups, where it is restricted.
    pub fn groups(&self) -> Option<&[String]> {
        match self {
            Self::Everybody => None,
            Self::Groups { groups } => Some(groups),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_group_means_nobody_and_no_restriction_everybody() {
        let it = ["IT".to_owned()];
        assert!(Access::Everybody.admits(&[]));
        let nobody = Access::to_groups([]).unwrap();
        assert!(!nobody.admits(&[]) && !nobody.admits(&it));
        let some = Access::to_groups(["Sales", "IT", "IT"]).unwrap();
        assert!(some.admits(&it) && !some.admits(&["it".to_owned()]));
        assert_eq!(some.groups().unwrap(), ["IT", "Sales"]);
        assert_eq!(Access::to_groups(["a,b"]), Err(AccessError::Name));
        let many: Vec<String> = (0..101).map(|n| n.to_string()).collect();
        assert_eq!(Access::to_groups(many.iter().map(String::as_str)), Err(AccessError::TooMany));
    }

    #[test]
    fn it_is_written_as_files_have_it() {
        let text = serde_json::to_string(&Access::to_groups(["IT"]).unwrap()).unwrap();
        assert_eq!(text, r#"{"who":"groups","groups":["IT"]}"#);
        assert_eq!(serde_json::to_string(&Access::Everybody).unwrap(), r#"{"who":"everybody"}"#);
    }
}
