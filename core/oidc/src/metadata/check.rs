//! What registered metadata has to be like to be safe.

use super::parse::{printable, refuse};
use super::{AuthMethod, ClientMetadata};
use crate::client_keys::{ClientKeys, MAX_SET_BYTES};
use crate::distinguished_name::DistinguishedName;
use crate::error::{ErrorCode, ProtocolError};
use crate::redirect_uri::{check_registrable, read_plain};
use crate::resource::is_resource;
use crate::shown::is_shown;

/// How many addresses, resources, contacts or classes a client may name of each kind.
const MOST: usize = 100;

impl ClientMetadata {
    /// Holds the metadata to the rules.
    pub(super) fn check(&self) -> Result<(), ProtocolError> {
        self.check_redirects()?;
        self.check_endpoints()?;
        self.check_pages()?;
        self.check_keys()?;
        self.check_lists()?;
        self.check_sector()?;
        self.check_name()
    }

    fn check_redirects(&self) -> Result<(), ProtocolError> {
        let wants_redirects =
            self.grant_types.iter().any(|grant| grant == "authorization_code" || grant == "implicit");
        if self.redirect_uris.is_empty() && wants_redirects {
            return Err(ProtocolError::new(
                ErrorCode::InvalidRedirectUri,
                "redirect_uris is missing or empty",
            ));
        }
        for uri in self.redirect_uris.iter().chain(&self.post_logout_redirect_uris) {
            check_registrable(uri, self.is_native()).map_err(|e| ProtocolError {
                code: ErrorCode::InvalidRedirectUri,
                description: printable(&format!("{uri}: {e}")).into(),
            })?;
        }
        Ok(())
    }

    /// Addresses that this server or a browser calls.
    fn check_endpoints(&self) -> Result<(), ProtocolError> {
        for (name, uri) in [
            ("backchannel_logout_uri", &self.backchannel_logout_uri),
            ("frontchannel_logout_uri", &self.frontchannel_logout_uri),
        ] {
            if let Some(Err(error)) = uri.as_deref().map(|uri| check_registrable(uri, false)) {
                return Err(refuse(&format!("{name}: {error}")));
            }
        }
        self.check_frontchannel()?;
        let request_uris = self.request_uris.iter().map(|uri| ("request_uris", Some(uri)));
        let single = [
            ("initiate_login_uri", self.initiate_login_uri.as_ref()),
            ("jwks_uri", self.jwks_uri.as_ref()),
            ("sector_identifier_uri", self.sector_identifier_uri.as_ref()),
        ];
        for (name, uri) in single.into_iter().chain(request_uris) {
            if uri.is_some_and(|uri| !is_https(uri)) {
                return Err(refuse(&format!("{name} is not an https URL")));
            }
        }
        Ok(())
    }

    fn check_frontchannel(&self) -> Result<(), ProtocolError> {
        if self.frontchannel_logout_uri.as_deref().is_none_or(|uri| self.has_redirect_beside(uri)) {
            return Ok(());
        }
        Err(refuse("frontchannel_logout_uri has another scheme, host or port than each of redirect_uris"))
    }

    fn check_pages(&self) -> Result<(), ProtocolError> {
        for (name, uri) in [
            ("client_uri", &self.client_uri),
            ("logo_uri", &self.logo_uri),
            ("policy_uri", &self.policy_uri),
            ("tos_uri", &self.tos_uri),
        ] {
            if uri.as_deref().is_some_and(|uri| !is_web_page(uri)) {
                return Err(refuse(&format!("{name} is not an http or https URL")));
            }
        }
        Ok(())
    }

    fn check_keys(&self) -> Result<(), ProtocolError> {
        if self.jwks.is_some() && self.jwks_uri.is_some() {
            return Err(refuse("jwks and jwks_uri exclude each other"));
        }
        if let Some(jwks) = &self.jwks {
            if jwks.to_string().len() > MAX_SET_BYTES {
                return Err(refuse("jwks is too long"));
            }
            // Also refuses private keys (RFC 7591 2): who sends us one has lost it.
            ClientKeys::parse(jwks)?;
        }
        let needs_keys = matches!(
            self.token_endpoint_auth_method,
            AuthMethod::PrivateKeyJwt | AuthMethod::SelfSignedTlsClientAuth
        );
        if needs_keys && self.jwks.is_none() && self.jwks_uri.is_none() {
            return Err(refuse("this token_endpoint_auth_method needs jwks or jwks_uri"));
        }
        let needs_subject = self.token_endpoint_auth_method == AuthMethod::TlsClientAuth;
        if needs_subject && self.tls_client_auth_subject_dn.as_deref().is_none_or(str::is_empty) {
            return Err(refuse("tls_client_auth needs tls_client_auth_subject_dn"));
        }
        if self.tls_client_auth_subject_dn.as_deref().is_some_and(|dn| DistinguishedName::parse(dn).is_err())
        {
            return Err(refuse("tls_client_auth_subject_dn is not a name as CN=files,O=Office (RFC 4514)"));
        }
        Ok(())
    }

    fn check_lists(&self) -> Result<(), ProtocolError> {
        for (name, list) in [
            ("redirect_uris", &self.redirect_uris),
            ("post_logout_redirect_uris", &self.post_logout_redirect_uris),
            ("request_uris", &self.request_uris),
            ("resources", &self.resources),
            ("served_resources", &self.served_resources),
            ("default_acr_values", &self.default_acr_values),
            ("contacts", &self.contacts),
            ("grant_types", &self.grant_types),
            ("response_types", &self.response_types),
        ] {
            if list.len() > MOST {
                return Err(refuse(&format!("{name} has more than {MOST} entries")));
            }
        }
        let mut resources = self.resources.iter().chain(&self.served_resources);
        if resources.all(|uri| is_resource(uri)) {
            Ok(())
        } else {
            Err(refuse("resources are absolute URIs without a fragment"))
        }
    }

    fn check_name(&self) -> Result<(), ProtocolError> {
        match self.client_name.trim() {
            name if name.chars().count() > 100 => Err(refuse("client_name is longer than 100 characters")),
            name if !name.chars().all(is_shown) => {
                Err(refuse("client_name has characters that control, hide or turn what stands beside them"))
            }
            _ => Ok(()),
        }
    }
}

fn is_https(uri: &str) -> bool {
    read_plain(uri).is_ok_and(|url| url.scheme() == "https" && url.has_host())
}

fn is_web_page(uri: &str) -> bool {
    read_plain(uri).is_ok_and(|url| matches!(url.scheme(), "https" | "http"))
}
