//! What the layout of a page says, signatures and transcripts, beside what its sentences say.

use super::spots::Spots;
use headwater_text::Attribution;

/// All attributions of a document, with those that its layout makes. In these, who speaks is beyond doubt: what else was found
/// in their words stands inside them, and what takes a speaker's label for something else is left out.
pub(super) fn around(laid_out: Vec<Attribution>, mut all: Vec<Attribution>) -> Vec<Attribution> {
    if laid_out.is_empty() {
        return all;
    }
    let labels: Spots =
        laid_out.iter().flat_map(|one| one.cue.iter().chain(&one.source)).map(|span| (*span, 0)).collect();
    let keep: Vec<bool> = all
        .iter()
        .map(|one| one.cue.iter().chain(&one.source).all(|span| labels.over(*span).next().is_none()))
        .collect();
    super::order::retain(&mut all, &keep);
    let first = all.len();
    let words: Spots = (first..)
        .zip(&laid_out)
        .flat_map(|(index, one)| one.content.iter().map(move |piece| (*piece, index)))
        .collect();
    for one in all.iter_mut().filter(|one| one.parent.is_none()) {
        let frame = one.cue.first().or(one.source.first());
        one.parent = frame
            .and_then(|frame| words.over(*frame).find(|(piece, _)| piece.contains(*frame)))
            .map(|(_, index)| index);
    }
    super::order::append(&mut all, laid_out);
    all
}
