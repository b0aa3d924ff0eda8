//! What was worked out before, kept for as long as it is asked for.

use foldhash::HashMap;
use std::borrow::Borrow;
use std::hash::Hash;

/// Values by what they were computed from. What nobody asked for between two turns is forgotten, so that a memory holds no more than
/// its last pile needs.
#[derive(Debug)]
pub(crate) struct Memo<K, V> {
    /// With the turn in which each was last asked for.
    known: HashMap<K, (u64, V)>,
    turn: u64,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { known: HashMap::default(), turn: 0 }
    }
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// The value of a key; made where it is not known.
    pub(crate) fn get<Q>(&mut self, key: &Q, make: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        if let Some(known) = self.known(key) {
            return known;
        }
        let value = make();
        self.put(key.to_owned(), value.clone());
        value
    }

    /// The value of a key, where it is known.
    pub(crate) fn known<Q>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let (asked, known) = self.known.get_mut(key)?;
        *asked = self.turn;
        Some(known.clone())
    }

    /// Takes note of a value.
    pub(crate) fn put(&mut self, key: K, value: V) {
        self.known.insert(key, (self.turn, value));
    }

    /// Whether the value of a key is known.
    pub(crate) fn has(&self, key: &K) -> bool {
        self.known.contains_key(key)
    }

    /// Forgets what was not asked for since the last turn.
    pub(crate) fn turn(&mut self) {
        let now = self.turn;
        self.known.retain(|_, (asked, _)| *asked == now);
        self.turn += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_asked_for_is_forgotten() {
        let mut memo: Memo<String, usize> = Memo::default();
        let mut made = 0;
        let mut ask = |memo: &mut Memo<String, usize>, key: &str| {
            memo.get(key, || {
                made += 1;
                made
            })
        };
        assert_eq!((ask(&mut memo, "a"), ask(&mut memo, "b"), ask(&mut memo, "a")), (1, 2, 1));
        memo.turn();
        assert_eq!(ask(&mut memo, "a"), 1);
        memo.turn();
        assert_eq!((ask(&mut memo, "a"), ask(&mut memo, "b")), (1, 3));
    }
}
