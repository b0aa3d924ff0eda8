//! The chains of a claim as rows: depth first, children by time, each with its step and what it did to the words.

use super::desk::{Desk, shown};
use crate::tell::text::alerts::list;
use crate::tell::text::forest::{Forest, Strength, What, grow};
use crate::tell::text::names;
use crate::tell::text::steps::{Loss, Steps, Told};
use headwater_trace::{Claim, SourceIx, SourceKind};

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An origin with a name.
    Named,
    /// People whom nobody names.
    Unnamed,
    /// The chain cannot be followed further.
    NotRecorded,
    /// Somebody who denies, and never counts.
    Denier,
    /// An article of the pile.
    Article,
    /// A source on the way that is cited, with no article here.
    Absent,
    /// That many copies with the same row above them.
    Stack(usize),
}

/// A sign on the step to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A hedge or a source was lost.
    Lost,
    /// A value changed.
    Changed,
}

/// Words on a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Whether they are the article's own.
    pub quoted: bool,
}

impl Words {
    /// With quotation marks where they are an article's.
    pub fn told(&self) -> String {
        if self.quoted { format!("“{}”", self.text) } else { self.text.clone() }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Index of the row above it in the chain; `None` at the top.
    pub parent: Option<usize>,
    /// What it stands for.
    pub kind: Kind,
    /// How the step from the row above is known.
    pub strength: Strength,
    /// Its name.
    pub name: String,
    /// What is known of it, or its date.
    pub about: String,
    /// When it was published, in seconds.
    pub second: Option<i64>,
    /// Words for the step.
    pub words: Option<Words>,
    /// Further words of the article or about it.
    pub more: Vec<Words>,
    /// What the step lost or changed.
    pub losses: Vec<String>,
    /// The sign for it.
    pub sign: Option<Sign>,
    /// What Headwater infers about an origin.
    pub inferred: Option<String>,
    /// Occurrences that the row stands for.
    pub occurrences: Vec<usize>,
    /// A further row that has it from this one and that it gives as its source in turn.
    pub back: Option<usize>,
}

/// The chains of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Rows with copies folded.
    pub rows: Vec<Node>,
    /// Rows with every copy, where some are folded.
    pub unfolded: Option<Vec<Node>>,
    /// Copies that are folded.
    pub folded: usize,
    /// One sentence under the picture.
    pub caption: String,
}

/// What still waits to become a row: nodes, node above, row above, articles above.
struct Waiting {
    nodes: Vec<usize>,
    above: Option<usize>,
    parent: Option<usize>,
    articles: Vec<usize>,
}

/// Stands beside an outlet, a document or a post that is cited and was not given.
const ABSENT: &str = "cited, not among the articles";
/// Articles above a row that are looked at for what was lost; a chain of thousands must not carry thousands along.
const NEAR: usize = 24;

pub(in crate::tell) fn view<'f>(desk: &Desk<'f>, claim: &'f Claim) -> Chain {
    let forest = grow(desk.findings, claim);
    let artist = Artist {
        desk,
        claim,
        forest: &forest,
        steps: Steps { findings: desk.findings, claim, forest: &forest, when: desk.when },
    };
    let rows = artist.rows(false);
    let folded = rows.iter().map(|row| if let Kind::Stack(count) = row.kind { count } else { 0 }).sum();
    let unfolded = (folded > 0).then(|| artist.rows(true));
    let caption = artist.caption(unfolded.as_ref().unwrap_or(&rows));
    Chain { rows, unfolded, folded, caption }
}

struct Artist<'a, 'f> {
    desk: &'a Desk<'f>,
    claim: &'f Claim,
    forest: &'a Forest<'f>,
    steps: Steps<'a, 'f>,
}

impl Artist<'_, '_> {
    fn rows(&self, unfold: bool) -> Vec<Node> {
        let mut rows = Vec::new();
        let mut stack: Vec<Waiting> = Vec::new();
        for top in self.forest.tops.iter().rev() {
            stack.push(Waiting { nodes: vec![*top], above: None, parent: None, articles: Vec::new() });
        }
        while let Some(next) = stack.pop() {
            let row = match (&next.nodes[..], next.above) {
                ([node], None) => self.top(*node),
                ([node], Some(above)) => self.row(*node, above, &next),
                (nodes, above) => self.stack(nodes, above.unwrap_or(0), next.parent),
            };
            rows.push(row);
            let [node] = next.nodes[..] else { continue };
            let mut articles = next.articles;
            if articles.len() > NEAR {
                articles.remove(0);
            }
            // The article above is known to the step itself, unless this is a top.
            if let (What::Article(doc), Some(_)) = (self.forest.nodes[node].what, next.above) {
                articles.push(doc);
            }
            let parent = Some(rows.len() - 1);
            for nodes in self.steps.groups(node, &articles, unfold).into_iter().rev() {
                stack.push(Waiting { nodes, above: Some(node), parent, articles: articles.clone() });
            }
        }
        self.note_same_people(&mut rows);
        self.note_circles(&mut rows);
        rows
    }

    fn top(&self, top: usize) -> Node {
        let node = &self.forest.nodes[top];
        let (kind, name, about) = match node.what {
            What::Source(source) => {
                let (kind, about) = self.origin(source);
                (kind, self.desk.source(source), about)
            }
            What::Article(doc) => (Kind::Article, self.desk.name(doc), self.desk.date(doc)),
            What::NotRecorded => (Kind::NotRecorded, "Lineage not recorded".to_owned(), String::new()),
        };
        let mut more = Vec::new();
        if node.denies
            && let Some(text) = self.steps.denial(top)
        {
            more.push(Words { text, quoted: true });
        }
        let words = match node.what {
            What::Article(_) if !node.denies && !node.children.is_empty() => {
                Some(Words { text: "its own source is not recorded".to_owned(), quoted: false })
            }
            What::Article(_) => self.hedge(top),
            _ => None,
        };
        let about = match (node.denies, about.is_empty()) {
            (false, _) => about,
            (true, true) => "denies, so never counted".to_owned(),
            (true, false) => format!("{about} · denies, so never counted"),
        };
        Node {
            parent: None,
            kind: if node.denies { Kind::Denier } else { kind },
            strength: Strength::Stated,
            name,
            about,
            second: self.second(node.what),
            words,
            more,
            losses: Vec::new(),
            sign: None,
            inferred: None,
            occurrences: node.occurrences.clone(),
            back: None,
        }
    }

    fn row(&self, node: usize, above: usize, at: &Waiting) -> Node {
        let about = &self.forest.nodes[node];
        let (kind, name, date) = match about.what {
            What::Article(doc) => (Kind::Article, self.desk.name(doc), self.desk.date(doc)),
            What::Source(source) => (Kind::Absent, self.desk.source(source), self.on_the_way(source)),
            What::NotRecorded => (Kind::NotRecorded, "lineage not recorded".to_owned(), String::new()),
        };
        let losses = self.steps.losses(node, above, &at.articles);
        let sign = losses
            .last()
            .map(|loss| if matches!(loss, Loss::Changed { .. }) { Sign::Changed } else { Sign::Lost });
        let absent = match about.what {
            What::Source(source) => self.steps.absent(source),
            _ => None,
        };
        let words = match self.steps.step(node, above) {
            // That it denies stands at the top already.
            _ if about.denies => None,
            Some(Told::Quoted(text)) => Some(Words { text: shown(&text), quoted: true }),
            Some(Told::Plain(text)) => Some(Words { text, quoted: false }),
            None => None,
        };
        let date = absent.unwrap_or(date);
        Node {
            parent: at.parent,
            kind,
            strength: self.forest.strength(node, above),
            name,
            about: date,
            second: self.second(about.what),
            words,
            more: self.hedge(node).into_iter().collect(),
            losses: losses.iter().map(|loss| loss.told(['“', '”'])).collect(),
            sign,
            inferred: None,
            occurrences: about.occurrences.clone(),
            back: None,
        }
    }

    fn stack(&self, nodes: &[usize], above: usize, parent: Option<usize>) -> Node {
        let occurrences: Vec<usize> =
            nodes.iter().flat_map(|node| self.forest.nodes[*node].occurrences.iter().copied()).collect();
        let seconds = nodes.iter().filter_map(|node| self.second(self.forest.nodes[*node].what));
        let first = nodes.iter().find_map(|node| match self.forest.nodes[*node].what {
            What::Article(doc) => Some(doc),
            _ => None,
        });
        let strengths = nodes.iter().map(|node| self.forest.strength(*node, above));
        Node {
            parent,
            kind: Kind::Stack(nodes.len()),
            strength: strengths.min().unwrap_or(Strength::Inferred),
            name: format!("{} copies", nodes.len()),
            about: first.map_or(String::new(), |doc| format!("from {}", self.desk.date(doc))),
            second: seconds.min(),
            words: Some(Words { text: self.steps.credits(nodes), quoted: false }),
            more: Vec::new(),
            losses: Vec::new(),
            sign: None,
            inferred: None,
            occurrences,
            back: None,
        }
    }

    fn hedge(&self, node: usize) -> Option<Words> {
        let words = self.steps.hedge(node)?;
        let text = words.map_or("hedged".to_owned(), |words| format!("hedged: “{words}”"));
        Some(Words { text, quoted: false })
    }

    fn second(&self, what: What) -> Option<i64> {
        match what {
            What::Article(doc) => self.desk.second(doc),
            _ => None,
        }
    }

    /// "official body, named", "unnamed · to the Gazette".
    fn origin(&self, source: SourceIx) -> (Kind, String) {
        let about = &self.desk.findings.trace.sources[source];
        let (sign, told) = names::origin(self.desk.findings, self.claim, source);
        let told = told.strip_prefix(about.name.as_str()).unwrap_or(&told);
        let about_it = shown(told.trim_start_matches([',', ' ']));
        let kind = match sign {
            _ if about.kind == SourceKind::Anonymous => Kind::Unnamed,
            "(?)" => Kind::NotRecorded,
            _ => Kind::Named,
        };
        (kind, about_it)
    }

    /// What is known of a source on the way: outlets and documents could have been read, people could not.
    fn on_the_way(&self, source: SourceIx) -> String {
        match self.desk.findings.trace.sources[source].kind {
            SourceKind::Outlet | SourceKind::Wire | SourceKind::Document | SourceKind::Social => {
                ABSENT.to_owned()
            }
            _ => self.origin(source).1,
        }
    }

    /// Unnamed people at two outlets may be the same: said under the second and each further one.
    fn note_same_people(&self, rows: &mut [Node]) {
        let mut unnamed = rows.iter_mut().filter(|row| row.kind == Kind::Unnamed);
        if unnamed.next().is_none() {
            return;
        }
        for row in unnamed {
            row.inferred = Some("perhaps the same people as above: no article says".to_owned());
        }
    }

    fn caption(&self, rows: &[Node]) -> String {
        let names =
            |pick: fn(&Node) -> bool| list(rows.iter().filter(|row| pick(row)).map(|row| row.name.clone()));
        let mut told = Vec::new();
        let lost = |row: &Node| row.sign == Some(Sign::Lost);
        if let Some(names) = names(lost) {
            told.push(format!("On the way to {names} a hedge or the source is lost."));
        }
        let changed = |row: &Node| row.sign == Some(Sign::Changed);
        if let Some(names) = names(changed) {
            told.push(format!("On the way to {names} a value changes."));
        }
        let absent = |row: &Node| row.kind == Kind::Absent && row.about == ABSENT;
        if let Some(names) = names(absent) {
            told.push(format!("Cited and not read: {names}."));
        }
        told.extend(self.circles().map(|(a, b)| {
            format!("{} and {} each give the other as the source.", self.desk.name(a), self.desk.name(b))
        }));
        told.join(" ")
    }

    /// Articles of the claim of which each gives the other as its source.
    fn circles(&self) -> impl Iterator<Item = (usize, usize)> {
        let herald = crate::tell::text::alerts::Herald::of(self.desk.findings, self.claim);
        let carries = |doc: usize| self.claim.occurrences.iter().any(|found| found.doc == doc);
        let circular = self.desk.findings.trace.circular.iter().copied();
        circular
            .filter(move |&(a, b)| carries(a) && carries(b) && herald.credits(a, b) && herald.credits(b, a))
    }

    /// The step that a picture from left to right has no room for: back to where it came from.
    fn note_circles(&self, rows: &mut [Node]) {
        let row = |rows: &[Node], doc: usize| {
            let stands = |at: &usize| self.claim.occurrences[*at].doc == doc;
            rows.iter().position(|row| row.kind == Kind::Article && row.occurrences.iter().any(stands))
        };
        for (a, b) in self.circles() {
            let (Some(one), Some(other)) = (row(rows, a), row(rows, b)) else { continue };
            if one != other {
                rows[one.min(other)].back = Some(one.max(other));
            }
        }
    }
}
