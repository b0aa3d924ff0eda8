//! What was found, in the forms of other programs. A form is one file and one row of [`FORMS`].

mod csl;
mod csv;
mod gexf;
mod jsonl;
mod prov;
mod webannotation;

pub use csv::Table;

use crate::story::versions::Replaced;
use crate::tell::Findings;
use std::io::{self, Write};

/// Everything there is to export.
#[derive(Debug, Clone, Copy)]
pub struct Export<'f> {
    /// Articles and their trace.
    pub findings: Findings<'f>,
    /// Earlier versions, by name and number.
    pub replaced: &'f [Replaced],
}

/// Writes one form.
pub type Writer = fn(&mut dyn Write, Export<'_>) -> io::Result<()>;

/// How a form is written.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// To one file or standard output.
    File(Writer),
    /// To a folder of tables.
    Folder(fn(Export<'_>) -> io::Result<Vec<Table>>),
}

/// The forms, by name.
pub const FORMS: &[(&str, Form)] = &[
    ("jsonl", Form::File(jsonl::write)),
    ("csv", Form::Folder(csv::tables)),
    ("prov", Form::File(prov::write)),
    ("gexf", Form::File(gexf::write)),
    ("csl", Form::File(csl::write)),
    ("webannotation", Form::File(webannotation::write)),
];

/// A name for things of an export that have no address: "urn:x-headwater:claim:c1".
fn urn(kind: &str, id: &str) -> String {
    let mut urn = format!("urn:x-headwater:{kind}:");
    for byte in id.bytes() {
        match byte {
            b'-' | b'.' | b'_' => urn.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => urn.push(char::from(byte)),
            _ => urn.push_str(&format!("%{byte:02X}")),
        }
    }
    urn
}

/// Whether an address can stand in RDF as it is.
fn is_address(url: &str) -> bool {
    let scheme = url.starts_with("http://") || url.starts_with("https://");
    scheme && url.bytes().all(|byte| byte > b' ' && !b"<>\"{}|\\^`".contains(&byte) && byte < 0x7f)
}

/// Pretty JSON and a line feed.
fn pretty(out: &mut dyn Write, value: &serde_json::Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}
