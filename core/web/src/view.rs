//! What the pages show: one typed context a page, plain data only, so that a template can decide nothing.
//!
//! A handler fills a context and hands it to [`answer`]:
//! `view::answer(StatusCode::OK, &view::Login { chrome, … })`.

mod account;
mod activity;
mod address;
mod approval;
mod authenticator;
mod check;
mod chrome;
mod claim;
mod consent;
mod device_grant;
mod devices;
mod dial;
mod email;
mod error;
mod form_post;
pub(crate) mod help;
mod link;
mod login;
mod logout;
mod lost;
mod message;
mod mfa;
mod not_for_you;
mod own_apps;
mod own_data;
mod passkeys;
mod password;
mod profile;
mod qr;
mod reset;
mod setup;
mod sign_up;
mod step_up;
mod trust;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use account::{
    Account, AccountApps, AccountPage, AccountSessions, Confirm, ConnectedDevice, GrantedApp, Greeting, Home,
    LastUse, RememberedRow, SafetyNet, SafetyPhone, SafetyState, SessionRow, WaitingPhone,
};
pub use activity::{AccountActivity, ActivityBy, ActivityEntry};
pub use address::{AddressNews, AddressProblem, AddressTyped, SetupAddress, SetupMoved};
pub use approval::{Approval, ApprovalState, Plain, WaitingApproval};
pub use authenticator::{Authenticator, AuthenticatorNews, NewSecret, RecoveryCodes};
pub use check::Check;
pub use chrome::{AppTile, Chrome, ClientLinks, SignedIn, Step, StepState, Theme};
pub use claim::{Claim, ClaimRow};
pub use consent::{AskingDevice, Consent, OptionalGift};
pub use device_grant::{DeviceGrant, DeviceGrantProblem};
pub use devices::{DeviceRow, DeviceRowState, Devices, DevicesNews, RenameDevice, RenameError};
pub use email::{ChangeEmail, EmailLink, EmailProblem};
pub use error::{ErrorDetails, ErrorKind, ErrorPage};
pub use form_post::FormPost;
pub use help::HelpErrors;
pub use link::{LinkClaim, LinkError, LinkOffer, LinkPhone, LinkState};
pub use login::{Login, LoginError, SelectAccount};
pub use logout::{LogoutQuestion, Next, SignedOut, UnknownReturn};
pub use lost::{LostPhone, LostRow};
pub use message::{Link, Message};
pub use mfa::{Mfa, MfaError};
pub use not_for_you::NotForYou;
pub use own_apps::{
    OwnApp, OwnAppCheck, OwnAppCheckState, OwnAppForm, OwnAppKind, OwnAppKinds, OwnAppLines, OwnAppOldSecret,
    OwnAppOnce, OwnAppPurpose, OwnAppRow, OwnAppRuntime, OwnAppSecret, OwnAppTest, OwnAppValues, OwnApps,
};
pub use own_data::{AccountData, DeleteAccount};
pub use passkeys::{
    Adding, Kept, PasskeyFault, PasskeyRow, PasskeyRowState, Passkeys, PasskeysNews, RenamePasskey,
};
pub use password::{
    ChangePassword, LinkGone, LinkKind, OldProblem, PasswordDone, Reset, ResetAsked, ResetProblem,
    SetPassword,
};
pub use profile::{AccountProfile, EditProfile, OwnAttribute, PendingEmail, PictureProblem, ProfileNews};
pub use qr::Qr;
pub use reset::{ResetRow, Resets, SecondStepLink, SecondStepWay};
pub use setup::{Problem, Setup, SetupDone, SetupField, SetupGone, SetupGoneReason};
pub use sign_up::{SignUp, SignUpConfirm, SignUpRefusal, SignUpSent, SignUpWay};
pub use step_up::StepUp;
pub use trust::{Platform, Trust, fingerprint};

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Renders a page. Everything that we render is personal, so nothing of it is kept in a cache.
pub fn answer(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => {
            let headers =
                [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
            (status, headers, html).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "page does not render");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
