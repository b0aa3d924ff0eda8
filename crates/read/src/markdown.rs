//! Markdown: front matter gives the fields, the body as written is the text; headings are furniture.

use crate::{Reading, Source, finish, record};
use headwater_text::{Document, Link, ProblemKind, Severity, Span};
use regex::Regex;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// Whether the text opens with front matter or a heading.
pub(crate) fn looks_like(text: &str) -> bool {
    text.starts_with("---\n")
        || text.starts_with("---\r\n")
        || text.starts_with("+++\n")
        || text.starts_with("# ")
}

/// One document.
pub(crate) fn read(source: &Source<'_>) -> Reading {
    let mut doc = Document { id: String::new(), ..source.document() };
    let mut body = source.text;
    match front_matter(source.text) {
        Some((fields, rest)) => {
            record::fill(&mut doc, fields);
            body = rest;
        }
        None if source.text.starts_with("---\n") || source.text.starts_with("+++\n") => {
            doc.problems.push(source.problem(
                ProblemKind::Malformed,
                Severity::Note,
                "the front matter is not closed; it was read as text",
            ));
        }
        None => {}
    }
    if doc.id.is_empty() {
        doc.id = source.stem().to_owned();
    }
    body.clone_into(&mut doc.text);
    if body.trim().is_empty() {
        return Reading::lost(ProblemKind::Empty, source.path, "nothing stands below the front matter");
    }
    mark(&mut doc);
    Reading { documents: vec![finish::whole(doc)], problems: Vec::new() }
}

/// Fields between `---` lines (YAML) or `+++` lines (TOML), and the body after them.
fn front_matter(text: &str) -> Option<(Map<String, Value>, &str)> {
    let fence = ["---", "+++"].into_iter().find(|fence| {
        text.strip_prefix(fence).is_some_and(|rest| rest.starts_with('\n') || rest.starts_with("\r\n"))
    })?;
    let mut fields = Map::new();
    let mut last: Option<String> = None;
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        if index == 0 {
            continue;
        }
        if line == fence {
            return Some((fields, &text[at..]));
        }
        if let (Some(name), Some(item)) = (&last, line.trim_start().strip_prefix("- ")) {
            match fields.get_mut(name) {
                Some(Value::Array(list)) => list.push(scalar(item)),
                _ => {
                    fields.insert(name.clone(), Value::Array(vec![scalar(item)]));
                }
            }
            continue;
        }
        let mark = if fence == "+++" { '=' } else { ':' };
        let Some((name, value)) = line.split_once(mark).filter(|_| !line.starts_with([' ', '#', '\t']))
        else {
            continue;
        };
        let (name, value) = (name.trim().to_owned(), value.trim());
        let value = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            Some(list) => Value::Array(list.split(',').map(scalar).collect()),
            None => scalar(value),
        };
        fields.insert(name.clone(), value);
        last = Some(name);
    }
    None
}

fn scalar(value: &str) -> Value {
    let value = value.trim();
    let bare = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    match bare.unwrap_or(value) {
        "" | "null" | "~" => Value::Null,
        words => Value::String(words.to_owned()),
    }
}

/// Marks headings, pictures, rules and code as furniture, takes the title and the links.
fn mark(doc: &mut Document) {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(!?)\[([^\[\]\n]{1,400})\]\(\s*<?([^\s()<>]{1,2000})>?(?:\s+"[^"\n]{0,400}")?\s*\)"#)
            .expect("a valid pattern")
    });
    let mut fenced = false;
    let mut at = 0;
    for raw in doc.text.split_inclusive('\n') {
        let line = Span::new(at, at + raw.len()).trim(&doc.text);
        at += raw.len();
        let words = line.of(&doc.text);
        let fence = words.starts_with("```") || words.starts_with("~~~");
        if fence || fenced {
            fenced ^= fence;
            doc.furniture.push(line);
            continue;
        }
        let level = words.bytes().take_while(|b| *b == b'#').count();
        if (1..=6).contains(&level) && words[level..].starts_with(' ') {
            if doc.title.is_none() && level == 1 {
                doc.title = Some(words[level..].trim().trim_end_matches('#').trim().to_owned());
            }
            doc.furniture.push(line);
        } else if words.len() >= 3 && words.bytes().all(|b| matches!(b, b'-' | b'*' | b'_' | b'=' | b' ')) {
            doc.furniture.push(line);
        }
    }
    for found in LINK.captures_iter(&doc.text) {
        let (Some(whole), Some(words), Some(href)) = (found.get(0), found.get(2), found.get(3)) else {
            continue;
        };
        if found.get(1).is_some_and(|bang| !bang.is_empty()) {
            doc.furniture.push(whole.range().into());
        } else {
            doc.links.push(Link { span: words.range().into(), href: href.as_str().to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn front_matter_title_and_links() {
        let file = "---\ntitle: \"Bridge shut\"\ndate: 2031-01-12\nauthors:\n  - Ada Brandt\n  - Jon Reyes\ntags: [a, b]\n---\n\
                    # Bridge shut\n\nThe council [said](https://c.example/x) so.\n\n## Why\n\nNobody knew.\n";
        let reading = crate::bytes("news/bridge.md", file.as_bytes());
        let doc = &reading.documents[0];
        assert_eq!(doc.id, "bridge");
        assert_eq!(doc.title.as_deref(), Some("Bridge shut"));
        assert_eq!(doc.author.as_deref(), Some("Ada Brandt, Jon Reyes"));
        assert_eq!(doc.published().map(|stamp| stamp.value.as_str()), Some("2031-01-12"));
        assert!(file.ends_with(&doc.text));
        assert_eq!(doc.links[0].span.of(&doc.text), "said");
        let furniture: Vec<_> = doc.furniture.iter().map(|span| span.of(&doc.text)).collect();
        assert_eq!(furniture, ["# Bridge shut", "## Why"]);
    }

    #[test]
    fn a_heading_is_the_title() {
        let reading = crate::bytes("a.md", b"# Bridge shut\n\nThe council said so.");
        assert_eq!(reading.documents[0].title.as_deref(), Some("Bridge shut"));
    }
}
