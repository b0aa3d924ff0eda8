//! Finds in a trace what `expected.json` speaks of.

use crate::expected::{self, Story};
use crate::found::{self, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// An occurrence answers for an expected one if it covers at least half of the words sought ...
const LEAST_COVERED: f64 = 0.5;
/// ... and is no longer than four times those words and a sentence.
const LONGEST: (usize, usize) = (4, 120);
/// Characters that a copied passage may fall short of the words sought, at each end.
const SLACK: usize = 2;
/// Words that a name may have beyond the one sought: a title, a role.
const EXTRA_WORDS: usize = 6;

/// An expected occurrence met in the trace.
#[derive(Clone, Copy)]
pub(crate) struct Hit<'t> {
    pub(crate) claim: usize,
    pub(crate) occurrence: &'t found::Occurrence,
}

pub(crate) struct Reader<'t> {
    pub(crate) story: &'t Story,
    pub(crate) trace: &'t Trace,
    pub(crate) texts: BTreeMap<&'t str, &'t str>,
    /// Every form of a source, by its id.
    sources: BTreeMap<&'t str, Vec<String>>,
    /// Every form of a name, by each of its forms.
    forms: BTreeMap<String, BTreeSet<String>>,
}

impl<'t> Reader<'t> {
    pub(crate) fn of(story: &'t Story, trace: &'t Trace) -> Self {
        let texts = trace.documents.iter().map(|d| (d.id.as_str(), d.text.as_str())).collect();
        let sources = trace.sources.iter().map(|source| {
            let names = source.names.iter().chain([&source.name]).map(|name| plain(name)).collect();
            (source.id.as_str(), names)
        });
        let mut forms = BTreeMap::new();
        for list in &story.aliases {
            let set: BTreeSet<String> = list.iter().map(|name| plain(name)).collect();
            forms.extend(set.iter().map(|name| (name.clone(), set.clone())));
        }
        Self { story, trace, texts, sources: sources.collect(), forms }
    }

    /// Where `find` stands in the text of `doc`, in code points.
    pub(crate) fn place(&self, doc: &str, find: &str) -> Option<(usize, usize)> {
        let text = self.texts.get(doc)?;
        let start = text[..text.find(find)?].chars().count();
        Some((start, start + find.chars().count()))
    }

    /// The occurrences that answer for `sought`: the tightest, and others over the same span.
    pub(crate) fn hits(&self, sought: &expected::Place) -> Vec<Hit<'t>> {
        let Some((start, end)) = self.place(&sought.doc, &sought.find) else {
            return Vec::new();
        };
        let length = end - start;
        let mut candidates: Vec<(f64, Hit)> = Vec::new();
        for (claim, occurrence) in self.occurrences() {
            let place = &occurrence.place;
            let shared = place.end.min(end).saturating_sub(place.start.max(start));
            let own = place.end.saturating_sub(place.start);
            if place.doc == sought.doc
                && shared as f64 >= LEAST_COVERED * length as f64
                && own <= LONGEST.0 * length + LONGEST.1
            {
                let jaccard = shared as f64 / (length + own - shared) as f64;
                candidates.push((jaccard, Hit { claim, occurrence }));
            }
        }
        let best = candidates.iter().map(|(jaccard, _)| *jaccard).fold(0.0, f64::max);
        candidates.retain(|(jaccard, _)| *jaccard == best);
        candidates.into_iter().map(|(_, hit)| hit).collect()
    }

    pub(crate) fn occurrences(&self) -> impl Iterator<Item = (usize, &'t found::Occurrence)> {
        let claims = self.trace.claims.iter().enumerate();
        claims.flat_map(|(index, claim)| claim.occurrences.iter().map(move |occurrence| (index, occurrence)))
    }

    pub(crate) fn names_of(&self, id: &str) -> Vec<String> {
        self.sources.get(id).cloned().unwrap_or_else(|| vec![plain(id)])
    }

    /// Whether the source `id` goes by the name `wanted` or a form of it.
    pub(crate) fn is_called(&self, id: &str, wanted: &str) -> bool {
        let wanted = plain(wanted);
        let forms = self.forms.get(&wanted).cloned().unwrap_or_else(|| BTreeSet::from([wanted]));
        let got = self.names_of(id);
        forms.iter().any(|form| got.iter().any(|name| names_agree(form, name)))
    }

    pub(crate) fn has_chain(&self, hit: Hit, chain: &[String]) -> bool {
        let mut hops = hit.occurrence.via.iter().filter(|hop| hop.kind != "own_voice");
        let matched = chain.iter().all(|wanted| {
            hops.next().and_then(|hop| hop.to.as_deref()).is_some_and(|id| self.is_called(id, wanted))
        });
        matched && hops.next().is_none()
    }

    pub(crate) fn has_origin(&self, hit: Hit, chain: &[String]) -> bool {
        match (&hit.occurrence.origin, chain.last()) {
            (Some(id), Some(wanted)) => self.is_called(id, wanted),
            (origin, wanted) => origin.is_none() && wanted.is_none(),
        }
    }

    /// Copies that cover the words on both sides, each with its original as `wanted` names the sides.
    pub(crate) fn copies(&self, wanted: &expected::Reuse) -> Vec<(&'t found::Copy, Option<&'t str>)> {
        let (Some(a), Some(b)) = (self.place(&wanted.a, &wanted.find), self.place(&wanted.b, &wanted.find))
        else {
            return Vec::new();
        };
        let covers = |(start, end): (usize, usize), (from, to): (usize, usize)| {
            start <= from + SLACK && end + SLACK >= to
        };
        let aligned = |copy: &&found::Copy| copy.kind != "boilerplate";
        self.trace
            .copies
            .iter()
            .filter(aligned)
            .filter_map(|copy| {
                let (x, y) = ((copy.a_start, copy.a_end), (copy.b_start, copy.b_end));
                if copy.a == wanted.a && copy.b == wanted.b && covers(x, a) && covers(y, b) {
                    Some((copy, copy.original.as_deref()))
                } else if copy.a == wanted.b && copy.b == wanted.a && covers(x, b) && covers(y, a) {
                    let turned = copy.original.as_deref().map(|side| if side == "a" { "b" } else { "a" });
                    Some((copy, turned))
                } else {
                    None
                }
            })
            .collect()
    }

    /// The chains of `hits`, as names.
    pub(crate) fn chains(&self, hits: &[Hit]) -> Vec<Vec<String>> {
        let name = |hop: &found::Hop| match &hop.to {
            Some(id) => self.names_of(id).last().cloned().unwrap_or_default(),
            None => hop.kind.clone(),
        };
        hits.iter().map(|hit| hit.occurrence.via.iter().map(name).collect()).collect()
    }
}

/// The claim of the trace that holds most of an expected claim's occurrences; the first of several.
pub(crate) fn home(hits: &[Vec<Hit>]) -> Option<usize> {
    let mut held: BTreeMap<usize, usize> = BTreeMap::new();
    for hits in hits {
        let claims: BTreeSet<usize> = hits.iter().map(|hit| hit.claim).collect();
        for claim in claims {
            *held.entry(claim).or_default() += 1;
        }
    }
    let most = held.values().copied().max()?;
    held.into_iter().find(|(_, count)| *count == most).map(|(claim, _)| claim)
}

/// A name without case, marks and a leading article, its words separated by single spaces.
pub(crate) fn plain(name: &str) -> String {
    let kept = name.to_lowercase().replace(['\'', '’', 'ʼ', '`'], "");
    let words: Vec<&str> =
        kept.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        ["the" | "a" | "an", rest @ ..] if !rest.is_empty() => rest.join(" "),
        all => all.join(" "),
    }
}

/// Whether a source called `got` is the one sought: the same words, the words with a title or role around them, or,
/// where `got` has more than one word, a shorter form.
fn names_agree(wanted: &str, got: &str) -> bool {
    let (wanted, got): (Vec<&str>, Vec<&str>) = (wanted.split(' ').collect(), got.split(' ').collect());
    let within = |part: &[&str], whole: &[&str]| whole.windows(part.len()).any(|window| window == part);
    wanted == got
        || (got.len() <= wanted.len() + EXTRA_WORDS && within(&wanted, &got))
        || (got.len() > 1 && within(&got, &wanted))
}
