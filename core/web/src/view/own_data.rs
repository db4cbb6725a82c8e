//! Taking the own data along, and deleting the own account.

use askama::Template;

use super::account::Account;
use super::chrome::Chrome;

/// `/account/data`
#[derive(Clone, Debug, Template)]
#[template(path = "account_data.html")]
pub struct AccountData {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Whether people delete their accounts themselves.
    pub may_delete: bool,
    /// Who does it otherwise, by name.
    pub admins: Vec<String>,
}

/// `/account/delete`: field `username`.
#[derive(Clone, Debug, Template)]
#[template(path = "delete_account.html")]
pub struct DeleteAccount {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// What has to be typed.
    pub username: String,
    /// Whether nobody could administer afterwards: there is no form then.
    pub is_last_admin: bool,
    /// Whether something else was typed.
    pub is_wrong: bool,
}
