//! The yes-or-no questions that `expected.json` asks of a trace.

use crate::expected::{self, Story};
use crate::found::{self, Trace};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// An occurrence answers for an expected one if it covers at least half of the words sought ...
const LEAST_COVERED: f64 = 0.5;
/// ... and is no longer than four times those words and a sentence.
const LONGEST: (usize, usize) = (4, 120);
/// Characters that a copied passage may fall short of the words sought, at each end.
const SLACK: usize = 2;
/// Words that a name may have beyond the one sought: a title, a role.
const EXTRA_WORDS: usize = 6;

/// Answers, by kind of question.
#[derive(Default)]
pub(crate) struct Tally {
    kinds: BTreeMap<&'static str, (usize, usize)>,
    missed: Vec<String>,
}

impl Tally {
    /// Asks everything.
    pub(crate) fn of(story: &Story, trace: &Trace) -> Self {
        let reader = Reader::of(story, trace);
        let mut tally = Self::default();
        reader.ask_documents(&mut tally);
        reader.ask_claims(&mut tally);
        reader.ask_restraint(&mut tally);
        reader.ask_names(&mut tally);
        reader.ask_reuse(&mut tally);
        reader.ask_circular(&mut tally);
        tally
    }

    /// Questions answered.
    pub(crate) fn found(&self) -> usize {
        self.kinds.values().map(|(found, _)| found).sum()
    }

    /// One line for each question not answered.
    pub(crate) fn missed(&self) -> &[String] {
        &self.missed
    }

    fn ask(&mut self, kind: &'static str, answered: bool, question: impl FnOnce() -> String) {
        let (found, asked) = self.kinds.entry(kind).or_default();
        *asked += 1;
        *found += usize::from(answered);
        if !answered {
            self.missed.push(format!("missed {kind}: {}", question()));
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, (found, asked)) in &self.kinds {
            writeln!(f, "{kind:<14}{found} of {asked}")?;
        }
        let asked: usize = self.kinds.values().map(|(_, asked)| asked).sum();
        write!(f, "found {} of {asked}", self.found())
    }
}

/// An expected occurrence met in the trace.
#[derive(Clone, Copy)]
struct Hit<'t> {
    claim: usize,
    occurrence: &'t found::Occurrence,
}

struct Reader<'t> {
    story: &'t Story,
    trace: &'t Trace,
    texts: BTreeMap<&'t str, &'t str>,
    /// Every form of a source, by its id.
    sources: BTreeMap<&'t str, Vec<String>>,
    /// Every form of a name, by each of its forms.
    forms: BTreeMap<String, BTreeSet<String>>,
}

impl<'t> Reader<'t> {
    fn of(story: &'t Story, trace: &'t Trace) -> Self {
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
    fn place(&self, doc: &str, find: &str) -> Option<(usize, usize)> {
        let text = self.texts.get(doc)?;
        let start = text[..text.find(find)?].chars().count();
        Some((start, start + find.chars().count()))
    }

    /// The occurrences that answer for `sought`: the tightest, and others over the same span.
    fn hits(&self, sought: &expected::Place) -> Vec<Hit<'t>> {
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

    fn occurrences(&self) -> impl Iterator<Item = (usize, &'t found::Occurrence)> {
        let claims = self.trace.claims.iter().enumerate();
        claims.flat_map(|(index, claim)| claim.occurrences.iter().map(move |occurrence| (index, occurrence)))
    }

    fn names_of(&self, id: &str) -> Vec<String> {
        self.sources.get(id).cloned().unwrap_or_else(|| vec![plain(id)])
    }

    /// Whether the source `id` goes by the name `wanted` or a form of it.
    fn is_called(&self, id: &str, wanted: &str) -> bool {
        let wanted = plain(wanted);
        let forms = self.forms.get(&wanted).cloned().unwrap_or_else(|| BTreeSet::from([wanted]));
        let got = self.names_of(id);
        forms.iter().any(|form| got.iter().any(|name| names_agree(form, name)))
    }

    fn has_chain(&self, hit: Hit, chain: &[String]) -> bool {
        let mut hops = hit.occurrence.via.iter().filter(|hop| hop.kind != "own_voice");
        let matched = chain.iter().all(|wanted| {
            hops.next().and_then(|hop| hop.to.as_deref()).is_some_and(|id| self.is_called(id, wanted))
        });
        matched && hops.next().is_none()
    }

    fn has_origin(&self, hit: Hit, chain: &[String]) -> bool {
        match (&hit.occurrence.origin, chain.last()) {
            (Some(id), Some(wanted)) => self.is_called(id, wanted),
            (origin, wanted) => origin.is_none() && wanted.is_none(),
        }
    }

    fn ask_documents(&self, tally: &mut Tally) {
        for (id, fields) in &self.story.documents {
            let document = self.trace.documents.iter().find(|document| document.id == *id);
            for (field, wanted) in fields {
                let got = document.and_then(|d| d.fields.get(field)).and_then(|value| value.as_str());
                let right = document.is_some()
                    && match (wanted, got) {
                        (Some(wanted), Some(got)) if field == "published" => got.starts_with(wanted),
                        (Some(wanted), Some(got)) => plain(got) == plain(wanted),
                        (wanted, got) => wanted.is_none() && got.is_none(),
                    };
                tally.ask("document", right, || format!("{id}, {field}: {wanted:?}, got {got:?}"));
            }
        }
    }

    fn ask_claims(&self, tally: &mut Tally) {
        let claims = &self.story.claims;
        let hits: Vec<Vec<Vec<Hit>>> = claims
            .iter()
            .map(|claim| claim.occurrences.iter().map(|sought| self.hits(&sought.place)).collect())
            .collect();
        let homes: Vec<Option<usize>> = hits.iter().map(|hits| home(hits)).collect();
        for ((claim, hits), home) in claims.iter().zip(&hits).zip(&homes) {
            for (sought, hits) in claim.occurrences.iter().zip(hits) {
                self.ask_occurrence(tally, &claim.id, sought, hits);
                if claim.occurrences.len() > 1 {
                    let joined = home.is_some() && hits.iter().any(|hit| Some(hit.claim) == *home);
                    tally.ask("same claim", joined, || about(&claim.id, &sought.place));
                }
            }
            let alone = home.is_some() && homes.iter().filter(|other| *other == home).count() == 1;
            tally.ask("distinct", alone, || claim.id.clone());
            let found = home.and_then(|index| self.trace.claims.get(index));
            self.ask_verdicts(tally, claim, found);
        }
    }

    fn ask_occurrence(&self, tally: &mut Tally, claim: &str, sought: &expected::Occurrence, hits: &[Hit]) {
        let question = || about(claim, &sought.place);
        tally.ask("occurrence", !hits.is_empty(), question);
        if let Some(chain) = &sought.chain {
            let readings = || [Some(chain), sought.or_chain.as_ref()].into_iter().flatten();
            let any = |right: &dyn Fn(Hit, &[String]) -> bool| {
                hits.iter().any(|hit| readings().any(|chain| right(*hit, chain)))
            };
            tally.ask("chain", any(&|hit, chain| self.has_chain(hit, chain)), || {
                format!("{}: {chain:?}, got {:?}", question(), self.chains(hits))
            });
            tally.ask("origin", any(&|hit, chain| self.has_origin(hit, chain)), || {
                format!("{}: {:?}", question(), chain.last())
            });
        }
        let any = |right: &dyn Fn(&found::Occurrence) -> bool| hits.iter().any(|hit| right(hit.occurrence));
        if let Some(kind) = &sought.kind {
            tally.ask("quote", any(&|got| got.quote == *kind), question);
        }
        if let Some(certainty) = &sought.certainty {
            tally.ask("certainty", any(&|got| got.certainty == *certainty), question);
        }
        if let Some(quantity) = &sought.quantity {
            let right = |got: &found::Occurrence| {
                let modifier = got.values.modifier.as_deref().map(plain);
                got.values.number == Some(quantity.value)
                    && quantity.modifier.as_deref().is_none_or(|wanted| modifier == Some(plain(wanted)))
            };
            tally.ask("quantity", any(&right), question);
        }
        if let Some(time) = &sought.time {
            let at = self.place(&sought.place.doc, &time.expression).map(|(start, _)| start);
            let right = self.trace.times.iter().any(|got| {
                got.place.doc == sought.place.doc
                    && at.is_some_and(|at| got.place.start <= at && at < got.place.end)
                    && got.value.as_deref().is_some_and(|value| value.starts_with(&time.value))
            });
            tally.ask("time", right, || format!("{}: {} = {}", question(), time.expression, time.value));
        }
    }

    fn ask_verdicts(&self, tally: &mut Tally, claim: &expected::Claim, found: Option<&found::Claim>) {
        let id = &claim.id;
        if let Some(wanted) = &claim.independence {
            let got = found.map(|found| (found.independent_min, found.independent_max));
            let most = wanted.possible_at_most.unwrap_or(wanted.possible);
            tally.ask("certain", got.is_some_and(|(certain, _)| certain == wanted.certain), || {
                format!("{id}: {}, got {got:?}", wanted.certain)
            });
            tally.ask(
                "possible",
                got.is_some_and(|(_, got)| (wanted.possible..=most).contains(&got)),
                || format!("{id}: {} to {most}, got {got:?}", wanted.possible),
            );
        }
        if let Some(wanted) = &claim.official {
            let got = found.map(|found| found.official.as_str());
            tally.ask("official", got == Some(wanted), || format!("{id}: {wanted}, got {got:?}"));
        }
        for wanted in &claim.disagreements {
            let touches = |place: &found::Place| {
                place.doc == wanted.b.doc
                    && self
                        .place(&wanted.b.doc, &wanted.b.find)
                        .is_some_and(|(start, end)| place.start < end && start < place.end)
            };
            let right = found.is_some_and(|found| {
                found
                    .disagreements
                    .iter()
                    .any(|got| got.kind == wanted.kind && (touches(&got.a) || touches(&got.b)))
            });
            tally.ask("disagreement", right, || format!("{id}: {} in {}", wanted.kind, wanted.b.doc));
        }
        for wanted in &claim.drifts {
            let right = found.is_some_and(|found| {
                found.drifts.iter().any(|got| got.kind == wanted.kind && got.to_doc == wanted.to)
            });
            tally.ask("drift", right, || format!("{id}: {} in {}", wanted.kind, wanted.to));
        }
    }

    /// What must not be found: claims in furniture, or more claims than text.
    fn ask_restraint(&self, tally: &mut Tally) {
        for place in &self.story.no_claim {
            let (mut told, mut inside) = (false, false);
            if let Some((start, end)) = self.place(&place.doc, &place.find) {
                for (_, got) in self.occurrences().filter(|(_, got)| got.place.doc == place.doc) {
                    told = true;
                    inside |= got.place.start < end && start < got.place.end;
                }
            }
            // Words that main-text extraction left out carry no claim either.
            let left_out = self.texts.get(place.doc.as_str()).is_some_and(|text| !text.contains(&place.find));
            tally.ask("no claim", left_out || (told && !inside), || about("furniture", place));
        }
        for id in self.story.documents.keys() {
            let length = self.texts.get(id.as_str()).map_or(0, |text| text.chars().count());
            let told: usize = self
                .occurrences()
                .filter(|(_, got)| got.place.doc == *id)
                .map(|(_, got)| got.place.end.saturating_sub(got.place.start))
                .sum();
            tally
                .ask("in bounds", told > 0 && 2 * told <= 3 * length, || format!("{id}: {told} of {length}"));
        }
    }

    fn ask_names(&self, tally: &mut Tally) {
        let lists: Vec<BTreeSet<String>> =
            self.trace.aliases.iter().map(|list| list.iter().map(|name| plain(name)).collect()).collect();
        let together = |a: &str, b: &str| {
            let (a, b) = (plain(a), plain(b));
            a == b || lists.iter().any(|list| list.contains(&a) && list.contains(&b))
        };
        for list in &self.story.aliases {
            if let Some((first, others)) = list.split_first() {
                for other in others {
                    tally.ask("alias", together(first, other), || format!("{first} = {other}"));
                }
            }
        }
        for (a, b) in &self.story.must_not_merge {
            tally.ask("apart", !lists.is_empty() && !together(a, b), || format!("{a}, {b}"));
        }
    }

    fn ask_reuse(&self, tally: &mut Tally) {
        for wanted in &self.story.reuse {
            let matches = self.copies(wanted);
            let question = || format!("{} and {}: {}", wanted.a, wanted.b, wanted.find);
            tally.ask("copy", !matches.is_empty(), question);
            let original = matches.iter().any(|(_, original)| *original == wanted.original.as_deref());
            tally.ask("copy original", original, question);
            let credited = matches.iter().any(|(copy, _)| copy.credited == wanted.credited);
            tally.ask("copy credited", credited, question);
        }
    }

    /// Copies that cover the words on both sides, each with its original as `wanted` names the sides.
    fn copies(&self, wanted: &expected::Reuse) -> Vec<(&'t found::Copy, Option<&'t str>)> {
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

    fn ask_circular(&self, tally: &mut Tally) {
        let unordered = |(a, b): &(String, String)| BTreeSet::from([a.clone(), b.clone()]);
        let got: BTreeSet<_> = self.trace.circular.iter().map(unordered).collect();
        for pair in &self.story.circular {
            tally.ask("circular", got.contains(&unordered(pair)), || format!("{pair:?}"));
        }
        let wanted: BTreeSet<_> = self.story.circular.iter().map(unordered).collect();
        tally.ask("circular", got.is_subset(&wanted), || format!("no others, got {got:?}"));
    }

    /// The chains of `hits`, as names.
    fn chains(&self, hits: &[Hit]) -> Vec<Vec<String>> {
        let name = |hop: &found::Hop| match &hop.to {
            Some(id) => self.names_of(id).last().cloned().unwrap_or_default(),
            None => hop.kind.clone(),
        };
        hits.iter().map(|hit| hit.occurrence.via.iter().map(name).collect()).collect()
    }
}

/// The claim of the trace that holds most of an expected claim's occurrences; the first of several.
fn home(hits: &[Vec<Hit>]) -> Option<usize> {
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

fn about(claim: &str, place: &expected::Place) -> String {
    format!("{claim}, {}: {}", place.doc, place.find)
}

/// A name without case, marks and a leading article, its words separated by single spaces.
fn plain(name: &str) -> String {
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
