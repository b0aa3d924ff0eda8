//! Damaged, hostile and huge inputs: never a panic, never silence, about linear time.

use headwater_read::bytes;
use headwater_text::{ProblemKind, Severity};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Everything an input told: kinds of its problems, in the file and in its documents.
fn told(path: &str, content: &[u8]) -> (usize, Vec<ProblemKind>) {
    let reading = bytes(path, content);
    for doc in &reading.documents {
        let spans = doc.furniture.iter().chain(doc.links.iter().map(|link| &link.span));
        for span in spans.chain(doc.stamps.iter().filter_map(|stamp| stamp.span.as_ref())) {
            assert!(doc.text.get(span.range()).is_some(), "{path}: {span:?} is no span of the text");
        }
    }
    let kinds = reading
        .problems
        .iter()
        .chain(reading.documents.iter().flat_map(|doc| &doc.problems))
        .map(|problem| problem.kind)
        .collect();
    (reading.documents.len(), kinds)
}

#[test]
fn damage_is_told() {
    use ProblemKind::{Binary, Date, Empty, Encoding, Malformed, Truncated, UnknownFormat};
    let cases: &[(&str, &[u8], usize, ProblemKind)] = &[
        ("a.txt", b"", 0, Empty),
        ("a.txt", b" \n\t ", 0, Empty),
        ("a.html", b"<html><body></body></html>", 0, Empty),
        ("a.pdf", b"%PDF-1.7 stream", 0, Binary),
        ("a.txt", b"PK\x03\x04word/document.xml", 0, Binary),
        ("a.png", b"\x89PNG\r\n\x1a\n....", 0, Binary),
        ("a.txt", b"He\0said\0\x01\x02\x03\0", 0, Binary),
        ("a.txt", b"The council met \xff\xfe and \xc4\x8d\xc5\xa1\xc5\xbe\xc4\x87 said so.", 1, Encoding),
        ("a.txt", b"\xff\xfeT\0h\0e\0\x00\xd8 \0x\0", 1, Encoding),
        (
            "a.html",
            b"<html><body><p>The council met on Monday and said that the bridge</p><p>was clo<di",
            1,
            Truncated,
        ),
        ("a.jsonl", b"{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"cut he", 1, Truncated),
        ("a.jsonl", b"{\"id\":\"a\",\"text\":\"x\"}\n{,}\n{\"id\":\"b\",\"text\":\"y\"}", 2, Malformed),
        ("a.jsonl", b"{\"id\":\"a\",\"text\":\"\\udc00 x\"}", 1, Encoding),
        ("a.jsonl", b"{\"id\":\"a\",\"text\":\"x\",\"date\":\"2031-02-31\"}", 1, Date),
        ("a.json", b"[[[[", 0, Truncated),
        ("a.csv", b"id,text\na,\"never closed\nb,fine\n", 1, Malformed),
        ("a.csv", b"id,text\na,fine\nb,\"cut he", 1, Truncated),
        ("a.csv", b"one,two\n1,2\n", 0, Malformed),
        ("a.qqq", b"The council met.", 1, UnknownFormat),
    ];
    for (path, content, documents, kind) in cases {
        let (count, kinds) = told(path, content);
        assert_eq!(count, *documents, "{path} {}", String::from_utf8_lossy(content));
        assert!(kinds.contains(kind), "{path} {}: {kinds:?}", String::from_utf8_lossy(content));
    }
}

#[test]
fn malformed_records_name_line_and_severity() {
    let reading = bytes("p/a.jsonl", b"{\"id\":\"a\",\"text\":\"x\"}\n\n{\"id\": b}\n");
    let problem = &reading.problems[0];
    assert_eq!(problem.place.line, Some(3));
    assert_eq!(problem.severity, Severity::Lost);
    assert!(problem.to_string().starts_with("p/a.jsonl:3: "), "{problem}");
    assert!(problem.message.contains("column 8"), "{problem}");
}

/// A name and a piece that is repeated, between a head and a tail.
const SWELLING: &[(&str, &str, &str, &str)] = &[
    ("a.html", "<html><body>", "<div>", ""),
    ("a.html", "<html><body>", "<p><b class=x>", "word"),
    ("a.html", "<html><body><article>", "<p>The council met, and said so.</p>", "</article></body></html>"),
    ("a.html", "<html><body><p>", "&amp;&lt;&#x41;", "</p></body></html>"),
    ("a.html", "", "<", ""),
    ("a.html", "", "<!--", ""),
    ("a.html", "<p>", "<a href=x>y", ""),
    ("a.txt", "", "x", ""),
    ("a.txt", "", "\u{202e}\u{200f}é", ""),
    ("a.txt", "", "\"", ""),
    ("a.txt", "", "(", ""),
    ("a.txt", "", "Ab ", ""),
    ("a.txt", "", "A. ", ""),
    ("a.txt", "", "\n", "x"),
    ("a.txt", "", "Title: x\n", ""),
    ("a.txt", "", "Sign up for x. ", ""),
    ("a.txt", "", "— OPN\n", ""),
    ("a.md", "# A\n", "[a](b ", ""),
    ("a.md", "", "[", ""),
    ("a.md", "---\n", "a: b\n", ""),
    ("a.jsonl", "{\"id\":\"a\",\"text\":\"", "\\ud800", "\"}"),
    ("a.jsonl", "", "[", ""),
    ("a.jsonl", "{\"text\":\"x\",\"n\":", "9", "}"),
    ("a.jsonl", "", "{\"id\":1,\"text\":\"x\"}\n", ""),
    ("a.jsonl", "[", "{\"id\":1,\"text\":\"x\"},", ""),
    ("a.csv", "id,text\n", "a,\"b\n", ""),
    ("a.csv", "id,text\n", "\"", ""),
    ("a.csv", "id,text\n", ",", ""),
];

/// Bytes of every swelling input. Linear time takes well under a second for them even unoptimised; quadratic time
/// takes some 10^11 steps, minutes at best. A bound between the two holds on a slow and busy machine, where the ratio
/// of two timings does not.
const SWOLLEN: usize = 400_000;
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn swelling_inputs_take_no_quadratic_time() {
    for (path, head, piece, tail) in SWELLING {
        let content = format!("{head}{}{tail}", piece.repeat(SWOLLEN / piece.len()));
        let start = Instant::now();
        told(path, content.as_bytes());
        assert!(start.elapsed() < PATIENCE, "{path} {piece:?}: {:?}", start.elapsed());
    }
}

#[test]
fn a_long_line_without_spaces() {
    for path in ["a.txt", "a.md", "a.html"] {
        let start = Instant::now();
        told(path, "x".repeat(5_000_000).as_bytes());
        assert!(start.elapsed() < PATIENCE, "{path}: {:?}", start.elapsed());
    }
}

#[test]
fn a_deep_page_keeps_its_words() {
    let page = format!("{}The bridge is shut.", "<div>".repeat(200_000));
    let reading = bytes("a.html", page.as_bytes());
    assert_eq!(reading.documents[0].text, "The bridge is shut.");
    assert!(reading.documents[0].problems.iter().any(|problem| problem.kind == ProblemKind::Limit));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_panic(content in proptest::collection::vec(any::<u8>(), 0..400), which in 0..6usize) {
        let path = ["a.txt", "a.md", "a.html", "a.jsonl", "a.csv", "-"][which];
        let (count, kinds) = told(path, &content);
        prop_assert!(count + kinds.len() > 0);
    }

    #[test]
    fn plain_text_stays_as_given(text in "\\PC{1,200}(\r?\n\\PC{0,80}){0,4}") {
        let reading = bytes("a.txt", text.as_bytes());
        for doc in &reading.documents {
            prop_assert_eq!(&doc.text, text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }
}
