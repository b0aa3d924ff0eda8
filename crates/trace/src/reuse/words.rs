//! A text as a sequence of words, with what verdicts ask of them.
//!
//! Everything here is read from the text alone, in one pass: a pile of a million articles is compared before any of
//! them is annotated.

use headwater_text::{Language, Span};

/// A word as it is compared: a hash of its folded form. It does not depend on the other documents, so neither does
/// anything chosen by it.
pub(super) type Word = u32;

/// Opens a sentence or a line.
const OPENS: u8 = 1;
/// Opens a paragraph.
const OPENS_PARAGRAPH: u8 = 2;
/// Stands between quotation marks.
const QUOTED: u8 = 4;
/// Begins with a capital.
const CAPITAL: u8 = 8;

/// Stands right behind another one, but for a hyphen or the like.
const JOINED: u8 = 16;

/// The words of one document, in text order; ten bytes each.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// Folded and hashed: lower case, no apostrophes.
    pub(super) ids: Vec<Word>,
    starts: Vec<u32>,
    /// Bytes of each, and [`LONG`] for those that have as many or more.
    lengths: Vec<u8>,
    /// The long ones, each with its bytes.
    long: Vec<(u32, u32)>,
    marks: Vec<u8>,
}

/// Bytes of a word from which they are kept apart; hardly any text has one.
const LONG: u8 = u8::MAX;

impl Words {
    /// Reads `text`. Every run of letters and digits is a word; an apostrophe joins letters ("Ba'ath", "don't") and a
    /// point or comma joins digits ("6.4", "2,800"); dashes and all else part.
    pub(super) fn of(text: &str, stops: &Stops) -> Self {
        let mut reader = Reader::new(text, stops);
        reader.read();
        reader.words.shrink();
        reader.words
    }

    fn with_capacity(words: usize) -> Self {
        Self {
            ids: Vec::with_capacity(words),
            starts: Vec::with_capacity(words),
            lengths: Vec::with_capacity(words),
            long: Vec::new(),
            marks: Vec::with_capacity(words),
        }
    }

    /// Takes in a word of bytes `start..end`.
    fn push(&mut self, id: Word, start: usize, end: usize, marks: u8) {
        let length = end - start;
        if length >= usize::from(LONG) {
            self.long.push((self.ids.len() as u32, length as u32));
        }
        self.lengths.push(length.min(usize::from(LONG)) as u8);
        self.ids.push(id);
        self.starts.push(start as u32);
        self.marks.push(marks);
    }

    /// Gives back the memory that was taken for more words than there were.
    fn shrink(&mut self) {
        self.ids.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.lengths.shrink_to_fit();
        self.marks.shrink_to_fit();
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Where word `at` stands, in bytes.
    pub(super) fn place(&self, at: usize) -> Span {
        let start = self.starts[at] as usize;
        let length = match self.lengths[at] {
            LONG => {
                let long = self.long.partition_point(|long| (long.0 as usize) < at);
                self.long[long].1 as usize
            }
            length => usize::from(length),
        };
        Span::new(start, start + length)
    }

    fn is(&self, at: usize, mark: u8) -> bool {
        self.marks.get(at).is_some_and(|marks| marks & mark != 0)
    }

    /// Whether word `at` stands between quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.is(at, QUOTED)
    }

    /// Whether word `at` begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.is(at, CAPITAL)
    }

    /// Words of `from..to` as people count them: a hyphenated one once.
    pub(super) fn counted(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|&at| at == from || !self.is(at, JOINED)).count()
    }

    /// Whether a sentence ends before word `at` (or the text does).
    pub(super) fn closes_before(&self, at: usize) -> bool {
        at >= self.len() || self.is(at, OPENS)
    }

    /// Whether a paragraph ends before word `at` (or the text does).
    pub(super) fn paragraph_closes_before(&self, at: usize) -> bool {
        at >= self.len() || self.is(at, OPENS_PARAGRAPH)
    }

    /// The first word of the last paragraph.
    pub(super) fn last_paragraph(&self) -> usize {
        self.marks.iter().rposition(|marks| marks & OPENS_PARAGRAPH != 0).unwrap_or(0)
    }

    /// The bytes from word `from` up to word `to`, with the punctuation that closes the last and the marks that open
    /// the first.
    pub(super) fn span(&self, text: &str, from: usize, to: usize) -> Span {
        if from >= self.len() || to == 0 || to > self.len() {
            return Span::new(0, 0);
        }
        let before = &text[..self.place(from).start];
        let after = &text[self.place(to - 1).end..];
        let opened = before.trim_end_matches(['"', '“', '‘', '\'', '(', '[', '«', '„']);
        let closed = after.trim_start_matches(['.', ',', '!', '?', '…', '"', '”', '’', '\'', ')', ']', '»']);
        Span::new(opened.len(), text.len() - closed.len())
    }

    /// The bytes of the sentence around byte `at`.
    pub(super) fn sentence(&self, text: &str, at: usize) -> Span {
        // The first word that ends behind it.
        let begun = self.starts.partition_point(|start| (*start as usize) <= at);
        let inside = begun.checked_sub(1).filter(|word| self.place(*word).end > at);
        let word = inside.unwrap_or(begun).min(self.len().saturating_sub(1));
        let from = (0..=word).rev().find(|&word| self.closes_before(word)).unwrap_or(0);
        let to = (word + 1..=self.len()).find(|&word| self.closes_before(word)).unwrap_or(self.len());
        self.span(text, from, to)
    }
}

/// One pass over a text.
struct Reader<'t> {
    text: &'t str,
    stops: &'t Stops,
    words: Words,
    fold: Fold,
    /// The word that is being read.
    start: Option<usize>,
    capital: bool,
    /// Between quotation marks.
    quoted: bool,
    /// A stop stood since the last word, and white space behind it.
    stopped: bool,
    spaced: bool,
    line: bool,
    /// The last character was a line's end: a second one ends every quotation.
    empty_line: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, stops: &'t Stops) -> Self {
        Self {
            text,
            stops,
            // English has about six bytes a word.
            words: Words::with_capacity(text.len() / 6),
            fold: Fold::default(),
            start: None,
            capital: false,
            quoted: false,
            stopped: false,
            spaced: false,
            line: true,
            empty_line: false,
        }
    }

    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        let mut last = ' ';
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                self.letter_begins(at, byte.is_ascii_uppercase());
                while let Some(letter) = bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric()) {
                    self.fold.push(u32::from(letter.to_ascii_lowercase()));
                    at += 1;
                }
                last = char::from(bytes[at - 1]);
                continue;
            }
            if byte == b' ' {
                self.word_ends(at);
                self.spaced = true;
                self.empty_line = false;
                at += 1;
                last = ' ';
                continue;
            }
            let Some(character) = self.text[at..].chars().next() else { break };
            let next_at = at + character.len_utf8();
            if character.is_alphanumeric() {
                self.letter_begins(at, character.is_uppercase());
                for folded in character.to_lowercase() {
                    self.fold.push(u32::from(folded));
                }
            } else {
                let next = self.text[next_at..].chars().next().unwrap_or(' ');
                if self.start.is_some() && joins(last, character, next) {
                    // 6.4 is not 64.
                    if character == '.' {
                        self.fold.push(u32::from('.'));
                    }
                } else {
                    self.word_ends(at);
                    self.between(last, character, next);
                }
            }
            last = character;
            at = next_at;
        }
        self.word_ends(self.text.len());
    }

    fn letter_begins(&mut self, at: usize, capital: bool) {
        if self.start.is_none() {
            self.start = Some(at);
            self.capital = capital;
        }
    }

    fn word_ends(&mut self, at: usize) {
        let Some(start) = self.start.take() else { return };
        let first = self.text.as_bytes()[start];
        let begins_sentence = self.capital || first.is_ascii_digit() || self.quoted;
        let opens = self.line || self.stopped && self.spaced && begins_sentence;
        let mut marks = if self.line { OPENS_PARAGRAPH } else { 0 };
        marks |= if opens { OPENS } else { 0 };
        marks |= if self.quoted { QUOTED } else { 0 };
        marks |= if self.capital { CAPITAL } else { 0 };
        marks |= if self.spaced { 0 } else { JOINED };
        let word = self.fold.take();
        self.words.push(word, start, at, marks);
        (self.line, self.stopped, self.spaced, self.empty_line) = (false, false, false, false);
    }

    /// Takes in a character between two words.
    fn between(&mut self, last: char, character: char, next: char) {
        match character {
            '\n' => {
                // A mark that was never closed ends with its paragraph.
                self.quoted &= !self.empty_line;
                self.empty_line = true;
                self.line = true;
                self.spaced = true;
            }
            '!' | '?' | '…' => self.stopped = true,
            '.' => self.stopped = !self.stops.keep_open(self.words.ids.last().copied(), last),
            '“' | '«' | '„' | '‟' => self.quoted = true,
            '”' | '»' => self.quoted = false,
            // Straight marks and doubled single ones open before a word and close behind one.
            '"' => self.quoted = !self.quoted && !next.is_whitespace() && !last.is_alphanumeric(),
            '\'' | '`' if next == character => {
                self.quoted = !self.quoted && !last.is_alphanumeric() && last != '.' && last != ',';
            }
            _ if character.is_whitespace() => self.spaced = true,
            _ => {}
        }
    }
}

fn joins(last: char, character: char, next: char) -> bool {
    match character {
        '\'' | '’' | '‘' | 'ʼ' | '`' => last.is_alphabetic() && next.is_alphabetic(),
        '.' | ',' => last.is_ascii_digit() && next.is_ascii_digit(),
        // Combining marks belong to the letter before them; a soft hyphen is not there.
        '\u{300}'..='\u{36f}' | '\u{ad}' => true,
        _ => false,
    }
}

/// Abbreviations, whose point ends no sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Stops(Vec<Word>);

static NO_STOPS: Stops = Stops(Vec::new());

impl Stops {
    pub(super) fn of(language: &Language) -> Self {
        let mut words: Vec<Word> = language
            .table("abbreviations")
            .iter()
            .filter(|row| row.cell(1) != "end")
            .flat_map(|row| folded(row.key()).last().copied())
            .collect();
        words.sort_unstable();
        Self(words)
    }

    /// Whether a point behind `word`, whose last letter is `last`, ends no sentence: an abbreviation or an initial.
    fn keep_open(&self, word: Option<Word>, last: char) -> bool {
        last.is_uppercase() || word.is_some_and(|word| self.0.binary_search(&word).is_ok())
    }
}

/// The hash of one word: FNV-1a over folded characters, then mixed so that every bit counts in a comparison.
#[derive(Debug, Clone, Copy)]
struct Fold(u64);

impl Default for Fold {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fold {
    fn push(&mut self, folded: u32) {
        self.0 = (self.0 ^ u64::from(folded)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    fn take(&mut self) -> Word {
        let hash = mix(self.0);
        *self = Self::default();
        hash as Word
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
pub(super) fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The words of a name, folded as those of texts are.
pub(super) fn folded(name: &str) -> Vec<Word> {
    Words::of(name, &NO_STOPS).ids
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Words {
        Words::of(text, &Stops::of(&Language::english()))
    }

    fn check(text: &str, expected: &[&str]) {
        let words = read(text);
        let found: Vec<&str> = (0..words.len()).map(|at| words.place(at).of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_and_their_bounds() {
        check("", &[]);
        check("“Don’t,” she said", &["Don’t", "she", "said"]);
        check("$6.4 billion, 2,800 jobs.", &["6.4", "billion", "2,800", "jobs"]);
        check("the then-mayor—twice", &["the", "then", "mayor", "twice"]);
        check("Oğuz Yıldıran", &["Oğuz", "Yıldıran"]);
        check("the ministers' cars", &["the", "ministers", "cars"]);
    }

    #[test]
    fn words_longer_than_any() {
        let long = "a".repeat(300);
        let text = format!("No {long} and {} so. Then {long}", "b".repeat(255));
        let words = read(&text);
        let lengths: Vec<usize> = (0..words.len()).map(|at| words.place(at).len()).collect();
        assert_eq!(lengths, [2, 300, 3, 255, 2, 4, 300]);
        let first = &text[..text.len() - " Then ".len() - long.len()];
        assert_eq!(words.sentence(&text, 310).of(&text), first);
    }

    #[test]
    fn quote_styles_case_and_dashes_are_one() {
        assert_eq!(folded("It’s “Fine” – now"), folded("it's 'fine'—NOW"));
        assert_ne!(folded("12 dead"), folded("13 dead"));
        assert_ne!(folded("6.4"), folded("64"));
        assert_eq!(folded("ÖSTERSUND"), folded("Östersund"));
    }

    #[test]
    fn what_stands_between_marks() {
        let check = |text: &str, expected: &[&str]| {
            let words = read(text);
            let quoted: Vec<&str> = (0..words.len())
                .filter(|at| words.is_quoted(*at))
                .map(|at| words.place(at).of(text))
                .collect();
            assert_eq!(quoted, expected, "{text}");
        };
        check("He said “no way” twice.", &["no", "way"]);
        check("\"No way,\" he said. \"None.\"", &["No", "way", "None"]);
        check("``No way,'' he said. ''None.''", &["No", "way", "None"]);
        check("«No way», he said", &["No", "way"]);
        check("“No way\n\nsaid he. It is \"so\"", &["No", "way", "so"]);
        check("The 6\" pipe and the rest of it", &[]);
    }

    #[test]
    fn where_sentences_open() {
        let check = |text: &str, expected: &[&str]| {
            let words = read(text);
            let opening: Vec<&str> = (0..words.len())
                .filter(|at| words.closes_before(*at))
                .map(|at| words.place(at).of(text))
                .collect();
            assert_eq!(opening, expected, "{text}");
        };
        check("It rained. Nobody came.\nSo what?", &["It", "Nobody", "So"]);
        check("Mr. Brandvold of the U.S. Senate came. “Why?” he asked.", &["Mr", "Why"]);
        check("“Why?” Because. 12 came.", &["Why", "Because", "12"]);
        let text = "It rained. Nobody came, they said. So what?";
        assert_eq!(read(text).sentence(text, 20).of(text), "Nobody came, they said.");
    }
}
