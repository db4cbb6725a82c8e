//! What is measured: each scenario as one unit of work on one connection.

use hyper::StatusCode;

use crate::client::{Call, Connection};
use crate::error::Error;
use crate::jar::Jar;
use crate::limits::Resource;
use crate::provider::{Lane, Provider, SCOPE};

/// One kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scenario {
    /// The floor's hello-world: the limit of TLS and HTTP alone.
    Hello,
    Discovery,
    Jwks,
    /// A code for a signed-in browser. The codes are kept for `Token`, which therefore comes next.
    Authorize,
    /// Tokens for codes that `Authorize` brought.
    Token,
    /// Both legs in a row.
    CodeFlow,
    Refresh,
    Userinfo,
    Introspection,
    /// A fresh browser: authorization request, page, password, code.
    Login,
}

/// Whether there is more work of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    Done,
    Exhausted,
}

impl Scenario {
    /// Those that product and floor are compared by.
    pub(crate) const COMPARED: [Self; 9] = [
        Self::Discovery,
        Self::Jwks,
        Self::Authorize,
        Self::Token,
        Self::CodeFlow,
        Self::Refresh,
        Self::Userinfo,
        Self::Introspection,
        Self::Login,
    ];

    /// Its name in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Hello => "hello",
            Self::Discovery => "discovery",
            Self::Jwks => "jwks",
            Self::Authorize => "authorize alone",
            Self::Token => "token (code) alone",
            Self::CodeFlow => "code flow + PKCE",
            Self::Refresh => "token (refresh)",
            Self::Userinfo => "userinfo",
            Self::Introspection => "introspection",
            Self::Login => "password login",
        }
    }

    /// What this machine lets nobody do more often. A refresh signs only where the provider chooses to.
    pub(crate) fn limited_by(self, refresh_signs: bool) -> Resource {
        match self {
            Self::Token | Self::CodeFlow => Resource::Rs256,
            Self::Refresh if refresh_signs => Resource::Rs256,
            Self::Login => Resource::Argon2id,
            _ => Resource::Tls,
        }
    }

    /// The least share of the floor that the product aims at, in percent.
    pub(crate) fn aim_percent(self) -> Option<f64> {
        matches!(self, Self::CodeFlow | Self::Userinfo | Self::Introspection).then_some(60.0)
    }

    /// Does it once.
    pub(crate) async fn run(
        self,
        provider: &Provider,
        connection: &mut Connection,
        lane: &mut Lane,
    ) -> Result<Progress, Error> {
        match self {
            Self::Hello => {
                connection.send(Call::get("/hello")).await?.expect("hello", StatusCode::OK)?;
            }
            Self::Discovery => provider.get_discovery(connection).await?,
            Self::Jwks => provider.get_jwks(connection).await?,
            Self::Authorize => {
                let code = provider.authorize(connection, lane).await?;
                provider.codes.borrow_mut().push(code);
            }
            Self::Token => {
                let Some(code) = provider.codes.borrow_mut().pop() else { return Ok(Progress::Exhausted) };
                provider.redeem(connection, &code).await?;
            }
            Self::CodeFlow => {
                let code = provider.authorize(connection, lane).await?;
                let tokens = provider.redeem(connection, &code).await?;
                tokens.id_token.ok_or(Error::Missing("ID token"))?;
            }
            Self::Refresh => {
                let tokens = provider.refresh(connection, &lane.refresh_token).await?;
                lane.refresh_token = tokens.refresh_token.unwrap_or_else(|| lane.refresh_token.clone());
            }
            Self::Userinfo => provider.userinfo(connection, lane).await?,
            Self::Introspection => provider.introspect(connection, lane).await?,
            Self::Login => {
                provider.sign_in(connection, &mut Jar::default(), SCOPE).await?;
            }
        }
        Ok(Progress::Done)
    }
}
