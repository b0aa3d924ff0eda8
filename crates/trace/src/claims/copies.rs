//! Clauses that stand at the same place of two aligned passages.

use super::agree::agreement;
use super::reading::Readings;
use crate::{DocIx, Occurrence, Passage, PassageKind};
use headwater_text::Span;
use std::collections::BTreeMap;

/// Least agreement of clauses at the same place: edits may change a word or a number, not the matter.
const ALIKE: f64 = 0.5;

/// Pairs of occurrences that one passage took over from the other.
pub(super) fn aligned(
    readings: &Readings<'_>,
    passages: &[Passage],
    occurrences: &[Occurrence],
) -> Vec<(usize, usize)> {
    let mut by_doc: BTreeMap<DocIx, Vec<usize>> = BTreeMap::new();
    for (index, occurrence) in occurrences.iter().enumerate() {
        by_doc.entry(occurrence.doc).or_default().push(index);
    }
    for indices in by_doc.values_mut() {
        indices.sort_by_key(|index| occurrences[*index].span);
    }
    let within = |doc: DocIx, span: Span| -> &[usize] {
        let all = by_doc.get(&doc).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|index| occurrences[*index].span.start < span.start);
        let to = all.partition_point(|index| occurrences[*index].span.start < span.end);
        &all[from..to.max(from)]
    };
    let mut pairs = Vec::new();
    for passage in passages.iter().filter(|passage| passage.kind != PassageKind::Boilerplate) {
        for &a in within(passage.a, passage.a_span) {
            let expected = moved(occurrences[a].span, passage.a_span, passage.b_span);
            let best = within(
                passage.b,
                expected.cover(Span::new(expected.start.saturating_sub(expected.len()), expected.end)),
            )
            .iter()
            .filter_map(|&b| {
                let shared = expected.intersect(occurrences[b].span)?.len();
                let longer = expected.len().max(occurrences[b].span.len());
                (2 * shared >= longer).then_some((shared, b))
            })
            .max_by_key(|(shared, b)| (*shared, std::cmp::Reverse(*b)));
            if let Some((_, b)) = best
                && agreement(readings, a, b).is_some_and(|score| score >= ALIKE)
            {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

/// Where a span of one passage stands in the other, if edits are spread evenly.
fn moved(span: Span, from: Span, to: Span) -> Span {
    let at = |offset: usize| {
        let share = offset.saturating_sub(from.start) as u128 * to.len() as u128;
        to.start + (share / from.len().max(1) as u128) as usize
    };
    Span::new(at(span.start), at(span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_moves_with_its_passage() {
        let moved = |start, end| moved(Span::new(start, end), Span::new(100, 200), Span::new(30, 80));
        assert_eq!(moved(100, 200), Span::new(30, 80));
        assert_eq!(moved(120, 140), Span::new(40, 50));
    }
}
