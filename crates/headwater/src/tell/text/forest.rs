//! The chains of one claim as a forest: origins at the top, the articles that they reached below.
//!
//! Each occurrence has one chain, so chains that share their upper part share its nodes and nothing ever crosses.

use crate::tell::Findings;
use headwater_text::Polarity;
use headwater_trace::{Claim, Hop, HopKind, SourceIx, SourceKind, Voice};
use std::collections::{BTreeMap, BTreeSet};

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::tell) enum What {
    /// A source, or an outlet whose article is not in the pile.
    Source(SourceIx),
    /// An article of the pile that carries the claim.
    Article(usize),
    /// The chain cannot be followed further.
    NotRecorded,
}

/// How an article got what it says from the node above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The text says so.
    Stated,
    /// Headwater infers it.
    Inferred,
    /// Nothing shows it.
    NotRecorded,
}

/// A node and what hangs below it.
#[derive(Debug, Clone)]
pub(in crate::tell) struct Node<'f> {
    /// What it stands for.
    pub(in crate::tell) what: What,
    /// The step to the node above; `None` at the top and where the chain only implies it.
    pub(in crate::tell) hop: Option<&'f Hop>,
    /// Occurrences of the claim whose chain ends below in this very node.
    pub(in crate::tell) occurrences: Vec<usize>,
    /// The nodes that took it from here, by time.
    pub(in crate::tell) children: Vec<usize>,
    /// All that hangs here denies the claim.
    pub(in crate::tell) denies: bool,
    /// When it, or the first below it, was published, in seconds; the far future where none is dated.
    since: i64,
}

/// The chains of one claim.
#[derive(Debug, Default)]
pub(in crate::tell) struct Forest<'f> {
    /// Every node; children come after parents.
    pub(in crate::tell) nodes: Vec<Node<'f>>,
    /// Tops: named origins first, then unnamed, then not recorded, deniers last; by time.
    pub(in crate::tell) tops: Vec<usize>,
}

impl Forest<'_> {
    /// How node `child` hangs on its parent `above`.
    pub(in crate::tell) fn strength(&self, child: usize, above: usize) -> Strength {
        let unknown = self.nodes[above].what == What::NotRecorded;
        match self.nodes[child].hop {
            _ if unknown => Strength::NotRecorded,
            Some(hop) if hop.kind != HopKind::OwnVoice && hop.voice != Voice::Inferred => Strength::Stated,
            _ => Strength::Inferred,
        }
    }
}

/// A step of a path from the top down: a node and the hop that leads up from it.
type Step<'f> = (What, Option<&'f Hop>);

/// Builds the forest of `claim`.
pub(in crate::tell) fn grow<'f>(findings: Findings<'f>, claim: &'f Claim) -> Forest<'f> {
    let outlets = Outlets::of(findings, claim);
    let mut paths: Vec<(usize, Vec<Step<'f>>)> =
        (0..claim.occurrences.len()).map(|index| (index, outlets.path(claim, index))).collect();
    continue_upstream(claim, &mut paths);
    // An article that others name as where it began stands at the top itself; that its own lineage is not recorded
    // shows in there being nothing above it.
    let credited: BTreeSet<What> = paths
        .iter()
        .filter_map(|(_, path)| path.first().map(|step| step.0))
        .filter(|top| matches!(top, What::Article(_)))
        .collect();
    for (_, path) in &mut paths {
        if path.len() == 2 && path[0].0 == What::NotRecorded && credited.contains(&path[1].0) {
            path.remove(0);
            path[0].1 = None;
        }
    }
    let mut forest = Forest::default();
    let mut known: BTreeMap<(Option<usize>, What, bool), usize> = BTreeMap::new();
    for (index, path) in paths {
        let occurrence = &claim.occurrences[index];
        let denies = occurrence.polarity == Polarity::Denied;
        let mut above = None;
        for (what, hop) in path {
            let node = *known.entry((above, what, denies)).or_insert_with(|| {
                forest.nodes.push(Node {
                    what,
                    hop,
                    occurrences: Vec::new(),
                    children: Vec::new(),
                    denies,
                    since: outlets.since(what),
                });
                let node = forest.nodes.len() - 1;
                match above {
                    Some(above) => forest.nodes[above].children.push(node),
                    None => forest.tops.push(node),
                }
                node
            });
            // A step that is stated once is stated, whatever other occurrences leave to inference.
            let stated = |hop: &Hop| hop.voice == Voice::Text;
            if hop.is_some_and(stated) && !forest.nodes[node].hop.is_some_and(stated) {
                forest.nodes[node].hop = hop;
            }
            above = Some(node);
        }
        if let Some(node) = above {
            forest.nodes[node].occurrences.push(index);
        }
    }
    sort(&mut forest, findings);
    forest
}

/// Where a chain ends at another article of the pile, it goes on with that article's own chain, so that every article
/// stands in one place. Only where both end at the same origin: what a text states of its chain is not overruled.
fn continue_upstream<'f>(claim: &Claim, paths: &mut [(usize, Vec<Step<'f>>)]) {
    let mut own: BTreeMap<What, (usize, Vec<Step<'f>>)> = BTreeMap::new();
    for (index, path) in paths.iter() {
        let article = What::Article(claim.occurrences[*index].doc);
        own.entry(article).or_insert_with(|| (*index, path.clone()));
    }
    for (index, path) in paths {
        let mut seen: BTreeSet<What> = path.iter().map(|step| step.0).collect();
        loop {
            let known = usize::from(path.first().is_some_and(|top| top.0 == What::NotRecorded));
            let Some(&(top, _)) = path.get(known).filter(|_| path.len() > known + 1) else { break };
            let Some((other, above)) = own.get(&top) else { break };
            let agree = claim.occurrences[*other].origin == claim.occurrences[*index].origin;
            let fresh = above
                .iter()
                .all(|step| step.0 == top || step.0 == What::NotRecorded || !seen.contains(&step.0));
            if !agree
                || !fresh
                || above.len() < 2
                || above.first().map(|step| step.0) == Some(What::NotRecorded) && above.len() == 2
            {
                break;
            }
            seen.extend(above.iter().map(|step| step.0));
            path.splice(..=known, above.iter().copied());
        }
    }
}

fn sort(forest: &mut Forest<'_>, findings: Findings<'_>) {
    // Children come after their parents, so one pass backwards carries the earliest time up to the top.
    for node in (0..forest.nodes.len()).rev() {
        let below = forest.nodes[node].children.iter().map(|child| forest.nodes[*child].since).min();
        if let (What::Source(_) | What::NotRecorded, Some(below)) = (forest.nodes[node].what, below) {
            forest.nodes[node].since = below;
        }
    }
    for node in 0..forest.nodes.len() {
        let mut children = std::mem::take(&mut forest.nodes[node].children);
        children.sort_by_key(|child| (forest.nodes[*child].since, forest.nodes[*child].what));
        forest.nodes[node].children = children;
    }
    let mut tops = std::mem::take(&mut forest.tops);
    tops.sort_by_key(|top| {
        let node = &forest.nodes[*top];
        let rank = match node.what {
            What::Source(source) if findings.trace.sources[source].kind == SourceKind::Anonymous => 1,
            What::Source(_) | What::Article(_) => 0,
            What::NotRecorded => 2,
        };
        (node.denies, rank, node.since, node.what)
    });
    forest.tops = tops;
}

/// Which articles of the claim an outlet that is named as a source may mean.
struct Outlets<'f> {
    findings: Findings<'f>,
    /// Articles of the claim by the name of their outlet, without article, in small letters.
    articles: BTreeMap<String, Vec<usize>>,
}

impl<'f> Outlets<'f> {
    fn of(findings: Findings<'f>, claim: &Claim) -> Self {
        let mut articles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let docs: BTreeSet<usize> = claim.occurrences.iter().map(|occurrence| occurrence.doc).collect();
        for doc in docs {
            // An article without an outlet is named by its id, here and in chains.
            let document = &findings.documents[doc];
            let name = document.outlet.as_ref().unwrap_or(&document.id);
            articles.entry(bare(name)).or_default().push(doc);
        }
        Self { findings, articles }
    }

    fn since(&self, what: What) -> i64 {
        match what {
            What::Article(doc) => self.published(doc),
            _ => i64::MAX,
        }
    }

    fn published(&self, doc: usize) -> i64 {
        headwater_trace::published(&self.findings.documents[doc])
            .map_or(i64::MAX, |when| when.earliest.as_second())
    }

    /// The node for `source` as named by the article `by`: the outlet's article where the pile has one, the latest
    /// that is not later than `by`, else an undated one. What it printed later is not what `by` means.
    fn what(&self, source: SourceIx, by: usize) -> What {
        let about = &self.findings.trace.sources[source];
        if !matches!(about.kind, SourceKind::Outlet | SourceKind::Wire | SourceKind::Unknown) {
            return What::Source(source);
        }
        let mut names = std::iter::once(&about.name).chain(&about.names);
        let Some(articles) = names.find_map(|name| self.articles.get(&bare(name))) else {
            return What::Source(source);
        };
        let limit = self.published(by);
        let undated = |doc: usize| self.published(doc) == i64::MAX;
        articles
            .iter()
            .copied()
            .filter(|doc| undated(*doc) || self.published(*doc) <= limit)
            .max_by_key(|doc| (!undated(*doc), self.published(*doc), std::cmp::Reverse(*doc)))
            .map_or(What::Source(source), What::Article)
    }

    /// The chain of occurrence `index` from its top down to the article.
    fn path(&self, claim: &'f Claim, index: usize) -> Vec<Step<'f>> {
        let occurrence = &claim.occurrences[index];
        let own = What::Article(occurrence.doc);
        let mut up: Vec<(&'f Hop, What)> = Vec::new();
        let mut last = None;
        // The text that names the next one: an outlet cannot be named for what it printed later.
        let mut by = occurrence.doc;
        // That a text states it in its own voice is no step: it is why nothing stands above it.
        for hop in occurrence.via.iter().filter(|hop| hop.kind != HopKind::OwnVoice) {
            last = hop.to;
            let what = hop.to.map_or(What::NotRecorded, |to| self.what(to, by));
            if let What::Article(doc) = what {
                by = doc;
            }
            // Its own outlet is the article itself, not a step.
            if what != own {
                up.push((hop, what));
            }
            if what == What::NotRecorded {
                break;
            }
        }
        let origin = occurrence.origin.map_or(What::NotRecorded, |origin| self.what(origin, by));
        let beyond = match up.last() {
            Some((_, top)) => *top != origin && *top != What::NotRecorded && last != occurrence.origin,
            None => origin != own,
        };
        let mut path = Vec::with_capacity(up.len() + 2);
        if beyond {
            path.push((origin, None));
        }
        let mut above: Option<&'f Hop> = None;
        for (hop, what) in up.into_iter().rev() {
            path.push((what, above));
            above = Some(hop);
        }
        let own_voice = occurrence.via.first().filter(|hop| above.is_none() && hop.kind == HopKind::OwnVoice);
        path.push((own, above.or(own_voice)));
        path
    }
}

/// A name without article, in small letters.
pub(in crate::tell) fn bare(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.strip_prefix("the ").unwrap_or(&name).to_owned()
}
