//! A look at a page's tags before any tree is built, in one pass.
//!
//! Trees of hostile pages cost quadratic time: every start tag walks the open elements, and unclosed formatting
//! elements are built again in every paragraph. Pages beyond these limits lose their structure, not their words.

/// Deepest nesting that is built. Browsers stop at 512; the deepest saved news page seen had fewer than 100.
const DEEPEST: usize = 400;
/// Most elements that unclosed formatting elements may be built again in.
const MOST_REBUILT: usize = 200_000;
/// Most tags of a page; saved pages of news have a few thousand.
const MOST_TAGS: usize = 400_000;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "!doctype",
];
const CLOSED_BY_OTHERS: &[&str] = &[
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup",
    "html", "head", "body",
];
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
const RAW: &[&str] = &["script", "style", "textarea", "title", "noscript", "template"];

/// A tag: name in lower case, whether it closes, and where it starts and ends in the page.
struct Tag {
    name: String,
    closes: bool,
    start: usize,
    end: usize,
}

/// Why the page's tree must not be built, if so.
pub(crate) fn look(page: &str) -> Option<&'static str> {
    let (mut depth, mut tags, mut formatting, mut rebuilt) = (0usize, 0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(tag) = next_tag(page, at) {
        at = tag.end;
        tags += 1;
        let name = tag.name.as_str();
        if VOID.contains(&name) {
            continue;
        }
        let format = FORMATTING.contains(&name);
        if tag.closes {
            if !CLOSED_BY_OTHERS.contains(&name) {
                depth = depth.saturating_sub(1);
            }
            formatting = formatting.saturating_sub(usize::from(format));
            continue;
        }
        if !CLOSED_BY_OTHERS.contains(&name) && !page[..tag.end].ends_with("/>") {
            depth += 1;
        }
        formatting += usize::from(format);
        if !format {
            rebuilt += formatting;
        }
        if depth > DEEPEST {
            return Some("the page is nested deeper than any browser follows");
        }
        if rebuilt > MOST_REBUILT {
            return Some("the page leaves too many tags open");
        }
        if tags > MOST_TAGS {
            return Some("the page has too many tags");
        }
        if RAW.contains(&name) {
            at = raw_end(page, tag.end, name);
        }
    }
    None
}

/// The page's words without tags, a paragraph for each run between tags, as a page of its own.
pub(crate) fn flatten(page: &str) -> String {
    let mut flat = String::with_capacity(page.len());
    let mut at = 0;
    while let Some(tag) = next_tag(page, at) {
        flat.push_str(&page[at..tag.start]);
        let inline = FORMATTING.contains(&tag.name.as_str()) || tag.name == "span";
        if !inline && !flat.ends_with("<p>") {
            flat.push_str("<p>");
        }
        at = tag.end;
        if !tag.closes && RAW.contains(&tag.name.as_str()) {
            at = raw_end(page, tag.end, &tag.name);
        }
    }
    flat.push_str(page[at.min(page.len())..].split('<').next().unwrap_or(""));
    flat
}

/// Whether the page stops inside a tag, or has a body that nothing closes.
pub(crate) fn is_cut(page: &str) -> bool {
    let page = page.trim_end();
    let inside = page.rfind('<').is_some_and(|open| {
        let rest = &page[open..];
        let starts_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!')
            || rest.len() == 1;
        starts_tag && !rest.contains('>')
    });
    let mut from = page.len().saturating_sub(4096);
    while !page.is_char_boundary(from) {
        from += 1;
    }
    let mut to = page.len().min(64 * 1024);
    while !page.is_char_boundary(to) {
        to -= 1;
    }
    let (start, end) = (page[..to].to_ascii_lowercase(), page[from..].to_ascii_lowercase());
    let unclosed = (start.contains("<html") || start.contains("<body"))
        && !end.contains("</html")
        && !end.contains("</body")
        && (page.len() > 4096 || !(start.contains("</html") || start.contains("</body")));
    // The closing tags may be left out in HTML; a page that does so everywhere has no "</p>" or "</div>" either.
    inside || (unclosed && (end.contains("</p") || end.contains("</div")) && !page.ends_with('>'))
}

/// The next tag at or after byte `from`; comments and declarations count as tags without a name.
fn next_tag(page: &str, from: usize) -> Option<Tag> {
    let bytes = page.as_bytes();
    let mut at = from;
    loop {
        let start = at + memchr(bytes.get(at..)?, b'<')?;
        let rest = &page[start + 1..];
        if rest.starts_with("!--") {
            let end = page[start..].find("-->").map_or(page.len(), |close| start + close + 3);
            return Some(Tag { name: "!doctype".to_owned(), closes: false, start, end });
        }
        let closes = rest.starts_with('/');
        let named = rest.trim_start_matches('/');
        if !named.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
            at = start + 1;
            continue;
        }
        let length = named
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '!' | ':')))
            .unwrap_or(named.len());
        let end = memchr(&bytes[start..], b'>').map_or(page.len(), |close| start + close + 1);
        return Some(Tag { name: named[..length].to_ascii_lowercase(), closes, start, end });
    }
}

/// Where the content of a raw element that opened before `from` ends.
fn raw_end(page: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(open) = page.get(at..).and_then(|rest| rest.find("</")) {
        let start = at + open;
        let rest = page.as_bytes().get(start + 2..start + 2 + name.len());
        if rest.is_some_and(|rest| rest.eq_ignore_ascii_case(name.as_bytes())) {
            return start;
        }
        at = start + 2;
    }
    page.len()
}

fn memchr(bytes: &[u8], wanted: u8) -> Option<usize> {
    bytes.iter().position(|byte| *byte == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_and_cuts() {
        assert!(look(&"<div>".repeat(1000)).is_some());
        assert!(look(&"<p><b class=x>".repeat(2000)).is_some());
        assert!(look(&"<ul><li>a<li>b</ul><p>c".repeat(1000)).is_none());
        assert!(look("<script>if (a<b) { '<div><div>' }</script>").is_none());
        assert_eq!(flatten("<div>One <b>two</b></div><script>x</script><p>Three"), "<p>One two<p>Three");
        assert!(is_cut("<html><body><p>The council met on Mon<di"));
        assert!(is_cut("<html><body><p>One.</p><p>The council met on Mon"));
        assert!(!is_cut("<html><body><p>One.</p></body></html>\n"));
        assert!(!is_cut("<p>One, and 2 < 3"));
    }
}
