//! Notes that stand with an article without being part of it: of the house, of the author, of a picture.

use crate::words::Words;
use crate::{credits, edges};
use headwater_text::{CreditKind, Document, Place, Problem, ProblemKind, Severity, Span};

/// A caption is a line shorter than this.
const LONGEST_CAPTION_BYTES: usize = 250;

/// Whether every sentence of a line is a note; takes what they record.
pub(crate) fn whole_line(doc: &mut Document, text: &str, line: Span) -> bool {
    let sentences = edges::sentences(text, line);
    let all = sentences.iter().all(|span| kind(span.of(text)).is_some());
    if all {
        for span in sentences {
            sentence(doc, text, span);
        }
    }
    all
}

/// Whether a sentence is a note; takes what it records.
pub(crate) fn sentence(doc: &mut Document, text: &str, span: Span) -> bool {
    let Some((kind, end)) = kind(span.of(text)) else {
        return false;
    };
    match kind {
        "republished" => {
            let rest = Span::new(span.start + end, span.end);
            let lead = rest.of(text).len() - rest.of(text).trim_start().len();
            if let Some(name) = credits::leading_name(rest.of(text).trim_start()) {
                let start = rest.start + lead;
                let name_span = Span::new(start, start + name.len());
                let exact = (name_span.of(text) == name).then_some(name_span);
                credits::add(doc, CreditKind::Republished, name, exact);
            }
        }
        "paywall" => tell(doc, ProblemKind::Paywall, Severity::Partial, "the text ends at a paywall"),
        "sponsored" => tell(doc, ProblemKind::Sponsored, Severity::Note, "marked as paid for by somebody"),
        _ => {}
    }
    true
}

/// Kind of the note that a sentence is, and where in it the phrase that shows it ends.
fn kind(sentence: &str) -> Option<(&'static str, usize)> {
    if Words::english().any_furniture.as_ref().is_some_and(|any| !any.is_match(sentence)) {
        return None;
    }
    // Offsets count into the sentence, so only ASCII letters may be folded.
    let lower = sentence.to_ascii_lowercase();
    let opened = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && !"(©".contains(c));
    let skipped = lower.len() - opened.len();
    Words::english().furniture.iter().find_map(|phrase| {
        let at = if phrase.kind == "piece" {
            None
        } else if opened.starts_with(phrase.words) {
            Some(skipped)
        } else if phrase.opens {
            None
        } else {
            lower.find(phrase.words)
        }?;
        let end = at + phrase.words.len();
        let cut =
            lower[end..].starts_with(char::is_alphanumeric) && phrase.words.ends_with(char::is_alphanumeric);
        let fits = phrase.kind != "republished"
            || (credits::leading_name(sentence[end..].trim_start()).is_some()
                && (at == skipped || about_the_piece(&lower[..at])));
        (!cut && fits).then_some((phrase.kind, end))
    })
}

/// "This article", "A version of this story", "The report": the note is about the article itself.
fn about_the_piece(before: &str) -> bool {
    let mut words = before.split_whitespace().take(7);
    let first = words.next().unwrap_or("");
    let Some(first) = first.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()) else {
        return true;
    };
    let piece = |word: &str| {
        Words::english().furniture.iter().any(|phrase| {
            phrase.kind == "piece" && phrase.words == word.trim_matches(|c: char| !c.is_alphanumeric())
        })
    };
    matches!(first, "this" | "the" | "a" | "an") && words.any(piece)
}

/// An author's closing note among the sentences of the last paragraph: "Ada Brandt is the night editor of ...",
/// with all that follows on the same person. Takes the name as the author's if none is recorded.
///
/// The person of such a note is the author or stands nowhere else in the text; whoever the article is about does.
pub(crate) fn author(doc: &mut Document, text: &str, sentences: &[Span]) -> Option<Span> {
    let (first, name) = sentences.iter().enumerate().find_map(|(index, span)| {
        let name = subject_of_note(span.of(text))?;
        let recorded = doc.author.as_deref().is_some_and(|author| author.contains(name));
        let surname = name.split_whitespace().last().unwrap_or(name);
        let new = doc.author.is_none() && !text[..span.start].contains(surname);
        (recorded || new).then_some((index, name))
    })?;
    let follows = |span: &Span| {
        let words = span.of(text);
        let start = words.split_whitespace().next().unwrap_or("");
        matches!(start, "He" | "She" | "They" | "His" | "Her" | "Their")
            || words.contains(name.split_whitespace().last().unwrap_or(name))
            || kind(words).is_some()
    };
    if !sentences[first + 1..].iter().all(follows) {
        return None;
    }
    if doc.author.is_none() && !credits::is_body(name) {
        doc.author = Some(name.to_owned());
    }
    Some(sentences[first].cover(*sentences.last()?))
}

/// Who a sentence presents as an author: a name of two to five words, then "is ... editor" or "covers".
fn subject_of_note(sentence: &str) -> Option<&str> {
    let words = Words::english();
    let sentence = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut end = 0;
    let mut parts = 0;
    let mut at = 0;
    let mut rest = sentence.split_inclusive(char::is_whitespace);
    for part in rest.by_ref() {
        let word = part.trim();
        let capital = word.starts_with(char::is_uppercase);
        let particle =
            parts > 0 && matches!(word, "de" | "van" | "von" | "der" | "bin" | "al" | "del" | "da");
        if !capital && !particle {
            if !(2..=5).contains(&parts) {
                return None;
            }
            let role = matches!(word, "is" | "was" | "has")
                && rest.take(14).any(|part| words.byline_word("role", part));
            let covers = words.byline_word("does", word);
            return (role || covers).then(|| sentence[..end].trim_end_matches(','));
        }
        at += part.len();
        end = at - (part.len() - part.trim_end().len());
        parts += 1;
        if parts > 5 {
            return None;
        }
    }
    None
}

/// Marks lines that are a picture's caption by their credit, and takes the credit.
pub(crate) fn captions(doc: &mut Document, text: &str) {
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let line = Span::new(at, at + raw.len()).trim(text);
        at += raw.len();
        if line.is_empty() || line.len() > LONGEST_CAPTION_BYTES {
            continue;
        }
        if let Some(name) = picture_credit(text, line) {
            credits::add(doc, CreditKind::Photo, name.of(text), Some(name));
            if !doc.furniture.contains(&line) {
                doc.furniture.push(line);
            }
        }
    }
}

/// Who made the picture whose caption `line` is, if it says so.
pub(crate) fn picture_credit(text: &str, line: Span) -> Option<Span> {
    let words = line.of(text);
    if Words::english().any_caption.as_ref().is_some_and(|any| !any.is_match(words)) {
        return None;
    }
    let lower = words.to_ascii_lowercase();
    Words::english().captions.iter().find_map(|(mark, kind)| {
        let at = lower.find(mark.as_str())?;
        let (before, after) = (&words[..at], &words[at + mark.len()..]);
        let base = line.start + at + mark.len();
        let name = match *kind {
            "whole" => Span::new(line.start + at, base),
            "after" => {
                let from = before.rfind(['(', '[', '.', '|']).map_or(0, |open| open + 1);
                Span::new(line.start + from, line.start + at)
            }
            _ => Span::new(base, line.end),
        };
        let name = name.trim_matches(text, |c: char| c.is_whitespace() || "()[].,/:|".contains(c));
        let set_off = before.trim_end().is_empty()
            || before.trim_end().ends_with(['.', '(', '[', '|', '/', '—', '–', '!', '?', '”', '"', ')']);
        let few = name.of(text).split_whitespace().count() <= 6;
        let cut = after.starts_with(|c: char| c.is_alphanumeric()) || before.ends_with(char::is_alphanumeric);
        let fits = match (*kind, mark.as_str()) {
            ("whole", _) => set_off || before.ends_with([' ', '/']) && after.len() < 30,
            (_, "via") => credits::is_body(name.of(text)) && few,
            _ => set_off || before.trim_end().is_empty() || *kind == "after",
        };
        let named = name.of(text).starts_with(char::is_uppercase);
        (fits && few && named && (!cut || mark.ends_with(':') || mark.starts_with('/'))).then_some(name)
    })
}

/// Adds a problem of the document unless it stands already.
pub(crate) fn tell(doc: &mut Document, kind: ProblemKind, severity: Severity, message: &str) {
    if doc.problems.iter().any(|problem| problem.kind == kind) {
        return;
    }
    doc.problems.push(Problem {
        kind,
        severity,
        place: Place { path: doc.path.clone(), ..Place::default() },
        message: message.to_owned(),
    });
}
