//! What stands at the edges of plain texts: fields, dates, credits and furniture.

use headwater_read::bytes;
use headwater_text::{CreditKind, Document, ProblemKind, StampRole};

fn read(text: &str) -> Document {
    let mut reading = bytes("a.txt", text.as_bytes());
    let doc = reading.documents.remove(0);
    assert_eq!(doc.text, text);
    doc
}

fn furniture(doc: &Document) -> Vec<&str> {
    doc.furniture.iter().map(|span| span.of(&doc.text)).collect()
}

fn credits(doc: &Document) -> Vec<(CreditKind, &str)> {
    doc.credits.iter().map(|credit| (credit.kind, credit.to.as_str())).collect()
}

const BODY: &str = "The council of Sarnitz closed the old bridge over the river on Sunday, after inspectors found \
                    cracks in two of its piers, officials said. It will stay shut until the summer.";

#[test]
fn a_head_of_bare_lines() {
    let head = "The Sarnitz Courier\nBridge shut after cracks found\nBy Ada Brandt | January 12, 2031\nUpdated 13 January 2031";
    let doc = read(&format!("{head}\n\nSARNITZ, Jan 12 (OPN) - {BODY}\n"));
    assert_eq!(doc.outlet.as_deref(), Some("The Sarnitz Courier"));
    assert_eq!(doc.title.as_deref(), Some("Bridge shut after cracks found"));
    assert_eq!(doc.author.as_deref(), Some("Ada Brandt"));
    assert_eq!(doc.published().map(|stamp| stamp.value.as_str()), Some("2031-01-12"));
    assert!(doc.stamps.iter().any(|stamp| stamp.role == StampRole::Modified && stamp.value == "2031-01-13"));
    assert_eq!(credits(&doc), [(CreditKind::Dateline, "OPN")]);
    assert_eq!(furniture(&doc).last(), Some(&"SARNITZ, Jan 12 (OPN) -"));
}

#[test]
fn a_head_of_labels() {
    let doc = read(&format!(
        "Title: Bridge shut\nOutlet: The Courier\nDate: 2031-01-12\nAuthor: By Ada Brandt\n\n{BODY}"
    ));
    assert_eq!(doc.title.as_deref(), Some("Bridge shut"));
    assert_eq!(doc.outlet.as_deref(), Some("The Courier"));
    assert_eq!(doc.author.as_deref(), Some("Ada Brandt"));
    assert_eq!(doc.published().map(|stamp| stamp.value.as_str()), Some("2031-01-12"));
    assert_eq!(doc.furniture.len(), 4);
}

#[test]
fn dates_that_run_into_the_text() {
    for (text, span) in [
        (format!(" date 2031-01-12 {BODY}"), "2031-01-12"),
        (format!("Published 12 January 2031 {BODY}"), "12 January 2031"),
        (format!("{BODY} Published on 12 January 2031"), "12 January 2031"),
        (format!("{BODY}\n\n12 January 2031\n"), "12 January 2031"),
    ] {
        let doc = read(&text);
        let stamp = doc.published().unwrap_or_else(|| panic!("no date in {text}"));
        assert_eq!(stamp.value, "2031-01-12");
        assert_eq!(stamp.span.map(|at| at.of(&doc.text)), Some(span));
        assert_eq!(doc.furniture.len(), 1, "{text}");
    }
}

#[test]
fn the_end_of_a_text() {
    for (end, author, credit) in [
        (
            "\n\nAda Brandt is the night editor of The Courier. She lives in Sarnitz.",
            Some("Ada Brandt"),
            None,
        ),
        ("\n\nAda Brandt covers the courts. Sign up for our newsletter.", Some("Ada Brandt"), None),
        ("\n\n— Ada Brandt", Some("Ada Brandt"), None),
        ("\n\n— OPN", None, Some((CreditKind::SignOff, "OPN"))),
        ("\n\nSource: Norrland Wire", None, Some((CreditKind::SignOff, "Norrland Wire"))),
        (
            "\n\nThis article first appeared in The Harbour Post.",
            None,
            Some((CreditKind::Republished, "The Harbour Post")),
        ),
        ("\n\n(Reporting by Ada Brandt; Editing by Jon Reyes)", None, None),
        ("\n\nThe bridge in January. Photo: OPN", None, Some((CreditKind::Photo, "OPN"))),
    ] {
        let doc = read(&format!("{BODY}{end}"));
        assert_eq!(doc.author.as_deref(), author, "{end}");
        assert_eq!(credits(&doc), credit.into_iter().collect::<Vec<_>>(), "{end}");
        assert_eq!(furniture(&doc), [end.trim()], "{end}");
    }
}

#[test]
fn what_is_part_of_the_article_stays() {
    for text in [
        BODY.to_owned(),
        format!(
            "{BODY}\n\nAda Brandt told the council. Later Ada Brandt was named editor of the town's gazette."
        ),
        format!("{BODY}\n\nThe novel first appeared in The Harbour Post."),
        format!("January 12, 2031 was the day on which it happened. {BODY}"),
    ] {
        let doc = read(&text);
        assert_eq!(furniture(&doc), [""; 0], "{text}");
        assert_eq!((doc.author.as_deref(), doc.stamps.len(), doc.credits.len()), (None, 0, 0));
    }
}

#[test]
fn paywalls_and_advertisements_are_told() {
    let kinds = |text: &str| read(text).problems.iter().map(|problem| problem.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&format!("{BODY}\n\nSubscribe to continue reading.")), [ProblemKind::Paywall]);
    assert_eq!(kinds(&format!("Sponsored content\n\n{BODY}")), [ProblemKind::Sponsored]);
}
