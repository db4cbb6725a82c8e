//! Whether two addresses are one (RFC 9449 4.3, 9): without query and fragment, after RFC 3986 6.2.2 and 6.2.3.

use url::Url;

/// Whether `htu` names the endpoint at `url`.
pub(super) fn are_alike(htu: &str, url: &str) -> bool {
    match (normal(htu), normal(url)) {
        (Some(htu), Some(url)) => htu == url,
        _ => false,
    }
}

/// Scheme, authority and path in their normal form. `Url` has done case, default port and dots.
fn normal(text: &str) -> Option<(String, String)> {
    let url = Url::parse(text).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.has_host();
    is_plain.then(|| (url.origin().ascii_serialization(), unescaped(url.path())))
}

/// Escapes of what needs none, undone (RFC 3986 6.2.2.2); the others in capitals.
fn unescaped(path: &str) -> String {
    let mut rest = path;
    let mut out = String::with_capacity(path.len());
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let escape = after.get(..2).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let byte = escape.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                out.push(char::from(byte))
            }
            Some(byte) => out.push_str(&format!("%{byte:02X}")),
            None => out.push('%'),
        }
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "https://id.example/oauth2/token";

    #[test]
    fn rfc3986_6_2_one_address_in_many_writings() {
        for alike in [
            HERE,
            "HTTPS://ID.Example/oauth2/token",
            "https://id.example:443/oauth2/token",
            "https://id.example/oauth2/token?x=1#y",
            "https://id.example/%6Fauth2/tok%65n",
            "https://id.example/oauth2/./token",
            "https://id.example/x/../oauth2/token",
        ] {
            assert!(are_alike(alike, HERE), "{alike}");
        }
        assert!(are_alike("https://id.example:8443/a%2fb", "https://id.example:8443/a%2Fb"));
    }

    #[test]
    fn other_addresses() {
        for other in [
            "https://id.example/oauth2/token/",
            "https://id.example/oauth2/Token",
            "https://id.example:8443/oauth2/token",
            "http://id.example/oauth2/token",
            "https://id.example.evil/oauth2/token",
            "https://id.example@evil.example/oauth2/token",
            "https://me@id.example/oauth2/token",
            "https://id.example/oauth2%2Ftoken",
            "https://id.example/oauth2/token%",
            "https://id.example/oauth2/userinfo",
            "/oauth2/token",
            "urn:x",
            "",
        ] {
            assert!(!are_alike(other, HERE), "{other}");
        }
    }
}
