//! The address that a request comes from, to count failures under and to write into the audit log.

use std::net::IpAddr;

use axum::http::{Extensions, HeaderMap};

use crate::site::{Peer, Site};

/// An address as text; absent where there is none, as for a command.
#[derive(Clone, Debug)]
pub(crate) struct ClientAddress(String);

impl ClientAddress {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// A forwarded address counts only from a proxy that was configured, and what cannot be read counts as the proxy
    /// itself.
    pub(crate) fn read(site: &Site, headers: &HeaderMap, extensions: &Extensions) -> Option<Self> {
        let Peer(peer) = extensions.get::<Peer>()?;
        let peer = peer.to_canonical();
        let found = if site.trusts_proxy(peer) { forwarded(site, headers).unwrap_or(peer) } else { peer };
        Some(Self(found.to_string()))
    }
}

/// The hop behind the last proxy of ours, read from the near end: what stands before it anybody can write.
fn forwarded(site: &Site, headers: &HeaderMap) -> Option<IpAddr> {
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut hops = hops.iter().rev().map(|hop| hop.parse::<IpAddr>().map(|address| address.to_canonical()));
    hops.find(|hop| !hop.as_ref().is_ok_and(|address| site.trusts_proxy(*address)))?.ok()
}
