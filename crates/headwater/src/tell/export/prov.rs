//! W3C PROV as JSON-LD: what was quoted from what, who it is attributed to, where it began, which version revises which.

use super::{Export, is_address, pretty, urn};
use headwater_text::Document;
use headwater_trace::{HopKind, PassageKind, Relation, Side, Source, SourceKind};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, export: Export<'_>) -> io::Result<()> {
    let mut graph: Vec<Value> = Vec::new();
    graph.extend(documents(export));
    graph.extend(export.findings.trace.sources.iter().map(|source| agent(export, source)));
    claims(export, &mut graph);
    pretty(out, &json!({ "@context": context(), "@graph": graph }))
}

/// The terms used, spelled out, so that no reader needs the network.
fn context() -> Value {
    let link = |name: &str| json!({ "@id": name, "@type": "@id" });
    json!({
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "label": "rdfs:label",
        "title": "dcterms:title",
        "url": link("prov:atLocation"),
        "issued": "dcterms:issued",
        "value": "prov:value",
        "wasQuotedFrom": link("prov:wasQuotedFrom"),
        "wasAttributedTo": link("prov:wasAttributedTo"),
        "hadPrimarySource": link("prov:hadPrimarySource"),
        "wasRevisionOf": link("prov:wasRevisionOf"),
        "actedOnBehalfOf": link("prov:actedOnBehalfOf"),
        "hadMember": link("prov:hadMember"),
    })
}

fn version(name: &str, number: i64) -> String {
    // No name has a stroke once it is a URN, so that no article is taken for a version.
    format!("{}/{number}", urn("document", name))
}

fn node(id: &str, kinds: &[&str], fields: Vec<(&str, Option<Value>)>) -> Value {
    let mut node = Map::new();
    node.insert("@id".to_owned(), json!(id));
    node.insert("@type".to_owned(), json!(kinds));
    node.extend(fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    Value::Object(node)
}

fn documents(export: Export<'_>) -> Vec<Value> {
    let (findings, replaced) = (export.findings, export.replaced);
    let trace = findings.trace;
    let mut nodes = Vec::new();
    for (doc, document) in findings.documents.iter().enumerate() {
        let outlet = trace.sources.iter().find(|source| publishes(source, document));
        let originals: BTreeSet<String> = trace
            .passages
            .iter()
            .filter(|passage| {
                passage.kind != PassageKind::Boilerplate && passage.relation == Relation::Direct
            })
            .filter_map(|passage| match passage.original {
                Some(Side::A) if passage.b == doc => Some(passage.a),
                Some(Side::B) if passage.a == doc => Some(passage.b),
                _ => None,
            })
            .map(|original| urn("document", &findings.documents[original].id))
            .collect();
        let last = replaced
            .iter()
            .filter(|earlier| earlier.name == document.id)
            .map(|earlier| earlier.version)
            .max();
        nodes.push(node(
            &urn("document", &document.id),
            &["prov:Entity"],
            vec![
                ("label", Some(json!(document.id))),
                ("title", document.title.clone().map(Value::String)),
                ("url", document.url.as_ref().filter(|url| is_address(url)).map(|url| json!(url))),
                ("issued", document.published().map(|stamp| json!(stamp.value))),
                ("wasAttributedTo", outlet.map(|source| json!(urn("source", &source.id)))),
                ("wasQuotedFrom", (!originals.is_empty()).then(|| json!(originals))),
                ("wasRevisionOf", last.map(|last| json!(version(&document.id, last)))),
            ],
        ));
    }
    for earlier in replaced {
        let before =
            replaced.iter().any(|other| other.name == earlier.name && other.version + 1 == earlier.version);
        nodes.push(node(
            &version(&earlier.name, earlier.version),
            &["prov:Entity"],
            vec![
                ("label", Some(json!(format!("{}, version {}", earlier.name, earlier.version)))),
                ("wasRevisionOf", before.then(|| json!(version(&earlier.name, earlier.version - 1)))),
            ],
        ));
    }
    nodes
}

fn publishes(source: &Source, document: &Document) -> bool {
    let Some(outlet) = &document.outlet else { return false };
    source.name == *outlet || source.names.contains(outlet)
}

fn agent(export: Export<'_>, source: &Source) -> Value {
    let sources = &export.findings.trace.sources;
    // A report is a thing and no agent.
    let kinds: &[&str] = match source.kind {
        SourceKind::Document | SourceKind::Social => &["prov:Entity"],
        SourceKind::Person | SourceKind::Eyewitness => &["prov:Agent", "prov:Person"],
        SourceKind::Body | SourceKind::Outlet | SourceKind::Wire => &["prov:Agent", "prov:Organization"],
        SourceKind::Anonymous | SourceKind::Unknown => &["prov:Agent"],
    };
    let body = source.speaks_for.map(|body| json!(urn("source", &sources[body].id)));
    let is_agent = kinds.contains(&"prov:Agent");
    node(
        &urn("source", &source.id),
        kinds,
        vec![
            ("label", Some(json!(source.name))),
            ("actedOnBehalfOf", body.clone().filter(|_| is_agent)),
            ("wasAttributedTo", body.filter(|_| !is_agent)),
        ],
    )
}

fn claims(export: Export<'_>, graph: &mut Vec<Value>) {
    let findings = export.findings;
    let sources = &findings.trace.sources;
    for claim in &findings.trace.claims {
        let id = |index: usize| urn("occurrence", &format!("{}.{}", claim.id, index + 1));
        let members: Vec<String> = (0..claim.occurrences.len()).map(id).collect();
        graph.push(node(
            &urn("claim", &claim.id),
            &["prov:Entity", "prov:Collection"],
            vec![("label", Some(json!(claim.canonical))), ("hadMember", Some(json!(members)))],
        ));
        for (index, occurrence) in claim.occurrences.iter().enumerate() {
            let document = &findings.documents[occurrence.doc];
            let things = |kind: SourceKind| matches!(kind, SourceKind::Document | SourceKind::Social);
            let steps =
                occurrence.via.iter().filter(|hop| hop.kind != HopKind::OwnVoice).filter_map(|hop| hop.to);
            let agents: BTreeSet<String> = steps
                .filter(|step| !things(sources[*step].kind))
                .map(|step| urn("source", &sources[step].id))
                .collect();
            let origin =
                occurrence.origin.map(|origin| &sources[origin]).filter(|origin| things(origin.kind));
            graph.push(node(
                &id(index),
                &["prov:Entity"],
                vec![
                    ("value", Some(json!(occurrence.span.of(&document.text)))),
                    ("wasQuotedFrom", Some(json!(urn("document", &document.id)))),
                    ("wasAttributedTo", (!agents.is_empty()).then(|| json!(agents))),
                    ("hadPrimarySource", origin.map(|origin| json!(urn("source", &origin.id)))),
                ],
            ));
        }
    }
}
