//! Which words a named source is credited with.

use headwater_text::{Annotations, Span};

/// Frames looked back at from a name; sources hardly overlap.
const BACK: usize = 8;

/// The sources and recipients that a text names, by place, each with its attribution.
#[derive(Debug, Clone, Default)]
pub(super) struct Frames(Vec<(Span, usize)>);

impl Frames {
    pub(super) fn of(annotations: &Annotations) -> Self {
        let mut frames: Vec<(Span, usize)> = annotations
            .attributions
            .iter()
            .enumerate()
            .flat_map(|(at, attribution)| {
                attribution.source.iter().chain(&attribution.recipient).map(move |span| (*span, at))
            })
            .collect();
        frames.sort_unstable();
        Self(frames)
    }

    /// Whether the text credits `name` with words other than `passage`: "the Courier said the bridge was shut" is no
    /// credit for the sentence that follows.
    pub(super) fn credit_other_words(&self, annotations: &Annotations, name: Span, passage: Span) -> bool {
        let end = self.0.partition_point(|(frame, _)| frame.start < name.end);
        let mut contents = self.0[end.saturating_sub(BACK)..end]
            .iter()
            .filter(|(frame, _)| frame.overlaps(name))
            .map(|&(_, at)| &annotations.attributions[at].content)
            .filter(|content| !content.is_empty())
            .peekable();
        contents.peek().is_some()
            && contents.all(|content| !content.iter().any(|span| span.overlaps(passage)))
    }
}
