//! How far the content of each frame reaches, and which attribution stands inside which.

use super::frames::{Frame, Side};
use super::stream::{Kind, Token, Unit, after_dateline, pieces};
use super::verbs::finite;
use super::vocabulary::{Form, Level, RELATIVE, SUBORDINATOR, Vocabulary};
use super::{citing, leading, nouns, trailing};
use headwater_text::{Attribution, Certainty, Polarity, QuoteKind, Span};

/// Attributions of one unit. Parents are indices into the result.
pub(super) fn of_unit(unit: &Unit, vocabulary: &Vocabulary) -> Vec<Attribution> {
    let mut tokens = unit.tokens.clone();
    let cited = citing::take(&mut tokens, vocabulary);
    let start = after_dateline(&tokens);
    let after = trailing::take(&mut tokens, start, vocabulary);
    let before = leading::find(&tokens, start, &after, vocabulary);
    let named: Vec<Frame> = nouns::find(&tokens, vocabulary)
        .into_iter()
        .filter(|noun| {
            // "said in a statement that": the noun is part of the frame.
            !before.iter().any(|frame| {
                frame.end == noun.end
                    || frame
                        .cue
                        .iter()
                        .chain(&frame.source)
                        .any(|span| noun.cue.iter().any(|cue| span.contains(*cue)))
            })
        })
        .collect();
    if cited.is_empty() && after.is_empty() && before.is_empty() && named.is_empty() {
        return Vec::new();
    }
    let line = Line { tokens: &tokens, start, vocabulary };
    let mut found: Vec<Draft> = Vec::new();
    for frame in before.iter().chain(&named) {
        let cut = line.cut(frame, &before);
        let mut content = frame.early.clone();
        let noun_end = if frame.found_by == "noun" { line.clause_end(frame.end) } else { usize::MAX };
        content.extend(line.behind(frame.end, cut.min(noun_end)));
        found.extend(Draft::new(frame, content));
    }
    for (n, frame) in after.iter().enumerate() {
        let previous = n.checked_sub(1).map(|p| after[p].end);
        found.extend(Draft::new(frame, line.around(frame, previous, &before)));
    }
    hedge_by_caution(&before, &mut found, &line);
    // "It was believed that ..., she said": the hedge is hers, nobody else's.
    let hedges: Vec<Span> =
        found.iter().filter_map(|draft| line.unhedged(&draft.content).map(|(hedge, _)| hedge)).collect();
    found.retain(|draft| {
        !draft.frame.source.is_empty()
            || !draft.frame.cue.iter().any(|cue| hedges.iter().any(|hedge| hedge.contains(*cue)))
    });
    // "She said the bridge was believed to be unsafe": a hedge inside her words, which no further source has.
    let raised: Vec<bool> = found
        .iter()
        .map(|draft| {
            let cue = draft.frame.cue.first();
            draft.frame.source.is_empty()
                && !draft.frame.early.is_empty()
                && found.iter().any(|other| {
                    !other.frame.source.is_empty()
                        && other.content.iter().any(|piece| cue.is_some_and(|cue| piece.contains(*cue)))
                })
        })
        .collect();
    let mut raised = raised.into_iter();
    found.retain(|_| !raised.next().unwrap_or(false));
    let mut all: Vec<Attribution> = Vec::new();
    for draft in found {
        draft.push(&mut all, &line);
    }
    nest(&mut all);
    for (frame, level) in &cited {
        cite(frame, *level, &mut all, &line);
    }
    all
}

/// What is left of a unit when citing phrases and trailing frames are taken out.
struct Line<'a> {
    tokens: &'a [Token],
    start: usize,
    vocabulary: &'a Vocabulary,
}

impl Line<'_> {
    fn at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < offset)
    }

    /// Where the content of a leading frame ends at the latest: before a frame beside it, before the main clause where the frame
    /// itself is subordinate ("while the mayor said ..., the union ..."), behind the relative clause of "who said ...,".
    fn cut(&self, frame: &Frame, all: &[Frame]) -> usize {
        let beside = all
            .iter()
            .filter(|other| other.beside && other.begin >= frame.end)
            .map(|other| other.begin)
            .min();
        let (opening, from) = (self.at(frame.begin), self.at(frame.end));
        let comma = |k: &usize| self.tokens[*k].kind == Kind::Comma;
        let subordinate = (opening == self.start
            && self.tokens.get(opening).is_some_and(|token| token.is(SUBORDINATOR)))
        .then(|| {
            all.iter()
                .map(|other| self.at(other.begin))
                .filter(|other| {
                    *other > from && self.tokens.get(other - 1).is_some_and(|token| token.kind == Kind::Comma)
                })
                .min()
                .or_else(|| (from..self.tokens.len()).find(comma))
        })
        .flatten();
        let relative = self.tokens.get(opening).filter(|token| token.is(RELATIVE)).and_then(|_| {
            (from..self.tokens.len()).filter(comma).find(|k| {
                self.tokens.get(k + 1).is_some_and(|next| {
                    finite(next, self.vocabulary)
                        || self.vocabulary.verbs(&next.lower).iter().any(|verb| verb.form == Form::Third)
                })
            })
        });
        [subordinate, relative]
            .into_iter()
            .flatten()
            .filter_map(|k| self.tokens.get(k).map(|token| token.span.start))
            .chain(beside)
            .min()
            .unwrap_or(usize::MAX)
    }

    /// Content that begins at byte `from` and ends before byte `cut`.
    fn behind(&self, from: usize, cut: usize) -> Vec<Span> {
        let (from, to) = (self.at(from), self.at(cut));
        let Some(first) = self.tokens.get(from) else {
            return Vec::new();
        };
        // `said: "..." and left`: the words behind a whole quotation are not its speaker's.
        if first.is_quote() && first.closed {
            return self.quotations(from, to);
        }
        pieces(self.tokens, from, to)
    }

    fn quotations(&self, from: usize, to: usize) -> Vec<Span> {
        self.tokens[from..to.max(from)]
            .iter()
            .filter(|token| token.is_quote())
            .map(|token| token.span)
            .collect()
    }

    /// Content of a trailing frame.
    fn around(&self, frame: &Frame, previous: Option<usize>, beside: &[Frame]) -> Vec<Span> {
        let here = self.at(frame.begin);
        let low = previous
            .map(|end| self.at(end))
            .filter(|low| self.tokens[*low..here].iter().any(|token| token.is_word() || token.is_quote()))
            .unwrap_or(self.start);
        let Side::Around { on } = frame.side else {
            return Vec::new();
        };
        let cut = beside
            .iter()
            .filter(|other| other.beside && other.begin >= frame.end)
            .map(|other| other.begin)
            .min()
            .unwrap_or(usize::MAX);
        let high = if on { self.at(cut) } else { here };
        let first = (low..here).find(|k| self.tokens[*k].is_word() || self.tokens[*k].is_quote());
        if let Some(first) = first.filter(|k| self.tokens[*k].is_quote() && self.tokens[*k].closed) {
            return self.quotations(first, high);
        }
        // `Asked about it, "...," she said`: the quotation alone, if it ends where the frame begins and is the only one.
        if let Some(last) =
            here.checked_sub(1).filter(|last| self.tokens[*last].is_quote() && self.tokens[*last].closed)
            && last > low
            && self.tokens[last - 1].kind == Kind::Comma
        {
            return self.quotations(last, high);
        }
        let mut content = pieces(self.tokens, low, here);
        content.extend(pieces(self.tokens, here, high));
        content
    }

    /// End of the clause that begins at byte `from`: the next comma, or the end of the unit.
    fn clause_end(&self, from: usize) -> usize {
        self.tokens[self.at(from)..]
            .iter()
            .find(|token| matches!(token.kind, Kind::Comma | Kind::Semicolon | Kind::Dash))
            .map_or(usize::MAX, |token| token.span.start)
    }

    /// What was denied, without the noun that carries it: "reports that ..." is denied in what it says.
    fn without_noun(&self, content: &[Span]) -> Option<Vec<Span>> {
        const FARTHEST: usize = 6;
        let first = *content.first()?;
        let from = self.at(first.start);
        let that =
            (from + 1..self.tokens.len().min(from + FARTHEST)).find(|k| self.tokens[*k].lower == "that")?;
        self.vocabulary.noun(&self.tokens[that - 1].lower)?;
        let rest = Span::new(self.tokens[that].span.start, first.end);
        (first.contains(rest) && !rest.is_empty())
            .then(|| std::iter::once(rest).chain(content[1..].iter().copied()).collect())
    }

    /// A hedging frame that opens the content, and the content without it.
    fn unhedged(&self, content: &[Span]) -> Option<(Span, Vec<Span>)> {
        let first = *content.first()?;
        let mut from = self.at(first.start);
        let that = |k: usize| self.tokens.get(k).is_some_and(|token| token.lower == "that");
        if that(from) {
            from += 1;
        }
        let words =
            self.vocabulary.hedging_frame(self.tokens[from..].iter().map(|token| token.lower.as_str()));
        if words == 0 {
            return None;
        }
        let hedge = self.tokens[from].span.cover(self.tokens[from + words - 1].span);
        let next = self.tokens.get(from + words + usize::from(that(from + words)))?;
        let rest = Span::new(next.span.start, first.end);
        if rest.is_empty() || !first.contains(rest) {
            return None;
        }
        let mut all = content.to_vec();
        all[0] = rest;
        Some((hedge, all))
    }
}

/// A frame with its content.
struct Draft<'a> {
    frame: &'a Frame,
    content: Vec<Span>,
    hedge: Option<Span>,
}

impl<'a> Draft<'a> {
    fn new(frame: &'a Frame, content: Vec<Span>) -> Option<Self> {
        (!content.is_empty()).then_some(Self { frame, content, hedge: frame.hedge })
    }

    fn push(self, all: &mut Vec<Attribution>, line: &Line) {
        let (mut content, mut hedge) = (self.content, self.hedge);
        if let Some((words, rest)) = line.unhedged(&content) {
            content = rest;
            hedge = Some(words);
        }
        if self.frame.polarity == Polarity::Denied
            && let Some(rest) = line.without_noun(&content)
        {
            content = rest;
        }
        let mut parent = None;
        if let Some((outlet, cue)) = self.frame.carrier {
            parent = Some(all.len());
            all.push(attribution(vec![outlet], vec![cue], content.clone(), line, "carrier"));
        }
        let mut one = attribution(
            self.frame.source.clone(),
            self.frame.cue.clone(),
            content,
            line,
            self.frame.found_by,
        );
        one.parent = parent;
        one.recipient = self.frame.recipient;
        one.polarity = self.frame.polarity;
        one.evidence = hedge;
        one.certainty = match (one.polarity, hedge) {
            (Polarity::Denied, _) => Certainty::Denied,
            (_, Some(_)) => Certainty::Hedged,
            _ => Certainty::Asserted,
        };
        if one.polarity == Polarity::Denied {
            one.evidence = one.cue.first().copied();
        }
        all.push(one);
    }
}

fn attribution(
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    line: &Line,
    found_by: &'static str,
) -> Attribution {
    Attribution {
        source,
        cue,
        quote: kind(line.tokens, &content),
        content,
        found_by,
        ..Attribution::default()
    }
}

/// Whether the content stands in quotation marks.
fn kind(tokens: &[Token], content: &[Span]) -> QuoteKind {
    let (mut quoted, mut plain) = (false, false);
    for span in content {
        let from = tokens.partition_point(|token| token.span.end <= span.start);
        for token in tokens[from..].iter().take_while(|token| token.span.start < span.end) {
            quoted |= token.is_quote();
            plain |= token.is_word() && token.lower != "that";
        }
    }
    match (quoted, plain) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        _ => QuoteKind::Indirect,
    }
}

/// "..., but cautioned that this was preliminary" hedges what stands before it.
fn hedge_by_caution(frames: &[Frame], found: &mut [Draft], line: &Line) {
    for frame in frames.iter().filter(|frame| frame.caution && frame.beside) {
        let (from, to) = (line.at(frame.end), line.tokens.len());
        let doubt = (from..to).find_map(|k| {
            let words = line.vocabulary.doubt(line.tokens[k..].iter().map(|token| token.lower.as_str()));
            (words > 0).then(|| line.tokens[k].span.cover(line.tokens[k + words - 1].span))
        });
        let before = found
            .iter_mut()
            .filter(|draft| draft.frame.begin < frame.begin)
            .max_by_key(|draft| draft.frame.begin);
        if let (Some(doubt), Some(before)) = (doubt, before) {
            before.hedge = before.hedge.or(Some(doubt));
        }
    }
}

/// Gives each attribution without a parent the smallest one whose content holds its cue.
fn nest(all: &mut [Attribution]) {
    for inner in 0..all.len() {
        if all[inner].parent.is_some() {
            continue;
        }
        let Some(cue) = all[inner].cue.first().copied() else {
            continue;
        };
        let mut best: Option<(usize, usize)> = None;
        for (outer, other) in all.iter().enumerate() {
            if outer == inner
                || !other.content.iter().any(|piece| piece.contains(cue))
                || other.parent == Some(inner)
            {
                continue;
            }
            let length = other.content.iter().map(|piece| piece.len()).sum();
            if best.is_none_or(|(_, shortest)| length < shortest) && !above(all, outer, inner) {
                best = Some((outer, length));
            }
        }
        all[inner].parent = best.map(|(outer, _)| outer);
    }
}

/// Whether `one` stands, at whatever depth, inside `other`.
fn above(all: &[Attribution], one: usize, other: usize) -> bool {
    let mut at = Some(one);
    for _ in 0..=all.len() {
        match at {
            Some(index) if index == other => return true,
            Some(index) => at = all[index].parent,
            None => return false,
        }
    }
    true
}

/// Adds the attribution of a citing phrase.
fn cite(frame: &Frame, level: Level, all: &mut Vec<Attribution>, line: &Line) {
    let at = frame.cue.first().map_or(frame.begin, |cue| cue.start);
    let whole = || pieces(line.tokens, line.start, line.tokens.len());
    // The account that the phrase belongs to: the last outermost attribution that begins before it, else the first.
    let outermost: Vec<usize> =
        (0..all.len()).filter(|n| all[*n].parent.is_none() && all[*n].found_by != "noun").collect();
    let holder = (0..all.len())
        .filter(|n| {
            Span::hull(&all[*n].content).is_some_and(|hull| hull.start <= at && at <= hull.end)
                && all[*n].cue.first().is_some_and(|cue| cue.start < at)
        })
        .min_by_key(|n| all[*n].content.iter().map(|piece| piece.len()).sum::<usize>());
    let main = outermost
        .iter()
        .copied()
        .rfind(|n| all[*n].cue.first().is_some_and(|cue| cue.start < at))
        .or(outermost.first().copied());
    let position = all.len();
    match level {
        Level::Below => {
            let parent = main;
            let content = parent.map_or_else(whole, |parent| all[parent].content.clone());
            if content.is_empty() {
                return;
            }
            let mut one = attribution(frame.source.clone(), frame.cue.clone(), content, line, frame.found_by);
            one.parent = parent;
            all.push(one);
        }
        Level::Above | Level::Relay => {
            // Inside "said that, according to Y, ..." the phrase is part of what was said.
            let inside = holder.filter(|n| all[*n].content.last().is_some_and(|last| last.end > at));
            if let Some(parent) = inside.filter(|_| level == Level::Above) {
                let content = all[parent].content.clone();
                let mut one =
                    attribution(frame.source.clone(), frame.cue.clone(), content, line, frame.found_by);
                one.parent = Some(parent);
                all.push(one);
                return;
            }
            let content = whole();
            if content.is_empty() {
                return;
            }
            let one = attribution(frame.source.clone(), frame.cue.clone(), content, line, frame.found_by);
            all.push(one);
            for n in outermost {
                all[n].parent = Some(position);
            }
        }
    }
}
