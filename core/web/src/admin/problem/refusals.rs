//! How each use case refuses, as a problem.

use axum::http::StatusCode;
use domain::api_token::ApiTokenError;
use domain::link::ConfirmError;
use domain::registration::RegistrationTokenError;
use domain::reset::Apart;
use service::Overloaded;
use service::admin::StoreError;
use service::admin::audit::AuditError;
use service::admin::checks::CheckError;
use service::admin::clients::ClientError;
use service::admin::devices::DeviceError;
use service::admin::groups::GroupError;
use service::admin::invitations::InvitationError;
use service::admin::links::LinkError;
use service::admin::mail::MailTestError;
use service::admin::outbox::OutboxError;
use service::admin::passkeys::PasskeyError;
use service::admin::preview::PreviewError;
use service::admin::registration_tokens::TokenError as RegistrationTokenRefused;
use service::admin::sessions::SessionError;
use service::admin::settings::SettingsError;
use service::admin::sign_ups::SignUpError;
use service::admin::tokens::TokenError;
use service::admin::users::{ChangeError, CreateError, EmailChangeError, ImportError, ResetError};
use service::device_grant::TryError;
use service::keyring::KeyRingError;
use service::outside::RenewError;
use service::unlock::UnlockError;

use super::Problem;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", error),
            StoreError::Full => Self::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "disk_full",
                "the disk is full; nothing was changed: make room and try again",
            ),
            other => Self::internal(other),
        }
    }
}

impl From<Overloaded> for Problem {
    fn from(error: Overloaded) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", error)
    }
}

impl From<KeyRingError> for Problem {
    fn from(error: KeyRingError) -> Self {
        match error {
            KeyRingError::Store(error) => error.into(),
            KeyRingError::Jwt(error) => Self::internal(error),
            KeyRingError::TooMany => Self::new(StatusCode::CONFLICT, "too_many_keys", error),
        }
    }
}

impl From<CreateError> for Problem {
    fn from(error: CreateError) -> Self {
        match error {
            CreateError::Denied(denied) => denied.into(),
            CreateError::Fields(errors) => Self::fields(errors),
            CreateError::Overloaded(error) => error.into(),
            CreateError::Password(error) => Self::field("password", error),
            CreateError::RetiredSubject => Self::field("sub", error),
            CreateError::Store(error) => error.into(),
            CreateError::Taken { field } => Self::taken(field, &error),
            CreateError::UnknownGroup { .. } => Self::field("groups", &error),
        }
    }
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Changed(changed) => changed.into(),
            ChangeError::Denied(denied) => denied.into(),
            ChangeError::Fields(errors) => Self::fields(errors),
            ChangeError::LastAdmin => Self::conflict("last_admin", error),
            ChangeError::Store(error) => error.into(),
            ChangeError::Unknown => Self::not_found("unknown_user", error),
        }
    }
}

impl From<EmailChangeError> for Problem {
    fn from(error: EmailChangeError) -> Self {
        match error {
            EmailChangeError::Denied(denied) => denied.into(),
            EmailChangeError::None => Self::not_found("no_email_change", error),
            EmailChangeError::Own => Self::conflict("own_account", error),
            EmailChangeError::Store(error) => error.into(),
            EmailChangeError::Unknown => Self::not_found("unknown_user", error),
        }
    }
}

impl From<ResetError> for Problem {
    fn from(error: ResetError) -> Self {
        match error {
            ResetError::Apart(Apart::OtherHalf { .. }) => Self::conflict("other_half", error),
            ResetError::Apart(Apart::Stopped) => Self::conflict("stopped", error),
            ResetError::Denied(denied) => denied.into(),
            ResetError::Disabled => Self::conflict("disabled", error),
            ResetError::HasPassword => Self::conflict("has_password", error),
            ResetError::Own => Self::conflict("own_account", error),
            ResetError::Store(error) => error.into(),
            ResetError::Unknown => Self::not_found("unknown_user", error),
        }
    }
}

impl From<SignUpError> for Problem {
    fn from(error: SignUpError) -> Self {
        match error {
            SignUpError::AccountExists => Self::conflict("account_exists", error),
            SignUpError::Denied(denied) => denied.into(),
            SignUpError::Store(error) => error.into(),
            SignUpError::Unknown => Self::not_found("unknown_sign_up", error),
            SignUpError::UnknownGroup { .. } => Self::field("groups", &error),
        }
    }
}

impl From<InvitationError> for Problem {
    fn from(error: InvitationError) -> Self {
        match error {
            InvitationError::AccountExists => Self::conflict("account_exists", error),
            InvitationError::Denied(denied) => denied.into(),
            InvitationError::Full => Self::conflict("enough_invitations", error),
            InvitationError::Off => Self::conflict("signup_off", error),
            InvitationError::Store(error) => error.into(),
            InvitationError::Unknown => Self::not_found("unknown_invitation", error),
            InvitationError::UnknownGroup { .. } => Self::field("groups", &error),
        }
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Denied(denied) => denied.into(),
            ImportError::Items(errors) => Self::fields(errors),
            ImportError::Overloaded(error) => error.into(),
            ImportError::Store(error) => error.into(),
        }
    }
}

impl From<AuditError> for Problem {
    fn from(error: AuditError) -> Self {
        match error {
            AuditError::Denied(denied) => denied.into(),
            AuditError::Store(error) => error.into(),
            AuditError::UnknownUser => Self::not_found("unknown_user", error),
        }
    }
}

impl From<GroupError> for Problem {
    fn from(error: GroupError) -> Self {
        match error {
            GroupError::Changed(changed) => changed.into(),
            GroupError::Denied(denied) => denied.into(),
            GroupError::Store(error) => error.into(),
            GroupError::Taken => Self::taken("name", error),
            GroupError::Unknown => Self::not_found("unknown_group", error),
            GroupError::UnknownUser => Self::not_found("unknown_user", error),
        }
    }
}

impl From<SessionError> for Problem {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::Denied(denied) => denied.into(),
            SessionError::Store(error) => error.into(),
            SessionError::Unknown => Self::not_found("unknown_session", error),
            SessionError::UnknownUser => Self::not_found("unknown_user", error),
        }
    }
}

impl From<DeviceError> for Problem {
    fn from(error: DeviceError) -> Self {
        match error {
            DeviceError::Changed(changed) => changed.into(),
            DeviceError::Denied(denied) => denied.into(),
            DeviceError::Name => Self::field("name", error),
            DeviceError::Store(error) => error.into(),
            DeviceError::Unknown => Self::not_found("unknown_device", error),
            DeviceError::UnknownUser => Self::not_found("unknown_user", error),
        }
    }
}

impl From<PasskeyError> for Problem {
    fn from(error: PasskeyError) -> Self {
        match error {
            PasskeyError::Denied(denied) => denied.into(),
            PasskeyError::Store(error) => error.into(),
            PasskeyError::Unknown => Self::not_found("unknown_passkey", error),
            PasskeyError::UnknownUser => Self::not_found("unknown_user", error),
        }
    }
}

impl From<LinkError> for Problem {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Apart(Apart::OtherHalf { .. }) => Self::conflict("other_half", error),
            LinkError::Apart(Apart::Stopped) => Self::conflict("stopped", error),
            LinkError::Confirm(ConfirmError::Wrong { .. }) => Self::field("digits", error),
            LinkError::Confirm(ConfirmError::NotClaimed) => Self::conflict("not_claimed", error),
            LinkError::Confirm(_) | LinkError::KeyLinked => Self::conflict("link_over", error),
            LinkError::Denied(denied) => denied.into(),
            LinkError::Disabled => Self::conflict("disabled", error),
            LinkError::Full => Self::conflict("enough_phones", error),
            LinkError::None => Self::not_found("unknown_link", error),
            LinkError::NotServing => Self::conflict("not_serving", error),
            LinkError::Own => Self::conflict("own_account", error),
            LinkError::Store(error) => error.into(),
            LinkError::Unknown => Self::not_found("unknown_user", error),
        }
    }
}

impl From<ClientError> for Problem {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Changed(changed) => changed.into(),
            ClientError::Denied(denied) => denied.into(),
            ClientError::Fields(errors) | ClientError::Items(errors) => Self::fields(errors),
            ClientError::NotIssued(_) => Self::conflict("not_issued", error),
            ClientError::NoOldSecret => Self::conflict("no_old_secret", error),
            ClientError::Public => Self::conflict("public_client", error),
            ClientError::Sector(error) => Self::field("sector_identifier_uri", error),
            ClientError::SelfRegistered => Self::field("trusted", error),
            ClientError::Store(error) => error.into(),
            ClientError::UnknownOwner => Self::field("owner", error),
            ClientError::Unknown => Self::not_found("unknown_client", error),
        }
    }
}

impl From<SettingsError> for Problem {
    fn from(error: SettingsError) -> Self {
        use domain::settings::SettingError;
        match error {
            SettingsError::Changed(changed) => changed.into(),
            SettingsError::Denied(denied) => denied.into(),
            SettingsError::Fixed { .. } => Self::conflict("fixed_setting", error),
            SettingsError::Setting(SettingError::Unknown { .. }) => Self::not_found("unknown_setting", error),
            SettingsError::Setting(SettingError::Value { .. }) => Self::field("value", error),
            SettingsError::Store(error) => error.into(),
        }
    }
}

impl From<TryError> for Problem {
    fn from(error: TryError) -> Self {
        match error {
            TryError::NoDevices => Self::conflict("no_devices", error),
            TryError::Store(error) => error.into(),
            TryError::Unknown => Self::not_found("unknown_client", error),
        }
    }
}

impl From<RegistrationTokenRefused> for Problem {
    fn from(error: RegistrationTokenRefused) -> Self {
        match error {
            RegistrationTokenRefused::Denied(denied) => denied.into(),
            RegistrationTokenRefused::Enough => Self::conflict("enough_tokens", error),
            RegistrationTokenRefused::Made(RegistrationTokenError::Lifetime) => Self::field("days", error),
            RegistrationTokenRefused::Made(RegistrationTokenError::Name) => Self::field("name", error),
            RegistrationTokenRefused::Made(RegistrationTokenError::Uses) => Self::field("uses", error),
            RegistrationTokenRefused::Store(error) => error.into(),
            RegistrationTokenRefused::Unknown => Self::not_found("unknown_token", error),
        }
    }
}

impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Denied(denied) => denied.into(),
            TokenError::Enough => Self::conflict("enough_tokens", error),
            TokenError::Made(ApiTokenError::Lifetime) => Self::field("days", error),
            TokenError::Made(ApiTokenError::Name) => Self::field("name", error),
            TokenError::Made(ApiTokenError::NoScope) => Self::field("scopes", error),
            TokenError::Store(error) => error.into(),
            TokenError::Unknown => Self::not_found("unknown_token", error),
        }
    }
}

impl From<MailTestError> for Problem {
    fn from(error: MailTestError) -> Self {
        match error {
            MailTestError::Enough => Self::new(StatusCode::TOO_MANY_REQUESTS, "enough_mails", error),
            MailTestError::NotServing => Self::conflict("not_serving", error),
            MailTestError::Store(error) => error.into(),
        }
    }
}

impl From<OutboxError> for Problem {
    fn from(error: OutboxError) -> Self {
        match error {
            OutboxError::Apart(Apart::OtherHalf { .. }) => Self::conflict("other_half", error),
            OutboxError::Apart(Apart::Stopped) => Self::conflict("stopped", error),
            OutboxError::Denied(denied) => denied.into(),
            OutboxError::Disabled => Self::conflict("disabled", error),
            OutboxError::NoLink => Self::conflict("no_link", error),
            OutboxError::Own => Self::conflict("own_account", error),
            OutboxError::Store(error) => error.into(),
            OutboxError::Unknown => Self::not_found("unknown_message", error),
        }
    }
}

impl From<CheckError> for Problem {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::Busy => Self::new(StatusCode::TOO_MANY_REQUESTS, "checks_under_way", error),
            CheckError::NotServing => Self::conflict("not_serving", error),
            CheckError::Store(error) => error.into(),
            CheckError::Unknown => Self::not_found("unknown_client", error),
            CheckError::Url(error) => Self::field("url", error),
        }
    }
}

impl From<PreviewError> for Problem {
    fn from(error: PreviewError) -> Self {
        match error {
            PreviewError::Denied(denied) => denied.into(),
            PreviewError::Store(error) => error.into(),
            PreviewError::Unknown => Self::not_found("unknown_client", error),
            PreviewError::UnknownUser => Self::not_found("unknown_user", error),
        }
    }
}

impl From<UnlockError> for Problem {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::Overloaded(error) => error.into(),
            UnlockError::Slowed { wait_s } => Self::slowed(wait_s, error),
            UnlockError::Store(error) => error.into(),
            UnlockError::Wrong => Self::forbidden("wrong_password", error),
        }
    }
}

impl From<RenewError> for Problem {
    fn from(error: RenewError) -> Self {
        match error {
            RenewError::Brought => Self::conflict("brought_certificate", error),
            RenewError::Failed(_) => Self::internal(error),
            RenewError::NotServing => Self::conflict("not_serving", error),
        }
    }
}
