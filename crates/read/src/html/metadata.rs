//! What a page states about itself: JSON-LD, `<meta>`, `<link>`, `<time>`, byline elements, a saved-from comment.

use crate::{credits, notes, record, stamps};
use headwater_text::{CreditKind, Document, ProblemKind, Severity, StampKind, StampRole};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::collections::BTreeMap;

/// `<time>` elements looked at: those of the article stand first, lists of other articles follow.
const MOST_TIMES: usize = 5;
/// JSON-LD is followed this deep.
const DEEPEST_JSON: usize = 6;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "dcterms.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "article.published",
    "originalpublicationdate",
    "displaydate",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "article.updated",
    "lastmod",
    "revised",
];
const TITLE: &[&str] =
    &["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline"];
const OUTLET: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_journal_title",
];
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
];

/// Fills the fields of `doc` from the page.
pub(crate) fn take(doc: &mut Document, tree: &Html, page: &str) {
    let metas = metas(tree);
    let meta =
        |names: &[&str]| names.iter().find_map(|name| metas.get(*name)).and_then(|all| all.first()).cloned();
    let mut stated = Stated::default();
    for script in select(tree, "script[type='application/ld+json']") {
        let raw: String = script.text().collect();
        if let Ok(value) = serde_json::from_str::<Value>(raw.trim()) {
            stated.look(&value, 0);
        }
    }
    let texts = |selector: &str| {
        select(tree, selector).next().map(|element| words(&element)).filter(|words| !words.is_empty())
    };

    let page_title = texts("title");
    doc.outlet =
        meta(OUTLET).or(stated.outlet).or_else(|| page_title.as_deref().and_then(suffix).map(str::to_owned));
    doc.title = stated
        .headline
        .or_else(|| meta(TITLE))
        .or_else(|| texts("h1"))
        .or(page_title)
        .map(|title| without_suffix(&title, doc.outlet.as_deref()));
    let authors = if stated.authors.is_empty() { None } else { Some(stated.authors.join(", ")) };
    doc.author = authors
        .or_else(|| meta(AUTHOR).filter(|author| !author.contains("://")))
        .or_else(|| texts("[rel~=author], [itemprop=author], [itemprop~=author] [itemprop=name], .byline, .author, .byline-name, .author-name"))
        .map(|author| record::without_by(&author).to_owned())
        .filter(|author| author.len() <= 200);
    doc.language = select(tree, "html")
        .next()
        .and_then(|html| html.attr("lang").map(str::to_owned))
        .or(stated.language)
        .or_else(|| meta(&["og:locale", "content-language", "dc.language"]))
        .map(|tag| tag.trim().replace('_', "-"))
        .filter(|tag| !tag.is_empty());

    for raw in &stated.published {
        stamps::add(doc, StampKind::JsonLd, StampRole::Published, raw, None);
    }
    for raw in &stated.modified {
        stamps::add(doc, StampKind::JsonLd, StampRole::Modified, raw, None);
    }
    for (names, role) in [(PUBLISHED, StampRole::Published), (MODIFIED, StampRole::Modified)] {
        for raw in names.iter().filter_map(|name| metas.get(*name)).flatten() {
            stamps::add(doc, StampKind::Meta, role, raw, None);
        }
    }
    for time in
        select(tree, "article time, main time, time[datetime], time[pubdate], [itemprop=datePublished]")
            .take(MOST_TIMES)
    {
        let hint = ["itemprop", "class"]
            .iter()
            .filter_map(|name| time.attr(name))
            .collect::<String>()
            .to_ascii_lowercase();
        let role = if hint.contains("modif") || hint.contains("updat") {
            StampRole::Modified
        } else {
            StampRole::Published
        };
        let raw = time.attr("datetime").or(time.attr("content")).map_or_else(|| words(&time), str::to_owned);
        stamps::add(doc, StampKind::TimeElement, role, &raw, None);
    }

    let canonical =
        select(tree, "link[rel~=canonical]").next().and_then(|link| link.attr("href").map(str::to_owned));
    let saved = saved_from(page);
    let own = saved.or_else(|| meta(&["og:url"])).or(stated.url);
    if let (Some(canonical), Some(own)) = (&canonical, &own)
        && let (Some(there), Some(here)) = (host(canonical), host(own))
        && !same_site(there, here)
    {
        credits::add(doc, CreditKind::Canonical, there, None);
    }
    doc.url = own.or(canonical);
    if stated.closed {
        notes::tell(
            doc,
            ProblemKind::Paywall,
            Severity::Partial,
            "the page says that it is not free to read; its text may be the beginning only",
        );
    }
    let label = meta(&["article:content_tier"]).unwrap_or_default();
    if label == "locked" {
        notes::tell(
            doc,
            ProblemKind::Paywall,
            Severity::Partial,
            "the page says that it is not free to read",
        );
    }
    if stated.sponsored {
        notes::tell(doc, ProblemKind::Sponsored, Severity::Note, "the page says that it is an advertisement");
    }
}

/// What JSON-LD states of the article.
#[derive(Default)]
struct Stated {
    headline: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
    published: Vec<String>,
    modified: Vec<String>,
    closed: bool,
    sponsored: bool,
}

impl Stated {
    fn look(&mut self, value: &Value, depth: usize) {
        if depth > DEEPEST_JSON {
            return;
        }
        match value {
            Value::Array(list) => list.iter().take(100).for_each(|item| self.look(item, depth + 1)),
            Value::Object(object) => {
                let kinds = strings(object.get("@type"));
                let article = kinds
                    .iter()
                    .any(|kind| kind.contains("Article") || kind.contains("Posting") || kind == "Report");
                if article {
                    self.article(object);
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(key) {
                        self.look(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn article(&mut self, object: &serde_json::Map<String, Value>) {
        // The first article of a page is its own; further ones are teasers of others.
        if self.headline.is_some() || !self.published.is_empty() {
            return;
        }
        let one = |key: &str| strings(object.get(key)).into_iter().next();
        self.headline = one("headline").or_else(|| one("name"));
        self.outlet = one("publisher");
        self.url = one("url").filter(|url| url.contains("://"));
        self.language = one("inLanguage");
        self.authors = strings(object.get("author"));
        self.published = strings(object.get("datePublished"));
        self.modified = strings(object.get("dateModified"));
        self.closed = object.get("isAccessibleForFree").is_some_and(|free| {
            matches!(free, Value::Bool(false))
                || free.as_str().is_some_and(|free| free.eq_ignore_ascii_case("false"))
        });
        self.sponsored = strings(object.get("@type")).iter().any(|kind| kind == "AdvertiserContentArticle");
    }
}

/// The strings of a value: itself, its members', or the names of objects.
fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(words)) if !words.trim().is_empty() => vec![words.trim().to_owned()],
        Some(Value::Array(list)) => list
            .iter()
            .take(50)
            .flat_map(|item| match item {
                Value::Array(_) => Vec::new(),
                item => strings(Some(item)),
            })
            .collect(),
        Some(Value::Object(object)) => match object.get("name") {
            Some(Value::String(name)) => vec![name.trim().to_owned()],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Contents of `<meta>` elements by name, property or itemprop, in lower case.
fn metas(tree: &Html) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for element in select(tree, "meta[content]") {
        let content = element.attr("content").unwrap_or("").trim();
        if content.is_empty() {
            continue;
        }
        for name in
            ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|name| element.attr(name))
        {
            found.entry(name.trim().to_ascii_lowercase()).or_default().push(content.to_owned());
        }
    }
    found
}

fn select<'t>(tree: &'t Html, selector: &str) -> std::vec::IntoIter<ElementRef<'t>> {
    match Selector::parse(selector) {
        Ok(selector) => tree.select(&selector).take(10_000).collect::<Vec<_>>().into_iter(),
        Err(_) => Vec::new().into_iter(),
    }
}

fn words(element: &ElementRef<'_>) -> String {
    let all: String = element.text().collect::<Vec<_>>().join(" ");
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The outlet's name behind a page title: "Bridge shut | The Courier".
fn suffix(title: &str) -> Option<&str> {
    let (_, name) =
        [" | ", " – ", " — ", " - ", " · ", " :: "].iter().find_map(|mark| title.rsplit_once(mark))?;
    let name = name.trim();
    (name.split_whitespace().count() <= 5 && name.starts_with(char::is_uppercase)).then_some(name)
}

fn without_suffix(title: &str, outlet: Option<&str>) -> String {
    match (suffix(title), outlet) {
        (Some(name), Some(outlet)) if credits::same_body(name, outlet) => {
            let rest = &title[..title.len() - name.len()];
            rest.trim_end().trim_end_matches(['|', '–', '—', '-', '·', ':']).trim().to_owned()
        }
        _ => title.trim().to_owned(),
    }
}

/// Where browsers and archivers say that they saved the page from.
fn saved_from(page: &str) -> Option<String> {
    let mut end = page.len().min(4096);
    while !page.is_char_boundary(end) {
        end -= 1;
    }
    let head = &page[..end];
    let at = head.find("saved from url=").or_else(|| head.find("Page saved with SingleFile"))?;
    let rest = &head[at..];
    let url = &rest[rest.find("http")?..];
    let length = url.find(|c: char| c.is_whitespace() || c == '>' || c == '"').unwrap_or(url.len());
    Some(url[..length].trim_end_matches("--").to_owned())
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map(|(_, rest)| rest).or_else(|| url.strip_prefix("//"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?;
    (!host.is_empty()).then_some(host)
}

/// Whether two hosts are of one site: equal after their service's label ("www", "m", "amp"), or one inside the other.
fn same_site(a: &str, b: &str) -> bool {
    let bare = |host: &str| {
        let host = host.to_ascii_lowercase();
        ["www.", "m.", "amp.", "mobile."]
            .iter()
            .find_map(|label| host.strip_prefix(label))
            .unwrap_or(&host)
            .to_owned()
    };
    let (a, b) = (bare(a), bare(b));
    a == b || a.ends_with(&format!(".{b}")) || b.ends_with(&format!(".{a}"))
}
