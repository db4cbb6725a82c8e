//! What was read lately, for as long as nothing is written: a token that is asked about thousands of times a second is
//! looked up once. Nothing here can outlive a fact: every commit moves the store's version on before its writer is
//! answered, and what was read under an older version is read again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use store::{ReadTx, Store, StoreError};

/// Entries that are kept; beyond it all are dropped, which costs one more look-up each.
const MOST: usize = 4_096;

pub(crate) struct Remembered<K, V> {
    inner: Mutex<Entries<K, V>>,
}

struct Entries<K, V> {
    version: u64,
    values: HashMap<K, Arc<V>>,
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self { inner: Mutex::new(Entries { version: 0, values: HashMap::new() }) }
    }
}

impl<K: Clone + Eq + Hash, V> Remembered<K, V> {
    /// The value under a key, read if it is not remembered. What is not there is not remembered: guesses take no place.
    pub(crate) fn find(
        &self,
        store: &Store,
        key: &K,
        read: impl FnOnce(&ReadTx<'_>) -> Result<Option<V>, StoreError>,
    ) -> Result<Option<Arc<V>>, StoreError> {
        // Before the snapshot: a commit in between makes the entry look older than it is, never younger.
        let version = store.version();
        if let Ok(entries) = self.inner.lock()
            && entries.version == version
            && let Some(value) = entries.values.get(key)
        {
            return Ok(Some(Arc::clone(value)));
        }
        let Some(value) = store.read(read)?.map(Arc::new) else { return Ok(None) };
        if let Ok(mut entries) = self.inner.lock()
            && entries.version <= version
        {
            if entries.version < version || entries.values.len() >= MOST {
                entries.values.clear();
                entries.version = version;
            }
            entries.values.insert(key.clone(), Arc::clone(&value));
        }
        Ok(Some(value))
    }
}
