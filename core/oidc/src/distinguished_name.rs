//! Names in certificates (RFC 4514), as clients register theirs (RFC 8705 2.1.2).

use std::fmt;

/// The subject of a certificate, so that two can be compared: values without regard to case and doubled spaces
/// (RFC 5280 7.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistinguishedName(Vec<Vec<Attribute>>);

/// A dotted OID and a value.
type Attribute = (String, String);

/// Why a text is no distinguished name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a distinguished name as CN=files,O=Office (RFC 4514)")]
pub struct NotADistinguishedName;

/// How long a name may be, in bytes.
const MAX_BYTES: usize = 1_024;

/// Short names (RFC 4514 3, RFC 2985, RFC 4519) and the OIDs that they stand for.
const KEYWORDS: [(&str, &str); 12] = [
    ("CN", "2.5.4.3"),
    ("SERIALNUMBER", "2.5.4.5"),
    ("C", "2.5.4.6"),
    ("L", "2.5.4.7"),
    ("ST", "2.5.4.8"),
    ("STREET", "2.5.4.9"),
    ("O", "2.5.4.10"),
    ("OU", "2.5.4.11"),
    ("UID", "0.9.2342.19200300.100.1.1"),
    ("DC", "0.9.2342.19200300.100.1.25"),
    ("EMAILADDRESS", "1.2.840.113549.1.9.1"),
    ("E", "1.2.840.113549.1.9.1"),
];

impl DistinguishedName {
    /// Reads a name as text: the last part of the certificate's subject stands first.
    ///
    /// # Errors
    /// When it is none, or has a value in hexadecimal.
    pub fn parse(text: &str) -> Result<Self, NotADistinguishedName> {
        if text.trim().is_empty() || text.len() > MAX_BYTES {
            return Err(NotADistinguishedName);
        }
        let parts = split(text, &[',', ';'])?;
        let parts = parts.iter().map(|part| split(part, &['+'])?.iter().map(|one| attribute(one)).collect());
        let parts: Result<Vec<Vec<Attribute>>, NotADistinguishedName> = parts.collect();
        Ok(Self::sorted(parts?))
    }

    /// From the parts of a certificate's subject in their order there: each of attributes of a dotted OID and a value.
    pub fn from_certificate(parts: Vec<Vec<(String, String)>>) -> Self {
        let normal =
            |part: Vec<Attribute>| part.into_iter().map(|(oid, value)| (oid, folded(&value))).collect();
        Self::sorted(parts.into_iter().rev().map(normal).collect())
    }

    /// The order within a part means nothing.
    fn sorted(mut parts: Vec<Vec<Attribute>>) -> Self {
        parts.iter_mut().for_each(|part| part.sort_unstable());
        Self(parts)
    }
}

/// A value as it stands in a name.
pub fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let last = value.chars().count().saturating_sub(1);
    for (at, c) in value.chars().enumerate() {
        let is_special = matches!(c, '"' | '+' | ',' | ';' | '<' | '>' | '\\' | '=');
        if is_special || (c == '#' && at == 0) || (c == ' ' && (at == 0 || at == last)) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

impl fmt::Display for DistinguishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.0.iter().enumerate() {
            let attributes: Vec<String> = part
                .iter()
                .map(|(oid, value)| {
                    let keyword = KEYWORDS.iter().find(|(_, known)| known == oid);
                    format!("{}={}", keyword.map_or(oid.as_str(), |(keyword, _)| keyword), escaped(value))
                })
                .collect();
            write!(f, "{}{}", if at == 0 { "" } else { "," }, attributes.join("+"))?;
        }
        Ok(())
    }
}

/// Splits at separators that are not escaped; escapes stay.
fn split(text: &str, separators: &[char]) -> Result<Vec<String>, NotADistinguishedName> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                part.push(c);
                part.push(rest.next().ok_or(NotADistinguishedName)?);
            }
            c if separators.contains(&c) => parts.push(std::mem::take(&mut part)),
            c => part.push(c),
        }
    }
    parts.push(part);
    Ok(parts)
}

fn attribute(text: &str) -> Result<Attribute, NotADistinguishedName> {
    let (kind, value) = text.split_once('=').ok_or(NotADistinguishedName)?;
    let kind = kind.trim();
    let named = KEYWORDS.iter().find(|(keyword, _)| keyword.eq_ignore_ascii_case(kind));
    let is_oid = kind.contains('.') && kind.chars().all(|c| c == '.' || c.is_ascii_digit());
    let oid = match named {
        Some((_, oid)) => (*oid).to_owned(),
        None if is_oid => kind.to_owned(),
        None => return Err(NotADistinguishedName),
    };
    let value = value.trim_start();
    if value.starts_with('#') {
        return Err(NotADistinguishedName);
    }
    let value = folded(&unescape(value)?);
    if value.is_empty() { Err(NotADistinguishedName) } else { Ok((oid, value)) }
}

/// `\,` and `\C3\A9` (RFC 4514 2.4).
fn unescape(text: &str) -> Result<String, NotADistinguishedName> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            bytes.extend(c.encode_utf8(&mut [0; 4]).bytes());
            continue;
        }
        let next = rest.next().ok_or(NotADistinguishedName)?;
        match next.to_digit(16) {
            Some(high) => {
                let low = rest.next().and_then(|low| low.to_digit(16)).ok_or(NotADistinguishedName)?;
                bytes.push(u8::try_from(high * 16 + low).map_err(|_| NotADistinguishedName)?);
            }
            None if next.is_ascii() => bytes.extend(next.encode_utf8(&mut [0; 4]).bytes()),
            None => return Err(NotADistinguishedName),
        }
    }
    String::from_utf8(bytes).map_err(|_| NotADistinguishedName)
}

fn folded(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> DistinguishedName {
        DistinguishedName::parse(text).unwrap()
    }

    #[test]
    fn rfc4514_4_examples() {
        assert_eq!(parse("UID=jsmith,DC=example,DC=net").0.len(), 3);
        assert_eq!(
            parse("OU=Sales+CN=J.  Smith,DC=example,DC=net"),
            parse("cn=j. smith+ou=SALES, dc=example ,dc=net")
        );
        assert_eq!(
            parse("CN=James \\\"Jim\\\" Smith\\, III,DC=example").to_string(),
            "CN=james \\\"jim\\\" smith\\, iii,DC=example"
        );
        assert_eq!(parse("CN=Lu\\C4\\8Di\\C4\\87"), parse("2.5.4.3=Lučić"));
    }

    #[test]
    fn the_last_part_of_a_certificate_stands_first() {
        let part = |oid: &str, value: &str| vec![(oid.to_owned(), value.to_owned())];
        let subject = vec![part("2.5.4.10", "Office"), part("2.5.4.3", "files")];
        let subject = DistinguishedName::from_certificate(subject);
        assert_eq!(subject, parse("CN=Files,O=Office"));
        assert_ne!(subject, parse("O=Office,CN=Files"));
        assert_ne!(subject, parse("CN=Files"));
        assert_eq!(subject.to_string(), "CN=files,O=office");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for bad in [
            "",
            " ",
            "files",
            "CN=",
            "CN=a,",
            "XY=a",
            "CN=#04024869",
            "CN=a\\",
            "CN=\\C",
            "CN=\\FF",
            "=a",
            "CN=é\\é",
        ] {
            assert!(DistinguishedName::parse(bad).is_err(), "{bad}");
        }
        assert!(DistinguishedName::parse(&format!("CN={}", "a".repeat(MAX_BYTES))).is_err());
    }

    #[test]
    fn an_escaped_value_is_read_as_it_was() {
        for value in ["a, b", "#a", " a ", "a+b=c;d", "\\", "\"", "<x>"] {
            let name = parse(&format!("CN={}", escaped(value)));
            let part = vec![vec![("2.5.4.3".to_owned(), value.to_owned())]];
            assert_eq!(name, DistinguishedName::from_certificate(part), "{value}");
        }
    }
}
