//! One thing that an app gets to know, with its sign and its real value.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::text::Text;

/// Which thing; the words and the sign follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// `sub` alone: that it is the same person again.
    Identifier,
    /// `name` and its parts.
    Name,
    /// `preferred_username`, `nickname`.
    Username,
    /// `email`.
    Email,
    /// `phone_number`.
    Phone,
    /// `address`.
    Address,
    /// `groups`.
    Groups,
    /// `birthdate`.
    Birthdate,
    /// `gender`.
    Gender,
    /// `picture`.
    Picture,
    /// `website`, `profile`.
    Website,
    /// `zoneinfo`, `locale`.
    Region,
    /// `offline_access`: it may stay signed in.
    Offline,
    /// A scope or claim that this version has no words for; its name is shown.
    Other(String),
}

/// A claim with what will be sent.
#[derive(Clone, Debug)]
pub struct ClaimRow {
    /// Which.
    pub claim: Claim,
    /// The very value; for [`Claim::Identifier`] and [`Claim::Offline`] see [`ClaimRow::identifier`], [`ClaimRow::offline`].
    pub value: String,
}

impl ClaimRow {
    /// A row with a value.
    #[must_use]
    pub fn new(claim: Claim, value: impl Into<String>) -> Self {
        Self { claim, value: value.into() }
    }

    /// That the app recognises the person, and no more.
    #[must_use]
    pub fn identifier(text: Text) -> Self {
        Self::new(Claim::Identifier, text.claim_identifier_value())
    }

    /// That the app stays signed in for so many days without use.
    #[must_use]
    pub fn offline(text: Text, days: u64) -> Self {
        Self::new(Claim::Offline, text.claim_offline_value(days))
    }

    pub(super) fn label(&self, text: &Text) -> String {
        let label = match &self.claim {
            Claim::Identifier => text.claim_identifier(),
            Claim::Name => text.claim_name(),
            Claim::Username => text.claim_username(),
            Claim::Email => text.claim_email(),
            Claim::Phone => text.claim_phone(),
            Claim::Address => text.claim_address(),
            Claim::Groups => text.claim_groups(),
            Claim::Birthdate => text.claim_birthdate(),
            Claim::Gender => text.claim_gender(),
            Claim::Picture => text.claim_picture(),
            Claim::Website => text.claim_website(),
            Claim::Region => text.claim_region(),
            Claim::Offline => text.claim_offline(),
            Claim::Other(name) => text.claim_other(name),
        };
        label.into_owned()
    }
}

/// A sign of ours, written into the page as it is.
pub(super) struct Icon(&'static str);

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl HtmlSafe for Icon {}

macro_rules! icon {
    ($name:literal) => {
        Icon(include_str!(concat!("../../../../ui/pages/icons/", $name, ".svg")))
    };
}

impl Claim {
    pub(super) fn icon(&self) -> Icon {
        match self {
            Self::Identifier => icon!("fingerprint"),
            Self::Name => icon!("user-round"),
            Self::Username => icon!("at-sign"),
            Self::Email => icon!("mail"),
            Self::Phone => icon!("phone"),
            Self::Address => icon!("map-pin"),
            Self::Groups => icon!("users-round"),
            Self::Birthdate => icon!("cake"),
            Self::Gender => icon!("id-card"),
            Self::Picture => icon!("image"),
            Self::Website | Self::Region => icon!("globe"),
            Self::Offline => icon!("refresh-cw"),
            Self::Other(_) => icon!("tag"),
        }
    }
}
