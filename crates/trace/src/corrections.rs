//! Notes by which an article corrects itself or is withdrawn, and what rests on the words that it took back.

use crate::{Correction, DocIx, Evidence, Notice, NoticeKind, Occurrence, Pile};
use aho_corasick::{AhoCorasick, MatchKind};
use headwater_text::{Annotations, Form, Language, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// A note goes on to the end of its paragraph, but no further than so many sentences: it may have no paragraph of its own.
const SENTENCES: usize = 4;
/// Words that a note and a clause must share to speak of one matter, where no number and no day says so.
const SHARED: usize = 3;
/// Shorter words say little.
const LETTERS: usize = 3;
/// Counts up to a dozen turn up everywhere: they must count the same thing.
const SMALL_NUMBER: f64 = 12.0;

/// Every note of the pile, by document, then place; of one document that is withdrawn only the first that says so.
///
/// ```
/// use headwater_text::{Annotations, Document, Language, Sentence, Span};
/// use headwater_trace::{NoticeKind, Pile, corrections::notices};
/// let text = "An earlier version of this article gave the toll as 71.";
/// let document = Document { text: text.into(), ..Document::default() };
/// let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
/// let annotations = Annotations { sentences: vec![sentence], ..Annotations::default() };
/// let pile = Pile { documents: &[document], annotations: &[annotations] };
/// assert_eq!(notices(pile, &Language::english())[0].kind, NoticeKind::Corrected);
/// ```
pub fn notices(pile: Pile<'_>, language: &Language) -> Vec<Notice> {
    let wording = Wording::of(language);
    (0..pile.documents.len()).flat_map(|doc| wording.notices(pile, doc)).collect()
}

/// How notes begin and what they say.
#[derive(Debug)]
pub struct Wording {
    /// `None` where the language has no such words.
    finder: Option<AhoCorasick>,
    /// For each pattern whether a sentence must begin with it, and what it means.
    rows: Vec<(bool, NoticeKind)>,
}

impl Wording {
    /// The words of a language.
    pub fn of(language: &Language) -> Self {
        let pieces: Vec<&str> = language
            .table("furniture")
            .iter()
            .filter(|row| row.cell(2) == "piece")
            .map(headwater_text::Row::key)
            .collect();
        let (mut patterns, mut rows) = (Vec::new(), Vec::new());
        for row in language.table("corrections") {
            let kind = match row.cell(2) {
                "withdrawn" => NoticeKind::Withdrawn,
                _ => NoticeKind::Corrected,
            };
            let forms: Vec<String> = if row.key().contains("{piece}") {
                pieces.iter().map(|piece| row.key().replace("{piece}", piece)).collect()
            } else {
                vec![row.key().to_owned()]
            };
            rows.extend(forms.iter().map(|_| (row.cell(1) == "opens", kind)));
            patterns.extend(forms);
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(patterns)
            .ok();
        Self { finder, rows }
    }

    /// The notes of one document.
    pub(crate) fn notices(&self, pile: Pile<'_>, doc: DocIx) -> Vec<Notice> {
        let (document, notes) = (&pile.documents[doc], &pile.annotations[doc]);
        let mut found: Vec<Notice> = Vec::new();
        let in_text = notes.sentences.iter().map(|sentence| sentence.span);
        // What stands before and after the article proper is cut into no sentences.
        let furniture = document.furniture.iter().copied();
        let mut places: Vec<Span> = in_text.chain(furniture).collect();
        places.sort_unstable();
        for place in places {
            if found.last().is_some_and(|notice| notice.place.span.overlaps(place)) {
                continue;
            }
            if let Some(kind) = self.says(place.of(&document.text)) {
                let span = whole(notes, place);
                found.push(Notice { kind, place: Evidence { doc, span } });
            }
        }
        match found.iter().position(|notice| notice.kind == NoticeKind::Withdrawn) {
            Some(at) => vec![found.swap_remove(at)],
            None => found,
        }
    }

    /// What a sentence or paragraph says that its article did, if it is a note.
    ///
    /// ```
    /// use headwater_text::Language;
    /// use headwater_trace::{NoticeKind, corrections::Wording};
    /// let wording = Wording::of(&Language::english());
    /// assert_eq!(wording.says("Correction: The dam is 71 metres high."), Some(NoticeKind::Corrected));
    /// assert_eq!(wording.says("The ministry issued a correction: the dam is 71 metres high."), None);
    /// ```
    pub fn says(&self, sentence: &str) -> Option<NoticeKind> {
        let opening = sentence.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let cut = |start: usize, end: usize| {
            inside(sentence[..start].chars().next_back())
                || inside(sentence[..end].chars().next_back()) && inside(sentence[end..].chars().next())
        };
        self.finder.as_ref()?.find_iter(sentence).find_map(|hit| {
            let (opens, kind) = self.rows[hit.pattern().as_usize()];
            let fits = !cut(hit.start(), hit.end()) && (!opens || hit.start() <= opening);
            fits.then_some(kind)
        })
    }
}

/// The note that the sentence at `place` begins: it and what follows in its paragraph.
fn whole(notes: &Annotations, place: Span) -> Span {
    let from = notes.sentences.partition_point(|sentence| sentence.span.start < place.start);
    let Some(first) = notes.sentences.get(from).filter(|sentence| sentence.span == place) else {
        return place;
    };
    let rest = notes.sentences[from..].iter().take(SENTENCES);
    let last = rest.take_while(|sentence| sentence.paragraph == first.paragraph).last();
    Span::new(place.start, last.map_or(place.end, |sentence| sentence.span.end))
}

/// Whether words lie in a note: they tell what was wrong, not what is so.
pub(crate) fn noted(notices: &[Notice], doc: DocIx, span: Span) -> bool {
    notices[of(notices, doc)].iter().any(|notice| notice.place.span.overlaps(span))
}

/// Where the notes of a document stand among those of the pile.
fn of(notices: &[Notice], doc: DocIx) -> Range<usize> {
    let from = notices.partition_point(|notice| notice.place.doc < doc);
    from..from + notices[from..].partition_point(|notice| notice.place.doc == doc)
}

/// What the notes of a pile mean for one claim. `read` gives for each occurrence the one that its article had it from.
pub(crate) fn find(
    pile: Pile<'_>,
    notices: &[Notice],
    occurrences: &[&Occurrence],
    read: &[Option<usize>],
    stopwords: &BTreeSet<&'static str>,
) -> Vec<Correction> {
    let mut found = Vec::new();
    let docs: BTreeSet<DocIx> = occurrences.iter().map(|occurrence| occurrence.doc).collect();
    for index in docs.into_iter().flat_map(|doc| of(notices, doc)) {
        let notice = &notices[index];
        let doc = notice.place.doc;
        let own: Vec<usize> = (0..occurrences.len()).filter(|&at| occurrences[at].doc == doc).collect();
        if own.is_empty() || !concerns(pile, notice, occurrences, &own, stopwords) {
            continue;
        }
        let rests =
            |at: &usize| occurrences[*at].doc != doc && upstream(read, *at).any(|up| own.contains(&up));
        let dependents: Vec<usize> = (0..occurrences.len()).filter(rests).collect();
        found.push(Correction { notice: index, occurrences: own, dependents });
    }
    found
}

/// The occurrences that one rests on, nearest first.
fn upstream(read: &[Option<usize>], from: usize) -> impl Iterator<Item = usize> {
    // Credits may run in a circle.
    std::iter::successors(read[from], |at| read[*at]).take(read.len())
}

/// Whether a note speaks of the claim: it gives a number or day that stands in it, or says the same in words.
fn concerns(
    pile: Pile<'_>,
    notice: &Notice,
    occurrences: &[&Occurrence],
    own: &[usize],
    stopwords: &BTreeSet<&'static str>,
) -> bool {
    if notice.kind == NoticeKind::Withdrawn {
        return true;
    }
    let Evidence { doc, span } = notice.place;
    let notes = &pile.annotations[doc];
    let numbers = notes.quantities.iter().filter(|quantity| span.contains(quantity.span));
    let days: Vec<_> =
        notes.times.iter().filter(|time| span.contains(time.span)).filter_map(|t| t.days).collect();
    let numbers: Vec<_> = numbers.collect();
    let gives = |occurrence: &&Occurrence| {
        let values = &occurrence.values;
        let number = values.number.is_some_and(|number| {
            numbers.iter().any(|quantity| {
                let same_thing = quantity.unit.is_some() && quantity.unit == values.unit;
                quantity.number == number && (number > SMALL_NUMBER || same_thing)
            })
        });
        number || values.days.is_some_and(|own| days.contains(&own))
    };
    occurrences.iter().any(gives) || {
        let said = words(pile.words(doc, span), stopwords);
        let names: BTreeSet<String> = notes
            .mentions
            .iter()
            .filter(|mention| mention.form == Form::Name && span.contains(mention.span))
            .flat_map(|mention| words(mention.head.of(&pile.documents[doc].text), stopwords))
            .collect();
        own.iter().any(|&at| {
            let clause = words(pile.words(doc, occurrences[at].span), stopwords);
            let both = said.intersection(&clause).count();
            both >= SHARED || (both + 1 >= SHARED && !names.is_disjoint(&clause))
        })
    }
}

fn words(text: &str, stopwords: &BTreeSet<&'static str>) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let all = lower.split(|c: char| !c.is_alphanumeric());
    all.filter(|word| word.chars().count() >= LETTERS && !stopwords.contains(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater_text::{Document, Sentence};

    /// The notes of a document of these sentences; "|" begins a paragraph.
    fn found(text: &str) -> Vec<(NoticeKind, String)> {
        let mut sentences = Vec::new();
        let mut plain = String::new();
        for (paragraph, part) in text.split('|').enumerate() {
            for sentence in part.split_inclusive(". ") {
                let start = plain.len();
                plain.push_str(sentence.trim_end());
                sentences.push(Sentence { span: Span::new(start, plain.len()), paragraph });
                plain.push(' ');
            }
        }
        let document = Document { text: plain, ..Document::default() };
        let annotations = Annotations { sentences, ..Annotations::default() };
        let (documents, annotations) = ([document], [annotations]);
        let pile = Pile { documents: &documents, annotations: &annotations };
        let all = notices(pile, &Language::english()).into_iter();
        all.map(|notice| (notice.kind, pile.words(0, notice.place.span).to_owned())).collect()
    }

    #[test]
    fn a_note_is_known_by_what_it_says_of_its_own_article() {
        use NoticeKind::{Corrected, Withdrawn};
        let check = |text: &str, expected: &[(NoticeKind, &str)]| {
            let expected: Vec<_> =
                expected.iter().map(|(kind, words)| (*kind, (*words).to_owned())).collect();
            assert_eq!(found(text), expected, "{text}");
        };
        check(
            "The dam leaks. |Correction: The dam is 71 metres high. It is not 17.",
            &[(Corrected, "Correction: The dam is 71 metres high. It is not 17.")],
        );
        check(
            "The dam leaks. An earlier version of this story gave another name.",
            &[(Corrected, "An earlier version of this story gave another name.")],
        );
        check(
            "(Corrects height in paragraph 3)|The dam leaks.",
            &[(Corrected, "(Corrects height in paragraph 3)")],
        );
        check(
            "The Lantern has retracted this report. It will not be replaced.|Correction: none.",
            &[(Withdrawn, "The Lantern has retracted this report. It will not be replaced.")],
        );
        // The news itself speaks of corrections.
        for none in [
            "In a correction issued on Monday, the ministry said 17 people died.",
            "The Lantern retracted its report on Monday.",
            "An earlier version of the bill would have paid for it.",
            "Correctional officers were told. Corrections officers struck.",
            "The house of correction: a history.",
            "",
        ] {
            check(none, &[]);
        }
    }
}
