//! Tables of small texts with whom their pronouns and descriptions mean.

use headwater_annotate::Annotator;
use headwater_text::{Document, Language};
use std::sync::LazyLock;

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| Annotator::new(&Language::english()));

/// The last mention of `text` written `word` means the mention whose name or noun is `expected`; "" for none.
fn check(text: &str, word: &str, expected: &str) {
    let notes = ANNOTATOR.annotate(&Document { text: text.to_owned(), ..Document::default() });
    let mention = notes.mentions.iter().rfind(|mention| mention.span.of(text) == word);
    let Some(mention) = mention else { panic!("no mention {word:?} in {text:?}: {:#?}", notes.mentions) };
    let meant = mention.antecedent.map_or("", |meant| notes.mentions[meant].head.of(text));
    assert_eq!(meant, expected, "{word:?} in {text:?}");
}

#[test]
fn pronouns_mean_who_was_spoken_of() {
    for (text, word, expected) in [
        ("Mayor Mara Ilvess spoke. Later she left.", "she", "Mara Ilvess"),
        ("Mayor Tom Orrin spoke. He gave no date.", "He", "Tom Orrin"),
        ("Mayor Tom Orrin met the council. He gave no date.", "He", "Tom Orrin"),
        ("Orrin said the dam was safe. He gave no date.", "He", "Orrin"),
        ("The council said the dam was safe. It gave no date.", "It", "council"),
        ("The Kelby Courier reported the theft. It named nobody.", "It", "Kelby Courier"),
        ("Two officials said the dam was safe. They gave no date.", "They", "officials"),
        // A person is no thing, a thing no person, one not many.
        ("The council said the dam was safe. He gave no date.", "He", ""),
        ("Mayor Tom Orrin spoke. It rained.", "It", ""),
        ("Mayor Tom Orrin spoke. They cheered.", "They", ""),
        // Too far back, or in the words of somebody else.
        ("Mayor Tom Orrin spoke. It rained. It snowed. The sun rose. He left.", "He", ""),
        ("\"Mayor Tom Orrin knew. He was told,\" the union said.", "He", ""),
    ] {
        check(text, word, expected);
    }
}

#[test]
fn descriptions_mean_what_they_describe() {
    for (text, word, expected) in [
        (
            "Ana Sorel, a spokesperson for the council, spoke. The spokesperson left.",
            "The spokesperson",
            "Ana Sorel",
        ),
        ("Radio Kelby reported the theft. The outlet named nobody.", "The outlet", "Radio Kelby"),
        (
            "The Kelby Courier reported the theft. The newspaper named nobody.",
            "The newspaper",
            "Kelby Courier",
        ),
        (
            "The Ministry of Works said the dam was safe. The ministry gave no date.",
            "The ministry",
            "Ministry of Works",
        ),
        (
            "The Kelby Courier report said the dam leaked. The report named two engineers.",
            "The report",
            "Kelby Courier",
        ),
        // Nothing before has the role, or the words say which other is meant.
        ("The union said the dam leaked. The spokesperson left.", "The spokesperson", ""),
        (
            "The Ministry of Works said the dam was safe. The interior ministry left.",
            "The interior ministry",
            "",
        ),
        ("It rained. The newspaper named nobody.", "The newspaper", ""),
        // Two fit.
        ("The Ministry of Works met the Ministry of Health. The ministry gave no date.", "The ministry", ""),
        (
            "Ana Sorel, a spokesperson for the council, met Ivo Marn, a spokesperson for the union. The spokesperson left.",
            "The spokesperson",
            "",
        ),
    ] {
        check(text, word, expected);
    }
}
