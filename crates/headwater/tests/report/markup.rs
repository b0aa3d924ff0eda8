//! Just enough of HTML to check a page that the program wrote itself: every `<` in it begins a tag.

/// A start tag.
pub(crate) struct Tag {
    /// Its element.
    pub(crate) name: String,
    /// Its attributes, values as written.
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    /// The space-separated values of an attribute.
    pub(crate) fn values<'t>(&'t self, attribute: &'t str) -> impl Iterator<Item = &'t str> {
        let found = self.attributes.iter().filter(move |(name, _)| name == attribute);
        found.flat_map(|(_, value)| value.split_whitespace())
    }
}

/// All start tags; the content of style and script is passed over.
pub(crate) fn tags(page: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = tag_end(rest);
        let inside = &rest[..end];
        rest = &rest[end..];
        if inside.starts_with(['/', '!']) {
            continue;
        }
        let tag = tag(inside);
        if ["style", "script"].contains(&tag.name.as_str()) {
            let close = format!("</{}>", tag.name);
            rest = &rest[rest.find(&close).expect("closed")..];
        }
        found.push(tag);
    }
    found
}

/// Where the tag ends; a `>` inside quotation marks does not end it.
fn tag_end(rest: &str) -> usize {
    let mut quoted = false;
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    panic!("a tag without end: {}", &rest[..rest.len().min(80)]);
}

fn tag(inside: &str) -> Tag {
    let name_end = inside.find(|c: char| c.is_whitespace()).unwrap_or(inside.len());
    let mut rest = inside[name_end..].trim_start();
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let close = quoted.find('"').expect("a closed value");
            value = quoted[..close].to_owned();
            rest = &quoted[close + 1..];
        }
        attributes.push((name, value));
        rest = rest.trim_start();
    }
    Tag { name: inside[..name_end].to_owned(), attributes }
}

/// The words of a piece of a page, without tags.
pub(crate) fn words(piece: &str) -> String {
    let mut told = String::new();
    let mut inside = false;
    for c in piece.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => told.push(c),
            _ => {}
        }
    }
    told.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
