//! How hard a password is to guess, for the meter on pages where one is set. It helps and decides nothing.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::factor::guessable::guess;
use domain::secret::Secret;

use crate::cx::Cx;
use crate::password_link::known;

/// Characters that are looked at: what is that long is strong, and the work grows with the length.
const MOST: usize = 64;
/// Questions of one address in a minute; a person who types asks three times a second at most.
const A_MINUTE: u32 = 120;
/// Addresses that are counted at once.
const ADDRESSES: usize = 4_096;

/// Who asked how often in the present minute.
#[derive(Debug, Default)]
pub(crate) struct Asked(Mutex<(i64, HashMap<String, u32>)>);

impl Asked {
    /// Whether one more question is in order.
    fn count(&self, address: &str, now: i64) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (minute, counts) = &mut *held;
        if *minute != now / 60 {
            *minute = now / 60;
            counts.clear();
        }
        if counts.len() >= ADDRESSES && !counts.contains_key(address) {
            return false;
        }
        let count = counts.entry(address.to_owned()).or_default();
        *count += 1;
        *count <= A_MINUTE
    }
}

/// From 0, guessed at once, to 4; nothing where this address has asked too often. `typed`: what else is on the page.
pub async fn judge(cx: &Cx, password: Secret, typed: Vec<String>) -> Option<u8> {
    if !cx.app.strength.count(&cx.address_key(), cx.now) {
        return None;
    }
    let typed: Vec<String> = typed.into_iter().map(|word| word.chars().take(MOST).collect()).collect();
    let words: Vec<&str> = typed.iter().map(String::as_str).collect();
    if guess(&password, &known(cx, &words)).is_some() {
        return Some(0);
    }
    let office = cx.app.settings().office_name().to_owned();
    let estimated = tokio::task::spawn_blocking(move || {
        let inputs: Vec<&str> = typed.iter().chain([&office]).map(String::as_str).collect();
        let typed = Secret::new(password.expose().chars().take(MOST).collect::<String>());
        u8::from(zxcvbn::zxcvbn(typed.expose(), &inputs).score())
    });
    estimated.await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_a_while_and_no_more() {
        let asked = Asked::default();
        assert!((0..A_MINUTE).all(|_| asked.count("one", 60)));
        assert!(!asked.count("one", 119));
        assert!(asked.count("two", 119));
        assert!(asked.count("one", 120));
    }
}
