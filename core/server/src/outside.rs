//! What use cases ask of the network: mail, looks at apps, the certificate.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use domain::audit::Event;
use domain::call::{Call, CallError, Fetched};
use domain::challenge::Solved;
use domain::client::CertificateSubject;
use domain::look::{Look, Reach, Target};
use domain::mail::{Cause, Failure, Letter, MailServer, Step};
use domain::secret::Secret;
use net::call::{Caller, IsAllowed};
use net::look::Looker;
use net::mail::Sender;
use net::puzzle;
use net::trusted::Trusted;
use service::outside::{IssuedCertificate, Later, NotIssued, Outside, RenewError};
use store::Store;
use tokio::sync::{OnceCell, mpsc, oneshot};
use url::Url;

use crate::config::{self, Config};
use crate::mover::Listening;
use crate::open::stored_authority;

/// A certificate to make anew.
pub(crate) struct Renewal {
    /// Written with it.
    pub(crate) event: Event,
    /// What came of it.
    pub(crate) done: oneshot::Sender<Result<(), RenewError>>,
}

/// The network.
pub(crate) struct Network {
    extra_ca_file: Option<PathBuf>,
    /// Where puzzles are judged, if not at the services themselves.
    puzzle_url: Option<Url>,
    /// On which ports we listen ourselves.
    listening: Option<Listening>,
    ca_port: Option<u16>,
    is_allowed: IsAllowed,
    trusted: OnceCell<Trusted>,
    renewals: Option<mpsc::Sender<Renewal>>,
    /// Where our CA is; it may become another one at the first run.
    store: Store,
}

impl Network {
    /// For a command, which serves nothing.
    pub(crate) fn of_command(config: &Config, store: Store) -> Self {
        Self {
            extra_ca_file: config.net.extra_ca_file.clone(),
            puzzle_url: config.puzzle_url.clone(),
            listening: None,
            ca_port: None,
            is_allowed: allowed(config.net.allowed_private.clone()),
            trusted: OnceCell::new(),
            renewals: None,
            store,
        }
    }

    /// For a server: where it listens, and who renews its certificate.
    pub(crate) fn of_server(
        self,
        listening: Listening,
        ca_port: Option<u16>,
        renewals: mpsc::Sender<Renewal>,
    ) -> Self {
        Self { listening: Some(listening), ca_port, renewals: Some(renewals), ..self }
    }

    fn own_ports(&self) -> Vec<u16> {
        let listening = self.listening.as_ref();
        let port = listening.map(|at| at.read().unwrap_or_else(PoisonError::into_inner).port());
        port.into_iter().chain(self.ca_port).collect()
    }

    async fn caller(&self) -> Result<Caller, CallError> {
        let trusted = self.trusted().await.map_err(CallError::Own)?;
        Ok(Caller::new(trusted.clone(), Arc::clone(&self.is_allowed), self.own_ports()))
    }

    /// With the first use, since the CAs of the system are read for it.
    async fn trusted(&self) -> Result<&Trusted, String> {
        let read = || async {
            let extra = self.extra_ca_file.clone();
            let read = tokio::task::spawn_blocking(move || Trusted::read(extra.as_deref())).await;
            read.map_err(|error| error.to_string())?.map_err(|error| error.to_string())
        };
        self.trusted.get_or_try_init(read).await
    }
}

/// Whether a private address may be reached whoever named it: what `net.allowed_private` says.
pub(crate) fn allowed(networks: Vec<config::Network>) -> IsAllowed {
    Arc::new(move |address: IpAddr| networks.iter().any(|network| network.contains(address)))
}

impl Outside for Network {
    fn send<'a>(&'a self, server: &'a MailServer, letter: &'a Letter) -> Later<'a, Result<(), Failure>> {
        Box::pin(async move {
            let untrusted = |why: &str| Failure::new(Step::Tls, Cause::NotTrusted, why);
            let trusted = self.trusted().await.map_err(|why| untrusted(&why))?;
            let sender = Sender::new(trusted).map_err(|error| untrusted(&error.to_string()))?;
            sender.send(server, letter).await
        })
    }

    fn judge<'a>(&'a self, solved: &'a Solved) -> Later<'a, Result<bool, String>> {
        Box::pin(async move { puzzle::ask(self.trusted().await?, solved, self.puzzle_url.as_ref()).await })
    }

    fn look<'a>(&'a self, target: &'a Target, reach: Reach) -> Later<'a, Look> {
        Box::pin(async move {
            match self.trusted().await {
                Ok(trusted) => Looker::new(trusted.clone(), self.own_ports()).look(target, reach).await,
                Err(why) => {
                    tracing::error!(why, "an app cannot be looked at");
                    Look::default()
                }
            }
        })
    }

    fn fetch<'a>(&'a self, call: &'a Call) -> Later<'a, Result<Fetched, CallError>> {
        Box::pin(async move { self.caller().await?.fetch(call).await })
    }

    fn tell<'a>(&'a self, call: &'a Call, form: &'a str) -> Later<'a, Result<u16, CallError>> {
        Box::pin(async move { self.caller().await?.tell(call, form).await })
    }

    fn certify<'a>(
        &'a self,
        subject: &'a CertificateSubject,
        now: i64,
    ) -> Later<'a, Result<IssuedCertificate, NotIssued>> {
        let (store, subject) = (self.store.clone(), subject.clone());
        let issue = move || {
            let authority = stored_authority(&store).map_err(|error| NotIssued(error.to_string()))?;
            let (_, authority) = authority.ok_or_else(|| NotIssued("there is no CA yet".into()))?;
            let issued = authority.issue_to_client(&subject, now);
            let issued = issued.map_err(|error| NotIssued(error.to_string()))?;
            Ok(IssuedCertificate {
                certificate_pem: issued.certificate_pem,
                key_pem: Secret::new(issued.key_pem.as_str()),
                sha256: issued.sha256,
                not_after: issued.not_after,
            })
        };
        Box::pin(async move {
            let issued = tokio::task::spawn_blocking(issue).await;
            issued.unwrap_or_else(|error| Err(NotIssued(error.to_string())))
        })
    }

    fn renew(&self, event: Event) -> Later<'_, Result<(), RenewError>> {
        Box::pin(async move {
            let renewals = self.renewals.as_ref().ok_or(RenewError::NotServing)?;
            let (done, outcome) = oneshot::channel();
            renewals.send(Renewal { event, done }).await.map_err(|_| RenewError::NotServing)?;
            outcome.await.map_err(|_| RenewError::NotServing)?
        })
    }
}
