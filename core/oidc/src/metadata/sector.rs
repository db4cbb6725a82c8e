//! Which clients know a person by the same pairwise subject: those of one sector (OIDC Core 8.1).

use std::collections::BTreeSet;

use serde_json::Value;
use url::Url;

use super::parse::refuse;
use super::{ClientMetadata, SubjectType};
use crate::device_authorization::DEVICE_CODE;
use crate::error::ProtocolError;

/// How many addresses the list behind a `sector_identifier_uri` may have.
const MOST: usize = 1_000;

impl ClientMetadata {
    /// The client's sector: the host of its `sector_identifier_uri`, or the one host of its redirect URIs. A client
    /// without any of them is a sector of its own, and so is one that can get tokens elsewhere than at those URIs, by a
    /// device code: that it names them shows nothing then.
    pub fn sector(&self) -> Option<String> {
        if self.may_use_grant(DEVICE_CODE) {
            return None;
        }
        match &self.sector_identifier_uri {
            Some(uri) => host(uri),
            None => self.hosts().pop_first(),
        }
    }

    /// A client that is told pairwise subjects belongs to one sector.
    pub(super) fn check_sector(&self) -> Result<(), ProtocolError> {
        let is_pairwise = self.subject_type == SubjectType::Pairwise;
        if is_pairwise && self.sector_identifier_uri.is_none() && self.hosts().len() > 1 {
            return Err(refuse(
                "redirect_uris have several hosts, so that subject_type pairwise needs sector_identifier_uri",
            ));
        }
        Ok(())
    }

    /// Whether the list that was read at `sector_identifier_uri` has all redirect URIs of the client.
    pub fn check_sector_list(&self, body: &[u8]) -> Result<(), ProtocolError> {
        let list: Vec<Value> =
            serde_json::from_slice(body).ok().filter(|list: &Vec<Value>| list.len() <= MOST).ok_or_else(
                || refuse("sector_identifier_uri leads to something that is no JSON array of URIs"),
            )?;
        let is_listed = |uri: &String| list.iter().any(|entry| entry.as_str() == Some(uri));
        if self.redirect_uris.iter().all(is_listed) {
            Ok(())
        } else {
            Err(refuse("the list at sector_identifier_uri lacks one of the redirect_uris"))
        }
    }

    fn hosts(&self) -> BTreeSet<String> {
        self.redirect_uris.iter().filter_map(|uri| host(uri)).collect()
    }
}

/// The host of a URI; where there is none (an app's own scheme), the scheme stands for it.
fn host(uri: &str) -> Option<String> {
    let url = Url::parse(uri).ok()?;
    Some(url.host_str().map_or_else(|| format!("{}:", url.scheme()), str::to_owned))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn client(redirect_uris: &[&str], sector: Option<&str>) -> Result<ClientMetadata, ProtocolError> {
        let body = json!({
            "redirect_uris": redirect_uris, "subject_type": "pairwise", "sector_identifier_uri": sector,
            "application_type": "native",
        });
        ClientMetadata::parse(&body).map(|parsed| parsed.metadata)
    }

    #[test]
    fn oidc_core_8_1_the_sector_is_a_host() {
        let sector = |uris: &[&str], sector: Option<&str>| client(uris, sector).unwrap().sector();
        let one = ["https://a.example/cb", "https://A.example:8443/other"];
        assert_eq!(sector(&one, None).as_deref(), Some("a.example"), "the port does not matter");
        let two = ["https://a.example/cb", "https://b.example/cb"];
        assert_eq!(sector(&two, Some("https://s.example/list.json")).as_deref(), Some("s.example"));
        assert_eq!(sector(&["com.example.app:/cb"], None).as_deref(), Some("com.example.app:"));
        let mut device = client(&one, Some("https://s.example/list.json")).unwrap();
        device.grant_types.push(DEVICE_CODE.into());
        assert_eq!(device.sector(), None, "its tokens go to whoever asked, not to the host that it names");
    }

    #[test]
    fn several_hosts_need_a_list() {
        assert!(client(&["https://a.example/cb", "https://b.example/cb"], None).is_err());
        let public = json!({"redirect_uris": ["https://a.example/cb", "https://b.example/cb"]});
        assert!(ClientMetadata::parse(&public).is_ok());
    }

    #[test]
    fn the_list_has_every_redirect_uri() {
        let client =
            client(&["https://a.example/cb", "https://b.example/cb"], Some("https://s.example/l")).unwrap();
        let good = json!(["https://b.example/cb", "https://c.example/cb", "https://a.example/cb"]);
        assert!(client.check_sector_list(good.to_string().as_bytes()).is_ok());
        for bad in [
            json!(["https://a.example/cb"]).to_string(),
            json!(["https://a.example/cb", "https://b.example/cb/"]).to_string(),
            json!({"a": "https://a.example/cb"}).to_string(),
            json!([]).to_string(),
            "<html>".to_owned(),
            String::new(),
            json!(vec!["https://a.example/cb"; MOST + 1]).to_string(),
        ] {
            assert!(client.check_sector_list(bad.as_bytes()).is_err(), "{bad:.60}");
        }
    }
}
