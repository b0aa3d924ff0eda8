//! W3C Web Annotation: every occurrence as an annotation of its article, with text-quote and text-position selectors.

use super::{Export, is_address, pretty, urn};
use headwater_trace::judgement::target;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, export: Export<'_>) -> io::Result<()> {
    let findings = export.findings;
    let mut items: Vec<Value> = Vec::new();
    for claim in &findings.trace.claims {
        for (index, occurrence) in claim.occurrences.iter().enumerate() {
            let document = &findings.documents[occurrence.doc];
            let words = target::of(document, occurrence.span);
            let mut selectors = vec![json!({
                "type": "TextQuoteSelector", "exact": words.exact, "prefix": words.before, "suffix": words.after,
            })];
            selectors.extend(
                words.position.map(
                    |(start, end)| json!({ "type": "TextPositionSelector", "start": start, "end": end }),
                ),
            );
            let address = document.url.clone().filter(|url| is_address(url));
            let source = address.unwrap_or_else(|| urn("document", &document.id));
            items.push(json!({
                "id": urn("occurrence", &format!("{}.{}", claim.id, index + 1)),
                "type": "Annotation",
                "motivation": "classifying",
                "body": [
                    { "type": "SpecificResource", "source": urn("claim", &claim.id), "purpose": "classifying" },
                    { "type": "TextualBody", "value": claim.canonical, "format": "text/plain", "purpose": "describing" },
                ],
                "target": { "source": source, "selector": selectors },
            }));
        }
    }
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": urn("annotations", "occurrences"),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    });
    pretty(out, &page)
}
