//! Transcripts: paragraphs that open with the name of who speaks and a colon.
//!
//! One such paragraph proves nothing ("Location: Port Ada"). A dialogue has several, says whole sentences, and comes back
//! to its speakers.

use headwater_text::{Annotations, Attribution, Document, QuoteKind, Span};

/// Fewer labelled paragraphs are no dialogue.
const FEWEST: usize = 3;
/// Longer openings are no names.
const LONGEST_LABEL: usize = 40;
const LABEL_WORDS: usize = 5;
/// In a text that is a transcript, at least one paragraph in so many has a label; the others carry on the turn above them.
const DENSE: usize = 4;

/// A paragraph that names its speaker.
struct Turn<'a> {
    paragraph: usize,
    speaker: Span,
    colon: Span,
    /// Empty where the words stand in the next paragraph.
    words: Span,
    name: &'a str,
}

/// The turns of a document's dialogues.
pub(super) fn find(document: &Document, notes: &Annotations) -> Vec<Attribution> {
    let text = document.text.as_str();
    let turns: Vec<Turn<'_>> = (0..notes.paragraphs.len())
        .filter(|number| !super::in_furniture(document, notes.paragraphs[*number].span))
        .filter_map(|number| turn(text, notes, number))
        .collect();
    if !is_dialogue(text, &turns) {
        return Vec::new();
    }
    let (first, last) = (turns[0].paragraph, turns[turns.len() - 1].paragraph);
    let dense = turns.len() * DENSE > last - first;
    turns
        .iter()
        .enumerate()
        .map(|(n, turn)| {
            let mut content: Vec<Span> =
                Some(turn.words).filter(|words| !words.is_empty()).into_iter().collect();
            let next = turns.get(n + 1).map(|next| next.paragraph);
            for number in turn.paragraph + 1..next.unwrap_or(notes.paragraphs.len()) {
                let paragraph = notes.paragraphs[number].span;
                let goes_on =
                    dense && next.is_some() || content.is_empty() || opens_continued(paragraph, notes);
                if !goes_on {
                    break;
                }
                if !is_aside(paragraph.of(text)) {
                    content.push(paragraph);
                }
            }
            Attribution {
                source: vec![turn.speaker],
                cue: vec![turn.colon],
                content,
                quote: QuoteKind::Direct,
                found_by: "turn",
                ..Attribution::default()
            }
        })
        .filter(|turn| !turn.content.is_empty())
        .collect()
}

/// Several speakers, one of whom speaks again, in sentences.
fn is_dialogue(text: &str, turns: &[Turn<'_>]) -> bool {
    let mut names: Vec<&str> = turns.iter().map(|turn| turn.name).collect();
    names.sort_unstable();
    names.dedup();
    let sentences =
        turns.iter().filter(|turn| ends_as_sentence(turn.words.of(text)) || turn.words.is_empty()).count();
    turns.len() >= FEWEST && (2..turns.len()).contains(&names.len()) && sentences * 3 >= turns.len() * 2
}

fn ends_as_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '?', '!', '…', '—', '–', '-'])
}

/// "(CROSSTALK)", "[Laughter.]"
fn is_aside(paragraph: &str) -> bool {
    let words = paragraph.trim_matches(['"', '“', '”', '.', ' ']);
    words.starts_with(['(', '[']) && words.ends_with([')', ']'])
}

/// The opening of a paragraph as a speaker's label.
fn turn<'a>(text: &'a str, notes: &Annotations, number: usize) -> Option<Turn<'a>> {
    let paragraph = notes.paragraphs[number].span;
    let words = paragraph.of(text);
    // A transcript may stand in quotation marks as a whole.
    let start = words.len() - words.trim_start_matches(['"', '“', '\'', '‘']).len();
    let length = words[start..].char_indices().take(LONGEST_LABEL).find(|(_, c)| *c == ':')?.0;
    let name = &words[start..start + length];
    if !is_name(name) {
        return None;
    }
    let at = |offset: usize| paragraph.start + start + offset;
    let behind = &words[start + length + 1..];
    let gap = behind.len() - behind.trim_start().len();
    if gap == 0 && !behind.is_empty() {
        return None;
    }
    Some(Turn {
        paragraph: number,
        speaker: Span::new(at(0), at(length)),
        colon: Span::new(at(length), at(length + 1)),
        words: Span::new(at(length + 1 + gap), paragraph.end.max(at(length + 1 + gap))),
        name,
    })
}

/// Every word has a capital, but for what stands in brackets.
fn is_name(label: &str) -> bool {
    let bare = label.split_once(" (").map_or(label, |(name, _)| name);
    let words = bare.split(' ');
    !bare.is_empty()
        && words.clone().count() <= LABEL_WORDS
        && words.clone().all(|word| word.chars().next().is_some_and(char::is_uppercase))
        && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | ' ' | ','))
}

/// Whether the paragraph opens with a quotation that the one above left open.
fn opens_continued(paragraph: Span, notes: &Annotations) -> bool {
    let first = notes.quotations.partition_point(|quotation| quotation.outer.start < paragraph.start);
    notes
        .quotations
        .get(first)
        .is_some_and(|quotation| quotation.outer.start == paragraph.start && quotation.continues.is_some())
}
