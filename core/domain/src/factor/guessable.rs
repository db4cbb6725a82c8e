//! Passwords that are guessed first: those on a list, runs and repeats, and what anybody knows of the account (NIST SP
//! 800-63B-4 3.1.1.2). Nothing is said of kinds of characters: rules of composition make passwords worse.

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::secret::Secret;
use crate::token::sha256;
use crate::user::folded;

/// Sorted beginnings of SHA-256; `assets/passwords/README.md` says of what.
const LIST: &[u8] = include_bytes!("../../../../assets/passwords/common.bin");
/// Bytes of each.
const WIDTH: usize = 5;
/// Rows of keyboards: whoever slides along them is guessed as soon as one who counts.
const ROWS: [&str; 3] =
    ["qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn"];
/// Characters that have to be there beside what anybody knows of the account.
const REST: usize = 6;
/// Characters in front of and behind a word that do not make it another one.
const FRINGE: usize = 4;

/// What anybody knows of an account: its names, its address, the office.
#[derive(Clone, Debug, Default)]
pub struct Own(Vec<String>);

/// Why a password is guessed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Many people have it, or it is a run or a repeat.
    Common,
    /// Little more than what anybody knows of the account.
    Own,
}

impl Own {
    /// Of names and addresses; each counts as a whole and in its parts.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = vec!["donelogin".to_owned()];
        for word in words {
            let word = folded(word);
            all.push(letters(&word).to_string());
            all.extend(word.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
        }
        // Shorter ones stand in too many words by chance.
        all.retain(|word| word.chars().count() >= 4);
        all.sort_by_key(|word| std::cmp::Reverse(word.len()));
        all.dedup();
        Self(all)
    }
}

/// Whether a password is guessed first, and why.
pub fn guess(password: &Secret, own: &Own) -> Option<Guess> {
    let typed = Zeroizing::new(password.expose().nfkc().collect::<String>().to_lowercase());
    if is_common(&typed) {
        return Some(Guess::Common);
    }
    let mut rest = letters(&folded(&typed));
    let length = rest.len();
    for word in &own.0 {
        rest = Zeroizing::new(rest.replace(word.as_str(), ""));
    }
    let is_own = rest.len() < length && (rest.chars().count() < REST || is_common(&rest));
    is_own.then_some(Guess::Own)
}

/// Letters and digits alone: dots and hyphens make no name another one.
fn letters(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.chars().filter(|c| c.is_alphanumeric()).collect())
}

fn is_common(text: &str) -> bool {
    is_listed(text) || is_run(text) || is_repeat(text) || is_fringed(text)
}

/// Whether the list has it.
fn is_listed(text: &str) -> bool {
    let hash = sha256(text.as_bytes());
    let wanted = hash.get(..WIDTH).unwrap_or_default();
    let entry = |n: usize| LIST.get(n * WIDTH..(n + 1) * WIDTH).unwrap_or_default();
    let (mut low, mut high) = (0, LIST.len() / WIDTH);
    while low < high {
        let middle = low + (high - low) / 2;
        match entry(middle).cmp(wanted) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    false
}

/// `123456789012345`, `aaaaaaaa`, `hgfedcba`, or a way along a keyboard.
fn is_run(text: &str) -> bool {
    let steps: Vec<i64> = text.chars().zip(text.chars().skip(1)).map(|(one, next)| step(one, next)).collect();
    let same = |wanted: i64| steps.iter().all(|step| *step == wanted);
    let reversed: String = text.chars().rev().collect();
    steps.len() >= 3
        && ([0, 1, -1].into_iter().any(same)
            || ROWS.iter().any(|row| row.contains(text) || row.contains(&reversed)))
}

/// How far the next character is; after nine comes nought.
fn step(one: char, next: char) -> i64 {
    match (one, next) {
        ('9', '0') => 1,
        ('0', '9') => -1,
        _ => i64::from(u32::from(next)) - i64::from(u32::from(one)),
    }
}

/// The same again and again: up to four characters, or something common.
fn is_repeat(text: &str) -> bool {
    let all: Vec<char> = text.chars().collect();
    (1..=all.len() / 2).filter(|length| all.len().is_multiple_of(*length)).any(|length| {
        let unit: String = all.iter().take(length).collect();
        let repeats = all.chunks(length).all(|chunk| chunk.iter().eq(all.iter().take(length)));
        repeats && (length <= 4 || is_listed(&unit) || is_run(&unit))
    })
}

/// Something common with a little in front or behind: `!Password2026`, `dragon123456`.
fn is_fringed(text: &str) -> bool {
    let word = text.trim_matches(|c: char| !c.is_alphabetic());
    if word.chars().count() < 4 || word.len() == text.len() {
        return false;
    }
    let (front, behind) = text.split_once(word).unwrap_or_default();
    let little = |fringe: &str| fringe.chars().count() <= FRINGE || is_listed(fringe) || is_run(fringe);
    (is_listed(word) || is_run(word) || is_repeat(word)) && little(front) && little(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(password: &str) -> Option<Guess> {
        let own = Own::new([
            "mira",
            "mira.vantongel@kestrelrow.example",
            "Kestrel Row Architects",
            "Mira Vantongel",
        ]);
        guess(&Secret::new(password), &own)
    }

    #[test]
    fn the_list_is_whole_and_sorted() {
        assert_eq!(LIST.len() % WIDTH, 0);
        let entries: Vec<_> = LIST.chunks(WIDTH).collect();
        assert!(entries.len() > 40_000 && entries.is_sorted());
    }

    #[test]
    fn what_many_people_have_is_refused_however_it_is_dressed() {
        for common in [
            "password",
            "PassWord",
            "qwertyuiop12345",
            "passwordpassword",
            "1qaz2wsx3edc4rfv",
            "Passw0rd",
            "!Password2026",
            "dragon1234567890",
            "123456789012345",
            "987654321098765",
            "aaaaaaaaaaaaaaa",
            "abcdabcdabcdabcd",
            "abcdefghijklmnop",
            "qwertzuiopasdfg",
            "mnbvcxzlkjhgfds",
            "ｐａｓｓｗｏｒｄ",
            "monkeymonkeymonkey",
        ] {
            assert_eq!(found(common), Some(Guess::Common), "{common}");
        }
    }

    #[test]
    fn what_anybody_knows_of_the_account_is_refused() {
        for own in [
            "miravantongel",
            "Mira.Vantongel2026",
            "kestrelrowarchitects",
            "Kestrel-Row-1234!",
            "DOneLogin2026",
            "mirakestrel12345678",
        ] {
            assert_eq!(found(own), Some(Guess::Own), "{own}");
        }
    }

    #[test]
    fn a_few_words_in_a_row_are_taken() {
        for good in [
            "correct horse battery",
            "four quiet stones",
            "a kestrel over wet slate",
            "Dragon-77-Lampe-blau",
            "h7$kQz9w",
            "十五夜の月が綺麗ですね",
        ] {
            assert_eq!(found(good), None, "{good}");
        }
    }
}
