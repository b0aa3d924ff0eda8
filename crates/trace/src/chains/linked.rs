//! Where the hyperlinks of an article lead: to another article of the pile, or to a page outside it.

use crate::{DocIx, Occurrence, Pile};
use headwater_text::{Document, Form, Link, Span};
use std::collections::BTreeMap;

/// What a link beside an occurrence leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target<'p> {
    /// An article of the pile.
    Article(DocIx),
    /// A page that is not in the pile, by its host, and an article of the pile from the same site.
    Elsewhere(&'p str, Option<DocIx>),
}

/// A link and what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lead<'p> {
    /// The linked words.
    pub(super) words: Span,
    pub(super) to: Target<'p>,
}

/// The articles of a pile by their address.
#[derive(Debug, Default)]
pub(super) struct Links {
    by_address: BTreeMap<String, DocIx>,
    by_host: BTreeMap<String, DocIx>,
}

impl Links {
    pub(super) fn new(pile: Pile<'_>) -> Self {
        let (mut by_address, mut by_host) = (BTreeMap::new(), BTreeMap::new());
        for (doc, document) in pile.documents.iter().enumerate() {
            if let Some(address) = document.url.as_deref().and_then(|url| address(url, None)) {
                let host = address.split('/').next().unwrap_or("").to_owned();
                by_host.entry(host).or_insert(doc);
                by_address.entry(address).or_insert(doc);
            }
        }
        Self { by_address, by_host }
    }

    /// The links of the sentence around an occurrence that lead out of its article, those in the clause itself first.
    pub(super) fn around<'p>(&self, pile: Pile<'p>, occurrence: &Occurrence) -> Vec<Lead<'p>> {
        let document = &pile.documents[occurrence.doc];
        let (clause, sentence) = (occurrence.span, occurrence.sentence);
        let mut links: Vec<&Link> =
            document.links.iter().filter(|link| sentence.overlaps(link.span)).collect();
        links.sort_by_key(|link| (!link.span.overlaps(clause), link.span));
        links.into_iter().filter_map(|link| self.lead(pile, occurrence, link)).collect()
    }

    fn lead<'p>(&self, pile: Pile<'p>, occurrence: &Occurrence, link: &'p Link) -> Option<Lead<'p>> {
        let document = &pile.documents[occurrence.doc];
        let address = address(&link.href, document.url.as_deref())?;
        if let Some(&doc) = self.by_address.get(&address) {
            return (doc != occurrence.doc).then_some(Lead { words: link.span, to: Target::Article(doc) });
        }
        let (host, path) = address.split_once('/')?;
        let says_it = link.span.overlaps(occurrence.span) && !only_names(pile, occurrence.doc, link.span);
        let out = says_it && !path.is_empty() && !same_site(host, document);
        out.then_some(())?;
        let known = self.by_host.get(host).copied();
        let host = bare(parts(&link.href)?.0);
        Some(Lead { words: link.span, to: Target::Elsewhere(host, known) })
    }
}

/// Whether the linked words are nothing but a name: such links lead to who or what is named, not to where it was reported.
fn only_names(pile: Pile<'_>, doc: DocIx, words: Span) -> bool {
    let mentions = &pile.annotations[doc].mentions;
    mentions.iter().any(|mention| mention.form == Form::Name && mention.span.contains(words))
}

fn same_site(host: &str, document: &Document) -> bool {
    let Some((own, _)) = document.url.as_deref().and_then(parts) else { return false };
    let own = bare(own).to_lowercase();
    host == own || host.ends_with(&format!(".{own}")) || own.ends_with(&format!(".{host}"))
}

/// An address as it is compared: host and path in lower-case host, without scheme, "www.", port, fragment, query words that only
/// tell where a reader came from, and a closing slash. `base` is the page that a relative one stands on.
fn address(href: &str, base: Option<&str>) -> Option<String> {
    let href = href.trim();
    let (host, rest) = match parts(href) {
        Some(whole) => whole,
        None if href.starts_with('/') && !href.starts_with("//") => (parts(base?)?.0, href),
        None => return None,
    };
    let rest = rest.split('#').next().unwrap_or("");
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !tracks(pair)).collect();
    let path = path.trim_end_matches('/');
    let path = path.strip_prefix('/').unwrap_or(path);
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{}/{path}{query}", bare(host).to_lowercase()))
}

/// Host and the rest of an absolute address of the web.
fn parts(href: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = href.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = host.split(':').next().unwrap_or(host);
    (!host.is_empty()).then_some((host, rest))
}

fn bare(host: &str) -> &str {
    match host.get(..4) {
        Some(head) if head.eq_ignore_ascii_case("www.") => &host[4..],
        _ => host,
    }
}

/// Whether a pair of a query says where a reader came from and not what is read.
fn tracks(pair: &str) -> bool {
    let key = pair.split('=').next().unwrap_or(pair).to_lowercase();
    key.starts_with("utm_") || matches!(key.as_str(), "fbclid" | "gclid" | "ref" | "src" | "cmpid" | "smid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_in_all_its_spellings() {
        let check = |href: &str, base: Option<&str>, expected: Option<&str>| {
            assert_eq!(address(href, base).as_deref(), expected, "{href}");
        };
        check("https://www.Post.example/a/dam/", None, Some("post.example/a/dam"));
        check("http://post.example:80/a/dam#top", None, Some("post.example/a/dam"));
        check("https://post.example/a/dam?utm_source=x&fbclid=1", None, Some("post.example/a/dam"));
        check("https://post.example/read?id=7&ref=home", None, Some("post.example/read?id=7"));
        check("/a/dam", Some("https://post.example/b"), Some("post.example/a/dam"));
        check("/a/dam", None, None);
        check("//cdn.example/a", Some("https://post.example/b"), None);
        check("https://post.example", None, Some("post.example/"));
        for none in ["", "mailto:desk@post.example", "javascript:alert(1)", "#top", "https://", "a/dam"] {
            check(none, Some("https://post.example/b"), None);
        }
    }

    #[test]
    fn a_site_is_one_with_its_subdomains() {
        let document = Document { url: Some("https://www.post.example/a".into()), ..Document::default() };
        for (host, same) in [
            ("post.example", true),
            ("live.post.example", true),
            ("outpost.example", false),
            ("example", true),
        ] {
            assert_eq!(same_site(host, &document), same, "{host}");
        }
    }
}
