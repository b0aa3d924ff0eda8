//! The table of input formats: a new format is one file and one row here.

use crate::{MAX_DOCUMENT_BYTES, MAX_FILE_BYTES, Reading, Source, csv, html, json, markdown, plain};

/// An input format.
pub struct Format {
    /// As help and messages call it.
    pub name: &'static str,
    /// Extensions of file names, in lower case, without the point.
    pub extensions: &'static [&'static str],
    /// Most bytes of a file.
    pub(crate) max_bytes: usize,
    /// Whether a text that has no telling name looks like it.
    sniff: fn(&str) -> bool,
    pub(crate) read: fn(&Source<'_>) -> Reading,
}

/// All formats, in the order in which content without a telling name is tried; plain text takes the rest.
pub const FORMATS: &[Format] = &[
    Format {
        name: "JSON lines",
        extensions: &["jsonl", "ndjson", "jl", "json"],
        max_bytes: MAX_FILE_BYTES,
        sniff: json::looks_like,
        read: json::read,
    },
    Format {
        name: "HTML",
        extensions: &["html", "htm", "xhtml", "shtml"],
        max_bytes: MAX_DOCUMENT_BYTES,
        sniff: html::looks_like,
        read: html::read,
    },
    Format {
        name: "CSV",
        extensions: &["csv", "tsv", "tab"],
        max_bytes: MAX_FILE_BYTES,
        sniff: csv::looks_like,
        read: csv::read,
    },
    Format {
        name: "Markdown",
        extensions: &["md", "markdown", "mdown", "mkd"],
        max_bytes: MAX_DOCUMENT_BYTES,
        sniff: markdown::looks_like,
        read: markdown::read,
    },
    Format {
        name: "plain text",
        extensions: &["txt", "text"],
        max_bytes: MAX_DOCUMENT_BYTES,
        sniff: |_| true,
        read: plain::read,
    },
];

const PLAIN: &Format = &FORMATS[FORMATS.len() - 1];

impl Format {
    /// The format that a file's name shows.
    pub fn of_name(path: &str) -> Option<&'static Self> {
        let (_, extension) = path.rsplit_once('.')?;
        let extension = extension.to_ascii_lowercase();
        FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str()))
    }

    /// Whether files of this format may have a record on each line.
    pub(crate) fn is_records_of_lines(&self) -> bool {
        std::ptr::fn_addr_eq(self.read, json::read as fn(&Source<'_>) -> Reading)
    }

    /// The format that a text shows.
    pub(crate) fn of_content(text: &str) -> &'static Self {
        FORMATS.iter().find(|format| (format.sniff)(text)).unwrap_or(PLAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_content_show_the_format() {
        let name = |path| Format::of_name(path).map(|format| format.name);
        assert_eq!(name("a/b.JSONL"), Some("JSON lines"));
        assert_eq!(name("page.htm"), Some("HTML"));
        assert_eq!(name("notes"), None);
        for (text, expected) in [
            ("{\"id\": 1}\n", "JSON lines"),
            ("  <!doctype html><p>", "HTML"),
            ("id,title,text\n1,A,B\n", "CSV"),
            ("---\ntitle: A\n---\nText", "Markdown"),
            ("Officials met.", "plain text"),
        ] {
            assert_eq!(Format::of_content(text).name, expected);
        }
    }
}
