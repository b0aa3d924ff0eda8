use super::*;
use crate::story::documents::Capture;
use crate::story::writer::Writer;
use headwater_text::{Annotations, Interval, Precision, Stamp, StampKind, StampRole};
use jiff::Timestamp;

/// A story of invented articles, each with its id, outlet, date and words; the first line is the headline.
struct Shelf {
    _folder: tempfile::TempDir,
    story: Story,
}

const ARTICLES: &[(&str, &str, &str, &str)] = &[
    (
        "gate",
        "Tarn Courier",
        "2031-05-04T08:00Z",
        "Gate two jams\nGate two jammed on Sunday. Nobody was hurt.",
    ),
    (
        "denial",
        "Kelby Post",
        "2031-05-05",
        "Nothing jammed\nThe board said that no gate had jammed. The gate is fine.",
    ),
    ("storm", "Tarn Courier", "2031-05", "A storm\nThe storm over Želna broke two windows. É fini."),
    ("letter", "", "", "A letter\nWhoever writes NEAR(a) or title:gate means it: 3,500 e-mails don't lie."),
];

fn document(id: &str, outlet: &str, date: &str, words: &str) -> Document {
    let (title, text) = words.split_once('\n').unwrap();
    let at = Timestamp::UNIX_EPOCH;
    let stamp = |value: &str| Stamp {
        kind: StampKind::Field,
        role: StampRole::Published,
        raw: value.to_owned(),
        value: value.to_owned(),
        precision: Precision::Day,
        zone: None,
        interval: Interval { earliest: at, latest: at },
        span: None,
    };
    Document {
        id: id.to_owned(),
        title: Some(title.to_owned()),
        outlet: Some(outlet.to_owned()).filter(|outlet| !outlet.is_empty()),
        url: Some(format!("https://tarn.example/{id}")),
        text: text.to_owned(),
        stamps: Some(date).filter(|date| !date.is_empty()).map(stamp).into_iter().collect(),
        ..Document::default()
    }
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.story");
        Story::create(&path).unwrap();
        let mut writer = Writer::open(&path, "a test").unwrap();
        let mut put = |document: Document| {
            let capture =
                Capture { path: format!("{}.txt", document.id), bytes: document.text.clone().into_bytes() };
            writer.put(&capture, document, &Annotations::default(), "nobody").unwrap();
        };
        for (id, outlet, date, words) in ARTICLES {
            put(document(id, outlet, date, words));
        }
        // An earlier version that has a word of its own, and an article that was taken out.
        put(document("edited", "Kelby Post", "2031-05-06", "Edited\nThe valve screamed."));
        put(document("edited", "Kelby Post", "2031-05-06", "Edited\nThe valve was silent."));
        put(document("gone", "Kelby Post", "2031-05-06", "Gone\nThe gate is gone."));
        writer.remove("gone").unwrap();
        drop(writer);
        Self { story: Story::open(&path).unwrap(), _folder: folder }
    }

    fn find(&self, request: &Request) -> Results {
        self.story.search(request, None).unwrap()
    }

    fn names(&self, request: &Request) -> String {
        self.find(request).hits.into_iter().map(|hit| hit.name).collect::<Vec<_>>().join(" ")
    }
}

fn words(words: &str) -> Request {
    Request { words: words.to_owned(), ..Request::default() }
}

#[test]
fn articles_by_their_words() {
    let shelf = Shelf::new();
    let check = |typed: &str, expected: &str| assert_eq!(shelf.names(&words(typed)), expected, "{typed}");
    // The headline counts more, though the other has the word twice.
    check("gate", "gate denial letter");
    check("jammed", "denial gate");
    check("\"gate two\"", "gate");
    check("\"two gate\"", "");
    check("jam*", "gate denial");
    check("gate -jams", "denial letter");
    check("-gate", "edited storm");
    check("-\"gate two\" jammed", "denial");
    check("zelna", "storm");
    check("ŽELNA", "storm");
    check("e fini", "storm");
    check("near", "letter");
    check("NEAR(a)", "letter");
    check("title:gate", "letter");
    check("3,500", "letter");
    check("don't", "letter");
    check("e-mail*", "letter");
    // Neither in what is there now.
    check("screamed", "");
    check("silent", "edited");
    check("gone", "");
    // Everything, the newest first.
    check("", "edited denial gate storm letter");
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let shelf = Shelf::new();
    let long = [
        "gate ".repeat(20_000),
        "\"".repeat(100_000),
        "(".repeat(100_000),
        "x".repeat(100_000),
        "-".repeat(100_000),
    ];
    let marks = [
        "\"",
        "\"\"",
        "\"\"\"",
        "'",
        "*",
        "**",
        "gate*two",
        "*gate",
        "^gate",
        "NEAR(",
        "NEAR(gate jammed",
        "NEAR(gate jammed, 5)",
        "title:",
        "title : gate",
        "{title text} : gate",
        "-",
        "--",
        "---gate",
        "- gate",
        "+gate",
        "gate +two",
        "AND",
        "OR",
        "NOT",
        "gate AND",
        "AND gate",
        "NOT gate",
        "gate OR",
        "(gate",
        "gate)",
        "((",
        "🌊",
        "🌊*",
        "gate 🌊",
        "\"🌊\"",
        "漢字",
        "\u{301}",
        "\u{0}",
        "gate\u{0}two",
        "\u{FDD0}",
        "gate; DROP TABLE words",
        "' OR 1=1 --",
        "\\",
        "\\\"",
        "%",
        "_",
        "?1",
        ":a",
        "@a",
        "$a",
        "“",
        "”gate“",
        "«gate»",
        "rank",
        "words",
        "rowid",
        "-*",
        "\"*\"",
        "-\"",
        "-\"*",
    ];
    for typed in marks.iter().copied().chain(long.iter().map(String::as_str)) {
        let shown: String = typed.chars().take(40).collect();
        let found = shelf.story.search(&words(typed), None);
        assert!(found.is_ok(), "{shown}: {found:?}");
    }
    assert_eq!(shelf.find(&words("🌊")).total, 0);
    assert_eq!(shelf.find(&words("🌊")).unsearched, ["🌊"]);
    assert_eq!(shelf.names(&words("gate 🌊")), "gate denial letter");
    assert_eq!(shelf.names(&words(&long[0])), "gate denial letter");
    assert_eq!(shelf.find(&words("")).unsearched, [""; 0]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_string_is_an_error(typed in "\\PC*|[a-z\"*()\\-:^ ]{0,40}") {
        thread_local!(static SHELF: Shelf = Shelf::new());
        SHELF.with(|shelf| shelf.story.search(&words(&typed), None).map(|_| ()).unwrap());
    }
}

#[test]
fn filters_combine_and_counts_tell_what_another_choice_would_give() {
    let shelf = Shelf::new();
    let day = |day: &str| Some(day.parse().unwrap());
    let outlets = |found: &Results| -> Vec<String> {
        let told =
            |count: &facets::Count| format!("{} {}", count.value.as_deref().unwrap_or("-"), count.count);
        found.facets.outlets.iter().map(told).collect()
    };
    let dates = |found: &Results| -> Vec<String> {
        let name =
            |count: &facets::DateCount| count.value.as_ref().map_or("-".to_owned(), |value| value.0.clone());
        found.facets.dates.iter().map(|count| format!("{} {}", name(count), count.count)).collect()
    };
    let found = shelf.find(&words("gate"));
    assert_eq!(outlets(&found), ["Kelby Post 1", "Tarn Courier 1", "- 1"]);
    assert_eq!(dates(&found), ["2031-05-04 1", "2031-05-05 1", "- 1"]);
    assert_eq!(found.facets.sources, None);
    let of = |outlets: &[&str], from, to| Request {
        outlets: outlets.iter().map(|outlet| (*outlet).to_owned()).collect(),
        from,
        to,
        ..Request::default()
    };
    assert_eq!(shelf.names(&of(&["tarn courier"], None, None)), "gate storm");
    assert_eq!(shelf.names(&of(&["Tarn Courier", "Kelby Post"], None, None)), "edited denial gate storm");
    assert_eq!(shelf.names(&of(&[""], None, None)), "letter");
    assert_eq!(shelf.names(&of(&["Tarn"], None, None)), "");
    // What is dated by its month can be of any day in it; what is undated cannot be placed.
    assert_eq!(shelf.names(&of(&[], day("2031-05-05"), None)), "edited denial storm");
    assert_eq!(shelf.names(&of(&[], None, day("2031-05-04"))), "gate storm");
    assert_eq!(shelf.names(&of(&[], day("2031-06-01"), None)), "");
    let found = shelf.find(&of(&["Tarn Courier"], day("2031-05-05"), None));
    assert_eq!(found.hits.len(), 1);
    assert_eq!(outlets(&found), ["Kelby Post 2", "Tarn Courier 1"]);
    assert_eq!(dates(&found), ["2031-05 1", "2031-05-04 1"]);
}

#[test]
fn pages_are_parts_of_the_whole() {
    let shelf = Shelf::new();
    let all = shelf.find(&Request::default());
    let mut hits = Vec::new();
    for skip in 0..6 {
        let page = shelf.find(&Request { skip, take: 1, ..Request::default() });
        assert_eq!((page.total, &page.facets), (all.total, &all.facets));
        hits.extend(page.hits);
    }
    assert_eq!(hits, all.hits);
    assert_eq!(shelf.names(&Request { order: Order::Newest, ..words("gate") }), "denial gate letter");
}

#[test]
fn hits_are_told_by_place() {
    let shelf = Shelf::new();
    let found = shelf.find(&words("zelna storm"));
    let hit = &found.hits[0];
    assert_eq!(hit.title_hits, [Span::new(2, 7)]);
    let snippet = &hit.snippets[0];
    assert_eq!(snippet.words, "The storm over Želna broke two windows. É fini.");
    let shown: Vec<&str> = snippet.hits.iter().map(|hit| hit.of(&snippet.words)).collect();
    assert_eq!(shown, ["storm", "Želna"]);
    assert_eq!(snippet.points, (0, 47));
    assert!(!snippet.cut_before && !snippet.cut_after);
    // What stands in the headline alone is shown with the first line.
    assert_eq!(shelf.find(&words("letter")).hits[0].snippets.len(), 1);
}
