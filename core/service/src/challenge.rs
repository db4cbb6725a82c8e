//! Proofs that no program tries: when one is asked beside a form, and whether what came back counts.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::challenge::{Challenge, KIND, Purpose, SECRET, SITE_KEY, Service, Solved, check, draw};
use domain::secret::Secret;
use domain::user::canonical;
use domain::world::Entropy;
use store::{StoreError, users};

use crate::admin::settings::open_secret;
use crate::asked;
use crate::attempts::Keys;
use crate::cx::Cx;

/// Solved challenges that are remembered at once; beyond that none counts until some have ended.
const MOST: usize = 100_000;

/// The key of this process's challenges, and those that were solved: after a restart all older ones are void.
pub(crate) struct Held {
    key: [u8; 32],
    used: Mutex<HashMap<[u8; 32], i64>>,
}

/// What a page asks for.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// Work, which the browser's script does by itself.
    Work(Challenge),
    /// A service's puzzle.
    Puzzle {
        /// Whose.
        service: Service,
        /// Our name there.
        site_key: String,
    },
}

/// What came with a form.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The answer to a challenge of ours.
    pub work: String,
    /// A service's token.
    pub token: String,
}

impl Held {
    pub(crate) fn new(entropy: &dyn Entropy) -> Self {
        let mut key = [0; 32];
        entropy.fill(&mut key);
        Self { key, used: Mutex::default() }
    }

    /// Whether an answer counts; it does once.
    fn take(&self, purpose: Purpose, answer: &str, now: i64) -> bool {
        let Some((mark, until)) = check(&self.key, purpose, answer, now) else { return false };
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= MOST {
            used.retain(|_, until| *until > now);
        }
        used.len() < MOST && used.insert(mark, until).is_none()
    }

    /// Forgets those that have ended.
    pub(crate) fn trim(&self, now: i64) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, until| *until > now);
    }
}

/// Whether anybody is asked for a proof.
pub(crate) fn is_on(cx: &Cx) -> bool {
    cx.app.settings().text(KIND) != "off"
}

/// What a page asks for before the next try with this name; nothing before there were failures.
pub fn wanted(cx: &Cx, purpose: Purpose, name: &str) -> Result<Option<Wanted>, StoreError> {
    let name = canonical(name);
    let is_wanted = cx.store().read(|tx| match purpose {
        Purpose::SignIn => {
            let user = users::find_by_name(tx, &name)?;
            Keys::new(cx, user.as_ref(), &name).asking_proof(cx).wants_proof(tx, cx.now)
        }
        Purpose::Reset => asked::wants_proof(tx, cx, asked::RESET),
        Purpose::SignUp => asked::wants_proof(tx, cx, asked::SIGN_UP),
    })?;
    if !is_wanted {
        return Ok(None);
    }
    Ok(Some(match service(cx)? {
        Some((service, _)) => {
            Wanted::Puzzle { service, site_key: cx.app.settings().text(SITE_KEY).to_owned() }
        }
        None => Wanted::Work(draw(&cx.app.challenges.key, purpose, cx.now, cx.entropy())),
    }))
}

/// The same operation, and whether it was proved that no program tries. Nobody has to prove it: without a proof the pauses
/// are longer.
pub async fn prove(cx: &Cx, purpose: Purpose, given: &Given) -> Result<Cx, StoreError> {
    let proved = match service(cx)? {
        _ if !is_on(cx) => false,
        None => !given.work.is_empty() && cx.app.challenges.take(purpose, &given.work, cx.now),
        Some((service, secret)) => judge(cx, service, secret, &given.token).await,
    };
    Ok(Cx { proved, ..cx.clone() })
}

/// A service that does not answer has proved nothing.
async fn judge(cx: &Cx, service: Service, secret: Secret, token: &str) -> bool {
    let Some(outside) = cx.app.outside().filter(|_| (1..=4_096).contains(&token.len())) else { return false };
    let solved = Solved { service, secret, token: token.to_owned(), address: cx.address.clone() };
    match outside.judge(&solved).await {
        Ok(is_person) => is_person,
        Err(why) => {
            tracing::warn!(service = service.as_str(), why, "whether a program tries could not be asked");
            false
        }
    }
}

/// The service that is set, with our secret there. Where either key is missing the proof of work takes its place.
fn service(cx: &Cx) -> Result<Option<(Service, Secret)>, StoreError> {
    let settings = cx.app.settings();
    let Some(service) = Service::parse(settings.text(KIND)) else { return Ok(None) };
    if settings.text(SITE_KEY).is_empty() {
        return Ok(None);
    }
    let secret = open_secret(&cx.app, SECRET)?.filter(|secret| !secret.expose().is_empty());
    Ok(secret.map(|secret| (service, secret)))
}
