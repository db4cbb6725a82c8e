//! Authentication context classes: what a client may ask for, by `acr_values` or by the `claims` parameter
//! (OIDC Core 3.1.2.1 and 5.5.1.1), and what an ID token says.

use serde::Deserialize;

use crate::error::ProtocolError;
use crate::params::Params;

/// How sure a sign-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acr {
    /// One factor.
    One,
    /// Two factors.
    Two,
    /// Two factors, one of them a face.
    Face,
    /// A passkey. Known by its name, not reached by any sign-in yet.
    Passkey,
}

impl Acr {
    /// Those that a sign-in can reach, for discovery.
    pub const REACHABLE: [Self; 3] = [Self::One, Self::Two, Self::Face];

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
        [Self::One, Self::Two, Self::Face, Self::Passkey].into_iter().find(|acr| acr.as_str() == text)
    }

    /// Whether a sign-in of this class is also one of the class that is wanted.
    pub fn meets(self, wanted: Self) -> bool {
        match wanted {
            Self::One => true,
            Self::Two => self != Self::One,
            Self::Face | Self::Passkey => self == wanted,
        }
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
/// How long the `claims` parameter may be, in bytes.
const MAX_CLAIMS_BYTES: usize = 8 * 1024;

/// The members of `claims` that we look at; all others are voluntary by definition, and left alone.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Claims {
    id_token: Option<IdTokenClaims>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct IdTokenClaims {
    acr: Option<AcrClaim>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AcrClaim {
    essential: bool,
    value: Option<String>,
    values: Option<Vec<String>>,
}

impl AcrRequest {
    /// Reads both parameters. Values in `claims` win; where they are essential and none is known, nothing can meet them.
    pub fn from_params(params: &Params) -> Result<Self, ProtocolError> {
        let claim = params.get("claims").map(read_claims).transpose()?.unwrap_or_default();
        let values: Vec<String> = claim.value.into_iter().chain(claim.values.unwrap_or_default()).collect();
        if values.len() > MAX_VALUES {
            return Err(ProtocolError::invalid_request("claims asks for too many values of acr"));
        }
        if values.is_empty() {
            // Essential without a value is met by any: every ID token says its class.
            let voluntary = params.get("acr_values").unwrap_or_default();
            let wanted = voluntary.split(' ').take(MAX_VALUES).filter_map(Acr::parse).collect();
            return Ok(Self { wanted, essential: false });
        }
        let wanted = values.iter().filter_map(|value| Acr::parse(value)).collect();
        Ok(Self { wanted, essential: claim.essential })
    }

    /// Whether it is essential and no sign-in at all can meet it.
    pub fn is_out_of_reach(&self) -> bool {
        self.essential && !self.wanted.iter().any(|wanted| Acr::REACHABLE.contains(wanted))
    }

    /// What an ID token says of a sign-in: the first class asked for that it meets, else its own.
    pub fn answer(&self, reached: Acr) -> Acr {
        self.wanted.iter().copied().find(|wanted| reached.meets(*wanted)).unwrap_or(reached)
    }
}

fn read_claims(text: &str) -> Result<AcrClaim, ProtocolError> {
    if text.len() > MAX_CLAIMS_BYTES {
        return Err(ProtocolError::invalid_request("claims is longer than 8 KiB"));
    }
    const MALFORMED: ProtocolError =
        ProtocolError::invalid_request("claims is not a JSON object as in OIDC Core 5.5");
    // serde would take an array for a struct.
    if !text.trim_start().starts_with('{') {
        return Err(MALFORMED);
    }
    let claims: Claims = serde_json::from_str(text).map_err(|_| MALFORMED)?;
    Ok(claims.id_token.unwrap_or_default().acr.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(pairs: &[(&str, &str)]) -> Result<AcrRequest, ProtocolError> {
        AcrRequest::from_params(&pairs.iter().copied().collect())
    }

    #[test]
    fn oidc_core_3_1_2_1_acr_values_are_voluntary_and_in_order() {
        let asked = ask(&[("acr_values", "urn:x  urn:donelogin:acr:face phr urn:donelogin:acr:2")]).unwrap();
        assert_eq!(asked, AcrRequest { wanted: vec![Acr::Face, Acr::Passkey, Acr::Two], essential: false });
        assert_eq!(ask(&[]).unwrap(), AcrRequest::default());
    }

    #[test]
    fn oidc_core_5_5_1_1_values_in_claims_win_and_may_be_essential() {
        let both = |claims| ask(&[("claims", claims), ("acr_values", "urn:donelogin:acr:1")]).unwrap();
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
    fn what_else_claims_asks_for_is_left_alone() {
        for claims in [
            "{}",
            r#"{"userinfo":{"name":{"essential":true}},"id_token":{"email":null}}"#,
            r#"{"id_token":null}"#,
            r#"{"id_token":{"acr":null}}"#,
        ] {
            assert_eq!(ask(&[("claims", claims)]).unwrap(), AcrRequest::default(), "{claims}");
        }
    }

    #[test]
    fn claims_is_bounded_and_has_to_be_what_it_says() {
        let many = vec![r#""urn:x""#; 33].join(",");
        for claims in [
            "x".to_owned(),
            "[]".to_owned(),
            "1".to_owned(),
            r#"{"id_token":{"acr":{"essential":"yes"}}}"#.to_owned(),
            r#"{"id_token":{"acr":{"values":"urn:x"}}}"#.to_owned(),
            r#"{"id_token":{"acr":{"value":"a","value":"b"}}}"#.to_owned(),
            format!(r#"{{"id_token":{{"acr":{{"values":[{many}]}}}}}}"#),
            format!(r#"{{"x":"{}"}}"#, "y".repeat(MAX_CLAIMS_BYTES)),
            format!("{}{}", r#"{"x":"#.repeat(1_000), "1"),
        ] {
            assert!(ask(&[("claims", &claims)]).is_err(), "{claims:.60}");
        }
    }

    #[test]
    fn the_answer_is_a_class_that_was_asked_for_where_one_is_met() {
        let request = |wanted: &[Acr]| AcrRequest { wanted: wanted.to_vec(), essential: true };
        assert_eq!(request(&[Acr::Two]).answer(Acr::Face), Acr::Two);
        assert_eq!(request(&[Acr::Face, Acr::One]).answer(Acr::Two), Acr::One);
        assert_eq!(request(&[Acr::Face]).answer(Acr::Two), Acr::Two);
        assert_eq!(request(&[]).answer(Acr::Face), Acr::Face);
        assert!(
            !Acr::Face.meets(Acr::Passkey) && !Acr::Passkey.meets(Acr::Face) && !Acr::One.meets(Acr::Two)
        );
    }
}
