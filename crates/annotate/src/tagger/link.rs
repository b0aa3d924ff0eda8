//! Which source and which content belong to which cue.
//!
//! Every attribution has one cue, and the cue is what the others are joined to: each piece of content looks for its cue, and
//! each cue for its source, which may be none. Two cues may share a source.

use headwater_text::Span;

use super::decode::Run;
use super::{Tagged, View};

const SOURCE: usize = 0;
const CUE: usize = 1;
pub(super) const CONTENT: usize = 2;

/// Pieces of a content that is no accident, even where no cue was found beside it.
const LONG: usize = 32;

/// Attributions of a paragraph, in the order of their cues. In a paragraph without any, a long content takes for its cue the
/// word that it looks for most.
pub(super) fn join(runs: &[Run], views: &[View<'_>], span: impl Fn(&Run) -> Span) -> Vec<Tagged> {
    let of = |kind: usize| runs.iter().filter(move |run| run.kind == kind);
    let mut cues: Vec<Run> = of(CUE).copied().collect();
    if cues.is_empty() {
        cues.extend(of(CONTENT).find_map(|content| wanted(content, runs, views)));
    }
    let mut contents: Vec<Vec<Span>> = vec![Vec::new(); cues.len()];
    for content in of(CONTENT) {
        let ask = sum(content, |place| views[place].scores.ask_cue());
        let fit = |cue: &Run| product(&ask, views[cue.first].scores.be_cue());
        if let Some(cue) = best(cues.iter().map(fit)) {
            contents[cue].push(span(content));
        }
    }
    let sources: Vec<&Run> = of(SOURCE).collect();
    (cues.iter().zip(contents))
        .map(|(cue, content)| {
            let ask = sum(cue, |place| views[place].scores.ask_source());
            let fits = sources.iter().map(|source| product(&ask, views[source.first].scores.be_source()));
            let none = product(&ask, views[cue.first].none);
            let source = best(std::iter::once(none).chain(fits)).and_then(|n| n.checked_sub(1));
            Tagged { source: source.map(|n| span(sources[n])), cue: span(cue), content }
        })
        .collect()
}

/// The word outside all spans that a long content looks for as its cue.
fn wanted(content: &Run, runs: &[Run], views: &[View<'_>]) -> Option<Run> {
    if content.last + 1 - content.first < LONG {
        return None;
    }
    let ask = sum(content, |place| views[place].scores.ask_cue());
    let mut free = vec![true; views.len()];
    for run in runs {
        free[run.first..=run.last].fill(false);
    }
    let free: Vec<usize> = (0..views.len()).filter(|place| free[*place]).collect();
    let best = best(free.iter().map(|place| product(&ask, views[*place].scores.be_cue())))?;
    Some(Run { kind: CUE, first: free[best], last: free[best] })
}

/// The sum of the vectors of a run's pieces; a choice among spans does not depend on its length.
fn sum<'a>(run: &Run, vector: impl Fn(usize) -> &'a [f32]) -> Vec<f32> {
    let mut sum = vector(run.first).to_vec();
    for place in run.first + 1..=run.last {
        for (total, value) in sum.iter_mut().zip(vector(place)) {
            *total += value;
        }
    }
    sum
}

fn product(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Index of the highest score; of equals, the first.
fn best(scores: impl Iterator<Item = f32>) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for (index, score) in scores.enumerate() {
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((index, score));
        }
    }
    best.map(|(index, _)| index)
}
