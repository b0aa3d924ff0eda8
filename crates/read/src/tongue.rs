//! Whether a text is in the language that the tables describe, by its function words.

use crate::words::Words;
use headwater_text::{Document, Place, Problem, ProblemKind, Severity};

/// Fewer words than this do not tell a language.
const ENOUGH_WORDS: usize = 40;
/// How many words are looked at, at most.
const SAMPLE_WORDS: usize = 400;
/// After so many words no more are looked at where the answer is clear.
const CLEAR_WORDS: usize = 100;
const CLEARLY_ENGLISH: usize = 30;
/// How many characters are looked at for their script.
const SCRIPT_SAMPLE: usize = 4000;
/// Percentage of function words: running English has 35 to 55, headlines and lists about 20, other languages
/// that share a few short words ("a", "in", "me", "on") stay below 10.
const SURELY_ENGLISH: usize = 20;
const SURELY_NOT: usize = 12;

/// Sets the language where it is undeclared and clear; another language than English is a note.
pub(crate) fn look(doc: &mut Document) {
    let words = Words::english();
    let mut counted = 0usize;
    let mut function = 0usize;
    for word in letters(&doc.text).take(SAMPLE_WORDS) {
        counted += 1;
        function += usize::from(word.len() < 16 && words.stopwords.has(word));
        if counted == CLEAR_WORDS && function * 100 >= counted * CLEARLY_ENGLISH {
            break;
        }
    }
    // Scripts written without spaces give few, long words.
    let foreign_script = is_foreign_script(&doc.text);
    let share = function * 100 / counted.max(1);
    let enough = counted >= ENOUGH_WORDS;
    let declared = doc.language.clone();
    let declared_english = declared.as_deref().map(|tag| {
        let tag = tag.to_ascii_lowercase();
        tag == "en" || tag.starts_with("en-") || tag == "eng" || tag == "english"
    });
    let other = foreign_script || (enough && share < SURELY_NOT);
    let message = match (declared_english, other) {
        (Some(false), _) if !(enough && share >= SURELY_ENGLISH) => format!(
            "declared to be in the language \"{}\"; only English is annotated",
            declared.unwrap_or_default()
        ),
        (_, true) => "does not look like English; only English is annotated".to_owned(),
        (None, false) => {
            if enough && share >= SURELY_ENGLISH {
                doc.language = Some("en".to_owned());
            }
            return;
        }
        _ => return,
    };
    doc.problems.push(Problem {
        kind: ProblemKind::Language,
        severity: Severity::Note,
        place: Place { path: doc.path.clone(), ..Place::default() },
        message,
    });
}

/// The runs of letters and apostrophes of a text.
fn letters(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let (false, length @ 1..) = letter(text, at) {
            at += length;
        }
        let start = at;
        while let (true, length) = letter(text, at) {
            at += length;
        }
        (at > start).then(|| &text[start..at])
    })
}

/// Whether a letter or apostrophe stands at byte `at`, and its length; 0 at the end.
fn letter(text: &str, at: usize) -> (bool, usize) {
    match text.as_bytes().get(at) {
        None => (false, 0),
        Some(byte) if byte.is_ascii() => (byte.is_ascii_alphabetic() || *byte == b'\'', 1),
        Some(_) => text[at..].chars().next().map_or((false, 0), |character| {
            (character.is_alphabetic() || character == '’', character.len_utf8())
        }),
    }
}

/// Whether most letters at the head of a text belong to scripts beyond the Latin ones.
fn is_foreign_script(text: &str) -> bool {
    // Their letters begin with this byte or a higher one; fewer than fifty of them in a text decide nothing.
    let mut high = text.bytes().take(4 * SCRIPT_SAMPLE).filter(|byte| *byte >= 0xC9);
    if high.nth(49).is_none() {
        return false;
    }
    let sample = || text.chars().take(SCRIPT_SAMPLE).filter(|c| c.is_alphabetic());
    let letters = sample().count();
    letters > 100 && sample().filter(|c| *c > '\u{24F}').count() * 2 > letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, declared: Option<&str>, language: Option<&str>, problems: usize) {
        let mut doc =
            Document { text: text.to_owned(), language: declared.map(str::to_owned), ..Document::default() };
        look(&mut doc);
        assert_eq!(doc.language.as_deref(), language);
        assert_eq!(doc.problems.len(), problems, "{:?}", doc.problems);
    }

    #[test]
    fn words_are_letters_and_apostrophes() {
        let words = |text| letters(text).collect::<Vec<_>>();
        assert_eq!(words("“Don’t,” said Ægir -- 12 o'clock."), ["Don’t", "said", "Ægir", "o'clock"]);
        assert!(words("").is_empty() && words("– 7 –").is_empty());
    }

    #[test]
    fn english_and_others() {
        let english =
            "The council said on Monday that it would not close the bridge before the end of the month. "
                .repeat(4);
        let german =
            "Der Rat teilte am Montag mit, dass er die Brücke nicht vor Ende des Monats schließen werde. "
                .repeat(4);
        check(&english, None, Some("en"), 0);
        check(&english, Some("fr"), Some("fr"), 0);
        check(&german, None, None, 1);
        check(&german, Some("de"), Some("de"), 1);
        check("Совет сообщил в понедельник. ".repeat(9).as_str(), None, None, 1);
        check("Too short to tell.", None, None, 0);
    }
}
