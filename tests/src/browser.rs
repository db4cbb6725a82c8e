//! A browser: our CA is its only root, it keeps cookies, follows redirects by hand, and reads forms.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Method, RequestBuilder};
use url::Url;

use crate::appliance::{Appliance, Person, ask};
use crate::events::Events;
use crate::page::Form;

/// A browser; its clones are windows of one and the same.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Without cookies, for whatever a page does not do.
    pub client: Client,
    issuer: Url,
    jar: Arc<Mutex<Vec<(String, String)>>>,
}

/// Where one landed.
#[derive(Clone, Debug)]
pub struct Page {
    /// The last address that was asked.
    pub url: Url,
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: String,
    /// Where the answer led to, when that is not on our server.
    pub away: Option<Url>,
}

impl Browser {
    /// A browser that was never here.
    pub async fn new(appliance: &Appliance) -> Self {
        Self::at(&appliance.dir().join("control.sock"), appliance).await
    }

    /// The same where the control socket stands elsewhere.
    pub async fn at(socket: &std::path::Path, appliance: &Appliance) -> Self {
        let (_, certificates) = ask(socket, Method::GET, "/certificates", None).await;
        let client = client(certificates["ca"]["pem"].as_str().unwrap(), appliance);
        Self { client, issuer: Url::parse(&appliance.issuer()).unwrap(), jar: Arc::default() }
    }

    /// The same machine, another browser.
    #[must_use]
    pub fn another(&self) -> Self {
        Self { jar: Arc::default(), ..self.clone() }
    }

    /// The same cookies once more: what somebody who stole them has.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self { jar: Arc::new(Mutex::new(self.jar.lock().unwrap().clone())), ..self.clone() }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let jar = self.jar.lock().unwrap();
        jar.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// Opens an address, a path on our server or a whole one, and follows where it leads.
    pub async fn open(&self, address: &str) -> Page {
        let url = self.issuer.join(address).unwrap();
        let request = self.client.get(url.clone());
        self.send(request, url, true).await.unwrap()
    }

    /// The same at a server that may be gone.
    pub async fn try_open(&self, address: &str) -> reqwest::Result<Page> {
        let url = self.issuer.join(address).unwrap();
        let request = self.client.get(url.clone());
        self.send(request, url, true).await
    }

    /// Opens an address and stays there.
    pub async fn peek(&self, address: &str) -> Page {
        let url = self.issuer.join(address).unwrap();
        let request = self.client.get(url.clone());
        self.send(request, url, false).await.unwrap()
    }

    /// Opens a stream of events.
    pub async fn events(&self, path: &str) -> Events {
        let request = self.client.get(self.issuer.join(path).unwrap()).header(COOKIE, self.cookies());
        Events::open(request).await.unwrap()
    }

    /// Sends a form of a page and follows where it leads.
    pub async fn submit(&self, page: &Page, form: Form) -> Page {
        self.try_submit(page, form).await.unwrap()
    }

    /// The same at a server that may be gone.
    pub async fn try_submit(&self, page: &Page, form: Form) -> reqwest::Result<Page> {
        let url = page.url.join(&form.action).unwrap();
        let request = self.client.post(url.clone()).form(&form.fields).header("origin", self.origin());
        self.send(request, url, true).await
    }

    /// Signs a person in on a page with the form, wherever that leads.
    pub async fn sign_in(&self, page: &Page, person: Person) -> Page {
        let form = Form::find(&page.body, "password").unwrap_or_else(|| panic!("no form: {page:?}"));
        self.submit(page, form.with("username", person.email).with("password", person.password)).await
    }

    /// Answers the consent page if one is shown.
    pub async fn allow(&self, page: Page) -> Page {
        match Form::find(&page.body, "decision") {
            Some(form) if page.away.is_none() => self.submit(&page, form.with("decision", "allow")).await,
            _ => page,
        }
    }

    fn origin(&self) -> String {
        self.issuer.origin().ascii_serialization()
    }

    async fn send(&self, request: RequestBuilder, url: Url, follow: bool) -> reqwest::Result<Page> {
        let (mut request, mut url) = (request, url);
        for _ in 0..12 {
            let cookies = self.cookies();
            let response = if cookies.is_empty() { request } else { request.header(COOKIE, cookies) };
            let response = response.send().await?;
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            self.keep(&headers);
            let body = response.text().await?;
            let next = headers.get(LOCATION).map(|to| url.join(to.to_str().unwrap()).unwrap());
            let away = next.clone().filter(|next| next.origin() != self.issuer.origin());
            match next {
                Some(next) if follow && away.is_none() => {
                    request = self.client.get(next.clone());
                    url = next;
                }
                _ => return Ok(Page { url, status, headers, body, away }),
            }
        }
        panic!("a circle of redirects at {url}");
    }

    /// As a browser sends them.
    pub(crate) fn cookies(&self) -> String {
        let jar = self.jar.lock().unwrap();
        jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut jar = self.jar.lock().unwrap();
        for line in headers.get_all(SET_COOKIE) {
            let (pair, rest) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            jar.retain(|(known, _)| known != name);
            if !rest.contains("Max-Age=0") {
                jar.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

impl Page {
    /// A parameter of the address that the answer led away to.
    pub fn answer(&self, name: &str) -> Option<String> {
        let url = self.away.as_ref().unwrap_or_else(|| panic!("not led away: {self:?}"));
        url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }
}

/// An HTTP client that trusts this CA alone, and knows where `localhost` is.
pub fn client(ca_pem: &str, appliance: &Appliance) -> Client {
    // Fails only when one is installed already.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    Client::builder()
        .tls_certs_only([Certificate::from_pem(ca_pem.as_bytes()).unwrap()])
        .redirect(Policy::none())
        .resolve("localhost", appliance.address())
        .timeout(Duration::from_secs(30))
        // Each request has a connection of its own: parallel ones are so at the server, and a restart breaks none.
        .pool_max_idle_per_host(0)
        .no_proxy()
        .build()
        .unwrap()
}
