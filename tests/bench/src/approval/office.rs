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
/// Event streams of one phone, below the same bound.
const STREAMS_OF_ONE: usize = 400;

const LINK: &str = "/account/devices/link";

/// A running product, and everybody with their phones.
pub(crate) struct Office {
    pub(crate) server: Server,
    pub(crate) provider: Provider,
    /// Those who sign in.
    pub(crate) people: Vec<Person>,
    /// Phones that only listen. They belong to others, so that no question wakes them.
    listeners: Vec<Phone>,
}

/// Somebody who signs in.
pub(crate) struct Person {
    pub(crate) username: String,
    pub(crate) phone: Phone,
}

impl Office {
    /// Sets up an office whose phones can hold this many streams.
    pub(crate) async fn open(program: &Path, dir: &Path, streams: usize) -> Result<Self, Error> {
        fs::create_dir(dir)?;
        let product = Product::new(program, dir)?;
        let server = product.start()?;
        let registration = product.register()?;
        let names =
            (0..WHO_SIGN_IN + streams.div_ceil(STREAMS_OF_ONE)).map(|number| format!("person-{number}"));
        let names: Vec<_> = names.collect();
        product.bring_in(&names)?;

        let address: SocketAddr = server.listen.parse().map_err(|_| Error::Missing("address in listen="))?;
        let origin = Origin::new(address, &product.ca_pem()?)?;
        let provider = Provider::discover(origin, server.pid(), registration).await?;
        let issuer = product.issuer();
        let (mut people, mut listeners) = (Vec::new(), Vec::new());
        for username in names {
            let phone = link(&provider.origin, &issuer, &username).await?;
            if people.len() < WHO_SIGN_IN {
                people.push(Person { username, phone });
            } else {
                listeners.push(phone);
            }
        }
        Ok(Self { server, provider, people, listeners })
    }

    /// Opens this many event streams, a few of them for the phones of those who sign in.
    pub(crate) async fn listen(&mut self, streams: usize) -> Result<Idle, Error> {
        let mut idle = Idle::default();
        let origin = &self.provider.origin;
        for person in &mut self.people {
            let proof = fresh_proof(&mut person.phone).await?;
            idle.open(origin, phone::EVENTS, proof).await?;
        }
        for number in 0..streams.saturating_sub(self.people.len()) {
            let phone = self.listeners.get_mut(number / STREAMS_OF_ONE).ok_or(Error::Missing("phone"))?;
            let proof = if number.is_multiple_of(STREAMS_OF_ONE) {
                fresh_proof(phone).await?
            } else {
                phone.proof(&Method::GET, phone::EVENTS)?
            };
            idle.open(origin, phone::EVENTS, proof).await?;
        }
        idle.opened().await
    }
}

/// Links a phone as a person does: signs in, lets it read the code, and types its digits.
async fn link(origin: &Origin, issuer: &str, username: &str) -> Result<Phone, Error> {
    let mut browser = Browser::open(origin).await?;
    let page = browser.sign_in(&format!("/login?next={LINK}"), username, PASSWORD).await?;
    let begin = Form::posting_to(&page, LINK).ok_or(Error::Missing("form that begins a link"))?;
    let page = browser.submit(LINK, &begin).await?;
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
