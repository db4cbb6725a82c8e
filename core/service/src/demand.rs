//! What is demanded of a person, at a client or at our own pages, and what the account has: read here, decided by
//! `domain::factor`.

use domain::client::Client;
use domain::factor::due::{Due, Held, Standing};
use domain::factor::kind::{Kind, Kinds};
use domain::factor::lockout;
use domain::factor::policy::{Demand, Policy, Rule};
use domain::id::{InteractionId, UserId};
use domain::passkey::rp_id;
use domain::user::User;
use oidc::acr::AcrRequest;
use oidc::authorize::Request;
use store::{ReadTx, StoreError, factors, groups, passkeys, remembered_browsers};

use crate::ask::active_phones;
use crate::authorize::{self, Browser};
use crate::cx::Cx;
use crate::session::SignedIn;

/// Whether a session may change the account's second step: it went past it, or there is none yet. A policy that asks
/// nobody changes nothing here: a client may ask all the same, and then a password alone must not have replaced it.
pub(crate) fn may_change(tx: &ReadTx<'_>, signed_in: &SignedIn) -> Result<bool, StoreError> {
    Ok(signed_in.session.has_second_factor() || !factors::load(tx, &signed_in.user.id)?.has_factor())
}

/// Whether a session went past the second step, where its account has one, also where a policy asks nobody, or has to have
/// one. A browser that was remembered is no factor.
pub(crate) fn is_whole(cx: &Cx, tx: &ReadTx<'_>, signed_in: &SignedIn) -> Result<bool, StoreError> {
    if signed_in.session.has_second_factor() {
        return Ok(true);
    }
    Ok(may_change(tx, signed_in)? && demand(cx, tx, &signed_in.user, None)?.policy != Policy::Required)
}

/// What the office, the person's groups and a client ask of a person.
fn demand(cx: &Cx, tx: &ReadTx<'_>, user: &User, client: Option<Rule>) -> Result<Demand, StoreError> {
    let office = Policy::parse(cx.app.settings().text("mfa.policy"));
    let rules = groups::rules_of(tx, &user.id)?.into_iter().chain(client);
    Ok(Demand::new(office, user.mfa_policy, rules))
}

/// What is demanded, and what there is to meet it.
#[derive(Clone, Debug)]
pub(crate) struct Demanded {
    pub(crate) demand: Demand,
    pub(crate) held: Held,
    asked: AcrRequest,
}

impl Demanded {
    /// At our own pages.
    pub(crate) fn here(cx: &Cx, tx: &ReadTx<'_>, user: &User) -> Result<Self, StoreError> {
        Self::load(cx, tx, user, None, AcrRequest::default())
    }

    /// At a client, for what it asks.
    pub(crate) fn at(
        cx: &Cx,
        tx: &ReadTx<'_>,
        user: &User,
        client: &Client,
        request: &Request,
    ) -> Result<Self, StoreError> {
        Self::for_client(cx, tx, user, client, request.acr.clone())
    }

    /// At a client, for classes of authentication.
    pub(crate) fn for_client(
        cx: &Cx,
        tx: &ReadTx<'_>,
        user: &User,
        client: &Client,
        asked: AcrRequest,
    ) -> Result<Self, StoreError> {
        let mut demanded = Self::load(cx, tx, user, Some(client.rule), asked)?;
        demanded.demand.may_remember &= !client.terms.session.asks_in_remembered_browsers;
        Ok(demanded)
    }

    /// For the request under way, or at our own pages where there is none.
    pub(crate) fn of_goal(
        cx: &Cx,
        tx: &ReadTx<'_>,
        user: &User,
        interaction: Option<&InteractionId>,
    ) -> Result<Self, StoreError> {
        match interaction.map(|id| authorize::find_request(cx, tx, id)).transpose()?.flatten() {
            Some((client, request)) => Self::at(cx, tx, user, &client, &request),
            None => Self::here(cx, tx, user),
        }
    }

    fn load(
        cx: &Cx,
        tx: &ReadTx<'_>,
        user: &User,
        client: Option<Rule>,
        asked: AcrRequest,
    ) -> Result<Self, StoreError> {
        Ok(Self { demand: demand(cx, tx, user, client)?, held: held(cx, tx, &user.id)?, asked })
    }

    /// Where a sign-in stands that was proved by `amr`.
    pub(crate) fn standing<'a>(
        &'a self,
        amr: &'a [String],
        remembered: bool,
        asked_before: bool,
    ) -> Standing<'a> {
        Standing { demand: self.demand, held: self.held, amr, asked: &self.asked, remembered, asked_before }
    }

    /// Which factors may be offered to somebody who was proved by `amr` so far.
    pub(crate) fn offer(&self, amr: &[String]) -> Kinds {
        self.standing(amr, false, false).offer()
    }

    /// The factor that the person has to set up, if everybody has to have one and there is none that counts.
    pub(crate) fn to_set_up(&self) -> Option<Kind> {
        let counts = self.demand.accepted.and(self.held.has).can_be_set_up();
        (self.demand.policy == Policy::Required && !counts).then(|| self.demand.to_set_up())
    }

    /// Whether a right password is only half of a sign-in in this browser.
    pub(crate) fn is_due_after_password(&self, remembered: bool) -> bool {
        self.standing(&["pwd".to_owned()], remembered, false).due() == Due::Ask
    }
}

/// What an account has.
fn held(cx: &Cx, tx: &ReadTx<'_>, user: &UserId) -> Result<Held, StoreError> {
    let state = factors::load(tx, user)?;
    // After too many failed checks another factor is used first, and the phone is not there for so long.
    let looks_at_faces = lockout::face_counts(state.face_failures);
    let there = [
        (Kind::Phone, looks_at_faces && !active_phones(tx, cx, user)?.is_empty()),
        (Kind::Passkey, has_passkey(cx, tx, user)?),
        (Kind::Authenticator, state.totp_since.is_some()),
        (Kind::RecoveryCode, factors::count_recovery_codes(tx, user)? > 0),
    ];
    let has = there.into_iter().filter(|(_, is_there)| *is_there).map(|(kind, _)| kind).collect();
    Ok(Held { has, demanded: state.has_factor() })
}

/// The factors that an account has beside recovery codes, also a phone that looks at no faces for a while: whether one
/// may go is asked of these.
pub(crate) fn factors_left(cx: &Cx, tx: &ReadTx<'_>, user: &UserId) -> Result<Kinds, StoreError> {
    let there = [
        (Kind::Phone, !active_phones(tx, cx, user)?.is_empty()),
        (Kind::Passkey, has_passkey(cx, tx, user)?),
        (Kind::Authenticator, factors::load(tx, user)?.totp_since.is_some()),
    ];
    Ok(there.into_iter().filter(|(_, is_there)| *is_there).map(|(kind, _)| kind).collect())
}

fn has_passkey(cx: &Cx, tx: &ReadTx<'_>, user: &UserId) -> Result<bool, StoreError> {
    passkeys::has_active(tx, user, rp_id(&cx.app.issuer()))
}

/// Whether the person's second factor is not asked in a browser for a while.
pub(crate) fn is_remembered(
    cx: &Cx,
    tx: &ReadTx<'_>,
    user: &UserId,
    browser: &Browser,
) -> Result<bool, StoreError> {
    let Some(own) = &browser.browser else { return Ok(false) };
    remembered_browsers::is_remembered(tx, user, own, cx.app.settings().remembered_until(cx.now))
}
