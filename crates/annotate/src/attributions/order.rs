//! The order of attributions, whose references to one another are indices.

use headwater_text::Attribution;

/// Sorts by the first byte of content or cue, then by length, longest first; references follow.
pub(super) fn sort(all: Vec<Attribution>) -> Vec<Attribution> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    let place = |attribution: &Attribution| {
        let spans = || attribution.content.iter().chain(&attribution.cue);
        let start = spans().map(|span| span.start).min().unwrap_or(0);
        let end = spans().map(|span| span.end).max().unwrap_or(0);
        (start, std::cmp::Reverse(end))
    };
    order.sort_by_key(|n| (place(&all[*n]), *n));
    let mut new_place = vec![0; all.len()];
    for (new, old) in order.iter().enumerate() {
        new_place[*old] = new;
    }
    let mut sorted: Vec<(usize, Attribution)> = all
        .into_iter()
        .enumerate()
        .map(|(old, mut attribution)| {
            attribution.parent = attribution.parent.map(|old| new_place[old]);
            attribution.carries_on = attribution.carries_on.map(|old| new_place[old]);
            (new_place[old], attribution)
        })
        .collect();
    sorted.sort_by_key(|(new, _)| *new);
    sorted.into_iter().map(|(_, attribution)| attribution).collect()
}

/// Puts more behind all, a list whose references are to itself.
pub(super) fn append(all: &mut Vec<Attribution>, more: Vec<Attribution>) {
    let first = all.len();
    all.extend(more.into_iter().map(|one| Attribution {
        parent: one.parent.map(|parent| parent + first),
        carries_on: one.carries_on.map(|earlier| earlier + first),
        ..one
    }));
}

/// Keeps those that `keep` says; a reference to one that goes, goes with it.
pub(super) fn retain(all: &mut Vec<Attribution>, keep: &[bool]) {
    let mut kept = 0;
    let place: Vec<Option<usize>> = keep
        .iter()
        .map(|keep| {
            kept += usize::from(*keep);
            keep.then(|| kept - 1)
        })
        .collect();
    let mut index = 0..;
    all.retain(|_| index.next().is_some_and(|index: usize| keep[index]));
    for one in all {
        one.parent = one.parent.and_then(|parent| place[parent]);
        one.carries_on = one.carries_on.and_then(|earlier| place[earlier]);
    }
}
