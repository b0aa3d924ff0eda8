//! CSV tables with a manifest, a Frictionless Data Package.

use super::Export;
use crate::tell::json::word;
use headwater_text::CodePoints;
use serde_json::json;
use std::io;

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Name and type of a column.
type Column = (&'static str, &'static str);

struct Sheet {
    name: &'static str,
    columns: &'static [Column],
    rows: Vec<Vec<String>>,
}

pub(super) fn tables(export: Export<'_>) -> io::Result<Vec<Table>> {
    let sheets = [
        documents(export),
        sources(export),
        claims(export),
        occurrences(export),
        steps(export),
        copies(export),
        disagreements(export),
        drifts(export),
        notices(export),
        corrections(export),
        judgements(export),
    ];
    let mut tables = Vec::with_capacity(sheets.len() + 1);
    let mut resources = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(sheet.columns.iter().map(|(name, _)| name))?;
        for row in &sheet.rows {
            writer.write_record(row)?;
        }
        let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        let fields: Vec<_> =
            sheet.columns.iter().map(|(name, kind)| json!({ "name": name, "type": kind })).collect();
        resources.push(json!({
            "name": sheet.name,
            "path": format!("{}.csv", sheet.name),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": { "fields": fields, "missingValues": [""] },
        }));
        tables.push(Table { name: format!("{}.csv", sheet.name), bytes });
    }
    let manifest = json!({
        "profile": "tabular-data-package",
        "name": "headwater",
        "description": "Who says what, through whom, from which origin. Offsets are Unicode code points, half-open.",
        "resources": resources,
    });
    let mut bytes = serde_json::to_vec_pretty(&manifest)?;
    bytes.push(b'\n');
    tables.push(Table { name: "datapackage.json".to_owned(), bytes });
    Ok(tables)
}

fn or_empty(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn documents(export: Export<'_>) -> Sheet {
    let row = |document: &headwater_text::Document| {
        vec![
            document.id.clone(),
            document.path.clone(),
            or_empty(document.title.as_ref()),
            or_empty(document.outlet.as_ref()),
            or_empty(document.author.as_ref()),
            or_empty(document.url.as_ref()),
            document.published().map(|stamp| stamp.value.clone()).unwrap_or_default(),
            or_empty(document.language.as_ref()),
            document.hash.clone(),
        ]
    };
    Sheet {
        name: "documents",
        columns: &[
            ("id", "string"),
            ("path", "string"),
            ("title", "string"),
            ("outlet", "string"),
            ("author", "string"),
            ("url", "string"),
            ("published", "string"),
            ("language", "string"),
            ("hash", "string"),
        ],
        rows: export.findings.documents.iter().map(row).collect(),
    }
}

fn sources(export: Export<'_>) -> Sheet {
    let sources = &export.findings.trace.sources;
    let id = |source: Option<usize>| source.map(|source| sources[source].id.clone()).unwrap_or_default();
    let row = |source: &headwater_trace::Source| {
        vec![
            source.id.clone(),
            source.name.clone(),
            word(source.kind).to_owned(),
            source.official.to_string(),
            id(source.speaks_for),
            id(source.spoke_to),
            or_empty(source.role.as_ref()),
        ]
    };
    Sheet {
        name: "sources",
        columns: &[
            ("id", "string"),
            ("name", "string"),
            ("kind", "string"),
            ("official", "boolean"),
            ("speaks_for", "string"),
            ("spoke_to", "string"),
            ("role", "string"),
        ],
        rows: sources.iter().map(row).collect(),
    }
}

fn claims(export: Export<'_>) -> Sheet {
    let row = |claim: &headwater_trace::Claim| {
        vec![
            claim.id.clone(),
            claim.canonical.clone(),
            claim.occurrences.len().to_string(),
            claim.independence.certain.to_string(),
            claim.independence.possible.to_string(),
            word(claim.official.status).to_owned(),
        ]
    };
    Sheet {
        name: "claims",
        columns: &[
            ("id", "string"),
            ("canonical", "string"),
            ("occurrences", "integer"),
            ("independent_min", "integer"),
            ("independent_max", "integer"),
            ("official", "string"),
        ],
        rows: export.findings.trace.claims.iter().map(row).collect(),
    }
}

fn occurrences(export: Export<'_>) -> Sheet {
    let findings = export.findings;
    let points: Vec<CodePoints<'_>> =
        findings.documents.iter().map(|document| CodePoints::of(&document.text)).collect();
    let mut rows = Vec::new();
    for claim in &findings.trace.claims {
        for (index, found) in claim.occurrences.iter().enumerate() {
            let document = &findings.documents[found.doc];
            let (start, end) = points[found.doc].range(found.span);
            let number = found.values.number.filter(|number| number.is_finite());
            rows.push(vec![
                format!("{}.{}", claim.id, index + 1),
                claim.id.clone(),
                document.id.clone(),
                start.to_string(),
                end.to_string(),
                found.span.of(&document.text).to_owned(),
                word(found.polarity).to_owned(),
                word(found.certainty).to_owned(),
                number.map(|number| number.to_string()).unwrap_or_default(),
                or_empty(found.values.unit.as_ref()),
                or_empty(found.values.date.as_ref()),
                found.origin.map(|origin| findings.trace.sources[origin].id.clone()).unwrap_or_default(),
            ]);
        }
    }
    Sheet {
        name: "occurrences",
        columns: &[
            ("id", "string"),
            ("claim", "string"),
            ("doc", "string"),
            ("start", "integer"),
            ("end", "integer"),
            ("words", "string"),
            ("polarity", "string"),
            ("certainty", "string"),
            ("number", "number"),
            ("unit", "string"),
            ("date", "string"),
            ("origin", "string"),
        ],
        rows,
    }
}

fn steps(export: Export<'_>) -> Sheet {
    let trace = export.findings.trace;
    let mut rows = Vec::new();
    for claim in &trace.claims {
        for (index, found) in claim.occurrences.iter().enumerate() {
            for (step, hop) in found.via.iter().enumerate() {
                rows.push(vec![
                    format!("{}.{}", claim.id, index + 1),
                    (step + 1).to_string(),
                    word(hop.kind).to_owned(),
                    hop.to.map(|to| trace.sources[to].id.clone()).unwrap_or_default(),
                    hop.credited.to_string(),
                    word(hop.voice).to_owned(),
                    hop.reason.clone(),
                ]);
            }
        }
    }
    Sheet {
        name: "steps",
        columns: &[
            ("occurrence", "string"),
            ("step", "integer"),
            ("kind", "string"),
            ("to", "string"),
            ("credited", "boolean"),
            ("voice", "string"),
            ("reason", "string"),
        ],
        rows,
    }
}

fn copies(export: Export<'_>) -> Sheet {
    let findings = export.findings;
    let place = |doc: usize, span| CodePoints::of(&findings.documents[doc].text).range(span);
    let row = |passage: &headwater_trace::Passage| {
        let (a, b) = (place(passage.a, passage.a_span), place(passage.b, passage.b_span));
        vec![
            findings.documents[passage.a].id.clone(),
            a.0.to_string(),
            a.1.to_string(),
            findings.documents[passage.b].id.clone(),
            b.0.to_string(),
            b.1.to_string(),
            passage.words.to_string(),
            passage.original.map(|side| word(side).to_owned()).unwrap_or_default(),
            word(passage.kind).to_owned(),
            passage.credited.to_string(),
        ]
    };
    Sheet {
        name: "copies",
        columns: &[
            ("a", "string"),
            ("a_start", "integer"),
            ("a_end", "integer"),
            ("b", "string"),
            ("b_start", "integer"),
            ("b_end", "integer"),
            ("words", "integer"),
            ("original", "string"),
            ("kind", "string"),
            ("credited", "boolean"),
        ],
        rows: findings.trace.passages.iter().map(row).collect(),
    }
}

fn disagreements(export: Export<'_>) -> Sheet {
    let mut rows = Vec::new();
    for claim in &export.findings.trace.claims {
        for found in &claim.disagreements {
            rows.push(vec![
                claim.id.clone(),
                word(found.kind).to_owned(),
                format!("{}.{}", claim.id, found.a + 1),
                format!("{}.{}", claim.id, found.b + 1),
                found.reason.clone(),
            ]);
        }
    }
    let columns =
        &[("claim", "string"), ("kind", "string"), ("a", "string"), ("b", "string"), ("reason", "string")];
    Sheet { name: "disagreements", columns, rows }
}

fn drifts(export: Export<'_>) -> Sheet {
    let mut rows = Vec::new();
    for claim in &export.findings.trace.claims {
        for found in &claim.drifts {
            rows.push(vec![
                claim.id.clone(),
                word(found.kind).to_owned(),
                format!("{}.{}", claim.id, found.from + 1),
                format!("{}.{}", claim.id, found.to + 1),
                found.reason.clone(),
            ]);
        }
    }
    let columns = &[
        ("claim", "string"),
        ("kind", "string"),
        ("from", "string"),
        ("to", "string"),
        ("reason", "string"),
    ];
    Sheet { name: "drifts", columns, rows }
}

fn notices(export: Export<'_>) -> Sheet {
    let findings = export.findings;
    let row = |(at, notice): (usize, &headwater_trace::Notice)| {
        let document = &findings.documents[notice.place.doc];
        let (start, end) = CodePoints::of(&document.text).range(notice.place.span);
        vec![
            (at + 1).to_string(),
            word(notice.kind).to_owned(),
            document.id.clone(),
            start.to_string(),
            end.to_string(),
            notice.place.span.of(&document.text).to_owned(),
        ]
    };
    Sheet {
        name: "notices",
        columns: &[
            ("number", "integer"),
            ("kind", "string"),
            ("doc", "string"),
            ("start", "integer"),
            ("end", "integer"),
            ("words", "string"),
        ],
        rows: findings.trace.notices.iter().enumerate().map(row).collect(),
    }
}

/// A row for each occurrence that a note takes back, and for each that rests on such a one.
fn corrections(export: Export<'_>) -> Sheet {
    let mut rows = Vec::new();
    for claim in &export.findings.trace.claims {
        for found in &claim.corrections {
            let told = [("taken_back", &found.occurrences), ("resting", &found.dependents)];
            for (part, occurrences) in told {
                rows.extend(occurrences.iter().map(|at| {
                    vec![
                        (found.notice + 1).to_string(),
                        claim.id.clone(),
                        format!("{}.{}", claim.id, at + 1),
                        part.to_owned(),
                    ]
                }));
            }
        }
    }
    let columns = &[("notice", "integer"), ("claim", "string"), ("occurrence", "string"), ("part", "string")];
    Sheet { name: "corrections", columns, rows }
}

fn judgements(export: Export<'_>) -> Sheet {
    let row = |ruling: &headwater_trace::Ruling| {
        vec![
            ruling.id.clone(),
            ruling.who.clone(),
            ruling.when.to_string(),
            word(ruling.kind).to_owned(),
            ruling.text.clone(),
            or_empty(ruling.note.as_ref()),
            word(ruling.outcome).to_owned(),
        ]
    };
    Sheet {
        name: "judgements",
        columns: &[
            ("id", "string"),
            ("who", "string"),
            ("when", "datetime"),
            ("decision", "string"),
            ("text", "string"),
            ("note", "string"),
            ("outcome", "string"),
        ],
        rows: export.findings.trace.judgements.iter().map(row).collect(),
    }
}
