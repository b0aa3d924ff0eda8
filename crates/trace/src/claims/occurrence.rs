//! Where a document carries a checkable proposition: attributed to somebody, or in its own voice.

use super::agree::{agreement, may_agree};
use super::candidates;
use super::clauses::Grammar;
use super::reading::{Brief, Reading, Readings};
use super::values::values;
use crate::crew::{self, Crew};
use crate::{DocIx, Notice, Occurrence, Pile, corrections};
use headwater_text::{Annotations, Attribution, Certainty, Language, Polarity, QuoteKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Agreement with a clause of another document that makes an own-voice clause worth tracing by itself. Above
/// [`super::agree::ENOUGH`], because here no group backs it.
const STATED_ELSEWHERE: f64 = 0.4;
/// Occurrences of a document may repeat its text (two sources of one clause) up to half its length.
const REPEATED: usize = 2;
/// Content words that an indirect proposition without name, number or event word needs.
const WORDS: usize = 5;

/// A clause of a text.
pub(super) struct Found<'t> {
    pub(super) doc: DocIx,
    /// As it stands in the text by itself.
    pub(super) clause: &'t Occurrence,
    /// Says what is wanted, not what is so.
    pub(super) wish: bool,
}

/// A clause that may become an occurrence.
struct Candidate<'t> {
    found: &'t Found<'t>,
    /// Worth tracing whatever other documents say.
    kept: bool,
}

/// The tables by which clauses are found.
#[derive(Debug)]
pub(super) struct Finder {
    grammar: Grammar,
    /// Words of what is wanted, not stated.
    wishes: BTreeSet<&'static str>,
}

impl Finder {
    pub(super) fn of(language: &Language) -> Self {
        let frames = language.table("frames").iter();
        let wishes = frames.filter(|row| row.cell(1) == "wish").map(|row| row.key()).collect();
        Self { grammar: Grammar::of(language), wishes }
    }

    /// Every clause of a document by itself, which is all of `alone`, that may become an occurrence, by place.
    pub(super) fn clauses(&self, alone: Pile<'_>, notices: &[Notice]) -> Vec<Occurrence> {
        let mut found = Vec::new();
        attributed(alone, 0, &self.grammar, &mut found);
        own_voice(alone, 0, &self.grammar, &mut found);
        // A note of correction repeats what was wrong.
        found.retain(|occurrence| !corrections::noted(notices, 0, occurrence.span));
        found.sort_by_key(|occurrence| (occurrence.span, occurrence.attribution));
        found.dedup_by(|b, a| (a.span, a.attribution) == (b.span, b.attribution));
        found
    }

    /// Whether a clause says what is wanted, not what is so.
    pub(super) fn wishes(&self, clause: &str) -> bool {
        let lower = clause.to_lowercase();
        let mut words =
            lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
        words.any(|word| self.wishes.contains(word))
    }

    /// `found`, had its words been those of `span`.
    pub(super) fn moved(&self, pile: Pile<'_>, found: &Occurrence, span: Span) -> Occurrence {
        let annotations = &pile.annotations[found.doc];
        let reach = found.attribution.map_or_else(Reach::default, |index| reach(annotations, index));
        let said = certainty(annotations, span, &reach);
        Occurrence {
            attribution: found.attribution,
            quote: found.quote,
            judged: found.judged.clone(),
            ..occurrence(pile, found.doc, span, said, &self.grammar)
        }
    }
}

/// Those clauses of a pile that are worth tracing. `found` are all, by document, then place.
pub(super) fn kept(
    crew: &dyn Crew,
    pile: Pile<'_>,
    found: &[Found<'_>],
    readings: &Readings<'_>,
) -> Vec<Occurrence> {
    let mut candidates: Vec<Candidate<'_>> = found
        .iter()
        .zip(&readings.clauses)
        .map(|(found, reading)| {
            let speaks = weigh(reading, found.wish);
            let kept = match (found.clause.attribution, found.clause.quote) {
                (None, _) => speaks.own_voice(),
                (_, Some(QuoteKind::Direct)) => speaks.speech(),
                _ => speaks.reported(),
            };
            Candidate { found, kept }
        })
        .collect();
    stated_elsewhere(crew, readings, &mut candidates);
    within_bounds(pile, candidates)
}

/// Clauses of what is attributed to somebody.
fn attributed(pile: Pile<'_>, doc: DocIx, grammar: &Grammar, found: &mut Vec<Occurrence>) {
    let annotations = &pile.annotations[doc];
    let text = &pile.documents[doc].text;
    let mut inner: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for attribution in &annotations.attributions {
        if let Some(parent) = attribution.parent {
            let taken = inner.entry(parent).or_default();
            taken.extend(spans_of(attribution));
            taken.extend(whole(text, &attribution.content, grammar));
        }
    }
    for (index, attribution) in annotations.attributions.iter().enumerate() {
        if names_a_thing(text, attribution, grammar) {
            continue;
        }
        let taken = inner.get(&index).map_or(&[][..], Vec::as_slice);
        let reach = reach(annotations, index);
        for piece in minus(&whole(text, &attribution.content, grammar), taken) {
            let quoted = attribution.quote == QuoteKind::Direct;
            for span in grammar.clauses(text, &annotations.sentences, piece, quoted) {
                let certainty = certainty(annotations, span, &reach);
                found.push(Occurrence {
                    attribution: Some(index),
                    quote: Some(attribution.quote),
                    ..occurrence(pile, doc, span, certainty, grammar)
                });
            }
        }
    }
}

/// Whether what is attributed is a thing and no proposition: "engineers spotted **a crack in the dam**". The sentence as a whole
/// is then the outlet's. Rules choose the verbs that they read so ("confirmed the deaths"); annotators mark any.
fn names_a_thing(text: &str, attribution: &Attribution, grammar: &Grammar) -> bool {
    attribution.found_by == "model"
        && attribution.quote == QuoteKind::Indirect
        && !attribution.content.iter().any(|piece| grammar.has_verb(piece.of(text)))
}

/// Clauses of sentences that hold no attribution and are part of the article proper.
fn own_voice(pile: Pile<'_>, doc: DocIx, grammar: &Grammar, found: &mut Vec<Occurrence>) {
    let (document, annotations) = (&pile.documents[doc], &pile.annotations[doc]);
    let mut spoken: Vec<Span> = annotations
        .attributions
        .iter()
        .filter(|attribution| !names_a_thing(&document.text, attribution, grammar))
        .flat_map(spans_of)
        .chain(document.furniture.iter().copied())
        .chain(annotations.quotations.iter().filter(|q| !q.scare).map(|q| q.inner))
        .collect();
    spoken = disjoint(&spoken);
    let mut next = 0;
    for sentence in &annotations.sentences {
        while next < spoken.len() && spoken[next].end <= sentence.span.start {
            next += 1;
        }
        let rest = &spoken[next..];
        let covered = rest
            .iter()
            .take_while(|span| span.start < sentence.span.end)
            .any(|span| span.overlaps(sentence.span));
        if covered || sentence.span.of(&document.text).ends_with(['?', ':']) {
            continue;
        }
        for span in grammar.clauses(&document.text, &annotations.sentences, sentence.span, false) {
            let certainty = certainty(annotations, span, &Reach::default());
            found.push(occurrence(pile, doc, span, certainty, grammar));
        }
    }
}

fn occurrence(pile: Pile<'_>, doc: DocIx, span: Span, said: Said, grammar: &Grammar) -> Occurrence {
    Occurrence {
        doc,
        span,
        sentence: around(&pile.annotations[doc], span),
        attribution: None,
        quote: None,
        polarity: said.polarity,
        certainty: said.certainty,
        certainty_evidence: said.evidence,
        values: values(pile, doc, span, grammar),
        via: Vec::new(),
        origin: None,
        matched: None,
        judged: Vec::new(),
    }
}

/// The sentences that a clause stands in.
fn around(annotations: &Annotations, span: Span) -> Span {
    let first = annotations.sentence_at(span.start);
    let last = annotations.sentence_at(span.end.saturating_sub(1));
    match (first, last) {
        (Some(first), Some(last)) => {
            let hull = annotations.sentences[first].span.cover(annotations.sentences[last].span);
            hull.cover(span)
        }
        _ => span,
    }
}

/// Every span of an attribution.
fn spans_of(attribution: &Attribution) -> impl Iterator<Item = Span> + '_ {
    let parts = [&attribution.source, &attribution.cue, &attribution.content];
    parts.into_iter().flatten().copied()
}

/// Widest frame that stands inside its own content: ", as the Courier reported on Sunday,".
const WIDEST_FRAME: usize = 80;

/// Content whose subject stands before the frame and whose verb behind it is one proposition, frame and all: "the purpose
/// of the talks, as reported by the Courier, was to end the strike".
fn whole(text: &str, content: &[Span], grammar: &Grammar) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::with_capacity(content.len());
    for &piece in content {
        match pieces.last_mut() {
            Some(last)
                if last.end <= piece.start
                    && piece.start - last.end <= WIDEST_FRAME
                    && last.len() <= WIDEST_FRAME
                    && !last.of(text).contains(['"', '\u{201c}'])
                    && !grammar.has_verb(last.of(text)) =>
            {
                *last = last.cover(piece);
            }
            _ => pieces.push(piece),
        }
    }
    pieces
}

/// What is left of `pieces` without `taken`.
fn minus(pieces: &[Span], taken: &[Span]) -> Vec<Span> {
    let taken = disjoint(taken);
    let mut left = Vec::new();
    for piece in pieces {
        let mut from = piece.start;
        let first = taken.partition_point(|span| span.end <= piece.start);
        for span in taken[first..].iter().take_while(|span| span.start < piece.end) {
            if span.start > from {
                left.push(Span::new(from, span.start));
            }
            from = from.max(span.end);
        }
        if from < piece.end {
            left.push(Span::new(from, piece.end));
        }
    }
    left
}

/// The same stretches of text as sorted spans that do not overlap.
fn disjoint(spans: &[Span]) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// What an attribution and those around it say of all its content.
#[derive(Default)]
struct Reach {
    denied: Option<Option<Span>>,
    hedged: Option<Option<Span>>,
}

/// How a clause is put.
struct Said {
    polarity: Polarity,
    certainty: Certainty,
    evidence: Option<Span>,
}

/// Longest chain of attributions inside one another that is followed.
const NESTED: usize = 8;

fn reach(annotations: &Annotations, index: usize) -> Reach {
    let mut reach = Reach::default();
    let mut at = Some(index);
    for _ in 0..NESTED {
        let Some(attribution) = at.and_then(|at| annotations.attributions.get(at)) else {
            break;
        };
        if attribution.polarity == Polarity::Denied && reach.denied.is_none() {
            reach.denied = Some(attribution.evidence);
        }
        if attribution.certainty == Certainty::Hedged && reach.hedged.is_none() {
            reach.hedged = Some(attribution.evidence);
        }
        at = attribution.parent;
    }
    reach
}

fn certainty(annotations: &Annotations, span: Span, reach: &Reach) -> Said {
    if let Some(evidence) = reach.denied {
        return Said { polarity: Polarity::Denied, certainty: Certainty::Denied, evidence };
    }
    // Marks stand in the sentences of the clause that they bear on.
    let sentence = around(annotations, span);
    let first = annotations.marks.partition_point(|mark| mark.span.start < sentence.start);
    let over = |wanted: Certainty| {
        annotations.marks[first..]
            .iter()
            .take_while(|mark| mark.span.start < sentence.end)
            .filter(|mark| mark.certainty == wanted)
            .find(|mark| {
                let shared = mark.scope.intersect(span).map_or(0, Span::len);
                let inside = span.contains(mark.span);
                // A negation inside the clause is part of what it states ("will not reopen before May").
                if wanted == Certainty::Denied {
                    !inside && 2 * shared >= span.len()
                } else {
                    inside || 2 * shared >= span.len()
                }
            })
            .map(|mark| mark.span)
    };
    if let Some(denied) = over(Certainty::Denied) {
        return Said { polarity: Polarity::Denied, certainty: Certainty::Denied, evidence: Some(denied) };
    }
    let hedged = reach.hedged.or_else(|| over(Certainty::Hedged).map(Some));
    Said {
        polarity: Polarity::Affirmed,
        certainty: if hedged.is_some() { Certainty::Hedged } else { Certainty::Asserted },
        evidence: hedged.flatten(),
    }
}

/// What a clause holds that could be checked.
struct Speaks {
    /// A number with a unit, or one too large to be chance.
    number: bool,
    day: bool,
    names: usize,
    /// Concepts that are not light.
    events: usize,
    words: usize,
    wish: bool,
}

impl Speaks {
    /// An editor would want to know where this comes from.
    fn own_voice(&self) -> bool {
        let event = self.events > 0 || self.names > 0;
        !self.wish
            && (self.number && event || self.day && self.events > 0 || self.names > 0 && self.events > 1)
    }

    /// Quoted words that are more than a reaction.
    fn speech(&self) -> bool {
        if self.number || self.day {
            return true;
        }
        !self.wish && (self.events > 1 || self.events > 0 && self.names > 0)
    }

    /// Reported words are kept unless there is nothing to check in them.
    fn reported(&self) -> bool {
        self.number || self.day || self.names > 0 || self.events > 0 || self.words >= WORDS
    }
}

fn weigh(reading: &Reading, wish: bool) -> Speaks {
    Speaks {
        number: reading.number.is_some(),
        day: reading.days.is_some(),
        names: reading.names.list.len(),
        events: reading.frame.list.iter().filter(|term| term.event).count(),
        words: reading.terms().count(),
        wish,
    }
}

/// Keeps own-voice clauses that another document also states.
fn stated_elsewhere(crew: &dyn Crew, readings: &Readings<'_>, candidates: &mut [Candidate<'_>]) {
    let weak = |candidate: &Candidate<'_>| !candidate.kept && candidate.found.clause.attribution.is_none();
    let weak: Vec<bool> = candidates.iter().map(weak).collect();
    let all: Vec<usize> = (0..candidates.len()).collect();
    let worth = |a: &Brief, b: &Brief| {
        (weak[a.clause] || weak[b.clause]) && a.doc != b.doc && may_agree(readings, a, b)
    };
    let pairs = candidates::pairs(crew, readings, &all, worth);
    let agree = crew::map(crew, &pairs, |&(a, b)| {
        agreement(readings, a, b).is_some_and(|score| score >= STATED_ELSEWHERE)
    });
    // Kept ones stay so; which of the others are does not hang on the order.
    for ((a, b), _) in pairs.into_iter().zip(agree).filter(|(_, agree)| *agree) {
        for index in [a, b] {
            let candidate = &mut candidates[index];
            candidate.kept |= candidate.found.clause.attribution.is_none();
        }
    }
}

/// The kept ones; where they would repeat too much of a document, those that overlap an earlier one are left out.
fn within_bounds(pile: Pile<'_>, candidates: Vec<Candidate<'_>>) -> Vec<Occurrence> {
    let mut kept: Vec<Occurrence> = Vec::new();
    let (mut doc, mut repeated, mut end) = (None, 0, 0_usize);
    for candidate in candidates.into_iter().filter(|candidate| candidate.kept) {
        let Found { doc: of, clause, .. } = *candidate.found;
        if doc != Some(of) {
            (doc, repeated, end) = (Some(of), 0, 0);
        }
        let overlap = end.saturating_sub(clause.span.start).min(clause.span.len());
        if REPEATED * (repeated + overlap) > pile.documents[of].text.len() {
            continue;
        }
        repeated += overlap;
        end = end.max(clause.span.end);
        kept.push(Occurrence { doc: of, ..clause.clone() });
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_around_a_frame_is_whole_where_its_verb_stands_behind() {
        let grammar = Grammar::of(&Language::english());
        // The content is what stands between bars.
        let check = |marked: &str, expected: &[&str]| {
            let mut text = String::new();
            let mut bounds = Vec::new();
            for c in marked.chars() {
                if c == '|' { bounds.push(text.len()) } else { text.push(c) }
            }
            let content: Vec<Span> = bounds.chunks(2).map(|pair| Span::new(pair[0], pair[1])).collect();
            let found: Vec<&str> =
                whole(&text, &content, &grammar).iter().map(|piece| piece.of(&text)).collect();
            assert_eq!(found, expected, "{marked}");
        };
        check(
            "|The purpose of the talks|, as the Courier reported, |was to end the strike|.",
            &["The purpose of the talks, as the Courier reported, was to end the strike"],
        );
        check(
            "|The talks had failed|, the mayor said, |and the strike went on|.",
            &["The talks had failed", "and the strike went on"],
        );
        check("|The talks had failed|, the mayor said.", &["The talks had failed"]);
        check("|\"The end,\"| she said, |\"was near.\"|", &["\"The end,\"", "\"was near.\""]);
        // A frame as long as a sentence interrupts nothing.
        let long = format!("|The end of the talks|, {} said, |was near|.", "the mayor of Kelby, ".repeat(6));
        check(&long, &["The end of the talks", "was near"]);
        check("", &[]);
    }
}
