//! Who does the work: pieces that do not hang on one another, handed to whoever the caller says.

use std::fmt::Debug;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Does pieces of work, one after the other or several at once. What comes of them is put together in their order, so that a
/// trace never hangs on who made it.
///
/// ```
/// use headwater_trace::{Alone, Crew};
/// use std::sync::atomic::{AtomicUsize, Ordering};
/// let sum = AtomicUsize::new(0);
/// Alone.each(4, &|piece| _ = sum.fetch_add(piece, Ordering::Relaxed));
/// assert_eq!(sum.into_inner(), 6);
/// ```
pub trait Crew: Debug + Send + Sync {
    /// Calls `work` once for each number below `pieces`, in any order, and comes back when all is done.
    fn each(&self, pieces: usize, work: &(dyn Fn(usize) + Sync));
}

/// The thread that asks, one piece after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alone;

impl Crew for Alone {
    fn each(&self, pieces: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..pieces).for_each(work);
    }
}

/// Pieces that items are put into, so that they end at about the same time; but no more items in one than that.
const PIECES: usize = 64;
const MOST: usize = 16;

/// What `make` makes of each item, in their order.
pub(crate) fn map<T: Sync, R: Send + Sync>(
    crew: &dyn Crew,
    items: &[T],
    make: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let pieces: Vec<&[T]> = items.chunks(items.len().div_ceil(PIECES).clamp(1, MOST)).collect();
    let made: Vec<OnceLock<Vec<R>>> = pieces.iter().map(|_| OnceLock::new()).collect();
    crew.each(pieces.len(), &|piece| _ = made[piece].set(pieces[piece].iter().map(&make).collect()));
    made.into_iter().filter_map(OnceLock::into_inner).flatten().collect()
}

/// What comes of two pieces of work that differ.
pub(crate) fn both<A: Send, B: Send>(
    crew: &dyn Crew,
    a: impl FnOnce() -> A + Send,
    b: impl FnOnce() -> B + Send,
) -> (A, B) {
    let (first, second) = (Task::new(a), Task::new(b));
    crew.each(2, &|piece| if piece == 0 { first.run() } else { second.run() });
    (first.done(), second.done())
}

/// Work that is done once, and what came of it.
struct Task<F, R>(Mutex<(Option<F>, Option<R>)>);

impl<R, F: FnOnce() -> R> Task<F, R> {
    fn new(work: F) -> Self {
        Self(Mutex::new((Some(work), None)))
    }

    fn run(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(work) = state.0.take() {
            state.1 = Some(work());
        }
    }

    fn done(self) -> R {
        let (_, made) = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        made.expect("a crew does every piece")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Begins with the last piece.
    #[derive(Debug)]
    struct Backwards;

    impl Crew for Backwards {
        fn each(&self, pieces: usize, work: &(dyn Fn(usize) + Sync)) {
            (0..pieces).rev().for_each(work);
        }
    }

    #[test]
    fn what_comes_of_it_stands_in_order() {
        let items: Vec<usize> = (0..1000).collect();
        let doubled: Vec<usize> = items.iter().map(|item| 2 * item).collect();
        for crew in [&Alone as &dyn Crew, &Backwards] {
            assert_eq!(map(crew, &items, |item| 2 * item), doubled);
            assert!(map(crew, &[], |item: &usize| 2 * item).is_empty());
            assert_eq!(both(crew, || 1, || "b"), (1, "b"));
        }
    }
}
