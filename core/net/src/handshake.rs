//! What the end of a TLS handshake says about the other side.

use std::io;

use domain::handshake::Outcome;
use rustls::{AlertDescription, Error};

use crate::certificate::Facts;
use crate::tls::Certificates;

/// Reads a handshake that failed. `server_name`: what was asked for.
pub fn outcome(error: &io::Error, server_name: Option<&str>, ours: &Certificates) -> Outcome {
    let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) else {
        return Outcome::BrokenOff;
    };
    match error {
        Error::AlertReceived(alert) => match alert {
            AlertDescription::UnknownCA => Outcome::UnknownCa,
            AlertDescription::UnrecognisedName => Outcome::WrongName,
            AlertDescription::BadCertificate
            | AlertDescription::CertificateUnknown
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateRevoked
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::AccessDenied
            | AlertDescription::DecryptError => match server_name {
                Some(name) if !is_ours(name, ours) => Outcome::WrongName,
                _ => Outcome::CertificateRefused,
            },
            AlertDescription::ProtocolVersion
            | AlertDescription::HandshakeFailure
            | AlertDescription::InsufficientSecurity => Outcome::NoCommonVersion,
            _ => Outcome::BrokenOff,
        },
        Error::PeerIncompatible(_) => Outcome::NoCommonVersion,
        Error::InvalidMessage(_) | Error::InappropriateMessage { .. } => Outcome::NotTls,
        _ => Outcome::BrokenOff,
    }
}

fn is_ours(name: &str, ours: &Certificates) -> bool {
    let current = ours.current();
    let facts = current.cert.first().and_then(|leaf| Facts::read(leaf).ok());
    facts.is_some_and(|facts| facts.sans.dns.iter().any(|own| covers(own, name)))
}

/// RFC 9525, 6.3: letters without their case; `*` stands for one whole label in front.
fn covers(own: &str, name: &str) -> bool {
    match own.strip_prefix("*.") {
        Some(rest) => name.split_once('.').is_some_and(|(_, behind)| behind.eq_ignore_ascii_case(rest)),
        None => own.eq_ignore_ascii_case(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_one_label() {
        assert!(covers("Office.local", "office.LOCAL") && covers("*.x.example", "id.x.example"));
        assert!(!covers("*.x.example", "a.b.x.example") && !covers("office.local", "x.office.local"));
    }
}
