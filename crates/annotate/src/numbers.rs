//! Numbers in digits and words: "1.2 billion", "two and a half", "a dozen", "twenty-first".

use crate::tokens::{Kind, Token};
use headwater_text::Language;
use std::collections::BTreeMap;

/// How many tokens one number may have; longer ones are no numbers that people write.
const LONGEST: usize = 24;

/// A number read from tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    /// One past its last token.
    pub(crate) end: usize,
    /// A rank: "third", "12th".
    pub(crate) ordinal: bool,
    /// Without an exact value: "dozens".
    pub(crate) vague: bool,
    /// Left open: "several", "a few".
    pub(crate) open: bool,
    /// Written in digits, at least in part.
    pub(crate) digits: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Word {
    Unit,
    Ten,
    Hundred,
    Scale,
    Dozen,
    Vague,
    Half,
    Few,
    Joiner,
    Article,
    Short,
    Suffix,
}

/// Reads numbers by the number words of a language.
#[derive(Debug)]
pub(crate) struct Reader {
    words: BTreeMap<&'static str, (Word, f64)>,
    ordinals: BTreeMap<&'static str, f64>,
    fractions: BTreeMap<&'static str, f64>,
}

impl Reader {
    /// Reads the table `numbers`.
    pub(crate) fn new(language: &Language) -> Self {
        let mut reader =
            Self { words: BTreeMap::new(), ordinals: BTreeMap::new(), fractions: BTreeMap::new() };
        for row in language.table("numbers") {
            let value: f64 = row.cell(2).parse().unwrap_or(0.0);
            let word = match row.cell(1) {
                "unit" => Word::Unit,
                "ten" => Word::Ten,
                "hundred" => Word::Hundred,
                "scale" => Word::Scale,
                "dozen" => Word::Dozen,
                "vague" => Word::Vague,
                "half" => Word::Half,
                "few" => Word::Few,
                "joiner" => Word::Joiner,
                "article" => Word::Article,
                "short" => Word::Short,
                "suffix" => Word::Suffix,
                "ordinal" => {
                    reader.ordinals.insert(row.key(), value);
                    continue;
                }
                _ => {
                    reader.fractions.insert(row.key(), value);
                    continue;
                }
            };
            reader.words.insert(row.key(), (word, value));
        }
        reader
    }

    fn word(&self, tokens: &[Token], at: usize) -> Option<(Word, f64)> {
        let token = tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        self.words.get(token.lower.as_str()).copied()
    }

    fn is(&self, tokens: &[Token], at: usize, word: Word) -> bool {
        self.word(tokens, at).is_some_and(|(found, _)| found == word)
    }

    /// The number that starts at token `at`, if one does.
    pub(crate) fn read(&self, tokens: &[Token], at: usize) -> Option<Number> {
        let token = tokens.get(at)?;
        match token.kind {
            Kind::Number => self.digits(tokens, at),
            Kind::Word => self.words(tokens, at),
            Kind::Mark => fraction_sign(token).map(|value| self.scaled(tokens, at + 1, value, true)),
        }
    }

    fn digits(&self, tokens: &[Token], at: usize) -> Option<Number> {
        let token = tokens.get(at)?;
        let mut value: f64 = token.lower.replace(',', "").parse().ok()?;
        let mut end = at + 1;
        let touching = |index: usize| tokens.get(index).is_some_and(|token| !token.spaced);
        if touching(end) && self.is(tokens, end, Word::Suffix) {
            return Some(Number { ordinal: true, ..exact(value, end + 1, true) });
        }
        if let Some(part) = tokens.get(end).and_then(fraction_sign) {
            value += part;
            end += 1;
        } else if let [whole, slash, parts] = tokens.get(end..end + 3).unwrap_or_default()
            && slash.is("/")
            && !slash.spaced
            && !parts.spaced
            && let (Ok(above), Ok(below)) = (whole.lower.parse::<f64>(), parts.lower.parse::<f64>())
            && whole.spaced
            && above < below
        {
            value += above / below;
            end += 3;
        }
        if touching(end)
            && let Some((Word::Short, scale)) = self.word(tokens, end)
        {
            return Some(exact(value * scale, end + 1, true));
        }
        Some(self.scaled(tokens, end, value, true))
    }

    /// Applies "million" and the like, and "and a half" after it.
    fn scaled(&self, tokens: &[Token], mut end: usize, mut value: f64, digits: bool) -> Number {
        let mut factor = 1.0;
        while let Some((Word::Scale | Word::Hundred | Word::Dozen, scale)) =
            self.word(tokens, skip_hyphen(tokens, end))
        {
            if factor > 1e12 || self.is_measure_pair(tokens, skip_hyphen(tokens, end)) {
                break;
            }
            end = skip_hyphen(tokens, end) + 1;
            factor *= scale;
        }
        value *= factor;
        if let Some(after) = self.and_half(tokens, end) {
            value += 0.5 * factor;
            end = after;
        }
        exact(value, end, digits)
    }

    /// "couple" and "pair" count only after an article: "two pairs" are pairs.
    fn is_measure_pair(&self, tokens: &[Token], at: usize) -> bool {
        self.word(tokens, at).is_some_and(|(word, value)| word == Word::Dozen && value < 3.0)
    }

    fn and_half(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let a = skip_hyphen(tokens, at);
        if !self.is(tokens, a, Word::Joiner) {
            return None;
        }
        let b = skip_hyphen(tokens, a + 1);
        if !self.is(tokens, b, Word::Article) {
            return None;
        }
        let c = skip_hyphen(tokens, b + 1);
        self.is(tokens, c, Word::Half).then_some(c + 1)
    }

    fn words(&self, tokens: &[Token], at: usize) -> Option<Number> {
        match self.word(tokens, at) {
            Some((Word::Vague, value)) => Some(Number {
                vague: true,
                ..exact(self.of_scale(tokens, at + 1, value).0, self.of_scale(tokens, at + 1, value).1, false)
            }),
            Some((Word::Few, value)) => {
                Some(Number { open: true, ..self.scaled(tokens, at + 1, value, false) })
            }
            Some((Word::Half, half)) => self.half(tokens, at, half),
            Some((Word::Article, _)) => match self.word(tokens, at + 1) {
                Some((Word::Hundred | Word::Scale, _)) => self.cardinal(tokens, at + 1, Some(1.0)),
                Some((Word::Dozen, value)) => {
                    let mut number = self.scaled(tokens, at + 2, value, false);
                    if value < 3.0 && tokens.get(number.end).is_some_and(|token| token.is("of")) {
                        number.end += 1;
                    }
                    Some(number)
                }
                Some((Word::Few, value)) => {
                    Some(Number { open: true, ..self.scaled(tokens, at + 2, value, false) })
                }
                Some((Word::Half, half)) => self.half(tokens, at + 1, half),
                _ => None,
            },
            Some((Word::Unit | Word::Ten, _)) => self.cardinal(tokens, at, None),
            _ => {
                let token = tokens.get(at)?;
                let value = *self.ordinals.get(token.lower.as_str())?;
                Some(Number { ordinal: true, ..exact(value, at + 1, false) })
            }
        }
    }

    /// "tens of thousands": the scale word after "of".
    fn of_scale(&self, tokens: &[Token], at: usize, value: f64) -> (f64, usize) {
        if tokens.get(at).is_some_and(|token| token.is("of"))
            && let Some((Word::Vague, scale)) = self.word(tokens, at + 1)
            && scale >= 200.0
        {
            return (value * scale / 2.0, at + 2);
        }
        (value, at)
    }

    /// "half a million", "half of" is none.
    fn half(&self, tokens: &[Token], at: usize, half: f64) -> Option<Number> {
        let mut next = skip_hyphen(tokens, at + 1);
        if self.is(tokens, next, Word::Article) {
            next += 1;
        }
        match self.word(tokens, next)? {
            (Word::Scale | Word::Hundred | Word::Dozen, value) if value > 2.0 => {
                Some(self.scaled(tokens, next + 1, half * value, false))
            }
            _ => None,
        }
    }

    /// Number words in sequence: "one hundred and twenty-five thousand".
    fn cardinal(&self, tokens: &[Token], at: usize, start: Option<f64>) -> Option<Number> {
        let mut total = 0.0;
        let mut group = start.unwrap_or(0.0);
        let mut end = at;
        let mut last: Option<(Word, f64)> = None;
        let mut smallest_scale = f64::INFINITY;
        while end < at + LONGEST {
            let mut next = skip_hyphen(tokens, end);
            if next == end && end > at && tokens.get(end).is_none_or(|token| !token.spaced) {
                break;
            }
            if self.is(tokens, next, Word::Joiner)
                && matches!(last, Some((Word::Hundred | Word::Scale, _)))
                && matches!(self.word(tokens, next + 1), Some((Word::Unit | Word::Ten, _)))
            {
                next += 1;
            }
            let Some((word, value)) = self.word(tokens, next) else {
                // "twenty-first"
                if let (Some((Word::Ten, _)), Some(token)) = (last, tokens.get(next))
                    && let Some(&rank) = self.ordinals.get(token.lower.as_str())
                    && rank < 10.0
                {
                    return Some(Number { ordinal: true, ..exact(total + group + rank, next + 1, false) });
                }
                break;
            };
            let fits = match (word, last) {
                (Word::Unit, None) | (Word::Ten, None) => true,
                (Word::Unit, Some((Word::Ten, _))) => (1.0..10.0).contains(&value),
                (Word::Unit | Word::Ten, Some((Word::Hundred | Word::Scale, _))) => true,
                (Word::Hundred, _) => (1.0..100.0).contains(&group),
                (Word::Scale, _) => group > 0.0 && value < smallest_scale,
                (Word::Dozen, Some((Word::Unit, _))) => value > 2.0 && group < 20.0,
                _ => false,
            };
            if !fits {
                break;
            }
            match word {
                Word::Hundred | Word::Dozen => group *= value,
                Word::Scale => {
                    total += group * value;
                    group = 0.0;
                    smallest_scale = value;
                }
                _ => group += value,
            }
            last = Some((word, value));
            end = next + 1;
        }
        if end == at {
            return None;
        }
        let mut number = exact(total + group, end, false);
        if let Some(after) = self.and_half(tokens, end) {
            let factor = if smallest_scale.is_finite() { smallest_scale } else { 1.0 };
            number.value += 0.5 * factor;
            number.end = after;
        }
        // "two thirds"
        if let (Some((Word::Unit, count)), Some(token)) = (last, tokens.get(skip_hyphen(tokens, end)))
            && end == at + 1
            && let Some(&part) = self.fractions.get(token.lower.as_str())
            && (token.lower.ends_with('s') || count <= 1.0)
            && tokens.get(skip_hyphen(tokens, end) + 1).is_some_and(|next| next.is("of"))
        {
            number = exact(count * part, skip_hyphen(tokens, end) + 1, false);
        }
        Some(number)
    }
}

fn exact(value: f64, end: usize, digits: bool) -> Number {
    Number { value, end, ordinal: false, vague: false, open: false, digits }
}

/// The token after a hyphen that touches both its neighbours, else `at` itself.
fn skip_hyphen(tokens: &[Token], at: usize) -> usize {
    match tokens.get(at..at + 2) {
        Some([hyphen, next]) if is_hyphen(hyphen) && !hyphen.spaced && !next.spaced => at + 1,
        _ => at,
    }
}

/// Whether the token is a hyphen, of any kind that stands inside compounds.
pub(crate) fn is_hyphen(token: &Token) -> bool {
    matches!(token.lower.as_str(), "-" | "‐" | "‑")
}

fn fraction_sign(token: &Token) -> Option<f64> {
    Some(match token.lower.as_str() {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅛" => 0.125,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn check(text: &str, value: f64, length: usize) {
        let tokens = tokens(text);
        let number = Reader::new(&Language::english()).read(&tokens, 0);
        let found = number.map(|number| (number.value, number.end));
        assert_eq!(found, Some((value, length)), "in {text:?}");
    }

    #[test]
    fn numbers_are_read() {
        check("1,200 boats", 1200.0, 1);
        check("39m", 39e6, 2);
        check("1.2 billion", 1.2e9, 2);
        check("2 1/2 years", 2.5, 4);
        check("2½", 2.5, 2);
        check("12th", 12.0, 2);
        check("eighteen ships", 18.0, 1);
        check("twenty-five", 25.0, 3);
        check("two hundred and six men", 206.0, 4);
        check("one hundred twenty thousand", 120_000.0, 4);
        check("a hundred", 100.0, 2);
        check("a million and a half", 1.5e6, 5);
        check("half a million", 5e5, 3);
        check("two and a half years", 2.5, 4);
        check("two dozen", 24.0, 2);
        check("a couple of days", 2.0, 3);
        check("tens of thousands", 20_000.0, 3);
        check("twenty-first", 21.0, 3);
        check("two thirds of", 2.0 * 0.333333333333, 2);
        check("two, three", 2.0, 1);
    }
}
