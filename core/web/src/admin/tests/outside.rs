//! In the place of the network: what was asked of it, and what it was told to answer.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU16, Ordering};

use domain::audit::Event;
use domain::call::{Call, CallError, Fetched};
use domain::challenge::Solved;
use domain::client::CertificateSubject;
use domain::look::{Answer, Look, Reach, Shown, Target};
use domain::mail::{Failure, Letter, MailServer};
use domain::secret::Secret;
use service::outside::{IssuedCertificate, Later, NotIssued, Outside, RenewError};

/// The world outside.
#[derive(Default)]
pub(super) struct Fake {
    /// Letters that went, with the host that they went to.
    pub(super) sent: Mutex<Vec<(String, Letter)>>,
    /// What goes wrong with the next letter.
    pub(super) failure: Mutex<Option<Failure>>,
    /// Where somebody looked.
    pub(super) looked: Mutex<Vec<String>>,
    /// How far the last look went.
    pub(super) reach: Mutex<Option<Reach>>,
    /// Where forms went, with each form.
    pub(super) told: Mutex<Vec<(String, String)>>,
    /// What stands at addresses of apps.
    pub(super) pages: Mutex<Vec<(String, String)>>,
    /// What apps answer.
    pub(super) status: AtomicU16,
    /// What was written with renewed certificates.
    pub(super) renewed: Mutex<Vec<Event>>,
}

impl Outside for Fake {
    fn send<'a>(&'a self, server: &'a MailServer, letter: &'a Letter) -> Later<'a, Result<(), Failure>> {
        Box::pin(async move {
            if let Some(failure) = self.failure.lock().unwrap().take() {
                return Err(failure);
            }
            self.sent.lock().unwrap().push((server.host.clone(), letter.clone()));
            Ok(())
        })
    }

    fn judge<'a>(&'a self, solved: &'a Solved) -> Later<'a, Result<bool, String>> {
        Box::pin(async move { Ok(solved.token == "a person's") })
    }

    fn look<'a>(&'a self, target: &'a Target, reach: Reach) -> Later<'a, Look> {
        Box::pin(async move {
            self.looked.lock().unwrap().push(format!("{}:{}", target.host, target.port));
            *self.reach.lock().unwrap() = Some(reach);
            let address = [192, 168, 1, 20].into();
            Look {
                addresses: vec![address],
                has_forbidden: false,
                answer: Some(Answer::Open(address)),
                certificate: target.is_encrypted.then_some(Shown::Sound { not_after: i64::MAX / 2 }),
            }
        })
    }

    fn fetch<'a>(&'a self, call: &'a Call) -> Later<'a, Result<Fetched, CallError>> {
        Box::pin(async move {
            let pages = self.pages.lock().unwrap();
            let found = pages.iter().find(|(url, _)| *url == call.url.as_str());
            let unknown = || CallError::Unknown(call.url.host_str().unwrap_or_default().to_owned());
            found.map(|(_, body)| Fetched { body: body.clone().into_bytes() }).ok_or_else(unknown)
        })
    }

    fn tell<'a>(&'a self, call: &'a Call, form: &'a str) -> Later<'a, Result<u16, CallError>> {
        Box::pin(async move {
            let mut told = self.told.lock().unwrap();
            told.push((call.url.to_string(), form.to_owned()));
            Ok(self.status.load(Ordering::Relaxed))
        })
    }

    fn certify<'a>(
        &'a self,
        _: &'a CertificateSubject,
        now: i64,
    ) -> Later<'a, Result<IssuedCertificate, NotIssued>> {
        Box::pin(async move {
            Ok(IssuedCertificate {
                certificate_pem: "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n".into(),
                key_pem: Secret::new("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"),
                sha256: [1; 32],
                not_after: now + 60,
            })
        })
    }

    fn renew(&self, event: Event) -> Later<'_, Result<(), RenewError>> {
        Box::pin(async move {
            self.renewed.lock().unwrap().push(event);
            Ok(())
        })
    }
}
