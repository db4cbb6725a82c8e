//! What the app is told at start: who signs its users in, and who it is there.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;
use openidconnect::{ClientId, ClientSecret, IssuerUrl, PostLogoutRedirectUrl, RedirectUrl};
use url::Url;

use crate::fetch::FetchError;

/// A small app that signs its users in with DOneLogin.
#[derive(Debug, Parser)]
#[command(name = "demo-rp", version)]
pub(crate) struct Config {
    /// The sign-in server, exactly as it names itself
    #[arg(long, env = "DEMO_RP_ISSUER", value_parser = issuer)]
    pub(crate) issuer: IssuerUrl,
    /// What `donelogin client add` printed as client_id
    #[arg(long, env = "DEMO_RP_CLIENT_ID", value_parser = client_id)]
    pub(crate) client_id: ClientId,
    /// What it printed as client_secret; the environment is the better place, since every user of a machine can
    /// read its command lines
    #[arg(long, env = "DEMO_RP_CLIENT_SECRET", hide_env_values = true, value_parser = client_secret)]
    pub(crate) client_secret: ClientSecret,
    /// Where to listen
    #[arg(long, env = "DEMO_RP_LISTEN", default_value = "127.0.0.1:8090")]
    pub(crate) listen: SocketAddr,
    /// Where browsers find this app
    #[arg(long, env = "DEMO_RP_BASE_URL", default_value = "http://localhost:8090")]
    pub(crate) base_url: Url,
    /// The office's CA certificate (PEM), from `donelogin ca export`; without it the system's store decides
    #[arg(long, env = "DEMO_RP_CA")]
    pub(crate) ca: Option<PathBuf>,
}

impl Config {
    /// Where the sign-in server sends the browser back to; registered with it, letter by letter.
    pub(crate) fn redirect_url(&self) -> RedirectUrl {
        RedirectUrl::from_url(self.page("callback"))
    }

    /// Where the sign-in server sends the browser after it signed out.
    pub(crate) fn post_logout_redirect_url(&self) -> PostLogoutRedirectUrl {
        PostLogoutRedirectUrl::from_url(self.page("signed-out"))
    }

    fn page(&self, name: &str) -> Url {
        let mut url = self.base_url.clone();
        url.set_path(name);
        url.set_query(None);
        url
    }
}

/// Why the app did not start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    #[error("the CA file cannot be used: {0}")]
    Ca(#[from] FetchError),
    #[error("{address} cannot be listened on ({source}); choose another with --listen")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("the server stopped: {0}")]
    Serve(#[source] io::Error),
}

fn issuer(text: &str) -> Result<IssuerUrl, url::ParseError> {
    IssuerUrl::new(text.to_owned())
}

fn client_id(text: &str) -> Result<ClientId, Infallible> {
    Ok(ClientId::new(text.to_owned()))
}

fn client_secret(text: &str) -> Result<ClientSecret, Infallible> {
    Ok(ClientSecret::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(extra: &[&str]) -> Config {
        let needed = [
            "demo-rp",
            "--issuer",
            "https://localhost:8443",
            "--client-id",
            "a",
            "--client-secret",
            "geheim",
        ];
        Config::try_parse_from(needed.iter().chain(extra)).unwrap()
    }

    #[test]
    fn the_redirect_address_is_the_base_address_and_callback() {
        assert_eq!(config(&[]).redirect_url().as_str(), "http://localhost:8090/callback");
        let elsewhere = config(&["--base-url", "http://127.0.0.1:9000/"]);
        assert_eq!(elsewhere.redirect_url().as_str(), "http://127.0.0.1:9000/callback");
        assert_eq!(elsewhere.post_logout_redirect_url().as_str(), "http://127.0.0.1:9000/signed-out");
    }

    #[test]
    fn the_issuer_is_kept_without_a_final_slash() {
        assert_eq!(config(&[]).issuer.as_str(), "https://localhost:8443");
    }

    #[test]
    fn a_printed_configuration_does_not_hold_the_secret() {
        assert!(!format!("{:?}", config(&[])).contains("geheim"));
    }
}
