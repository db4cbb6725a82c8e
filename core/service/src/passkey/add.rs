//! A new passkey: what the browser is asked for, and keeping what it brings.

use domain::factor::recovery;
use domain::id::PasskeyId;
use domain::outbox::Content;
use domain::passkey::ceremony::{NewCredential, Registration};
use domain::passkey::challenge::{self, Bond, Purpose};
use domain::passkey::provider;
use domain::passkey::{MAX_PASSKEYS, Passkey, PasskeyState, rp_id};
use domain::secret::Secret;
use store::factors::{self, FactorState};
use store::{ReadTx, outbox, passkeys};

use super::{PasskeyError, event, place};
use crate::authenticator::{notice, recovery_tags};
use crate::authorize::Browser;
use crate::cx::Cx;
use crate::demand::may_change;
use crate::rights::FRESH_S;
use crate::second_factor::forget_remembered;
use crate::second_step_link;
use crate::session::SignedIn;

/// How old a sign-in may be when the passkey comes: the challenge was given to a fresh one.
const ENROLMENT_S: i64 = FRESH_S + challenge::LIFETIME_S;

/// What the browser is asked for.
#[derive(Debug)]
pub struct Creation {
    /// Base64url.
    pub challenge: String,
    /// The host.
    pub rp_id: String,
    /// The office.
    pub rp_name: String,
    /// What authenticators call the account.
    pub user_handle: Vec<u8>,
    /// The address, which people see where they choose a passkey.
    pub user_name: String,
    /// The person's name.
    pub display_name: String,
    /// Passkeys that the account has: an authenticator holds one of them at most. Id, and how it is reached.
    pub exclude: Vec<(Vec<u8>, Vec<String>)>,
}

/// A passkey that is kept.
#[derive(Debug)]
pub struct Added {
    /// Row id.
    pub id: PasskeyId,
    /// Recovery codes, where there were none.
    pub codes: Vec<Secret>,
}

/// Whether the person may make one now.
pub fn check(cx: &Cx, signed_in: &SignedIn) -> Result<(), PasskeyError> {
    if !signed_in.session.is_fresh(FRESH_S, cx.now) {
        return Err(PasskeyError::NotFresh);
    }
    cx.store().read(|tx| may_add(cx, tx, signed_in))
}

/// What the browser is asked for.
pub async fn begin(cx: &Cx, signed_in: &SignedIn, browser: &Browser) -> Result<Creation, PasskeyError> {
    check(cx, signed_in)?;
    let own = browser.browser.ok_or(PasskeyError::TooOld)?;
    let mut fresh = [0; 32];
    cx.entropy().fill(&mut fresh);
    let bond = Bond { purpose: Purpose::Add, browser: &own, user: Some(&signed_in.user.id) };
    let challenge = challenge::make(cx.store().client_secret_key(), cx.entropy(), bond, cx.now);
    let user = signed_in.user.id.clone();
    let (user_handle, exclude) = cx
        .store()
        .write::<_, PasskeyError>(move |tx| {
            let known = passkeys::list(tx, &user)?.into_iter();
            let known = known.map(|passkey| (passkey.credential_id, passkey.transports)).collect();
            Ok((passkeys::handle_of(tx, &user, fresh)?, known))
        })
        .await?;
    Ok(Creation {
        challenge,
        rp_id: rp_id(&cx.app.issuer()).to_owned(),
        rp_name: cx.app.settings().office_name().to_owned(),
        user_handle,
        user_name: signed_in.user.email.as_str().to_owned(),
        display_name: signed_in.user.display_name().to_owned(),
        exclude,
    })
}

/// Keeps what the browser brings. Recovery codes are made where there are none. The session gains nothing by it: without
/// an attestation a new passkey has signed nothing yet.
pub async fn finish(
    cx: &Cx,
    signed_in: &SignedIn,
    browser: &Browser,
    credential: &str,
) -> Result<Added, PasskeyError> {
    if !signed_in.session.is_fresh(ENROLMENT_S, cx.now) {
        return Err(PasskeyError::NotFresh);
    }
    let own = browser.browser.ok_or(PasskeyError::TooOld)?;
    let registration = Registration::parse(credential)?;
    let bond = Bond { purpose: Purpose::Add, browser: &own, user: Some(&signed_in.user.id) };
    let key = cx.store().client_secret_key();
    let challenge = challenge::open(key, bond, registration.challenge(), cx.now);
    let challenge = challenge.map_err(|_| PasskeyError::TooOld)?;
    let issuer = cx.app.issuer();
    let passkey = new(cx, signed_in, registration.verify(place(&issuer))?, rp_id(&issuer));
    let codes = recovery::generate(cx.entropy());
    let (cx, signed_in) = (cx.clone(), signed_in.clone());
    let store = cx.store().clone();
    store
        .write(move |tx| {
            let user = &signed_in.user;
            may_add(&cx, tx, &signed_in)?;
            if !passkeys::use_challenge(tx, &challenge)? {
                return Err(PasskeyError::TooOld);
            }
            if passkeys::find_by_credential(tx, &passkey.credential_id)?.is_some() {
                return Err(PasskeyError::Known);
            }
            passkeys::insert(tx, &passkey)?;
            let state = factors::load(tx, &user.id)?;
            let demanded_since = state.demanded_since.or(Some(cx.now));
            factors::put(tx, &user.id, &FactorState { demanded_since, ..state })?;
            forget_remembered(tx, &user.id)?;
            let name = passkey.name.clone();
            outbox::insert(tx, &notice(&cx, user, |to| Content::PasskeyAdded { to, name }))?;
            let added = event(&cx, user, "passkey.added", &passkey.id).with("name", passkey.name.as_str());
            store::audit::append(tx, added, cx.now)?;
            if factors::count_recovery_codes(tx, &user.id)? > 0 {
                return Ok(Added { id: passkey.id, codes: Vec::new() });
            }
            factors::replace_recovery_codes(tx, &user.id, &recovery_tags(&cx, &codes))?;
            Ok(Added { id: passkey.id, codes })
        })
        .await
}

fn new(cx: &Cx, signed_in: &SignedIn, credential: NewCredential, rp_id: &str) -> Passkey {
    Passkey {
        id: PasskeyId::generate(cx.entropy()),
        user_id: signed_in.user.id.clone(),
        credential_id: credential.credential_id,
        public_key: credential.public_key,
        rp_id: rp_id.to_owned(),
        transports: credential.transports,
        name: provider::name_of(credential.aaguid).to_owned(),
        backup_eligible: credential.backup_eligible,
        backed_up: credential.backed_up,
        counter: credential.counter,
        state: PasskeyState::Active,
        copied_at: None,
        created_at: cx.now,
        last_used_at: None,
    }
}

fn may_add(cx: &Cx, tx: &ReadTx<'_>, signed_in: &SignedIn) -> Result<(), PasskeyError> {
    let user = &signed_in.user.id;
    if second_step_link::comes_first(tx, user, cx.now)? {
        return Err(PasskeyError::LinkFirst);
    }
    if !may_change(tx, signed_in)? {
        return Err(PasskeyError::NotWhole);
    }
    if passkeys::list(tx, user)?.len() >= MAX_PASSKEYS {
        return Err(PasskeyError::TooMany);
    }
    Ok(())
}
