//! What lists have in common: how much of them, and in which order.

use serde::{Deserialize, Deserializer, de};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};

/// What a list can be sorted by.
pub(super) trait Key: Copy + Default + 'static {
    /// Each key with its word.
    const WORDS: &'static [(&'static str, Self)];
}

/// An order: a key's word, with `-` in front the largest first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sort<K> {
    pub(super) by: K,
    pub(super) descending: bool,
}

impl<'de, K: Key> Deserialize<'de> for Sort<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (descending, word) = text.strip_prefix('-').map_or((false, text.as_str()), |word| (true, word));
        let found = K::WORDS.iter().find(|(known, _)| *known == word);
        let (_, by) = found.ok_or_else(|| {
            let words: Vec<&str> = K::WORDS.iter().map(|(word, _)| *word).collect();
            de::Error::custom(format!("sort takes {}, with - in front the largest first", words.join(", ")))
        })?;
        Ok(Self { by: *by, descending })
    }
}

impl<K: Key> Sort<K> {
    /// As a schema.
    pub(super) fn words() -> RefOr<Schema> {
        let words = K::WORDS.iter().flat_map(|(word, _)| [(*word).to_owned(), format!("-{word}")]);
        let words = words.collect::<Vec<_>>();
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build().into()
    }
}

/// How much of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// At most so many, 1 to 500.
    pub(super) limit: u32,
    /// So many are left out in front.
    pub(super) offset: u32,
}

impl Part {
    /// 50 where nothing is said.
    pub(super) fn new(limit: Option<u32>, offset: u32) -> Self {
        Self { limit: limit.unwrap_or(50).clamp(1, 500), offset }
    }

    /// This part of a list that was read whole, and how many there are in all.
    pub(super) fn of<T>(self, all: Vec<T>) -> (impl Iterator<Item = T>, i64) {
        let total = i64::try_from(all.len()).unwrap_or_default();
        let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        (all.into_iter().skip(number(self.offset)).take(number(self.limit)), total)
    }
}
