//! The parameters of a request: bounded, decoded strictly, each at most once (RFC 6749 3.1) but `resource` (RFC 8707 2).

use crate::error::ProtocolError;

/// Parameters of a query string or a form body.
///
/// Values are non-empty: "parameters sent without a value MUST be treated as if they were omitted" (RFC 6749 3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

/// Why a query string or form body is not a set of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParamsError {
    /// The same parameter stands there twice.
    #[error("a parameter is present more than once")]
    Duplicate,
    /// A percent escape is cut off or is not UTF-8.
    #[error("a parameter is not valid UTF-8 in application/x-www-form-urlencoded form")]
    Encoding,
    /// More than [`MAX_PARAMS`] parameters or [`MAX_BYTES`] bytes.
    #[error("the request has too many or too long parameters")]
    TooLarge,
}

/// The one parameter that may stand there several times (RFC 8707 2).
const REPEATABLE: &str = "resource";
/// How many parameters a request may have.
pub const MAX_PARAMS: usize = 64;
/// How long a query string or form body may be, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

impl Params {
    /// Reads `application/x-www-form-urlencoded` text.
    pub fn parse(raw: &str) -> Result<Self, ParamsError> {
        if raw.len() > MAX_BYTES {
            return Err(ParamsError::TooLarge);
        }
        let mut pairs: Vec<(String, String)> = Vec::new();
        for piece in raw.split('&').filter(|piece| !piece.is_empty()) {
            if pairs.len() == MAX_PARAMS {
                return Err(ParamsError::TooLarge);
            }
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if name != REPEATABLE && pairs.iter().any(|(known, _)| *known == name) {
                return Err(ParamsError::Duplicate);
            }
            pairs.push((name, value));
        }
        pairs.retain(|(_, value)| !value.is_empty());
        Ok(Self(pairs))
    }

    /// The value of a parameter, if it was sent with one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a parameter, in their order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The parameters, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> + '_ {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The parameters whose names pass.
    #[must_use]
    pub fn filter(self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.into_iter().filter(|(name, _)| keep(name)).collect())
    }

    /// The value of a parameter, or `invalid_request` with the given sentence.
    pub fn require(&self, name: &str, missing: &'static str) -> Result<&str, ProtocolError> {
        self.get(name).ok_or(ProtocolError::invalid_request(missing))
    }

    /// The parameters as form-urlencoded text, to be stored and parsed again.
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Params {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl From<ParamsError> for ProtocolError {
    fn from(error: ParamsError) -> Self {
        ProtocolError::invalid_request(match error {
            ParamsError::Duplicate => "a parameter is present more than once",
            ParamsError::Encoding => {
                "a parameter is not valid UTF-8 in application/x-www-form-urlencoded form"
            }
            ParamsError::TooLarge => "the request has too many or too long parameters",
        })
    }
}

/// Undoes form encoding; unlike the WHATWG parser it refuses broken escapes and what is not UTF-8,
/// since a value that is read differently by two programs is how checks are passed by.
pub(crate) fn decode(text: &str) -> Result<String, ParamsError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
                let (high, low) = digit().zip(digit()).ok_or(ParamsError::Encoding)?;
                u8::try_from(high * 16 + low).map_err(|_| ParamsError::Encoding)?
            }
            other => other,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| ParamsError::Encoding)?;
    if text.contains('\0') { Err(ParamsError::Encoding) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_may_stand_there_once() {
        assert_eq!(Params::parse("a=1&a=1"), Err(ParamsError::Duplicate));
        assert_eq!(Params::parse("a=1&%61=2"), Err(ParamsError::Duplicate));
        assert_eq!(Params::parse("a=&a=2"), Err(ParamsError::Duplicate));
    }

    #[test]
    fn rfc8707_2_resource_may_stand_there_several_times() {
        let params = Params::parse("resource=a&x=1&resource=b&resource=").unwrap();
        assert_eq!(params.all("resource").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(Params::parse(&params.encode()).unwrap(), params);
    }

    #[test]
    fn rfc6749_3_1_a_parameter_without_a_value_is_omitted() {
        let params = Params::parse("scope=&state&nonce=n").unwrap();
        assert_eq!((params.get("scope"), params.get("state"), params.get("nonce")), (None, None, Some("n")));
    }

    #[test]
    fn broken_escapes_and_bytes_that_are_not_utf8_are_refused() {
        for raw in ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%c3", "a=%00"] {
            assert_eq!(Params::parse(raw), Err(ParamsError::Encoding), "{raw}");
        }
        assert_eq!(Params::parse("a=caf%C3%A9+x").unwrap().get("a"), Some("café x"));
    }

    #[test]
    fn parameters_are_bounded() {
        let many: String = (0..=MAX_PARAMS).map(|n| format!("p{n}=1&")).collect();
        assert_eq!(Params::parse(&many), Err(ParamsError::TooLarge));
        assert_eq!(Params::parse(&"x".repeat(MAX_BYTES + 1)), Err(ParamsError::TooLarge));
    }

    #[test]
    fn what_is_encoded_parses_to_the_same() {
        let params =
            Params::parse("redirect_uri=https%3A%2F%2Fa.example%2Fcb%3Fx%3D1%262&state=%2B+%26").unwrap();
        assert_eq!(Params::parse(&params.encode()).unwrap(), params);
    }
}
