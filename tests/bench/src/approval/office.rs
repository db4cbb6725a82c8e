//! An office where everybody's phone is linked: set up through commands, pages and the device protocol.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use super::idle::Idle;
use crate::browser::Browser;
use crate::client::Origin;
use crate::error::Error;
use crate::form::{self, Form};
use crate::phone::{self, Phone};
use crate::process::Server;
use crate::product::{PASSWORD, Product};
use crate::provider::Provider;
use hyper::Method;

/// People who sign in, one after the other: a phone may make 600 proofs within 300 s.
const WHO_SIGN_IN: usize = 4;

const LINK: &str = "/account/devices/link";
/// What the page of a link listens to.
const LINK_EVENTS: &str = "/account/devices/link/events";

/// A running product, and everybody with their phones.
pub(crate) struct Office {
    pub(crate) server: Server,
    pub(crate) provider: Provider,
    /// Those who sign in.
    pub(crate) people: Vec<Person>,
    /// Somebody else's browser, whose pages only listen: a phone holds four streams, so pages make up the number.
    listener: Browser,
}

/// Somebody who signs in.
pub(crate) struct Person {
    pub(crate) username: String,
    pub(crate) phone: Phone,
}

impl Office {
    /// Sets up an office.
    pub(crate) async fn open(program: &Path, dir: &Path) -> Result<Self, Error> {
        fs::create_dir(dir)?;
        let product = Product::new(program, dir)?;
        let server = product.start()?;
        let registration = product.register()?;
        let names: Vec<_> = (0..=WHO_SIGN_IN).map(|number| format!("person-{number}")).collect();
        product.bring_in(&names)?;

        let address: SocketAddr = server.listen.parse().map_err(|_| Error::Missing("address in listen="))?;
        let origin = Origin::new(address, &product.ca_pem()?)?;
        let provider = Provider::discover(origin, server.pid(), registration).await?;
        let issuer = product.issuer();
        let mut people = Vec::new();
        for username in names.iter().take(WHO_SIGN_IN) {
            let phone = link(&provider.origin, &issuer, username).await?;
            people.push(Person { username: username.clone(), phone });
        }
        let mut listener = Browser::open(&provider.origin).await?;
        let username = names.last().map(String::as_str).unwrap_or_default();
        begin_link(&mut listener, username).await?;
        Ok(Self { server, provider, people, listener })
    }

    /// Opens this many event streams, a few of them for the phones of those who sign in.
    pub(crate) async fn listen(&mut self, streams: usize) -> Result<Idle, Error> {
        let mut idle = Idle::default();
        let origin = &self.provider.origin;
        for person in &mut self.people {
            let proof = fresh_proof(&mut person.phone).await?;
            idle.open(origin, phone::EVENTS, ("authorization", proof)).await?;
        }
        for _ in self.people.len()..streams {
            idle.open(origin, LINK_EVENTS, ("cookie", self.listener.cookies())).await?;
        }
        idle.opened().await
    }
}

/// Links a phone as a person does: signs in, lets it read the code, and types its digits.
async fn link(origin: &Origin, issuer: &str, username: &str) -> Result<Phone, Error> {
    let mut browser = Browser::open(origin).await?;
    let page = begin_link(&mut browser, username).await?;
    let text = form::attribute(&page, "data-qr").ok_or(Error::Missing("QR code of a link"))?;
    let code = code_of(&text).ok_or(Error::Missing("code in the QR code"))?;
    let (mut phone, digits) = Phone::claim(origin, issuer, &code).await?;
    let page = browser.read(LINK).await?;
    let mut confirm = Form::find(&page, "code").ok_or(Error::Missing("form for a phone's digits"))?;
    confirm.fill("code", &digits);
    browser.submit(LINK, &confirm).await?;
    phone.check().await?;
    Ok(phone)
}

/// Signs in and begins a link; its page.
async fn begin_link(browser: &mut Browser, username: &str) -> Result<String, Error> {
    let page = browser.sign_in(&format!("/login?next={LINK}"), username, PASSWORD).await?;
    let begin = Form::posting_to(&page, LINK).ok_or(Error::Missing("form that begins a link"))?;
    browser.submit(LINK, &begin).await
}

fn code_of(text: &str) -> Option<String> {
    let (_, fragment) = text.split_once('#')?;
    let mut fields = form_urlencoded::parse(fragment.as_bytes());
    fields.find(|(name, _)| name == "c").map(|(_, code)| code.into_owned())
}

async fn fresh_proof(phone: &mut Phone) -> Result<String, Error> {
    phone.check().await?;
    phone.proof(&Method::GET, phone::EVENTS)
}

#[cfg(test)]
mod tests {
    use super::code_of;

    #[test]
    fn the_code_is_read_from_the_fragment() {
        let text = "https://localhost:8443/phone/link#v=1&c=AbC&iss=https%3A%2F%2Flocalhost%3A8443";
        assert_eq!(code_of(text).as_deref(), Some("AbC"));
        assert_eq!(code_of("https://localhost:8443/?c=AbC"), None);
    }
}
