//! GEXF 1.3, for Gephi and others: articles and sources as nodes, steps of chains as edges, with the times of the articles.

use super::Export;
use headwater_text::Document;
use headwater_trace::{HopKind, SourceIx};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// An edge: from an article or a source to a source.
type Edge = (String, String, &'static str);

pub(super) fn write(out: &mut dyn Write, export: Export<'_>) -> io::Result<()> {
    let findings = export.findings;
    let trace = findings.trace;
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  <meta><creator>Headwater</creator></meta>\n",
    )?;
    out.write_all(
        b"  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"dateTime\" timerepresentation=\"interval\">\n    <attributes class=\"node\">\n      <attribute id=\"0\" title=\"kind\" type=\"string\"/>\n      <attribute id=\"1\" title=\"official\" type=\"boolean\"/>\n    </attributes>\n    <attributes class=\"edge\">\n      <attribute id=\"0\" title=\"kind\" type=\"string\"/>\n      <attribute id=\"1\" title=\"claims\" type=\"string\"/>\n    </attributes>\n    <nodes>\n",
    )?;
    for document in findings.documents {
        let label = document.title.as_deref().unwrap_or(&document.id);
        node(out, &article(document), label, "article", None, start(document).as_deref())?;
    }
    for source in &trace.sources {
        node(
            out,
            &source.id,
            &source.name,
            crate::tell::json::word(source.kind),
            Some(source.official),
            None,
        )?;
    }
    out.write_all(b"    </nodes>\n    <edges>\n")?;
    // One edge for each kind of step between two nodes, with the claims that took it and the time of the first. Its `kind` tells
    // readers that edges of one pair are several and not to be added up.
    let mut edges: BTreeMap<Edge, (Option<String>, Vec<&str>)> = BTreeMap::new();
    for claim in &trace.claims {
        for occurrence in &claim.occurrences {
            let document = &findings.documents[occurrence.doc];
            let mut from = article(document);
            for hop in occurrence.via.iter().filter(|hop| hop.kind != HopKind::OwnVoice) {
                let Some(to) = hop.to else { break };
                let to = source(export, to);
                let (first, claims) =
                    edges.entry((from, to.clone(), crate::tell::json::word(hop.kind))).or_default();
                let time = start(document);
                if first.is_none()
                    || time.as_ref().is_some_and(|time| first.as_ref().is_some_and(|first| time < first))
                {
                    *first = time;
                }
                if claims.last() != Some(&claim.id.as_str()) {
                    claims.push(&claim.id);
                }
                from = to;
            }
        }
    }
    for (number, ((from, to, kind), (time, claims))) in edges.iter().enumerate() {
        let time = time.as_ref().map_or_else(String::new, |time| format!(" start=\"{time}\""));
        writeln!(
            out,
            "      <edge id=\"e{number}\" source=\"{}\" target=\"{}\" kind=\"{kind}\" weight=\"{}\"{time}><attvalues><attvalue for=\"0\" value=\"{kind}\"/><attvalue for=\"1\" value=\"{}\"/></attvalues></edge>",
            escaped(from),
            escaped(to),
            claims.len(),
            escaped(&claims.join(" ")),
        )?;
    }
    out.write_all(b"    </edges>\n  </graph>\n</gexf>\n")
}

fn node(
    out: &mut dyn Write,
    id: &str,
    label: &str,
    kind: &str,
    official: Option<bool>,
    start: Option<&str>,
) -> io::Result<()> {
    let start = start.map_or_else(String::new, |start| format!(" start=\"{start}\""));
    let official =
        official.map_or_else(String::new, |official| format!("<attvalue for=\"1\" value=\"{official}\"/>"));
    writeln!(
        out,
        "      <node id=\"{}\" label=\"{}\"{start}><attvalues><attvalue for=\"0\" value=\"{kind}\"/>{official}</attvalues></node>",
        escaped(id),
        escaped(label),
    )
}

/// Articles and sources share the room of ids. Characters that XML cannot hold are told by number, so that no two ids become one.
fn article(document: &Document) -> String {
    let mut id = "article:".to_owned();
    for c in document.id.chars() {
        let numbered = c == '%' || !is_xml(c);
        if numbered { id.push_str(&format!("%{:02X}", u32::from(c))) } else { id.push(c) }
    }
    id
}

/// Whether XML can hold a character.
fn is_xml(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn source(export: Export<'_>, source: SourceIx) -> String {
    export.findings.trace.sources[source].id.clone()
}

/// The earliest moment that the date of an article can mean.
fn start(document: &Document) -> Option<String> {
    Some(document.published()?.interval.earliest.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Text inside an attribute; characters that XML cannot hold become the replacement character.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // As they are a reader would take them for spaces.
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", u32::from(c))),
            _ if !is_xml(c) => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}
