//! Spans of a document by their place, so that what stands somewhere is found without looking at all of them.

use headwater_text::Span;

/// Spans, each of which belongs to somebody: an index that means something to whoever made the list.
#[derive(Debug, Default)]
pub(super) struct Spots {
    /// By start.
    spans: Vec<(Span, usize)>,
    /// The furthest end among a span and those before it.
    ends: Vec<usize>,
}

impl FromIterator<(Span, usize)> for Spots {
    fn from_iter<I: IntoIterator<Item = (Span, usize)>>(spans: I) -> Self {
        let mut spans: Vec<_> = spans.into_iter().collect();
        spans.sort_unstable_by_key(|(span, owner)| (span.start, span.end, *owner));
        let ends = spans
            .iter()
            .scan(0, |furthest, (span, _)| {
                *furthest = span.end.max(*furthest);
                Some(*furthest)
            })
            .collect();
        Self { spans, ends }
    }
}

impl Spots {
    /// The spans that share a byte with `place`, with their owners, by start.
    pub(super) fn over(&self, place: Span) -> impl Iterator<Item = (Span, usize)> {
        let first = self.ends.partition_point(|end| *end <= place.start);
        (self.spans[first..].iter().copied())
            .take_while(move |(span, _)| span.start < place.end)
            .filter(move |(span, _)| span.overlaps(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_passed_over(spans in prop::collection::vec((0usize..60, 0usize..9), 0..20), from in 0usize..60, length in 0usize..9) {
            let spans: Vec<Span> = spans.into_iter().map(|(start, length)| Span::new(start, start + length)).collect();
            let place = Span::new(from, from + length);
            let spots: Spots = spans.iter().enumerate().map(|(owner, span)| (*span, owner)).collect();
            let mut found: Vec<usize> = spots.over(place).map(|(_, owner)| owner).collect();
            found.sort_unstable();
            let expected: Vec<usize> = (0..spans.len()).filter(|owner| spans[*owner].overlaps(place)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
