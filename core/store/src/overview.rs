//! What the overview counts.

use domain::audit::{LET_IN, REFUSED};
use domain::session::SessionLifetimes;
use rusqlite::params;

use crate::error::StoreError;
use crate::tx::ReadTx;

/// Sign-ins in a span of time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bar {
    /// Its beginning; seconds since 1970.
    pub from: i64,
    /// Its length in seconds.
    pub length_s: i64,
    /// Sign-ins that succeeded.
    pub let_in: i64,
    /// Tries that did not.
    pub refused: i64,
    /// How many succeed usually in such a span; nothing where there is nothing to compare with.
    pub usual: Option<f64>,
}

/// So many spans of equal length, one after the other.
pub fn bars(tx: &ReadTx<'_>, from: i64, length_s: i64, many: u32) -> Result<Vec<Bar>, StoreError> {
    let begins = (0..i64::from(many)).map(|n| from + n * length_s);
    let mut bars: Vec<Bar> = begins.map(|from| Bar { from, length_s, ..Bar::default() }).collect();
    let until = from + i64::from(many) * length_s;
    for (name, is_in) in
        LET_IN.iter().map(|name| (name, true)).chain(REFUSED.iter().map(|name| (name, false)))
    {
        for (slot, count) in slots(tx, name, from, until, length_s)? {
            if let Some(bar) = usize::try_from(slot).ok().and_then(|slot| bars.get_mut(slot)) {
                *(if is_in { &mut bar.let_in } else { &mut bar.refused }) += count;
            }
        }
    }
    Ok(bars)
}

/// Fills in what is usual: the mean of the spans one `period_s` earlier, two, and so on, as far as the log goes back.
pub fn compare(tx: &ReadTx<'_>, bars: &mut [Bar], period_s: i64, periods: u32) -> Result<(), StoreError> {
    let Some(first) = bars.first().copied() else { return Ok(()) };
    let begun = tx.find("SELECT at FROM audit WHERE seq = 1", [], |r| Ok(r.get::<_, i64>(0)?))?;
    let mut sums = vec![(0_i64, 0_u32); bars.len()];
    for period in 1..=i64::from(periods) {
        let from = first.from - period * period_s;
        if begun.is_none_or(|begun| begun > from) {
            break;
        }
        let many = i64::try_from(bars.len()).unwrap_or_default();
        for (_, seen) in &mut sums {
            *seen += 1;
        }
        for name in LET_IN {
            for (slot, count) in slots(tx, name, from, from + many * first.length_s, first.length_s)? {
                if let Some((sum, _)) = usize::try_from(slot).ok().and_then(|slot| sums.get_mut(slot)) {
                    *sum += count;
                }
            }
        }
    }
    for (bar, (sum, seen)) in bars.iter_mut().zip(sums) {
        let sum = i32::try_from(sum).unwrap_or(i32::MAX);
        bar.usual = (seen > 0).then(|| f64::from(sum) / f64::from(seen));
    }
    Ok(())
}

fn slots(
    tx: &ReadTx<'_>,
    event: &str,
    from: i64,
    until: i64,
    length_s: i64,
) -> Result<Vec<(i64, i64)>, StoreError> {
    tx.list(
        "SELECT (at - ?2) / ?4, count(*) FROM audit WHERE event = ?1 AND at >= ?2 AND at < ?3 GROUP BY 1",
        params![event, from, until, length_s],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}

/// People who may sign in, by the best second factor that each has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factors {
    /// A phone.
    pub phone: i64,
    /// A passkey, and no phone.
    pub passkey: i64,
    /// An authenticator app, and neither of them.
    pub authenticator: i64,
    /// Recovery codes alone.
    pub recovery_codes: i64,
    /// Nothing.
    pub none: i64,
}

/// Counts them.
pub fn factors(tx: &ReadTx<'_>) -> Result<Factors, StoreError> {
    let found = tx.find(
        "SELECT coalesce(sum(best = 4), 0), coalesce(sum(best = 3), 0), coalesce(sum(best = 2), 0), coalesce(sum(best = 1), 0), coalesce(sum(best = 0), 0) FROM
           (SELECT CASE WHEN u.id IN (SELECT user_id FROM devices) THEN 4
              WHEN u.id IN (SELECT user_id FROM passkeys) THEN 3
              WHEN u.id IN (SELECT user_id FROM factor_states WHERE totp_confirmed_at IS NOT NULL) THEN 2
              WHEN u.id IN (SELECT user_id FROM recovery_codes WHERE used_at IS NULL) THEN 1 ELSE 0 END AS best
            FROM users u WHERE u.state = 'active')",
        [],
        |r| {
            let (phone, passkey, authenticator) = (r.get(0)?, r.get(1)?, r.get(2)?);
            Ok(Factors { phone, passkey, authenticator, recovery_codes: r.get(3)?, none: r.get(4)? })
        },
    )?;
    Ok(found.unwrap_or(Factors { phone: 0, passkey: 0, authenticator: 0, recovery_codes: 0, none: 0 }))
}

/// How many people are signed in somewhere.
pub fn signed_in(tx: &ReadTx<'_>, lifetimes: SessionLifetimes, now: i64) -> Result<i64, StoreError> {
    tx.count(
        "SELECT count(DISTINCT user_id) FROM sessions WHERE last_seen_at > ?1 AND created_at > ?2",
        [now - lifetimes.idle_s, now - lifetimes.absolute_s],
    )
}

/// For what somebody or something waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingFor {
    /// Half of a sign-in was reset, and the owner may still stop it.
    Reset,
    /// A phone that counts later.
    Device,
    /// A phone that counts no more: there are two of it.
    StoppedDevice,
    /// A passkey that counts no more: its key seems to exist twice.
    StoppedPasskey,
    /// The owner said "not me": strangers' browsers may not ask for a while.
    NotMe,
    /// Somebody has not followed an invitation yet.
    Invitation,
    /// Somebody signed up and waits for an administrator.
    SignUp,
}

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// For what.
    pub what: WaitingFor,
    /// Whose account; of somebody who signed up and has none, the id of that.
    pub user_id: String,
    /// The name that people see.
    pub user_name: String,
    /// The phone or the passkey, where it is about one.
    pub device_id: Option<String>,
    /// Its name.
    pub device_name: Option<String>,
    /// Since when, where that is known.
    pub since: Option<i64>,
    /// Until when, where it ends by itself.
    pub until: Option<i64>,
}

/// Name, since, until, and the phone or passkey: the same columns for every kind.
const KINDS: [(WaitingFor, &str); 7] = [
    (
        WaitingFor::SignUp,
        "SELECT id, name, confirmed_at, expires_at, NULL, NULL
         FROM sign_ups WHERE confirmed_at IS NOT NULL AND expires_at > ?1 ORDER BY confirmed_at DESC LIMIT ?2",
    ),
    (
        WaitingFor::NotMe,
        "SELECT u.id, coalesce(json_extract(u.claims, '$.name'), u.username), NULL, f.blocked_until, NULL, NULL
         FROM factor_states f JOIN users u ON u.id = f.user_id WHERE f.blocked_until > ?1 ORDER BY f.blocked_until DESC LIMIT ?2",
    ),
    (
        WaitingFor::StoppedDevice,
        "SELECT u.id, coalesce(json_extract(u.claims, '$.name'), u.username), d.copied_at, NULL, d.id, d.name
         FROM devices d JOIN users u ON u.id = d.user_id WHERE d.state = 'suspended' AND ?1 > 0 ORDER BY d.copied_at DESC LIMIT ?2",
    ),
    (
        WaitingFor::StoppedPasskey,
        "SELECT u.id, coalesce(json_extract(u.claims, '$.name'), u.username), p.copied_at, NULL, p.id, p.name
         FROM passkeys p JOIN users u ON u.id = p.user_id WHERE p.state = 'suspended' AND ?1 > 0 ORDER BY p.copied_at DESC LIMIT ?2",
    ),
    (
        WaitingFor::Reset,
        "SELECT u.id, coalesce(json_extract(u.claims, '$.name'), u.username), max(r.at), max(r.until), NULL, NULL
         FROM resets r JOIN users u ON u.id = r.user_id WHERE r.until > ?1 AND r.stopped_at IS NULL
         AND NOT (r.half = 'password' AND r.act = 'link') GROUP BY u.id ORDER BY 3 DESC LIMIT ?2",
    ),
    (
        WaitingFor::Device,
        "SELECT u.id, coalesce(json_extract(u.claims, '$.name'), u.username), d.created_at, d.waiting_until, d.id, d.name
         FROM devices d JOIN users u ON u.id = d.user_id WHERE d.state = 'waiting' AND d.waiting_until > ?1 ORDER BY d.created_at DESC LIMIT ?2",
    ),
    (
        WaitingFor::Invitation,
        "SELECT u.id, coalesce(json_extract(u.claims, '$.name'), u.username), l.created_at, l.expires_at, NULL, NULL
         FROM one_time_links l JOIN users u ON u.id = l.user_id WHERE l.purpose = 'invite' AND l.expires_at > ?1 ORDER BY l.created_at DESC LIMIT ?2",
    ),
];

/// What waits, at most `limit` of a kind.
pub fn waiting(tx: &ReadTx<'_>, now: i64, limit: u32) -> Result<Vec<Waiting>, StoreError> {
    let mut all = Vec::new();
    for (what, sql) in KINDS {
        all.extend(tx.list(sql, params![now, limit], |r| {
            Ok(Waiting {
                what,
                user_id: r.get(0)?,
                user_name: r.get(1)?,
                since: r.get(2)?,
                until: r.get(3)?,
                device_id: r.get(4)?,
                device_name: r.get(5)?,
            })
        })?);
    }
    Ok(all)
}
