//! Which hosts we push to: the push services of the browsers' vendors, and those that the office names. A phone chooses
//! its endpoint, so without this list a phone would choose where our server sends requests to.

use url::{Host, Url};

/// Push services by their whole name: Chrome and other Chromiums, Firefox.
const VENDORS: [&str; 3] =
    ["fcm.googleapis.com", "push.services.mozilla.com", "updates.push.services.mozilla.com"];
/// Push services with a name for each of their machines: Edge (Windows), Safari.
const VENDORS_BELOW: [&str; 2] = [".notify.windows.com", ".push.apple.com"];

/// The hosts that are pushed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    extra: Vec<(String, u16)>,
}

/// Not a list of hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("hosts such as push.office.example or push.local:8444, separated by commas")]
pub struct HostsError;

impl Hosts {
    /// The vendors' hosts and these: names or addresses, separated by commas, each with a port where it is not 443.
    pub fn with_extra(text: &str) -> Result<Self, HostsError> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        Ok(Self { extra: parts.map(parse).collect::<Result<_, _>>()? })
    }

    /// Whether anything is pushed to this address.
    pub fn admits(&self, url: &Url) -> bool {
        let plain = url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else { return false };
        let is_vendor = || {
            port == 443
                && matches!(url.host(), Some(Host::Domain(_)))
                && (VENDORS.contains(&host) || VENDORS_BELOW.iter().any(|base| host.ends_with(base)))
        };
        plain && (is_vendor() || self.extra.iter().any(|(name, at)| name == host && *at == port))
    }

    /// Whether a host may have a private address: only one that the office named.
    pub fn may_be_private(&self, host: &str) -> bool {
        self.extra.iter().any(|(name, _)| name == host)
    }
}

fn parse(text: &str) -> Result<(String, u16), HostsError> {
    let url = Url::parse(&format!("https://{text}")).map_err(|_| HostsError)?;
    let is_bare = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && !text.contains(['/', '@', '?', '#', '\\', '*']);
    match (url.host_str(), url.port_or_known_default()) {
        (Some(host), Some(port)) if is_bare => Ok((host.to_owned(), port)),
        _ => Err(HostsError),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(hosts: &Hosts, url: &str) -> bool {
        hosts.admits(&Url::parse(url).unwrap())
    }

    #[test]
    fn the_vendors_hosts_are_admitted_and_nothing_that_looks_like_them() {
        let hosts = Hosts::default();
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc",
            "https://FCM.googleapis.com:443/fcm/send/abc",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://wns2-par02p.notify.windows.com/w/?token=abc",
            "https://web.push.apple.com/abc",
        ] {
            assert!(admits(&hosts, good), "{good}");
        }
        for bad in [
            "http://fcm.googleapis.com/x",
            "https://fcm.googleapis.com:8443/x",
            "https://fcm.googleapis.com.evil.example/x",
            "https://evilfcm.googleapis.com/x",
            "https://notify.windows.com.evil.example/x",
            "https://evilnotify.windows.com/x",
            "https://user@fcm.googleapis.com/x",
            "https://:secret@fcm.googleapis.com/x",
            "https://fcm.googleapis.com./x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://office.local/x",
            "wss://fcm.googleapis.com/x",
        ] {
            assert!(!admits(&hosts, bad), "{bad}");
        }
        assert!(!hosts.may_be_private("fcm.googleapis.com"));
    }

    #[test]
    fn an_office_names_its_own_push_service_with_its_port() {
        let hosts = Hosts::with_extra("Push.local:8444, 10.0.0.9,").unwrap();
        assert!(admits(&hosts, "https://push.local:8444/x") && admits(&hosts, "https://10.0.0.9/x"));
        assert!(!admits(&hosts, "https://push.local/x") && !admits(&hosts, "http://push.local:8444/x"));
        assert!(hosts.may_be_private("push.local") && admits(&hosts, "https://fcm.googleapis.com/x"));
        for bad in
            ["https://push.local", "push.local/x", "a b", "push.local:99999", "user@push.local", "*.local"]
        {
            assert_eq!(Hosts::with_extra(bad), Err(HostsError), "{bad}");
        }
    }
}
