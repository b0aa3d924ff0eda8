//! Which of two documents came first.

use crate::{DocIx, Pile, published};
use std::cmp::Ordering;

/// Order of publication, or `None` where a date is missing or the two cannot be told apart.
pub(super) fn order(pile: Pile<'_>, a: DocIx, b: DocIx) -> Option<Ordering> {
    published(&pile.documents[a])?.order(published(&pile.documents[b])?)
}

/// Whether `a` is not known to come after `b`.
pub(super) fn not_later(pile: Pile<'_>, a: DocIx, b: DocIx) -> bool {
    order(pile, a, b) != Some(Ordering::Greater)
}

/// Whether `a` is known to come before `b`.
pub(super) fn earlier(pile: Pile<'_>, a: DocIx, b: DocIx) -> bool {
    order(pile, a, b) == Some(Ordering::Less)
}

/// A total order for presenting: by earliest instant, undated last, then by index.
pub(super) fn presented(pile: Pile<'_>, doc: DocIx) -> (bool, Option<jiff::Timestamp>, DocIx) {
    let stamp = published(&pile.documents[doc]);
    (stamp.is_none(), stamp.map(|interval| interval.earliest), doc)
}
