//! Who asks: the operation's context, the browser's cookies, the language.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Uri, header};
use domain::audit::Actor;
use domain::client::ClientCertificate;
use domain::token::{PlainToken, csrf_token};
use service::Cx;
use service::sender::Sender;
use service::session::{self, SignedIn};

use crate::address::ClientAddress;
use crate::branding::{hue_class, logo_path};
use crate::cookies::Cookies;
use crate::edge::RequestNumber;
use crate::site::Site;
use crate::text::Text;
use crate::ui::{cookie_language, was_chosen_for};
use crate::view::{AppTile, Chrome};

/// A browser that asks for a page.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    pub(crate) site: Site,
    pub(crate) cx: Cx,
    pub(crate) cookies: Cookies,
    pub(crate) text: Text,
    pub(crate) user_agent: String,
    pub(crate) number: RequestNumber,
    here: String,
}

/// Where a program proves that it holds a key (RFC 9449 4.1).
pub(crate) const DPOP: HeaderName = HeaderName::from_static("dpop");

/// A program that asks for data: no cookies, no language; with its certificate, if its connection showed one.
pub(crate) struct Caller(pub(crate) Cx);

impl FromRequestParts<Site> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let address = parts.extensions.get::<ClientAddress>().map_or("", |address| address.as_str());
        let certificate = parts.extensions.get::<ClientCertificate>().cloned();
        let mut cx = site.app().begin(Actor::Anonymous, address, "").with_certificate(certificate);
        let proof = |value: &HeaderValue| value.to_str().unwrap_or_default().to_owned();
        cx.sender = Sender {
            method: parts.method.to_string(),
            path: parts.uri.path().to_owned(),
            proofs: parts.headers.get_all(DPOP).iter().map(proof).collect(),
        };
        cx.asking = parts.extensions.get().cloned().unwrap_or_default();
        Ok(Self(cx))
    }
}

/// The cookie that a browser without one is given with this answer.
#[derive(Clone, Debug)]
pub(crate) struct FreshBrowser(pub(crate) PlainToken);

impl FromRequestParts<Site> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        Ok(Self::read(site, &parts.headers, &parts.uri, &parts.extensions))
    }
}

impl Visitor {
    /// Reads what a request says about who sends it.
    pub(crate) fn read(site: &Site, headers: &HeaderMap, uri: &Uri, extensions: &Extensions) -> Self {
        let text_header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let user_agent = text_header(header::USER_AGENT).unwrap_or_default().to_owned();
        let address = extensions.get::<ClientAddress>().map_or("", |address| address.as_str());
        let mut cookies = Cookies::read(headers);
        if let Some(FreshBrowser(token)) = extensions.get() {
            cookies.browser = Some(token.expose().to_owned());
        }
        let mut cx = site.app().begin(Actor::Anonymous, address, &user_agent);
        cx.asking = extensions.get().cloned().unwrap_or_default();
        Self {
            cx,
            site: site.clone(),
            cookies,
            text: Text::choose(None, cookie_language(headers), text_header(header::ACCEPT_LANGUAGE)),
            user_agent,
            number: extensions.get().copied().unwrap_or_default(),
            here: uri.path_and_query().map_or("/", |p| p.as_str()).to_owned(),
        }
    }

    /// Who is signed in here, if anybody.
    pub(crate) async fn signed_in(&self) -> Result<Option<SignedIn>, service::StoreError> {
        session::find(&self.cx, self.cookies.browser().session.as_ref()).await
    }

    /// The path that was asked for.
    pub(crate) fn path(&self) -> &str {
        self.here.split('?').next().unwrap_or_default()
    }

    /// The surroundings of a page.
    pub(crate) fn chrome(&self) -> Chrome {
        let csrf = self.cookies.browser.as_deref().map(csrf_token).unwrap_or_default();
        let settings = self.cx.app.settings();
        let office = settings.text("office.name").to_owned();
        let mut chrome = Chrome::new(self.text, office, self.site.place().authority.clone(), csrf);
        chrome.here.clone_from(&self.here);
        chrome.hue = hue_class(&self.cx.app);
        chrome.logo = self.cx.app.logo().map(|logo| logo_path(&logo));
        chrome
    }

    /// The surroundings of a page on the way to an app.
    pub(crate) fn chrome_to(&self, interaction: &str, app: AppTile) -> Chrome {
        Chrome { interaction: Some(interaction.to_owned()), app: Some(app), ..self.chrome() }
    }

    /// Lets the client's wish for a language win, for its own request, over the account's and the browser's; not over what
    /// the reader chose from the menu on the way of this very request.
    pub(crate) fn prefer(mut self, ui_locales: Option<&str>, i: &str, headers: &HeaderMap) -> Self {
        if !was_chosen_for(headers, i)
            && let Some(text) = ui_locales.and_then(|tags| tags.split_whitespace().find_map(Text::find))
        {
            self.text = text;
        }
        self
    }
}
