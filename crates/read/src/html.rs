//! Saved web pages: main text by a maintained extractor, metadata from the page's own statements.

mod body;
mod guard;
mod metadata;

use crate::{Reading, Source, finish, notes};
use headwater_text::{ProblemKind, Severity};
use scraper::Html;

/// Whether the text starts like a page.
pub(crate) fn looks_like(text: &str) -> bool {
    let start = text.trim_start();
    let mut end = start.len().min(2048);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let start = start[..end].to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (start.starts_with('<')
            && ["<html", "<head", "<body", "<meta", "<article", "<div", "<p>"]
                .iter()
                .any(|tag| start.contains(tag)))
}

/// One document: the page's main text, paragraphs separated by blank lines.
pub(crate) fn read(source: &Source<'_>) -> Reading {
    let mut doc = source.document();
    let strange = guard::look(source.text);
    let flat;
    let page = match &strange {
        Some(limit) => {
            doc.problems.push(source.problem(
                ProblemKind::Limit,
                Severity::Partial,
                format!("{limit}; its words were read without its structure"),
            ));
            flat = guard::flatten(source.text);
            flat.as_str()
        }
        None => source.text,
    };
    let tree = Html::parse_document(page);
    metadata::take(&mut doc, &tree, page);
    if strange.is_some() {
        body::take_all(&mut doc, &tree);
    } else {
        body::take_main(&mut doc, &tree, page);
    }
    if doc.text.trim().is_empty() {
        let mut reading = Reading::lost(ProblemKind::Empty, source.path, "no text was found in the page");
        reading.problems.append(&mut doc.problems);
        return reading;
    }
    if guard::is_cut(source.text) {
        notes::tell(
            &mut doc,
            ProblemKind::Truncated,
            Severity::Partial,
            "the page breaks off before its end; save it again",
        );
    }
    Reading { documents: vec![finish::whole(doc)], problems: Vec::new() }
}

#[cfg(test)]
mod tests {
    use headwater_text::{CreditKind, StampKind};

    const PAGE: &str = r#"<!doctype html><html lang="en"><head><title>Bridge shut | The Courier</title>
<meta property="og:site_name" content="The Sarnitz Courier"><meta property="og:url" content="https://courier.example/2031/01/12/bridge">
<link rel="canonical" href="https://opn.example/bridge"><meta name="author" content="By Ada Brandt">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Bridge shut","datePublished":"2031-01-12T06:00:00+01:00","dateModified":"2031-01-13"}]}</script>
</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Bridge shut</h1>
<figure><img src="x.jpg"><figcaption>The bridge on Sunday. Photo: OPN</figcaption></figure>
<p>SARNITZ, Jan 12 (OPN) - The council of Sarnitz closed the old bridge over the river on Sunday, after inspectors found cracks in two of its piers, officials said.</p>
<p>The bridge carries about nine thousand cars a day, according to <a href="https://roads.example/report">a report of the road office</a>, and will stay shut until the summer.</p>
<p style="display:none">Hidden words that nobody reads.</p>
<p>The mayor, who had warned of the damage two years ago, said that the town could not pay for the repair alone, and asked the government for help.</p>
</article><footer>Sign up for our newsletter</footer></body></html>"#;

    #[test]
    fn a_page_gives_text_metadata_and_credits() {
        let reading = crate::bytes("saved/bridge.html", PAGE.as_bytes());
        let doc = &reading.documents[0];
        assert_eq!(doc.title.as_deref(), Some("Bridge shut"));
        assert_eq!(doc.outlet.as_deref(), Some("The Sarnitz Courier"));
        assert_eq!(doc.author.as_deref(), Some("Ada Brandt"));
        assert_eq!(doc.url.as_deref(), Some("https://courier.example/2031/01/12/bridge"));
        assert_eq!(doc.published().map(|stamp| stamp.value.as_str()), Some("2031-01-12T06:00:00+01:00"));
        for kind in [StampKind::JsonLd, StampKind::Url, StampKind::Dateline] {
            assert!(doc.stamps.iter().any(|stamp| stamp.kind == kind), "{kind:?}: {:?}", doc.stamps);
        }
        let credit =
            |kind| doc.credits.iter().find(|credit| credit.kind == kind).map(|credit| credit.to.as_str());
        assert_eq!(credit(CreditKind::Dateline), Some("OPN"));
        assert_eq!(credit(CreditKind::Canonical), Some("opn.example"));
        assert_eq!(credit(CreditKind::Photo), Some("OPN"));
        assert!(doc.text.contains("officials said.\n\nThe bridge carries"), "{}", doc.text);
        assert!(
            !doc.text.contains("Hidden") && !doc.text.contains("newsletter") && !doc.text.contains("World")
        );
        assert_eq!(doc.links[0].span.of(&doc.text), "a report of the road office");
        assert_eq!(doc.links[0].href, "https://roads.example/report");
    }
}
