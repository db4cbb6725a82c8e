//! Authentication context classes: what a client may ask for, by `acr_values` or by the `claims` parameter
//! (OIDC Core 3.1.2.1 and 5.5.1.1), and what an ID token says.

use serde_json::Value;

use crate::claims_request::{AskedClaim, ClaimsRequest};
use crate::error::ProtocolError;

/// How sure a sign-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acr {
    /// One factor.
    One,
    /// Two factors.
    Two,
    /// Two factors, one of them a face.
    Face,
    /// A passkey, which no false page can use: phishing-resistant (`phr`, OpenID EAP ACR Values 1.0). Two factors in one.
    Passkey,
}

impl Acr {
    /// All of them, for discovery.
    pub const ALL: [Self; 4] = [Self::One, Self::Two, Self::Face, Self::Passkey];

    /// The value as it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::One => "urn:donelogin:acr:1",
            Self::Two => "urn:donelogin:acr:2",
            Self::Face => "urn:donelogin:acr:face",
            Self::Passkey => "phr",
        }
    }

    /// The class of a value, if it is one of ours.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|acr| acr.as_str() == text)
    }
}

/// The classes that a sign-in reaches: a face and a passkey are each more than two factors, and neither is the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    two: bool,
    face: bool,
    passkey: bool,
}

impl Reached {
    /// By the classes of its parts.
    pub fn of(classes: impl IntoIterator<Item = Acr>) -> Self {
        let none = Self { two: false, face: false, passkey: false };
        classes.into_iter().fold(none, |reached, class| Self {
            two: reached.two || class != Acr::One,
            face: reached.face || class == Acr::Face,
            passkey: reached.passkey || class == Acr::Passkey,
        })
    }

    /// Whether the sign-in is one of the class that is wanted.
    pub fn meets(self, wanted: Acr) -> bool {
        match wanted {
            Acr::One => true,
            Acr::Two => self.two,
            Acr::Face => self.face,
            Acr::Passkey => self.passkey,
        }
    }

    /// The class to name where none was asked for: the passkey's first, since it alone withstands a false page.
    pub fn best(self) -> Acr {
        let by_strength = [Acr::Passkey, Acr::Face, Acr::Two];
        by_strength.into_iter().find(|class| self.meets(*class)).unwrap_or(Acr::One)
    }
}

/// What a request asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AcrRequest {
    /// Classes that we know, the preferred one first.
    pub wanted: Vec<Acr>,
    /// Whether anything else is a failed sign-in (5.5.1.1).
    pub essential: bool,
}

/// Values that are looked at.
const MAX_VALUES: usize = 32;

impl AcrRequest {
    /// What both parameters ask for, and what the client registered where neither says anything (OIDC Registration 2).
    /// Values in `claims` win; where they are essential and none is known, nothing can meet them.
    pub fn new(
        claims: &ClaimsRequest,
        acr_values: Option<&str>,
        registered: &[String],
    ) -> Result<Self, ProtocolError> {
        let claim = claims.id_token.get("acr");
        let values: Vec<&Value> = claim.into_iter().flat_map(AskedClaim::wanted).collect();
        if values.len() > MAX_VALUES {
            return Err(ProtocolError::invalid_request("claims asks for too many values of acr"));
        }
        if values.is_empty() {
            // Essential without a value is met by any: every ID token says its class.
            let wanted = match acr_values {
                Some(text) => text.split(' ').take(MAX_VALUES).filter_map(Acr::parse).collect(),
                None => registered.iter().take(MAX_VALUES).filter_map(|value| Acr::parse(value)).collect(),
            };
            return Ok(Self { wanted, essential: false });
        }
        let wanted = values.into_iter().filter_map(Value::as_str).filter_map(Acr::parse).collect();
        Ok(Self { wanted, essential: claim.is_some_and(|claim| claim.essential) })
    }

    /// Whether it is essential and no sign-in at all can meet it: no class of ours is among the values.
    pub fn is_out_of_reach(&self) -> bool {
        self.essential && self.wanted.is_empty()
    }

    /// What an ID token says of a sign-in: the first class asked for that it meets, else its own.
    pub fn answer(&self, reached: Reached) -> Acr {
        self.wanted.iter().copied().find(|wanted| reached.meets(*wanted)).unwrap_or(reached.best())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(claims: &str, acr_values: Option<&str>) -> Result<AcrRequest, ProtocolError> {
        AcrRequest::new(&ClaimsRequest::parse(claims)?, acr_values, &["phr".into(), "urn:x".into()])
    }

    #[test]
    fn oidc_core_3_1_2_1_acr_values_are_voluntary_and_in_order() {
        let asked = ask("{}", Some("urn:x  urn:donelogin:acr:face phr urn:donelogin:acr:2")).unwrap();
        assert_eq!(asked, AcrRequest { wanted: vec![Acr::Face, Acr::Passkey, Acr::Two], essential: false });
        assert_eq!(ask("{}", Some("urn:x")).unwrap(), AcrRequest::default());
    }

    #[test]
    fn oidc_registration_2_what_a_client_registered_holds_where_a_request_says_nothing() {
        let registered = AcrRequest { wanted: vec![Acr::Passkey], essential: false };
        assert_eq!(ask("{}", None).unwrap(), registered);
        let voluntary = r#"{"id_token":{"acr":{"value":"urn:donelogin:acr:1"}}}"#;
        assert_eq!(ask(voluntary, None).unwrap().wanted, [Acr::One]);
    }

    #[test]
    fn oidc_core_5_5_1_1_values_in_claims_win_and_may_be_essential() {
        let both = |claims| ask(claims, Some("urn:donelogin:acr:1")).unwrap();
        let asked =
            both(r#"{"id_token":{"acr":{"essential":true,"values":["urn:donelogin:acr:face","urn:x"]}}}"#);
        assert_eq!(asked, AcrRequest { wanted: vec![Acr::Face], essential: true });
        let asked = both(r#"{"id_token":{"acr":{"value":"urn:donelogin:acr:2"}}}"#);
        assert_eq!(asked, AcrRequest { wanted: vec![Acr::Two], essential: false });
        let unknown = both(r#"{"id_token":{"acr":{"essential":true,"value":"urn:x"}}}"#);
        assert_eq!(unknown, AcrRequest { wanted: vec![], essential: true });
        let any = both(r#"{"id_token":{"acr":{"essential":true}}}"#);
        assert_eq!(any, AcrRequest { wanted: vec![Acr::One], essential: false });
    }

    #[test]
    fn the_values_of_acr_are_bounded() {
        let many = vec![r#""urn:x""#; 33].join(",");
        assert!(ask(&format!(r#"{{"id_token":{{"acr":{{"values":[{many}]}}}}}}"#), None).is_err());
    }

    #[test]
    fn the_answer_is_a_class_that_was_asked_for_where_one_is_met() {
        let request = |wanted: &[Acr]| AcrRequest { wanted: wanted.to_vec(), essential: true };
        let by = |class: Acr| Reached::of([class]);
        assert_eq!(request(&[Acr::Two]).answer(by(Acr::Face)), Acr::Two);
        assert_eq!(request(&[Acr::Two]).answer(by(Acr::Passkey)), Acr::Two);
        assert_eq!(request(&[Acr::Face, Acr::One]).answer(by(Acr::Two)), Acr::One);
        assert_eq!(request(&[Acr::Face]).answer(by(Acr::Two)), Acr::Two);
        assert_eq!(request(&[]).answer(by(Acr::Face)), Acr::Face);
        assert_eq!(request(&[]).answer(Reached::of([])), Acr::One);
        assert!(!by(Acr::Face).meets(Acr::Passkey) && !by(Acr::Passkey).meets(Acr::Face));
        assert!(!by(Acr::One).meets(Acr::Two));
        let both = Reached::of([Acr::Face, Acr::Passkey]);
        assert!(Acr::ALL.iter().all(|class| both.meets(*class)) && both.best() == Acr::Passkey);
    }
}
