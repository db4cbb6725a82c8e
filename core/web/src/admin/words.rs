//! The words of the model as schemas: spelled by the model itself.

use std::borrow::Cow;

use domain::api_token::ApiScope;
use domain::audit::Kind as AuditKind;
use domain::backchannel_logout::State as LogoutState;
use domain::call::CallError;
use domain::client::ClientState;
use domain::device::KeyStorage;
use domain::factor::kind::Kind;
use domain::factor::policy::Policy;
use domain::handshake::Outcome;
use domain::mail::{Cause, Step};
use domain::outbox::State as OutboxState;
use domain::registration::SelfRegistered;
use domain::user::{Role, UserState};
use oidc::jwt::ALGORITHMS;
use serde::Serialize;
use service::admin::checks::{Name, State};
use service::admin::clients::RegisteredBy;
use service::keyring::Rotation;
use service::way::Stage;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// One of the words that these values are written as.
fn one_of(about: &str, values: impl IntoIterator<Item = impl Serialize>) -> RefOr<Schema> {
    let words: Vec<_> = values.into_iter().filter_map(|value| serde_json::to_value(value).ok()).collect();
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(about))
        .enum_values(Some(words))
        .build()
        .into()
}

macro_rules! words {
    ($type:ident, $name:literal, $about:literal, $values:expr) => {
        #[doc = $about]
        pub(super) struct $type;

        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                one_of($about, $values)
            }
        }

        impl ToSchema for $type {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }
        }
    };
}

words!(
    PolicyWord,
    "Policy",
    "Of whom a second factor is asked: of nobody, of those who have one, of everybody.",
    [Policy::Off, Policy::Optional, Policy::Required]
);
words!(
    AuditKindWord,
    "AuditKind",
    "What kind of thing happened: a sign-in or a try, somebody who was not let in, a change.",
    [AuditKind::SignIn, AuditKind::Refused, AuditKind::Change]
);
words!(
    RoleWord,
    "Role",
    "What a person may do here: nothing but look after themselves, help others back in, everything.",
    Role::ALL
);
words!(
    ApiScopeWord,
    "ApiScope",
    "What a token opens. Acts whose `x-guard` says `fresh` are opened by those that end in `manage` alone.",
    ApiScope::ALL
);
words!(FactorWord, "Factor", "A second factor.", Kind::ALL);
words!(UserStateWord, "UserState", "Whether a person may sign in.", [UserState::Active, UserState::Disabled]);
words!(
    RegisteredByWord,
    "RegisteredBy",
    "Who registered an app: the office, a person, or the app itself.",
    [RegisteredBy::Office, RegisteredBy::Person, RegisteredBy::Itself]
);
words!(
    SelfRegisteredWord,
    "SelfRegistered",
    "How an app stands that registered itself: nobody of the office has looked at it as it is now, or an administrator lets it be.",
    [SelfRegistered::Unseen, SelfRegistered::Approved]
);
words!(
    LogoutStateWord,
    "LogoutState",
    "Whether an app knows that a session has ended: not yet, yes, no and it is not told any more.",
    [LogoutState::Waiting, LogoutState::Delivered, LogoutState::GivenUp]
);
words!(
    CallFaultWord,
    "CallFault",
    "Why a call to an app came to nothing: the connection, an address that may not be reached, our own set-up, no https, a \
     redirect, no answer in time, another status than success, too long an answer, an unknown name, an untrusted certificate.",
    CallError::CODES
);
words!(
    ClientStateWord,
    "ClientState",
    "Whether an app may be used.",
    [ClientState::Active, ClientState::Disabled]
);
words!(
    KeyStorageWord,
    "KeyStorage",
    "Where a phone's key lies, as the phone says.",
    [KeyStorage::Software, KeyStorage::Tee, KeyStorage::Strongbox]
);
words!(AlgorithmWord, "Algorithm", "A signature's algorithm.", ALGORITHMS);
words!(
    RotationWord,
    "KeyRotationWay",
    "How new keys come in: announced before they sign, at once, or at once with the old ones withdrawn.",
    Rotation::ALL.map(Rotation::as_str)
);
words!(
    MailStepWord,
    "MailStep",
    "A step of sending.",
    [
        Step::Settings,
        Step::Resolve,
        Step::Connect,
        Step::Tls,
        Step::Login,
        Step::Sender,
        Step::Recipient,
        Step::Message
    ]
);
words!(
    MailCauseWord,
    "MailCause",
    "Why a mail did not go.",
    [
        Cause::NoServer,
        Cause::NoSender,
        Cause::UnknownHost,
        Cause::Unreachable,
        Cause::TimedOut,
        Cause::NotMail,
        Cause::NoStartTls,
        Cause::NotTls,
        Cause::NotTrusted,
        Cause::NoLogin,
        Cause::Refused,
        Cause::BrokenOff
    ]
);
words!(
    CheckNameWord,
    "CheckName",
    "What was looked at.",
    [
        Name::State,
        Name::Secret,
        Name::Key,
        Name::ClientCertificate,
        Name::NoSecret,
        Name::Unserved,
        Name::Redirects,
        Name::SharedHost,
        Name::Encryption,
        Name::Resolves,
        Name::Answers,
        Name::Certificate,
        Name::TrustsUs,
        Name::Used,
        Name::Asked,
        Name::Exchanged,
        Name::Told
    ]
);
words!(
    StageWord,
    "Stage",
    "A stage of a sign-in at an app.",
    [Stage::Asked, Stage::Answered, Stage::Exchanged, Stage::Told, Stage::SignedOut]
);
words!(
    OutboxStateWord,
    "OutboxState",
    "Where a message stands: it goes out by itself, or it was refused for good.",
    [OutboxState::Waiting, OutboxState::GivenUp]
);
words!(CheckStateWord, "CheckState", "How one thing is.", [State::Ok, State::Warn, State::Fail]);
words!(
    OutcomeWord,
    "AttemptOutcome",
    "How a handshake ended.",
    [
        Outcome::Ok,
        Outcome::UnknownCa,
        Outcome::CertificateRefused,
        Outcome::WrongName,
        Outcome::NoCommonVersion,
        Outcome::NotTls,
        Outcome::BrokenOff
    ]
);
