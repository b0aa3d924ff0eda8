//! Text cut into stretches that are marked alike.

use super::desk::{Desk, id, shown};
use headwater_text::{Attribution, Certainty, Span};
use headwater_trace::Occurrence;
use std::collections::BTreeSet;

/// What words are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// Who says so.
    pub source: bool,
    /// The words that mark it as said.
    pub cue: bool,
    /// What is claimed.
    pub content: bool,
    /// Words that hedge or deny.
    pub hedge: bool,
    /// The words that a link leads to.
    pub sought: bool,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its words.
    pub text: String,
    /// What they are.
    pub marks: Marks,
    /// The id that others point to, where one begins here.
    pub anchor: Option<String>,
    /// The letter of the note in the margin about what ends here.
    pub key: Option<String>,
}

impl Run {
    /// Stands for words that are left out.
    pub(super) fn omitted() -> Self {
        Self { text: " … ".to_owned(), marks: Marks::default(), anchor: None, key: None }
    }
}

/// What a span marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Source,
    Cue,
    Content,
    Hedge,
    Sought,
}

/// What stands in a text beside its marks.
#[derive(Debug, Clone, Default)]
pub(super) struct Signs {
    /// Whether the words that the page points to get their ids.
    pub(super) anchors: bool,
    /// Letters of notes, by the byte where what they are about ends.
    pub(super) keys: Vec<(usize, String)>,
}

/// The id of the words that a link leads to, on a page that shows one article.
pub(in crate::tell) const SOUGHT: &str = "words";

/// `range` of a document in runs.
pub(super) fn cut(
    desk: &Desk<'_>,
    doc: usize,
    range: Span,
    marks: &[(Span, Mark)],
    signs: &Signs,
) -> Vec<Run> {
    let text = desk.text(doc);
    let targets = if signs.anchors { desk.targets(doc) } else { Vec::new() };
    let inside: Vec<(Span, Mark)> =
        marks.iter().filter_map(|(span, mark)| Some((span.intersect(range)?, *mark))).collect();
    let mut cuts: BTreeSet<usize> = inside.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    let from = targets.partition_point(|(start, _)| *start < range.start);
    let here: Vec<(usize, usize)> =
        targets[from..].iter().copied().take_while(|(start, _)| *start < range.end).collect();
    cuts.extend(here.iter().map(|(start, _)| *start));
    cuts.extend(signs.keys.iter().map(|(end, _)| *end).filter(|end| range.holds(*end)));
    cuts.extend([range.start, range.end]);
    let cuts: Vec<usize> = cuts.into_iter().filter(|at| text.is_char_boundary(*at)).collect();
    cuts.windows(2)
        .map(|pair| {
            let span = Span::new(pair[0], pair[1]);
            let mut found = Marks::default();
            for (_, mark) in inside.iter().filter(|(marked, _)| marked.contains(span)) {
                match mark {
                    Mark::Source => found.source = true,
                    Mark::Cue => found.cue = true,
                    Mark::Content => found.content = true,
                    Mark::Hedge => found.hedge = true,
                    Mark::Sought => found.sought = true,
                }
            }
            let sought =
                inside.iter().any(|(marked, mark)| *mark == Mark::Sought && marked.start == span.start);
            let anchor = match here.iter().find(|(start, _)| *start == span.start) {
                Some((_, at)) => Some(id(doc, *at)),
                None => sought.then(|| SOUGHT.to_owned()),
            };
            let keys: Vec<&str> =
                signs.keys.iter().filter(|(end, _)| *end == span.end).map(|(_, key)| key.as_str()).collect();
            let key = (!keys.is_empty()).then(|| keys.join(" "));
            Run { text: shown(span.of(text)), marks: found, anchor, key }
        })
        .collect()
}

/// The marks of an attribution, without its content: that is marked by what is claimed in it.
pub(super) fn frame(about: &Attribution, text: &str, marks: &mut Vec<(Span, Mark)>) {
    marks.extend(about.source.iter().map(|span| (span.trim(text), Mark::Source)));
    marks.extend(about.cue.iter().chain(&about.recipient).map(|span| (span.trim(text), Mark::Cue)));
}

/// The marks of an occurrence: its words and those that hedge or deny them.
pub(super) fn occurrence(occurrence: &Occurrence, marks: &mut Vec<(Span, Mark)>) {
    marks.push((occurrence.span, Mark::Content));
    if occurrence.certainty == Certainty::Hedged {
        marks.extend(occurrence.certainty_evidence.map(|span| (span, Mark::Hedge)));
    }
}
