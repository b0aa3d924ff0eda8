//! Numbers, units and modifiers.
//!
//! A number is a quantity unless it is part of a date, a name ("Flight 370"), a code or a score. A range gives two
//! quantities of one unit: its lower end `at least`, its upper end `at most`, with the joining word as evidence.

mod lexicon;

use crate::numbers::{Number, Reader, is_hyphen};
use crate::tokens::{Kind, Token, tokens};
use headwater_text::{Annotations, Language, Modifier, Quantity, Span, TimeType};
use lexicon::Lexicon;

/// How many words after a number are searched for the noun that it counts: "two badly damaged fishing boats".
const NOUN_REACH: usize = 4;

/// How many tokens before a bare number are searched for "the number of ...".
const TALLY_REACH: usize = 14;

/// Finds quantities.
#[derive(Debug)]
pub struct Finder {
    lexicon: Lexicon,
    numbers: Reader,
}

impl Finder {
    /// Reads number words, units and modifiers of `language`.
    pub fn new(language: &Language) -> Self {
        Self { lexicon: Lexicon::new(language), numbers: Reader::new(language) }
    }

    /// Quantities of a text, in order; `notes` holds paragraphs, sentences, quotations and times. A number that is part
    /// of a time expression is no quantity, unless that is a plain length of time ("three days").
    pub fn find(&self, text: &str, notes: &Annotations) -> Vec<Quantity> {
        let tokens = tokens(text);
        let reading = Reading { lexicon: &self.lexicon, numbers: &self.numbers, tokens: &tokens };
        let mut dates = (notes.times.iter())
            .filter(|time| time.kind != TimeType::Duration)
            .map(|time| time.span)
            .peekable();
        let mut found: Vec<Quantity> = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            while dates.peek().is_some_and(|date| date.end <= token.span.start) {
                dates.next();
            }
            if dates.peek().is_some_and(|date| date.holds(token.span.start)) {
                at += 1;
                continue;
            }
            let floor = found.last().map_or(0, |last| last.span.end);
            at = reading.take(at, floor, &mut found).max(at + 1);
        }
        found
    }
}

/// One text while it is read.
struct Reading<'a> {
    lexicon: &'a Lexicon,
    numbers: &'a Reader,
    tokens: &'a [Token],
}

/// What a number counts: canonical unit and one past its last token.
type Counted = (String, usize);

impl Reading<'_> {
    /// Reads a quantity at token `at` into `found`; gives back the token to go on from.
    fn take(&self, at: usize, floor: usize, found: &mut Vec<Quantity>) -> usize {
        let Some(number) = self.numbers.read(self.tokens, at).filter(|number| !number.open) else {
            return at + 1;
        };
        let (first, currency) = self.currency_before(at);
        if number.ordinal && self.tokens.get(number.end).is_some_and(|token| token.is("of")) {
            return number.end; // "a third of the voters" is a share, "the third of June" a day
        }
        if self.is_name(at, &number, currency.is_some()) {
            return self.skip_code(at, number.end);
        }
        if currency.is_none()
            && let Some((joint, upper)) = self.range(&number)
        {
            return self.take_range(at, floor, (&number, joint, &upper), found);
        }
        let counted = match currency {
            Some(unit) => Some((unit.to_owned(), number.end)),
            None => (self.counted(at, &number))
                .or_else(|| self.tallied(at, &number).map(|unit| (unit, number.end))),
        };
        if counted.is_none() && (number.ordinal || self.is_bare_one(at, &number)) {
            return number.end;
        }
        let after = counted.as_ref().map_or(number.end, |(_, end)| *end);
        found.push(self.quantity((first, after), floor, &number, counted.map(|(unit, _)| unit)));
        // A noun may hold the next number ("two 12-page reports"): go on right after this one.
        number.end
    }

    /// Builds a quantity of tokens `first..after`, with modifiers on both sides.
    fn quantity(
        &self,
        (first, after): (usize, usize),
        floor: usize,
        number: &Number,
        unit: Option<String>,
    ) -> Quantity {
        let lead = first - usize::from(first > 0 && self.lexicon.is("lead", &self.tokens[first - 1]));
        let before = (self.lexicon.modifier_before(self.tokens, first))
            .or_else(|| self.lexicon.modifier_before(self.tokens, lead))
            .filter(|(_, start)| self.tokens[*start].span.start >= floor && !number.ordinal);
        let behind = [number.end, after]
            .into_iter()
            .find_map(|at| Some((at, self.lexicon.modifier_after(self.tokens, at)?)));
        let number_span = self.span(first, number.end);
        let mut span = self.span(first, after);
        let mut modifier = number.vague.then_some(Modifier::Vague);
        let mut modifier_words = None;
        if let Some((found, start)) = before {
            modifier = Some(found);
            let last = if self.lexicon.modifier_before(self.tokens, first).is_some() { first } else { lead };
            modifier_words = Some(self.span(start, last));
            span = span.cover(self.span(start, last));
        } else if let Some((at, (found, end))) = behind {
            modifier = Some(found);
            modifier_words = Some(self.span(at, end));
            span = span.cover(self.span(at, end));
        }
        Quantity {
            span,
            number_span,
            number: number.value,
            unit,
            modifier,
            modifier_words,
            ordinal: number.ordinal,
        }
    }

    fn span(&self, first: usize, end: usize) -> Span {
        let start = self.tokens.get(first).map_or(0, |token| token.span.start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        Span::new(start, last.map_or(start, |token| token.span.end))
    }

    /// A currency's sign or code before the number: "$", "US$", "EUR", and the token it starts at.
    fn currency_before(&self, at: usize) -> (usize, Option<&'static str>) {
        let Some(sign) = at.checked_sub(1).and_then(|before| self.tokens.get(before)) else {
            return (at, None);
        };
        if let Some(unit) = self.lexicon.currency("sign", sign) {
            let prefix = at.checked_sub(2).and_then(|before| self.tokens.get(before));
            let prefixed = prefix.filter(|prefix| !sign.spaced && prefix.capital);
            if sign.is("$")
                && let Some(unit) = prefixed.and_then(|prefix| self.lexicon.currency("prefix", prefix))
            {
                return (at - 2, Some(unit));
            }
            return (at - 1, Some(unit));
        }
        match self.lexicon.currency("code", sign).filter(|_| sign.capital) {
            Some(unit) => (at - 1, Some(unit)),
            None => (at, None),
        }
    }

    /// Whether the number belongs to a name, a code, a time or a score.
    fn is_name(&self, at: usize, number: &Number, money: bool) -> bool {
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        let after = self.tokens.get(number.end);
        let touched = |token: Option<&Token>, marks: &str| {
            token.is_some_and(|token| marks.contains(token.lower.as_str()))
        };
        let spaced = self.tokens[at].spaced;
        if number.digits
            && let Some(before) = before
            && !spaced
            && !money
            && (before.kind == Kind::Word || touched(Some(before), "#:/.+@_&=") || self.is_code(at))
        {
            return true;
        }
        if number.digits
            && let Some(after) = after.filter(|after| !after.spaced)
        {
            let next_figure =
                self.tokens.get(number.end + 1).is_some_and(|t| t.kind == Kind::Number && !t.spaced);
            if is_hyphen(after) && next_figure && self.range(number).is_none() {
                return true;
            }
            let glued = after.kind == Kind::Word && self.lexicon.unit(self.tokens, number.end).is_none();
            if (touched(Some(after), ":/_@=") && next_figure) || (glued && !number.ordinal) {
                return true;
            }
        }
        if money {
            return false;
        }
        let Some(before) = before.filter(|before| before.kind == Kind::Word) else {
            return before.is_some_and(|mark| mark.is("#")) || self.follows_label_with_stop(at, number);
        };
        if self.lexicon.is("pronoun", before) && number.value == 1.0 && !number.digits {
            return true;
        }
        if !number.digits && self.tokens[at].capital && before.capital && !self.lexicon.is_stopword(before) {
            return true; // "Channel Nine"
        }
        if !number.digits || self.lexicon.is("age", before) {
            return false;
        }
        let named = before.capital
            && !self.lexicon.is_stopword(before)
            && self.lexicon.modifier_before(self.tokens, at).is_none()
            && !self.starts_sentence(at - 1);
        named || (self.lexicon.is("label", before) && !number.ordinal)
    }

    /// "No. 7".
    fn follows_label_with_stop(&self, at: usize, number: &Number) -> bool {
        number.digits
            && at >= 2
            && self.tokens[at - 1].is(".")
            && !self.tokens[at - 1].spaced
            && self.lexicon.is("label", &self.tokens[at - 2])
            && self.tokens[at - 2].lower.len() <= 3
    }

    fn starts_sentence(&self, at: usize) -> bool {
        at == 0 || matches!(self.tokens[at - 1].lower.as_str(), "." | "!" | "?" | "\"" | "“" | ":")
    }

    /// Letters and figures joined by hyphens: "F-16", "555-0134".
    fn is_code(&self, at: usize) -> bool {
        let Some([left, hyphen]) = at.checked_sub(2).and_then(|from| self.tokens.get(from..at)) else {
            return false;
        };
        is_hyphen(hyphen) && !hyphen.spaced && left.kind != Kind::Mark
    }

    /// Past all figures that are joined to a code: "555-0134", "10:35:07".
    fn skip_code(&self, at: usize, end: usize) -> usize {
        let mut next = end.max(at + 1);
        while let Some([mark, figure]) = self.tokens.get(next..next + 2)
            && !mark.spaced
            && !figure.spaced
            && mark.kind == Kind::Mark
            && figure.kind == Kind::Number
        {
            next += 2;
        }
        next
    }

    /// "10 to 15", "10-15", "between 10 and 15": the joining token and the upper number.
    fn range(&self, lower: &Number) -> Option<(usize, Number)> {
        let joint = lower.end;
        let token = self.tokens.get(joint).filter(|token| self.lexicon.is("range", token))?;
        let upper = self.numbers.read(self.tokens, joint + 1)?;
        let list = token.is("and") || token.is("or");
        let between = token.is("and") && self.before_is(lower, "between");
        let grows = upper.value > lower.value && !upper.ordinal && !lower.ordinal;
        (grows && (!list || between)).then_some((joint, upper))
    }

    fn before_is(&self, number: &Number, word: &str) -> bool {
        let from = number.end.saturating_sub(4);
        self.tokens.get(from..number.end).is_some_and(|tokens| tokens.iter().any(|token| token.is(word)))
    }

    fn take_range(
        &self,
        at: usize,
        floor: usize,
        (lower, joint, upper): (&Number, usize, &Number),
        found: &mut Vec<Quantity>,
    ) -> usize {
        let counted = self.counted(joint + 1, upper);
        let joined = !self.tokens[joint].spaced;
        if joined && counted.is_none() {
            // A score or a code, not a range.
            return self.skip_code(at, upper.end);
        }
        let scale = (upper.value / lower.value.max(1.0) > 1e3 && upper.value >= 1e6 && lower.value < 1e3)
            .then(|| 10_f64.powi((upper.value.log10() / 3.0).floor() as i32 * 3));
        let evidence = Some(self.span(joint, joint + 1));
        let after = counted.as_ref().map_or(upper.end, |(_, end)| *end);
        let unit = counted.map(|(unit, _)| unit);
        let low = Number { value: lower.value * scale.unwrap_or(1.0), ..*lower };
        let first = self.quantity((at, lower.end), floor, &low, unit.clone());
        found.push(Quantity {
            modifier: Some(first.modifier.unwrap_or(Modifier::AtLeast)),
            modifier_words: first.modifier_words.or(evidence),
            ..first
        });
        found.push(Quantity {
            span: self.span(joint + 1, after),
            number_span: self.span(joint + 1, upper.end),
            number: upper.value,
            unit,
            modifier: Some(Modifier::AtMost),
            modifier_words: evidence,
            ordinal: false,
        });
        upper.end
    }

    /// "one" that stands for somebody: "one of them", "one says".
    fn is_bare_one(&self, at: usize, number: &Number) -> bool {
        number.value == 1.0 && !number.digits && number.end == at + 1
    }

    /// What the number counts.
    fn counted(&self, at: usize, number: &Number) -> Option<Counted> {
        if self.is_age(at, number) {
            return Some(("years old".to_owned(), number.end));
        }
        let mut next = number.end;
        let joined = self.tokens.get(next).is_some_and(|token| is_hyphen(token) && !token.spaced)
            && self.tokens.get(next + 1).is_some_and(|token| !token.spaced && token.kind == Kind::Word);
        next += usize::from(joined);
        if let Some((unit, end)) = self.lexicon.unit(self.tokens, next) {
            return Some((unit.to_owned(), end));
        }
        if joined {
            let token = self.tokens.get(next)?;
            return Some((token.lower.clone(), next + 1));
        }
        if self.tokens.get(next).is_some_and(|token| token.is("of")) {
            if self.is_bare_one(at, number) {
                return None;
            }
            next += 1;
            while self.tokens.get(next).is_some_and(|token| self.lexicon.is("lead", token)) {
                next += 1;
            }
        }
        self.noun(next, number)
    }

    /// The noun that is counted: the first plural within reach; else the next word, and after "one" and ranks the last
    /// one before a verb ("one former harbour pilot said").
    fn noun(&self, from: usize, number: &Number) -> Option<Counted> {
        let single = number.value == 1.0 || number.ordinal;
        let mut nearest: Option<Counted> = None;
        let mut words = 0;
        let mut at = from;
        while let Some(token) = self.tokens.get(at) {
            if is_hyphen(token) && !token.spaced {
                at += 1;
                continue;
            }
            if token.kind != Kind::Word || words == NOUN_REACH || (!token.spaced && at == from) {
                break;
            }
            let compound = self.tokens.get(at + 1).is_some_and(|next| is_hyphen(next) && !next.spaced);
            let next_is_word = self.tokens.get(at + 1).is_some_and(|next| self.may_be_noun(next));
            words += 1;
            at += 1;
            if self.lexicon.is("filler", token) || compound {
                continue;
            }
            if !self.may_be_noun(token) {
                break;
            }
            if let Some((unit, end)) = self.lexicon.unit(self.tokens, at - 1) {
                return Some((unit.to_owned(), end));
            }
            let word = token.lower.as_str();
            let counted = Some((token.lower.clone(), at));
            if self.lexicon.is("state", token) {
                if !next_is_word {
                    return counted;
                }
                nearest = nearest.or(counted);
                continue;
            }
            if self.lexicon.is_past(token) {
                if nearest.is_some() || !next_is_word || (single && words > 1) {
                    break;
                }
                continue;
            }
            let ends_plural = word.ends_with('s') && word.len() > 3 && !word.ends_with("ss");
            if ends_plural || self.lexicon.is("plural", token) {
                // After "one" a word in "s" behind the noun is its verb.
                return if number.value == 1.0 && nearest.is_some() { nearest } else { counted };
            }
            if !token.capital && !word.ends_with("ly") && (single || nearest.is_none()) {
                nearest = counted;
            }
        }
        nearest
    }

    fn may_be_noun(&self, token: &Token) -> bool {
        token.kind == Kind::Word && !self.lexicon.is("verb", token) && !self.lexicon.is_stopword(token)
    }

    /// What a bare number counts by an earlier word of its sentence: "the number of patients rose to 12".
    fn tallied(&self, at: usize, number: &Number) -> Option<String> {
        let from = at.saturating_sub(TALLY_REACH);
        let sentence = (from..at).rev().take_while(|index| !self.tokens[*index].is("."));
        let mut candidates = sentence.filter(|index| self.lexicon.is("tally", &self.tokens[*index]));
        let tally =
            candidates.find(|index| self.tokens.get(index + 1).is_some_and(|token| token.is("of")))?;
        let (noun, end) = self.noun(tally + 2, number)?;
        (end <= at).then_some(noun)
    }

    /// "aged 43", "Orla Venn, 43, said".
    fn is_age(&self, at: usize, number: &Number) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|index| self.tokens.get(index));
        if before(1).is_some_and(|token| self.lexicon.is("age", token)) {
            return true;
        }
        let whole = number.digits && number.value.fract() == 0.0 && (1.0..=115.0).contains(&number.value);
        let closed = self
            .tokens
            .get(number.end)
            .is_none_or(|token| [",", ".", ")", ";"].contains(&token.lower.as_str()));
        let apposed = before(1).is_some_and(|token| token.is(",") || token.is("("))
            && before(2).is_some_and(|token| token.kind == Kind::Word && token.capital);
        whole && closed && apposed && number.end == at + 1
    }
}

#[cfg(test)]
mod tests;
