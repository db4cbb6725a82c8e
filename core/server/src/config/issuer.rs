//! The issuer: https, a host name, perhaps a port, and nothing else.

use std::fmt;

use url::{Host, Url};

/// An issuer, as clients know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    text: String,
    host: String,
    port: u16,
}

/// Why text cannot be an issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssuerError {
    /// An address: certificates and phones need a name that stays.
    #[error("a host name, never an IP address")]
    Address,
    /// Not of the one form.
    #[error("https://host or https://host:port in lower case, with no path and no slash at the end")]
    Form,
}

impl Issuer {
    /// Reads an issuer; it is compared by text, so there is one way to write it.
    pub fn parse(text: &str) -> Result<Self, IssuerError> {
        let url = Url::parse(text).map_err(|_| IssuerError::Form)?;
        let host = match url.host() {
            Some(Host::Domain(host)) => host.to_owned(),
            Some(_) => return Err(IssuerError::Address),
            None => return Err(IssuerError::Form),
        };
        let port = url.port();
        let canonical = match port {
            Some(port) => format!("https://{host}:{port}"),
            None => format!("https://{host}"),
        };
        if url.scheme() != "https" || text != canonical || host.ends_with('.') {
            return Err(IssuerError::Form);
        }
        Ok(Self { text: canonical, host, port: port.unwrap_or(443) })
    }

    /// The issuer of a host at a port; 443 is not written.
    pub fn at(host: &str, port: u16) -> Result<Self, IssuerError> {
        Self::parse(&if port == 443 { format!("https://{host}") } else { format!("https://{host}:{port}") })
    }

    /// As clients know it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host name.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, 443 where none is written.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_https_host_and_perhaps_a_port() {
        let issuer = Issuer::parse("https://office.local:8443").unwrap();
        assert_eq!((issuer.host(), issuer.port()), ("office.local", 8443));
        assert_eq!(Issuer::parse("https://sso.example").unwrap().port(), 443);
        assert_eq!(Issuer::at("office.local", 8443), Ok(issuer));
        assert_eq!(Issuer::at("sso.example", 443), Issuer::parse("https://sso.example"));
        for bad in [
            "http://office.local",
            "https://office.local/",
            "https://office.local/sso",
            "https://office.local:443",
            "https://Office.local",
            "https://user@office.local",
            "https://office.local?x",
            "https://office.local.",
            "office.local",
            "",
        ] {
            assert_eq!(Issuer::parse(bad), Err(IssuerError::Form), "{bad}");
        }
        for bad in ["https://192.168.1.2:8443", "https://[::1]:8443", "https://0x7f.1"] {
            assert_eq!(Issuer::parse(bad), Err(IssuerError::Address), "{bad}");
        }
    }
}
