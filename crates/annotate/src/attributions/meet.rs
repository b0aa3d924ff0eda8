//! Where rules and model meet: what each found of the same words becomes one attribution.
//!
//! The model finds what no table foresaw and draws sources and cues better; the rules know whom a source spoke to, what a
//! cue denies or hedges, and what lies inside what. So where both found an attribution, source and cue are the model's,
//! the content is the rules' unless it is another one altogether ([`both`]), and all else is the rules'. What only the model
//! found is completed from the words of its cue; what only the rules found stays where it is a citing phrase, lies inside
//! an attribution or touches none of the model's.

use super::recipients::between;
use super::ruled::Ruled;
use super::spots::Spots;
use super::stream::{Token, plain};
use super::vocabulary::{BE, NEGATION, TELL, Vocabulary};
use crate::tagger::Tagged;
use headwater_text::{Annotations, Attribution, Certainty, Document, Polarity, Quotation, QuoteKind, Span};

/// Contents that share less of their text than this are not the same, as in the scorer of PolNeAR.
const SAME: f64 = 0.5;
/// Where rules and model find one attribution, the rules' content stands if it is this much alike: of .5, .7 and .9 this found
/// nearly as much of PolNeAR dev as the last, and more of the newsroom piles (`training/RESULTS.md`).
const ALIKE: f64 = 0.7;
/// Of what these rules find alone, little is marked in PolNeAR.
const LEADING: &str = "leading";
/// A stop, a comma or "that" outside the marks does not make a quotation partial, in bytes.
const OUTSIDE: usize = 6;
/// Bytes behind a cue in which a hearer is looked for.
const REACH: usize = 200;

/// One list of both; references between attributions are indices into it.
pub(super) fn meet(
    document: &Document,
    notes: &Annotations,
    rules: Vec<Attribution>,
    tagged: &[Tagged],
    vocabulary: &Vocabulary,
) -> Vec<Attribution> {
    let text = document.text.as_str();
    let ruled = Ruled::new(&rules);
    let kept: Vec<(&Tagged, Vec<Token>)> = tagged
        .iter()
        .filter(|tag| {
            !tag.content.is_empty() && !super::in_furniture(document, tag.cue) && !misread(tag, &ruled)
        })
        .map(|tag| (tag, plain(text, tag.cue, vocabulary)))
        .filter(|(tag, cue)| !hears(tag, cue, vocabulary) && !binds(text, tag, cue, vocabulary))
        .collect();
    let tagged: Vec<&Tagged> = kept.iter().map(|(tag, _)| *tag).collect();
    let partner = pair(&rules, &tagged);
    let mut all: Vec<Attribution> = Vec::with_capacity(rules.len() + tagged.len());
    // Where each rule's attribution went.
    let mut place: Vec<Option<usize>> = vec![None; rules.len()];
    let mut rule_of: Vec<Option<usize>> = vec![None; tagged.len()];
    for (rule, tag) in partner.iter().enumerate() {
        if let Some(tag) = tag {
            rule_of[*tag] = Some(rule);
            place[rule] = Some(*tag);
        }
    }
    for ((tag, cue), rule) in kept.iter().zip(&rule_of) {
        all.push(match rule {
            Some(rule) => both(text, *rule, &ruled, tag, &notes.quotations),
            None => alone(text, tag, cue, &notes.quotations, vocabulary),
        });
    }
    let used = Used::of(&all);
    for (index, rule) in rules.iter().enumerate() {
        if place[index].is_some() {
            continue;
        }
        let around = used.around(rule);
        let above = rule.parent.and_then(|parent| place[parent]).filter(|parent| inside(rule, &all[*parent]));
        let own = ruled.relays(index)
            || !used.touches(rule)
                && rule.parent.is_none()
                && (rule.found_by != LEADING || ruled.holds_citation(index));
        if above.is_some() || around.is_some() || own {
            place[index] = Some(all.len());
            all.push(Attribution { parent: above.or(around), ..rule.clone() });
        }
    }
    for (index, rule) in rules.iter().enumerate() {
        let Some(here) = place[index] else { continue };
        let parent = rule.parent.and_then(|parent| place[parent]);
        if let Some(parent) = parent.filter(|parent| *parent != here && inside(&all[here], &all[*parent])) {
            all[here].parent = Some(parent);
        }
    }
    super::order::sort(all)
}

/// Whether one attribution stands in the content of another, or shares it ("the Post, citing officials, reported").
fn inside(inner: &Attribution, outer: &Attribution) -> bool {
    let frame = inner.cue.first().or(inner.source.first());
    frame.is_some_and(|frame| outer.content.iter().any(|piece| piece.contains(*frame)))
        || likeness(&inner.content, &outer.content) >= SAME
}

/// For each rule's attribution the index of the model's that marks the same words. One to one, the likest first.
fn pair(rules: &[Attribution], tagged: &[&Tagged]) -> Vec<Option<usize>> {
    let words: Spots = (tagged.iter().enumerate())
        .flat_map(|(t, tag)| tag.content.iter().chain([&tag.cue]).map(move |span| (*span, t)))
        .collect();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (r, rule) in rules.iter().enumerate() {
        let mut near: Vec<usize> =
            rule.content.iter().chain(&rule.cue).flat_map(|span| words.over(*span)).map(|(_, t)| t).collect();
        near.sort_unstable();
        near.dedup();
        for t in near {
            let tag = tagged[t];
            let cue = rule.cue.iter().any(|cue| cue.overlaps(tag.cue));
            let content = likeness(&rule.content, &tag.content);
            let source = same_source(rule, tag);
            if source != Some(false) && (cue && content > 0.0 || content >= SAME) {
                let agreed = u8::from(cue) + u8::from(source == Some(true));
                pairs.push((content + f64::from(agreed), r, t));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut partner = vec![None; rules.len()];
    let mut taken = vec![false; tagged.len()];
    for (_, rule, tag) in pairs {
        if partner[rule].is_none() && !taken[tag] {
            partner[rule] = Some(tag);
            taken[tag] = true;
        }
    }
    partner
}

/// Shared bytes of two lists of spans over all of theirs.
fn likeness(a: &[Span], b: &[Span]) -> f64 {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    let shared: usize =
        a.iter().flat_map(|one| b.iter().filter_map(|other| one.intersect(*other))).map(Span::len).sum();
    let either = length(a) + length(b) - shared;
    if either == 0 { 0.0 } else { shared as f64 / either as f64 }
}

/// Whether the sources have words in common; none where one of them names nobody.
fn same_source(rule: &Attribution, tag: &Tagged) -> Option<bool> {
    let source = tag.source?;
    (!rule.source.is_empty()).then(|| rule.source.iter().any(|own| own.overlaps(source)))
}

/// Whether the rules know better what the words of the model's cue do: it takes for the source who, by the rules, cites
/// one ("**the Post**, citing officials"), or it is at "was quoted by the Post as saying", two steps of which PolNeAR marks
/// one. A chain needs the one who is cited.
fn misread(tag: &Tagged, ruled: &Ruled<'_>) -> bool {
    ruled.relays_at(tag.cue).any(|(rule, citing)| same_source(rule, tag) == Some(false) || !citing)
}

/// "**The ministry was told** that P": who heard something is no source of it, and nobody else is named.
fn hears(tag: &Tagged, cue: &[Token], vocabulary: &Vocabulary) -> bool {
    tag.source.is_none_or(|source| source.start < tag.cue.start)
        && cue.iter().any(|token| token.is(BE))
        && cue.iter().any(|token| vocabulary.verbs(&token.lower).iter().any(|verb| verb.frames.any(TELL)))
}

/// "None of them **is required** to share it": a passive without a source, with an infinitive and a verb that is none of saying or
/// thinking, tells of a duty or a purpose.
fn binds(text: &str, tag: &Tagged, cue: &[Token], vocabulary: &Vocabulary) -> bool {
    let infinitive =
        |piece: &&Span| piece.start >= tag.cue.end && piece.of(text).split_whitespace().next() == Some("to");
    tag.source.is_none()
        && tag.content.iter().any(|piece| infinitive(&piece))
        && cue.iter().any(|token| token.is(BE))
        && !cue.iter().any(|token| !vocabulary.verbs(&token.lower).is_empty())
}

/// One attribution of what both found. On PolNeAR dev, where the two differ, the model draws sources and cues better, and contents
/// unless they are much alike (counts in docs/decisions/0009).
fn both(text: &str, index: usize, ruled: &Ruled<'_>, tag: &Tagged, quotations: &[Quotation]) -> Attribution {
    let rule = &ruled.all[index];
    // "According to | Leyla Rask | the spokeswoman, the bridge is open": half a source.
    let crossed = rule.source.iter().any(|own| tag.content.iter().any(|piece| piece.overlaps(*own)));
    let heard = rule.recipient.is_some_and(|hearer| tag.content.iter().any(|piece| piece.overlaps(hearer)));
    let whole = heard || breaks_off(tag, rule, quotations) || likeness(&rule.content, &tag.content) >= ALIKE;
    let content = if whole { rule.content.clone() } else { without_cited(rule, tag, ruled) };
    // "Leyla Rask, quoted by the Post" holds a citing phrase, whose source is the Post.
    let source = match tag.source {
        Some(source) if !crossed && !ruled.cites_in(source, index) => {
            vec![after_dateline(text, rule, source)]
        }
        _ => rule.source.clone(),
    };
    Attribution {
        source,
        cue: vec![tag.cue],
        quote: quote(&content, quotations),
        content,
        parent: None,
        ..rule.clone()
    }
}

/// Whether the model's content ends before the quotation does that the rule's goes on to the end of: "it 'has ended. **It began
/// in May.**'"
fn breaks_off(tag: &Tagged, rule: &Attribution, quotations: &[Quotation]) -> bool {
    let Some(end) = tag.content.last().map(|last| last.end) else { return false };
    let before = quotations.partition_point(|quotation| quotation.outer.start < end);
    let Some(quotation) = before.checked_sub(1).map(|index| &quotations[index]) else { return false };
    end + OUTSIDE < quotation.inner.end
        && rule.content.iter().any(|piece| piece.start < end && piece.end >= quotation.inner.end)
}

/// The model's content without citing phrases that the rules leave out of theirs.
fn without_cited(rule: &Attribution, tag: &Tagged, ruled: &Ruled<'_>) -> Vec<Span> {
    let inside = |span: Span| rule.content.iter().any(|piece| piece.contains(span));
    let mut content = tag.content.clone();
    for phrase in ruled.citing_phrases(&tag.content).into_iter().filter(|phrase| !inside(*phrase)) {
        content = content.iter().flat_map(|piece| around(*piece, phrase)).collect();
    }
    if content.is_empty() { rule.content.clone() } else { content }
}

/// What is left of a piece on both sides of a phrase.
fn around(piece: Span, phrase: Span) -> impl Iterator<Item = Span> {
    let (before, behind) = if piece.overlaps(phrase) {
        (
            Span::new(piece.start, phrase.start.max(piece.start)),
            Span::new(phrase.end.min(piece.end), piece.end),
        )
    } else {
        (piece, Span::new(piece.end, piece.end))
    };
    [before, behind].into_iter().filter(|span| !span.is_empty())
}

/// A source without the place that an article begins with: "**Yenikale —** The mayor".
fn after_dateline(text: &str, rule: &Attribution, source: Span) -> Span {
    let Some(own) = rule.source.first().filter(|own| source.start < own.start && own.start < source.end)
    else {
        return source;
    };
    let before = Span::new(source.start, own.start).of(text).trim_end();
    if before.ends_with(['\u{2014}', '\u{2013}', '-', ')']) {
        Span::new(own.start, source.end)
    } else {
        source
    }
}

/// What only the model found, with what the words of its cue say.
fn alone(
    text: &str,
    tag: &Tagged,
    cue: &[Token],
    quotations: &[Quotation],
    vocabulary: &Vocabulary,
) -> Attribution {
    let mut one = Attribution {
        source: tag.source.into_iter().collect(),
        cue: vec![tag.cue],
        content: tag.content.clone(),
        quote: quote(&tag.content, quotations),
        found_by: "model",
        ..Attribution::default()
    };
    let verbs = || cue.iter().flat_map(|token| vocabulary.verbs(&token.lower));
    if verbs().any(|verb| verb.polarity == Polarity::Denied) && !cue.iter().any(|token| token.is(NEGATION)) {
        one.polarity = Polarity::Denied;
        one.certainty = Certainty::Denied;
        one.evidence = Some(tag.cue);
    }
    let next = tag.content.iter().map(|span| span.start).find(|start| *start >= tag.cue.end);
    let end = text.floor_char_boundary(next.unwrap_or(tag.cue.end + REACH).min(tag.cue.end + REACH));
    let behind = plain(text, Span::new(tag.cue.end, end.max(tag.cue.end)), vocabulary);
    let tell = verbs().any(|verb| verb.frames.any(TELL));
    one.recipient = between(&behind, 0, tell, vocabulary)
        .recipient
        .and_then(|(from, to)| Some(behind.get(from)?.span.cover(behind.get(to.checked_sub(1)?)?.span)));
    one
}

/// Whether content stands in quotation marks.
fn quote(content: &[Span], quotations: &[Quotation]) -> QuoteKind {
    let quoted: usize = content
        .iter()
        .map(|piece| {
            let from = quotations.partition_point(|quotation| quotation.outer.end <= piece.start);
            let mut covered = piece.start;
            let mut sum = 0;
            for quotation in
                quotations[from..].iter().take_while(|quotation| quotation.outer.start < piece.end)
            {
                let start = quotation.outer.start.max(covered);
                let end = quotation.outer.end.min(piece.end);
                sum += end.saturating_sub(start);
                covered = covered.max(end);
            }
            sum
        })
        .sum();
    let all: usize = content.iter().map(|piece| piece.len()).sum();
    match quoted {
        0 => QuoteKind::Indirect,
        quoted if quoted + OUTSIDE >= all => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}

/// The words that attributions of the model have used up.
struct Used {
    contents: Spots,
    all: Spots,
}

impl Used {
    fn of(all: &[Attribution]) -> Self {
        let numbered = || all.iter().enumerate();
        Self {
            contents: numbered()
                .flat_map(|(index, one)| one.content.iter().map(move |span| (*span, index)))
                .collect(),
            all: numbered()
                .flat_map(|(index, one)| {
                    one.content.iter().chain(&one.source).chain(&one.cue).map(move |span| (*span, index))
                })
                .collect(),
        }
    }

    /// The attribution in whose content the words of a rule's frame stand; of several, the one that begins last.
    fn around(&self, rule: &Attribution) -> Option<usize> {
        let frame = rule.cue.first().or(rule.source.first())?;
        self.contents
            .over(*frame)
            .filter(|(span, _)| span.contains(*frame))
            .max_by_key(|(span, _)| span.start)
            .map(|(_, index)| index)
    }

    /// Whether cue or content of a rule's attribution overlap anything here.
    fn touches(&self, rule: &Attribution) -> bool {
        rule.cue.iter().chain(&rule.content).any(|span| self.all.over(*span).next().is_some())
    }
}
