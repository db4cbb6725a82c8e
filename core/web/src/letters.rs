//! Letters: what a message says, in the language of whom it is for, as text and as HTML that mail programs understand.

mod joining;
mod palette;
mod passkeys;

use askama::Template;
use domain::host::is_local;
use domain::mail::Written;
use domain::outbox::{Content, Message};
use domain::settings::HUE;
use service::Cx;
use service::outbox::Reader;

use crate::clock;
use crate::text::Text;
use palette::Palette;

const FACE: &str =
    "'Hanken Grotesk', system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const FACE_CODE: &str = "'IBM Plex Mono', ui-monospace, Menlo, Consolas, monospace";
/// The longest name that a letter greets by.
const NAME_CHARS: usize = 60;

/// Writes a message to whom it is for.
pub fn write(cx: &Cx, reader: &Reader, message: &Message) -> Written {
    let desk = Desk::new(cx, reader);
    desk.seal(desk.letter(message))
}

/// The letter that shows whether mail goes out.
pub fn test(cx: &Cx, reader: &Reader) -> Written {
    let desk = Desk::new(cx, reader);
    let (text, issuer) = (desk.text, cx.app.issuer());
    let host = issuer.trim_start_matches("https://").to_owned();
    let letter = desk
        .begin(text.mail_test_title(), text.mail_test_lead(&desk.office))
        .fact(text.mail_fact_server(), host)
        .fact(text.mail_fact_when(), clock::in_letter(cx.now))
        .calm(text.mail_nobody());
    desk.seal(letter)
}

/// What every letter of a reader has.
struct Desk {
    text: Text,
    office: String,
    issuer: String,
    hue: String,
    name: Option<String>,
}

/// A letter, before it is set.
struct Letter {
    language: &'static str,
    office: String,
    title: String,
    hello: Option<String>,
    lead: String,
    facts: Vec<(String, String)>,
    calm: Option<String>,
    /// Heading and advice.
    advice: Option<(String, String)>,
    way: Option<Way>,
    typed: String,
    foot: String,
}

/// The one link.
struct Way {
    label: String,
    url: String,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    letter: &'a Letter,
    light: &'a Palette,
    dark: &'a Palette,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Plain<'a> {
    letter: &'a Letter,
}

impl Letter {
    fn fact(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.facts.push((name.into(), value.into()));
        self
    }

    fn calm(self, calm: impl Into<String>) -> Self {
        Self { calm: Some(calm.into()), ..self }
    }

    fn advice(self, heading: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { advice: Some((heading.into(), advice.into())), ..self }
    }
}

impl Desk {
    fn new(cx: &Cx, reader: &Reader) -> Self {
        let settings = cx.app.settings();
        Self {
            text: Text::find(&reader.language).unwrap_or_default(),
            office: settings.office_name().to_owned(),
            issuer: cx.app.issuer().to_string(),
            hue: settings.text(HUE).to_owned(),
            name: reader.name.as_ref().map(|name| name.chars().take(NAME_CHARS).collect()),
        }
    }

    fn begin(&self, title: impl Into<String>, lead: impl Into<String>) -> Letter {
        Letter {
            language: self.text.tag(),
            office: self.office.clone(),
            title: title.into(),
            hello: self.name.as_ref().map(|name| self.text.mail_hello(name).into()),
            lead: lead.into(),
            facts: Vec::new(),
            calm: None,
            advice: None,
            way: None,
            typed: self.text.mail_type().into(),
            foot: self.text.mail_foot().into(),
        }
    }

    /// The way to a page of the account.
    fn page(&self, letter: Letter, label: impl Into<String>, path: &str) -> Letter {
        let url = format!("{}{path}", self.issuer);
        let way = Way { label: label.into(), url, notes: self.local_note() };
        Letter { way: Some(way), ..letter }
    }

    /// The way by a link that works once.
    fn link(&self, letter: Letter, label: impl Into<String>, link: &str, until: i64) -> Letter {
        let mut notes = vec![self.text.mail_valid(clock::in_letter(until)).into()];
        notes.extend(self.local_note());
        Letter { way: Some(Way { label: label.into(), url: link.to_owned(), notes }), ..letter }
    }

    /// Whoever reads it elsewhere is told why the address leads nowhere.
    fn local_note(&self) -> Vec<String> {
        let host = self.issuer.trim_start_matches("https://");
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        if is_local(host) { vec![self.text.mail_local().into()] } else { Vec::new() }
    }

    fn letter(&self, message: &Message) -> Letter {
        match &message.content {
            Content::Invite { .. } | Content::Reset { .. } | Content::FactorsReset { .. } => {
                self.with_a_link(message)
            }
            Content::FactorAdded { .. }
            | Content::FactorRemoved { .. }
            | Content::PasswordChanged { .. }
            | Content::NewBrowser { .. } => self.about_a_change(message),
            Content::NotMe { .. } | Content::ManyFailures { .. } => self.about_a_danger(message),
            Content::ConfirmAddress { .. }
            | Content::SignUpInvited { .. }
            | Content::SignUpKnown { .. }
            | Content::SignUpWaits { .. }
            | Content::SignUpApproved { .. }
            | Content::SignUpRefused { .. } => self.about_joining(message),
            Content::PasskeyAdded { .. } | Content::PasskeyCopied { .. } | Content::PasskeyRemoved { .. } => {
                self.about_a_passkey(message)
            }
            Content::DeviceCopied { .. }
            | Content::DeviceLinked { .. }
            | Content::DeviceRemoved { .. }
            | Content::DeviceRenamed { .. } => self.about_a_phone(message),
        }
    }

    fn with_a_link(&self, message: &Message) -> Letter {
        let (text, until) = (self.text, message.expires_at);
        match &message.content {
            Content::Invite { link, .. } => {
                let letter = self
                    .begin(text.mail_invite_title(&self.office), text.mail_invite_lead())
                    .advice(text.mail_not_expected(), text.mail_invite_not());
                self.link(letter, text.mail_invite_open(), link, until)
            }
            Content::Reset { link, .. } => {
                let letter = self
                    .begin(text.mail_reset_title(), text.mail_reset_lead())
                    .advice(text.mail_not_expected(), text.mail_reset_not());
                self.link(letter, text.mail_reset_open(), link, until)
            }
            Content::FactorsReset { link, .. } => {
                let letter = self
                    .begin(text.mail_factors_reset_title(), text.mail_factors_reset_lead())
                    .advice(text.mail_not_expected(), text.mail_factors_reset_not());
                self.link(letter, text.mail_factors_reset_open(), link, until)
            }
            other => self.begin(other.kind(), ""),
        }
    }

    fn about_a_change(&self, message: &Message) -> Letter {
        let text = self.text;
        let when = (text.mail_fact_when(), clock::in_letter(message.created_at));
        match &message.content {
            Content::FactorAdded { .. } => {
                let letter = self
                    .begin(text.mail_factor_added_title(), text.mail_factor_added_lead())
                    .fact(when.0, when.1)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_new_password());
                self.page(letter, text.mail_open_authenticator(), "/account/authenticator")
            }
            Content::FactorRemoved { .. } => {
                let letter = self
                    .begin(text.mail_factor_removed_title(), text.mail_factor_removed_lead())
                    .fact(when.0, when.1)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_new_password());
                self.page(letter, text.mail_open_authenticator(), "/account/authenticator")
            }
            Content::PasswordChanged { .. } => {
                let letter = self
                    .begin(text.mail_password_changed_title(), text.mail_password_changed_lead())
                    .fact(when.0, when.1)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_password_changed_not());
                self.page(letter, text.mail_open_account(), "/account")
            }
            Content::NewBrowser { browser, address, .. } => {
                let letter = self
                    .begin(text.mail_new_browser_title(), text.mail_new_browser_lead())
                    .fact(text.mail_fact_browser(), self.known(browser))
                    .fact(text.mail_fact_address(), self.known(address))
                    .fact(when.0, when.1)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_new_browser_not());
                self.page(letter, text.mail_open_sessions(), "/account/sessions")
            }
            other => self.begin(other.kind(), ""),
        }
    }

    fn about_a_danger(&self, message: &Message) -> Letter {
        let text = self.text;
        let when = (text.mail_fact_when(), clock::in_letter(message.created_at));
        match &message.content {
            Content::NotMe { account, address, .. } => self
                .begin(text.mail_not_me_title(account), text.mail_not_me_lead())
                .fact(text.mail_fact_account(), account)
                .fact(text.mail_fact_address(), self.known(address))
                .fact(when.0, when.1)
                .advice(text.mail_not_me_do(), text.mail_not_me_how()),
            Content::ManyFailures { account, failures, address, .. } => self
                .begin(text.mail_many_failures_title(account), text.mail_many_failures_lead())
                .fact(text.mail_fact_account(), account)
                .fact(text.mail_fact_tries(), failures.to_string())
                .fact(text.mail_fact_address(), self.known(address))
                .fact(when.0, when.1)
                .advice(text.mail_many_failures_do(), text.mail_many_failures_how()),
            other => self.begin(other.kind(), ""),
        }
    }

    fn about_a_phone(&self, message: &Message) -> Letter {
        let text = self.text;
        let about = |letter: Letter, phone: &str| letter.fact(text.mail_fact_phone(), phone);
        let letter = match &message.content {
            Content::DeviceCopied { phone, suspended: false, .. } => {
                let letter = self.begin(text.mail_device_copied_title(), text.mail_device_copied_lead());
                about(letter, phone).advice(text.mail_device_copied_do(), text.mail_device_copied_how())
            }
            Content::DeviceCopied { phone, suspended: true, .. } => {
                let letter = self.begin(text.mail_device_stopped_title(), text.mail_device_stopped_lead());
                about(letter, phone).advice(text.mail_device_copied_do(), text.mail_device_copied_how())
            }
            Content::DeviceLinked { phone, waits_until: Some(from), .. } => {
                let lead = text.mail_device_waits_lead(clock::in_letter(*from));
                about(self.begin(text.mail_device_waits_title(), lead), phone)
                    .calm(text.mail_asked())
                    .advice(text.mail_not_expected(), text.mail_device_waits_not())
            }
            Content::DeviceLinked { phone, waits_until: None, .. } => {
                let letter = self.begin(text.mail_device_linked_title(), text.mail_device_linked_lead());
                about(letter, phone)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_device_linked_not())
            }
            Content::DeviceRenamed { phone, before, .. } => {
                let letter = self.begin(text.mail_device_renamed_title(), text.mail_device_renamed_lead());
                about(letter, phone).fact(text.mail_fact_before(), before)
            }
            Content::DeviceRemoved { phone, .. } => {
                let letter = self.begin(text.mail_device_removed_title(), text.mail_device_removed_lead());
                about(letter, phone)
                    .calm(text.mail_nothing())
                    .advice(text.mail_not_you(), text.mail_new_password())
            }
            other => self.begin(other.kind(), ""),
        };
        let letter = letter.fact(text.mail_fact_when(), clock::in_letter(message.created_at));
        self.page(letter, text.mail_open_devices(), "/account/devices")
    }

    fn known(&self, fact: &str) -> String {
        if fact.is_empty() { self.text.mail_unknown().into() } else { fact.to_owned() }
    }

    fn seal(&self, letter: Letter) -> Written {
        let (light, dark) = palette::of(&self.hue);
        let html = Html { letter: &letter, light: &light, dark: &dark }.render();
        let plain = Plain { letter: &letter }.render();
        let fault = |error: askama::Error| {
            // Templates are checked when they are compiled: what is left is a fault of writing into memory.
            tracing::error!(%error, "a letter cannot be set");
            String::new()
        };
        Written {
            from_name: self.text.mail_from(&self.office).into(),
            subject: letter.title.clone(),
            text: plain.unwrap_or_else(fault),
            html: html.unwrap_or_else(fault),
        }
    }
}

#[cfg(test)]
mod tests;
