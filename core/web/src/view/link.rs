//! `/account/devices/link`: joining a phone to the account.

use askama::Template;

use super::account::Account;
use super::chrome::Chrome;
use super::dial::{Dial, Whole};
use super::qr::Qr;
use crate::text::Rich;

/// Link a phone. A form without `code` begins (also anew), one with `code` confirms.
#[derive(Clone, Debug, Template)]
#[template(path = "link_phone.html")]
pub struct LinkPhone {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// How far it is.
    pub state: LinkState,
    /// Whether the office wants a second step before anything else.
    pub must_enrol: bool,
    /// Why the last form was refused.
    pub error: Option<LinkError>,
}

/// How far the link is.
#[derive(Clone, Debug)]
pub enum LinkState {
    /// Nothing was begun.
    Begin,
    /// The code waits for a phone.
    Offered(Box<LinkOffer>),
    /// A phone has used the code; its digits are asked for.
    Claimed(Box<LinkClaim>),
    /// Two phones used the code, so it was ended.
    UsedTwice {
        /// Whom to tell, by name; may be empty.
        admin: String,
    },
    /// Five wrong tries ended it.
    WrongDigits,
    /// Its time is over.
    Expired,
}

/// A code that waits for a phone.
#[derive(Clone, Debug)]
pub struct LinkOffer {
    /// The address that a phone opens.
    pub qr: Qr,
    /// Seconds that are left, by the server's clock.
    pub left_s: u64,
    /// The same as a time of the day.
    pub until: String,
}

/// A phone that has used the code.
#[derive(Clone, Debug)]
pub struct LinkClaim {
    /// As it calls itself.
    pub phone: String,
    /// Its model; may be empty.
    pub model: String,
    /// Seconds that are left, by the server's clock.
    pub left_s: u64,
    /// The same as a time of the day.
    pub until: String,
}

/// Why the last form was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// As many phones as there may be.
    Limit {
        /// How many.
        most: u64,
    },
    /// No phone has used the code yet, so there are no digits.
    NotClaimed,
    /// Not the digits on the phone.
    Wrong {
        /// How many tries are left.
        tries_left: u64,
    },
}

impl LinkPhone {
    fn fails(&self) -> bool {
        self.error.is_some() || self.ended().is_some()
    }

    /// The error stands at the field, where there is one to mend.
    fn field_error(&self) -> Option<Rich> {
        let text = self.chrome.text;
        match self.error? {
            LinkError::Wrong { tries_left } => Some(text.link_wrong(tries_left)),
            LinkError::NotClaimed => Some(text.link_not_claimed()),
            LinkError::Limit { .. } => None,
        }
    }

    fn page_error(&self) -> Option<Rich> {
        let text = self.chrome.text;
        match self.error {
            Some(LinkError::Limit { most }) => Some(text.link_limit(most)),
            _ if self.error.is_some() => None,
            _ => self.ended(),
        }
    }

    /// What ended the link.
    fn ended(&self) -> Option<Rich> {
        let text = self.chrome.text;
        match &self.state {
            LinkState::UsedTwice { admin } if admin.is_empty() => Some(text.link_used_twice_nobody()),
            LinkState::UsedTwice { admin } => Some(text.link_used_twice(admin)),
            LinkState::WrongDigits => Some(text.link_ended()),
            LinkState::Expired => Some(text.link_expired()),
            LinkState::Begin | LinkState::Offered(_) | LinkState::Claimed(_) => None,
        }
    }

    /// The word of the event stream that this page shows.
    fn word(&self) -> Option<&'static str> {
        match self.state {
            LinkState::Offered(_) => Some("offered"),
            LinkState::Claimed(_) => Some("claimed"),
            _ => None,
        }
    }

    fn offer(&self) -> Option<&LinkOffer> {
        if let LinkState::Offered(offer) = &self.state { Some(offer) } else { None }
    }

    fn claim(&self) -> Option<&LinkClaim> {
        if let LinkState::Claimed(claim) = &self.state { Some(claim) } else { None }
    }

    fn lead(&self) -> String {
        let text = self.chrome.text;
        let words = if self.must_enrol { text.link_lead_required() } else { text.link_lead() };
        words.into_owned()
    }

    fn begin_label(&self) -> String {
        let text = self.chrome.text;
        let words = if self.ended().is_some() { text.link_again() } else { text.link_begin() };
        words.into_owned()
    }

    /// This page with the request that waits for it.
    fn here(&self) -> String {
        self.chrome.with_interaction("/account/devices/link")
    }

    fn events_href(&self) -> String {
        self.chrome.with_interaction("/account/devices/link/events")
    }

    fn authenticator_href(&self) -> String {
        self.chrome.with_interaction("/account/authenticator")
    }
}

impl LinkOffer {
    fn dial(&self) -> Dial {
        Dial::new(self.left_s, Whole::FiveMinutes)
    }
}

impl LinkClaim {
    fn dial(&self) -> Dial {
        Dial::new(self.left_s, Whole::TwoMinutes)
    }
}
