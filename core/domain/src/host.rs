//! The host name under which people find the office: what may be chosen at the first run.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

/// Below this a name is answered by multicast (RFC 6762, 3).
const LOCAL: &str = ".local";
/// Fits a sign and the label of a certificate.
const SUGGESTION_MAX: usize = 30;

/// A host name that people can open and that certificates can name: lower case, no final dot, never an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeHost {
    text: String,
}

/// Why a name cannot be chosen; each says the mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// An address.
    #[error(
        "an IP address changes, and phones and certificates need a name that stays: give a name, such as office.local"
    )]
    Address,
    /// Letters that host names do not have.
    #[error("{found} cannot stand in a name: take the letters a to z, digits, and a hyphen between them")]
    Characters {
        /// The first that does not fit.
        found: String,
    },
    /// A label begins or ends with a hyphen, is empty, or is over 63 characters long.
    #[error("each part between two dots has 1 to 63 characters, and no hyphen at its beginning or end")]
    Label,
    /// Nobody else can reach it.
    #[error(
        "only this computer itself can open that name: give one that the office finds, such as office.local"
    )]
    Loopback,
    /// A name in other letters below `.local`, also written in ASCII.
    #[error(
        "below .local people would have to type it in code: write it with the letters a to z, such as mueller.local"
    )]
    LocalInOtherLetters,
    /// Nothing.
    #[error("give a name, such as office.local")]
    Missing,
    /// A word without a dot.
    #[error(
        "a name without a dot is found by nobody: write {0}.local, or a name below a domain that you own"
    )]
    NoDot(String),
    /// A whole address of the web, or a part of one.
    #[error("give the name alone, without https:// in front and without a path behind")]
    NotAlone,
    /// A name in other letters.
    #[error("write it as the name servers know it: {ascii}")]
    OtherLetters {
        /// RFC 5890's A-labels.
        ascii: String,
    },
    /// A port behind the name.
    #[error("the port has a field of its own: give the name alone")]
    Port,
    /// `xn--` and something that nobody can read.
    #[error("the part that begins with xn-- stands for no name")]
    Punycode,
    /// More than one label in front of `.local`.
    #[error("one word in front of .local: Linux computers do not find names with a further dot")]
    SeveralLabels,
    /// Over 253 characters.
    #[error("a name has at most 253 characters")]
    TooLong,
}

impl OfficeHost {
    /// Reads what somebody typed. Case counts nothing in names, so that there is one way to write each.
    ///
    /// # Errors
    /// With the mend.
    pub fn parse(text: &str) -> Result<Self, HostError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(HostError::Missing);
        }
        if text.contains(['/', '?', '#', '@', '\\']) {
            return Err(HostError::NotAlone);
        }
        if let Some((_, port)) = text.split_once(':') {
            let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
            return Err(if is_port { HostError::Port } else { HostError::Address });
        }
        let lower = text.to_lowercase();
        let lower = lower.strip_suffix('.').unwrap_or(&lower);
        if !lower.is_ascii() {
            return Err(in_other_letters(lower));
        }
        check(lower)?;
        Ok(Self { text: lower.to_owned() })
    }

    /// What an office of this name may be called on its network; nothing where the name has no letter of ours.
    pub fn suggest(office_name: &str) -> Option<Self> {
        let mut label = String::new();
        for c in office_name.to_lowercase().chars() {
            let written: String = match c {
                'ä' => "ae".into(),
                'ö' => "oe".into(),
                'ü' => "ue".into(),
                'ß' => "ss".into(),
                c => c.nfkd().filter(char::is_ascii_alphanumeric).collect(),
            };
            label.push_str(&written);
        }
        label.truncate(SUGGESTION_MAX);
        Self::parse(&format!("{label}{LOCAL}")).ok().filter(|_| !label.is_empty())
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether multicast answers to it, and no name server.
    pub fn is_local(&self) -> bool {
        is_local(&self.text)
    }
}

impl fmt::Display for OfficeHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether multicast answers to a host name, and no name server.
pub fn is_local(host: &str) -> bool {
    host.ends_with(LOCAL)
}

/// A name in lower case and ASCII.
fn check(name: &str) -> Result<(), HostError> {
    if let Some(found) = name.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))) {
        let found = if found.is_ascii_graphic() { format!("`{found}`") } else { "a space".to_owned() };
        return Err(HostError::Characters { found });
    }
    if name.len() > 253 {
        return Err(HostError::TooLong);
    }
    let labels: Vec<&str> = name.split('.').collect();
    let fits =
        |label: &&str| (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
    if !labels.iter().all(fits) {
        return Err(HostError::Label);
    }
    // A last part of digits is an address by the rules of the web (and 0x7f.1 is 127.0.0.1).
    let last = labels.last().copied().unwrap_or_default();
    if last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x") {
        return Err(HostError::Address);
    }
    // Many systems name themselves `localhost.localdomain`, some with a 4 or a 6 behind both.
    let is_localhost = labels.first().is_some_and(|label| label.starts_with("localhost"));
    if last == "localhost" || (is_localhost && last.starts_with("localdomain")) {
        return Err(HostError::Loopback);
    }
    if labels.len() == 1 {
        return Err(HostError::NoDot(name.to_owned()));
    }
    let is_code = labels.iter().any(|label| label.starts_with("xn--"));
    match (is_local(name), labels.len(), is_code) {
        (true, 2, false) => Ok(()),
        (true, 2, true) => Err(HostError::LocalInOtherLetters),
        (true, ..) => Err(HostError::SeveralLabels),
        (false, _, true) if ascii(name).as_deref() != Some(name) => Err(HostError::Punycode),
        (false, ..) => Ok(()),
    }
}

fn in_other_letters(name: &str) -> HostError {
    if is_local(name) || !name.contains('.') {
        return HostError::LocalInOtherLetters;
    }
    match ascii(name) {
        Some(ascii) => HostError::OtherLetters { ascii },
        None => HostError::Characters {
            found: name.chars().find(|c| !c.is_ascii()).map(|c| format!("`{c}`")).unwrap_or_default(),
        },
    }
}

/// As name servers know it (UTS 46, as the web has it).
fn ascii(name: &str) -> Option<String> {
    match url::Host::parse(name).ok()? {
        url::Host::Domain(domain) => Some(domain),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_way_to_be_written() {
        for (typed, name) in [
            ("kestrelrow.local", "kestrelrow.local"),
            ("  KestrelRow.LOCAL ", "kestrelrow.local"),
            ("id.example.com.", "id.example.com"),
            ("sso.büro.example".to_lowercase().replace('ü', "ue").as_str(), "sso.buero.example"),
            ("xn--mller-kva.example", "xn--mller-kva.example"),
            ("a-1.home.arpa", "a-1.home.arpa"),
        ] {
            assert_eq!(OfficeHost::parse(typed).unwrap().as_str(), name);
        }
        assert!(OfficeHost::parse("a.local").unwrap().is_local());
        assert!(!OfficeHost::parse("local.example").unwrap().is_local());
    }

    #[test]
    fn what_cannot_be_a_name_is_refused_with_the_mend() {
        use HostError::*;
        for (typed, error) in [
            ("", Missing),
            ("  ", Missing),
            ("192.168.1.2", Address),
            ("::1", Address),
            ("[fe80::1]", Address),
            ("office.0x7f", Address),
            ("https://office.local", NotAlone),
            ("office.local/sign-in", NotAlone),
            ("me@office.local", NotAlone),
            ("office.local:8443", Port),
            ("localhost", Loopback),
            ("my.localhost", Loopback),
            ("localhost.localdomain", Loopback),
            ("localhost6.localdomain6", Loopback),
            ("office", NoDot("office".into())),
            ("my.office.local", SeveralLabels),
            ("müller.local", LocalInOtherLetters),
            ("büro", LocalInOtherLetters),
            ("xn--mller-kva.local", LocalInOtherLetters),
            ("müller.example", OtherLetters { ascii: "xn--mller-kva.example".into() }),
            ("xn--a.example", Punycode),
            ("our office.local", Characters { found: "a space".into() }),
            ("our_office.local", Characters { found: "`_`".into() }),
            ("-office.local", Label),
            ("office-.local", Label),
            ("office..example", Label),
            (".local", Label),
        ] {
            assert_eq!(OfficeHost::parse(typed), Err(error), "{typed}");
        }
        assert_eq!(OfficeHost::parse(&format!("{}.local", "x".repeat(64))), Err(Label));
        assert_eq!(OfficeHost::parse(&vec!["x".repeat(60); 5].join(".")), Err(TooLong));
    }

    #[test]
    fn an_offices_name_becomes_one_that_can_be_typed() {
        let suggested = |name: &str| OfficeHost::suggest(name).map(|host| host.to_string());
        assert_eq!(suggested("Kestrel Row Architects").as_deref(), Some("kestrelrowarchitects.local"));
        assert_eq!(
            suggested("Bürogemeinschaft Groß & Müller").as_deref(),
            Some("buerogemeinschaftgrossmueller.local")
        );
        assert_eq!(suggested("Café São").as_deref(), Some("cafesao.local"));
        assert_eq!(suggested("事務所"), None);
        assert_eq!(suggested(""), None);
    }
}
