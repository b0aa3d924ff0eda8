//! What the network marks in a text depends on that text alone, and no text breaks it.

use headwater_annotate::tagger::{Tagged, Tagger};
use headwater_annotate::{Annotator, quotes, segment::Segmenter};
use headwater_text::{Annotations, Document, Language};
use std::sync::LazyLock;

static TAGGER: LazyLock<(Tagger, Segmenter)> =
    LazyLock::new(|| (Tagger::default(), Segmenter::new(&Language::english())));

fn tag(text: &str) -> Vec<Tagged> {
    let (paragraphs, sentences) = TAGGER.1.segment(text);
    let quotations = quotes::find(text, &paragraphs);
    TAGGER
        .0
        .tag(text, &Annotations { paragraphs, sentences, quotations, ..Annotations::default() })
        .attributions
}

const PARAGRAPH: &str = "The mayor of Kelby, Marta Olsen, said on Monday that the bridge would stay closed. “We have no \
    choice,” she told the Courier. Engineers fear that a second pillar is moving, according to two people in the works department.";

fn written(text: &str, found: &[Tagged]) -> Vec<String> {
    let words = |tagged: &Tagged| {
        let content: Vec<&str> = tagged.content.iter().map(|span| span.of(text)).collect();
        format!(
            "{} | {} | {}",
            tagged.source.map_or("", |source| source.of(text)),
            tagged.cue.of(text),
            content.join(" … ")
        )
    };
    found.iter().map(words).collect()
}

#[test]
fn sources_cues_and_contents_are_joined() {
    let found = written(PARAGRAPH, &tag(PARAGRAPH));
    for expected in [
        "The mayor of Kelby, Marta Olsen, | said | that the bridge would stay closed",
        "she | told | “We have no choice,”",
    ] {
        assert!(found.iter().any(|line| line == expected), "{expected}\nnot in {found:#?}");
    }
}

#[test]
fn a_duty_is_no_attribution() {
    let text = "The files are kept by three offices, none of which, by law, is required to open them to the others before a court asks.";
    assert_eq!(tag(text).len(), 1, "the network takes it for one");
    let document = Document { text: text.into(), ..Document::default() };
    assert!(Annotator::new(&Language::english()).annotate(&document).attributions.is_empty());
}

#[test]
fn tags_do_not_depend_on_other_texts_their_order_or_threads() {
    let texts: Vec<String> =
        (1..12).map(|n| format!("{}\n\nPage {n}.", [PARAGRAPH; 3].join("\n\n"))).collect();
    let alone: Vec<Vec<Tagged>> = texts.iter().map(|text| tag(text)).collect();
    let backwards: Vec<Vec<Tagged>> = texts.iter().rev().map(|text| tag(text)).collect();
    assert!(alone.iter().eq(backwards.iter().rev()));
    let together: Vec<Vec<Tagged>> = std::thread::scope(|scope| {
        let threads: Vec<_> = texts.iter().map(|text| scope.spawn(move || tag(text))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no thread fails")).collect()
    });
    assert_eq!(alone, together);
}

#[test]
fn a_long_paragraph_is_tagged_to_its_end() {
    let long = [PARAGRAPH; 40].join(" ");
    let found = tag(&long);
    // No article has such a paragraph, and the network finds fewer in it than in forty; to the end it must come.
    assert!(found.len() >= 40, "{} attributions in forty times three", found.len());
    assert!(found.last().is_some_and(|last| last.cue.end > long.len() - PARAGRAPH.len()));
}

#[test]
fn no_text_breaks_it() {
    for text in [
        "",
        " \n\u{feff}\n ",
        "said",
        "\u{202e}.dias eH\u{202c} \u{1f469}\u{200d}\u{1f680}\u{1f3fd}",
        "市長は、橋が落ちたと述べた。",
        "قال الوزير إن الجسر انهار.",
        "\u{0}\u{7}\u{1b}[31m He said \u{9f}so.",
        "e\u{301}\u{301}\u{301}\u{301} said \u{301}",
        "“ ” '' `` « ‹ „ “",
    ] {
        for tagged in tag(text) {
            assert!(tagged.content.iter().all(|span| !span.of(text).is_empty()), "{text}");
        }
    }
    tag(&"a".repeat(1 << 20));
    tag(&"\"".repeat(5_000));
    tag(&"é ".repeat(5_000));
}
