//! An office where everybody's phone is linked: set up through commands, pages and the device protocol.

use std::cell::Cell;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::rc::Rc;

use hyper::Method;
use tokio::task::JoinSet;

use crate::browser::Browser;
use crate::client::{Call, Connection, Origin};
use crate::error::Error;
use crate::form::{self, Form};
use crate::phone::{self, Phone};
use crate::process::Server;
use crate::product::{PASSWORD, Product};
use crate::provider::Provider;
use crate::stream::EventStream;

/// People who sign in, one after the other: a phone may make 600 proofs within 300 s.
const WHO_SIGN_IN: usize = 4;
/// Event streams of one phone, below the same bound.
const STREAMS_OF_ONE: usize = 400;
/// Event streams that the product lets one address hold.
const STREAMS_OF_AN_ADDRESS: usize = 32;
/// Handshakes at once.
const OPENED_AT_ONCE: usize = 32;

const LINK: &str = "/account/devices/link";

/// A running product, and everybody with their phones.
pub(crate) struct Office {
    pub(crate) server: Server,
    pub(crate) provider: Rc<Provider>,
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

/// Event streams that are kept open, each as if an app were open somewhere.
pub(crate) struct Idle {
    opened: usize,
    ended: Rc<Cell<usize>>,
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
        Ok(Self { server, provider: Rc::new(provider), people, listeners })
    }

    /// Opens this many event streams, and one more for each phone of those who sign in.
    pub(crate) async fn listen(&mut self, streams: usize) -> Result<Idle, Error> {
        let idle = Idle { opened: streams + self.people.len(), ended: Rc::default() };
        for person in &mut self.people {
            let proof = fresh_proof(&mut person.phone).await?;
            open_stream(Rc::clone(&self.provider), Ipv4Addr::LOCALHOST, proof)
                .await?
                .idle(Rc::clone(&idle.ended));
        }
        let mut opening = JoinSet::new();
        for number in 0..streams {
            let phone = self.listeners.get_mut(number / STREAMS_OF_ONE).ok_or(Error::Missing("phone"))?;
            let proof = if number.is_multiple_of(STREAMS_OF_ONE) {
                fresh_proof(phone).await?
            } else {
                phone.proof(&Method::GET, phone::EVENTS)?
            };
            if opening.len() >= OPENED_AT_ONCE {
                keep(&mut opening, &idle).await?;
            }
            opening.spawn_local(open_stream(Rc::clone(&self.provider), address_of(number), proof));
        }
        while !opening.is_empty() {
            keep(&mut opening, &idle).await?;
        }
        Ok(idle)
    }
}

impl Idle {
    /// An error if any has ended.
    pub(crate) fn check(&self) -> Result<(), Error> {
        match self.ended.get() {
            0 => Ok(()),
            ended => Err(Error::Ended { ended, opened: self.opened }),
        }
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

async fn open_stream(provider: Rc<Provider>, from: Ipv4Addr, proof: String) -> Result<EventStream, Error> {
    let connection = Connection::open_from(&provider.origin, from).await?;
    EventStream::open(connection, Call::get(phone::EVENTS).header("authorization", &proof)).await
}

async fn keep(opening: &mut JoinSet<Result<EventStream, Error>>, idle: &Idle) -> Result<(), Error> {
    if let Some(opened) = opening.join_next().await {
        opened??.idle(Rc::clone(&idle.ended));
    }
    Ok(())
}

/// Addresses of the loopback beside the usual one, each with as many streams as it may hold.
fn address_of(number: usize) -> Ipv4Addr {
    let number = u32::try_from(number / STREAMS_OF_AN_ADDRESS).unwrap_or_default();
    Ipv4Addr::from_bits(FIRST_ADDRESS.to_bits() + number)
}

const FIRST_ADDRESS: Ipv4Addr = Ipv4Addr::new(127, 1, 0, 1);

#[cfg(test)]
mod tests {
    use super::{address_of, code_of};

    #[test]
    fn the_code_is_read_from_the_fragment() {
        let text = "https://localhost:8443/phone/link#v=1&c=AbC&iss=https%3A%2F%2Flocalhost%3A8443";
        assert_eq!(code_of(text).as_deref(), Some("AbC"));
        assert_eq!(code_of("https://localhost:8443/?c=AbC"), None);
    }

    #[test]
    fn an_address_holds_32_streams() {
        assert_eq!(address_of(31).to_string(), "127.1.0.1");
        assert_eq!(address_of(32).to_string(), "127.1.0.2");
        assert_eq!(address_of(9_999).to_string(), "127.1.1.57");
    }
}
