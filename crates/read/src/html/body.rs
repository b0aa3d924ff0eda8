//! The main text of a page: paragraphs separated by blank lines, links and captions as spans.

use crate::credits;
use crate::notes;
use headwater_text::{CreditKind, Document, Link, Span};
use libreadability::Parser;
use scraper::{ElementRef, Html, Node};

/// Elements that start a new paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];
/// Elements whose content is no text of the article.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "select", "button",
    "form", "textarea", "input", "audio", "video", "canvas",
];
/// Elements around the article, passed over where the extractor found nothing.
const AROUND: &[&str] = &["nav", "aside", "footer", "header"];
/// Elements that are part of the text but not of its prose.
const APART: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "figcaption"];

/// Takes the main text as the extractor finds it; where it finds none, all text outside navigation.
pub(crate) fn take_main(doc: &mut Document, tree: &Html, page: &str) {
    if let Ok(article) = Parser::new().with_disable_jsonld(true).parse(page, None) {
        let main = Html::parse_fragment(&article.content);
        Writer::write(doc, main.root_element(), false);
    }
    if doc.text.trim().is_empty() {
        Writer::write(doc, tree.root_element(), true);
    }
}

/// Takes all text.
pub(crate) fn take_all(doc: &mut Document, tree: &Html) {
    Writer::write(doc, tree.root_element(), false);
}

/// Text in the making: white space collapsed, paragraphs parted.
#[derive(Default)]
struct Writer {
    text: String,
    links: Vec<Link>,
    furniture: Vec<Span>,
    /// What to write before the next word.
    gap: Gap,
    open: Vec<(usize, Open)>,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// An element whose span is wanted.
enum Open {
    Link(String),
    Apart,
}

impl Writer {
    fn write(doc: &mut Document, root: ElementRef<'_>, skip_around: bool) {
        let mut writer = Self::default();
        let mut skipped: Option<ego_tree::NodeId> = None;
        for edge in root.traverse() {
            match edge {
                ego_tree::iter::Edge::Open(node) => {
                    if skipped.is_some() {
                        continue;
                    }
                    match node.value() {
                        Node::Text(text) => writer.words(text),
                        Node::Element(element) => {
                            let name = element.name();
                            if SILENT.contains(&name)
                                || is_hidden(element)
                                || (skip_around && AROUND.contains(&name))
                            {
                                skipped = Some(node.id());
                            } else {
                                writer.open(name, element.attr("href"));
                            }
                        }
                        _ => {}
                    }
                }
                ego_tree::iter::Edge::Close(node) => {
                    if skipped.is_some() {
                        if skipped == Some(node.id()) {
                            skipped = None;
                        }
                        continue;
                    }
                    if let Node::Element(element) = node.value() {
                        writer.close(element.name());
                    }
                }
            }
        }
        doc.text = writer.text;
        doc.links = writer.links;
        let text = std::mem::take(&mut doc.text);
        for span in writer.furniture {
            if let Some(name) = notes::picture_credit(&text, span) {
                credits::add(doc, CreditKind::Photo, name.of(&text), Some(name));
            }
            doc.furniture.push(span);
        }
        doc.text = text;
    }

    fn open(&mut self, name: &str, href: Option<&str>) {
        self.part(name);
        match href {
            Some(href) if name == "a" => self.open.push((self.text.len(), Open::Link(href.to_owned()))),
            _ if APART.contains(&name) => self.open.push((self.text.len(), Open::Apart)),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        let mine = match self.open.last() {
            Some((_, Open::Link(_))) => name == "a",
            Some((_, Open::Apart)) => APART.contains(&name),
            None => false,
        };
        if mine && let Some((start, what)) = self.open.pop() {
            let span = Span::new(start, self.text.len()).trim(&self.text);
            match what {
                _ if span.is_empty() => {}
                Open::Link(href) => self.links.push(Link { span, href }),
                Open::Apart => self.furniture.push(span),
            }
        }
        self.part(name);
    }

    fn part(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.gap = Gap::Paragraph;
        } else if name == "br" {
            self.gap = self.gap.max(Gap::Line);
        } else if matches!(name, "td" | "th") {
            self.gap = self.gap.max(Gap::Space);
        }
    }

    fn words(&mut self, text: &str) {
        // Only HTML's own white space collapses; a no-break space is a character of the text.
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        for part in text.split_inclusive(is_space) {
            let word = part.trim_end_matches(is_space);
            if !word.is_empty() {
                if !self.text.is_empty() {
                    self.text.push_str(match self.gap {
                        Gap::None => "",
                        Gap::Space => " ",
                        Gap::Line => "\n",
                        Gap::Paragraph => "\n\n",
                    });
                }
                self.gap = Gap::None;
                self.text.push_str(word);
            }
            if word.len() < part.len() {
                self.gap = self.gap.max(Gap::Space);
            }
        }
    }
}

fn is_hidden(element: &scraper::node::Element) -> bool {
    let style = element.attr("style").unwrap_or("").to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}
