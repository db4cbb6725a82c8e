//! What surrounds the task on every page: the office, the app one goes to, the steps, who is signed in.

use crate::text::Text;

/// The surroundings of a page.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// The catalogue in the reader's language.
    pub text: Text,
    /// The account's choice, else the system's.
    pub theme: Theme,
    /// Class on `<html>` with the office's colour.
    pub hue: String,
    /// Path of the office's logo.
    pub logo: Option<String>,
    /// Largest word in the rail. Empty before the first run: the product's own words stand there.
    pub office_name: String,
    /// Host of the issuer, at the foot of the rail.
    pub host: String,
    /// Goes as hidden `csrf` into every form.
    pub csrf: String,
    /// Id of the interaction, hidden `i` in the forms of a sign-in.
    pub interaction: Option<String>,
    /// The app one is going to.
    pub app: Option<AppTile>,
    /// The way to it; empty when there is but one step.
    pub steps: Vec<Step>,
    /// Shown at the top with "Not you?".
    pub signed_in_as: Option<SignedIn>,
    /// Path and query of this page's GET, to come back to after another language was chosen.
    pub here: String,
}

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the reader's system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// An app as people see it.
#[derive(Clone, Debug)]
pub struct AppTile {
    /// The client's name.
    pub name: String,
    /// Host it returns to; the proof of which app it is.
    pub host: String,
    /// Where a click leads; unused in the rail.
    pub href: String,
    /// Path of a raster logo that we serve, never a foreign address.
    pub logo: Option<String>,
}

/// One step of the way in the rail.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its words, from the catalogue.
    pub label: String,
    /// Where one stands.
    pub state: StepState,
}

/// Where one stands with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind.
    Done,
    /// Here.
    Current,
    /// To come.
    Ahead,
}

/// Who is signed in, and the way out of that.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person's name.
    pub name: String,
    /// Where "Not you?" posts to (with `csrf` and `i`).
    pub not_you_action: String,
}

/// What the client says about itself.
#[derive(Clone, Debug, Default)]
pub struct ClientLinks {
    /// Its `policy_uri`, https or nothing.
    pub policy_uri: Option<String>,
    /// Its `tos_uri`, https or nothing.
    pub tos_uri: Option<String>,
}

impl Chrome {
    /// This page under the office's own name.
    pub(super) fn canonical(&self) -> String {
        format!("https://{}{}", self.host, self.here)
    }

    /// Surroundings with nothing optional; the rest is set by field.
    #[must_use]
    pub fn new(text: Text, office_name: String, host: String, csrf: String) -> Self {
        Self {
            text,
            theme: Theme::System,
            hue: "hue-petrol".to_owned(),
            logo: None,
            office_name,
            host,
            csrf,
            interaction: None,
            app: None,
            steps: Vec::new(),
            signed_in_as: None,
            here: "/".to_owned(),
        }
    }

    /// Class on `<html>`; the server writes it, so there is no flash.
    pub(super) fn theme_class(&self) -> &'static str {
        match self.theme {
            Theme::System => "theme-system",
            Theme::Light => "theme-light",
            Theme::Dark => "theme-dark",
        }
    }

    /// A path with the interaction that waits, so that it is not lost on the way.
    pub(super) fn with_interaction(&self, path: &str) -> String {
        match &self.interaction {
            Some(i) => {
                let value: String = form_urlencoded::byte_serialize(i.as_bytes()).collect();
                format!("{path}?i={value}")
            }
            None => path.to_owned(),
        }
    }

    /// Number of the current step, from 1.
    pub(super) fn step_number(&self) -> u64 {
        let before = self.steps.iter().take_while(|step| step.state != StepState::Current).count();
        before as u64 + 1
    }

    pub(super) fn step_count(&self) -> u64 {
        self.steps.len() as u64
    }
}

impl AppTile {
    /// Where the tile leads; home again if its address is no address of the web.
    pub(super) fn way(&self) -> &str {
        of_the_web(&self.href).or_else(|| self.href.starts_with('/').then_some(&*self.href)).unwrap_or("/")
    }
}

impl ClientLinks {
    pub(super) fn policy(&self) -> Option<&str> {
        self.policy_uri.as_deref().and_then(of_the_web)
    }

    pub(super) fn terms(&self) -> Option<&str> {
        self.tos_uri.as_deref().and_then(of_the_web)
    }
}

/// A client's metadata is data: an address such as `javascript:…` must not become a link.
fn of_the_web(uri: &str) -> Option<&str> {
    let starts =
        |scheme: &str| uri.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (starts("https://") || starts("http://")).then_some(uri)
}

impl Step {
    /// A row of steps of which `current` (from 0) is the one to do; past the end all are done.
    #[must_use]
    pub fn row(labels: Vec<String>, current: usize) -> Vec<Self> {
        let state = |index: usize| match index.cmp(&current) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Current,
            std::cmp::Ordering::Greater => StepState::Ahead,
        };
        labels.into_iter().enumerate().map(|(index, label)| Self { label, state: state(index) }).collect()
    }

    /// The steps of a sign-in with consent: the password, the second step where one is due, what the app may see.
    #[must_use]
    pub fn of_sign_in(text: Text, app: &str, second: bool, current: usize) -> Vec<Self> {
        let mut labels = vec![text.step_password().into_owned()];
        labels.extend(second.then(|| text.step_second().into_owned()));
        labels.push(text.step_consent(app).into_owned());
        Self::row(labels, current)
    }

    /// The steps of the first run: the address (0), the office with its administrator (1), trust (2), the phone (3).
    #[must_use]
    pub fn of_first_run(text: Text, current: usize) -> Vec<Self> {
        let labels = [text.step_address(), text.step_office(), text.step_trust(), text.step_phone()];
        Self::row(labels.map(std::borrow::Cow::into_owned).to_vec(), current)
    }

    pub(super) fn is_done(&self) -> bool {
        self.state == StepState::Done
    }

    pub(super) fn is_current(&self) -> bool {
        self.state == StepState::Current
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_not_of_the_web_is_no_link() {
        let tile = |href: &str| AppTile {
            name: "Files".into(),
            host: "files.local".into(),
            href: href.into(),
            logo: None,
        };
        assert_eq!(tile("javascript:alert(1)").way(), "/");
        assert_eq!(tile("https://files.local/").way(), "https://files.local/");
        let links = ClientLinks {
            policy_uri: Some("JavaScript:alert(1)".into()),
            tos_uri: Some("HTTPS://a.example".into()),
        };
        assert_eq!(links.policy(), None);
        assert_eq!(links.terms(), Some("HTTPS://a.example"));
    }

    #[test]
    fn steps_before_the_current_one_are_done() {
        let steps = Step::of_sign_in(Text::default(), "Files", true, 1);
        let states: Vec<_> = steps.iter().map(|step| step.state).collect();
        assert_eq!(states, [StepState::Done, StepState::Current, StepState::Ahead]);
    }
}
