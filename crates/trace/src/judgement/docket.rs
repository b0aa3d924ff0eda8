//! The judgements at work: what each is about, and what becomes of it.

use super::standing::standing;
use super::target;
use super::{Decision, DocumentTarget, Judgement, SourceTarget, Target};
use crate::{DocIx, Evidence, Outcome, Pile, Ruling, RulingIx, RulingKind};
use headwater_text::{Annotations, Span};

/// Characters of words in a line about a judgement.
const WORDS: usize = 60;

/// All judgements that hold, with what they are about.
#[derive(Debug, Default)]
pub(crate) struct Docket {
    rulings: Vec<Ruling>,
    /// Parallel to the rulings; `None` where the words were not found.
    aims: Vec<Option<Aim>>,
}

/// What a judgement is about, found in the pile.
#[derive(Debug, Clone)]
pub(super) enum Aim {
    Claims { a: Evidence, b: Evidence, same: bool },
    Sources { a: Who, b: Who, same: bool },
    Span { at: Evidence, instead: Option<Span> },
    Origin { of: Evidence, source: Option<Who> },
}

/// What a judgement is about, with the words that it points to.
type Found = (Vec<Evidence>, Aim);

/// A source that a judgement points to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Who {
    /// Words, and the mention that stands there.
    Words { place: Evidence, mention: Option<usize> },
    /// The outlet of a document.
    OutletOf(DocIx),
    /// A name.
    Name(String),
}

/// Two sources that are one, or are not.
#[derive(Debug, Clone)]
pub(crate) struct SourceLink {
    pub(crate) a: Who,
    pub(crate) b: Who,
    pub(crate) same: bool,
    pub(crate) ruling: RulingIx,
}

impl Docket {
    /// Reads `judgements` against the words of `pile`.
    pub(crate) fn open(pile: Pile<'_>, judgements: &[Judgement]) -> Self {
        let standing = standing(judgements);
        let reader = Reader { pile };
        let mut entries: Vec<(&Judgement, Result<Found, String>)> =
            standing.list.into_iter().map(|judgement| (judgement, reader.aim(judgement))).collect();
        entries.extend(standing.refused.into_iter().map(|(judgement, why)| (judgement, Err(why))));
        entries.sort_by(|a, b| a.0.cmp(b.0));
        let mut docket = Self::default();
        for (judgement, read) in entries {
            let (places, aim, failed) = match read {
                Ok((places, aim)) => (places, Some(aim), None),
                Err(why) => (Vec::new(), None, Some(why)),
            };
            docket.aims.push(aim);
            docket.rulings.push(Ruling {
                id: judgement.id.clone(),
                who: judgement.who.clone(),
                when: judgement.when,
                note: judgement.note.clone(),
                kind: kind(&judgement.decision),
                text: reader.says(&judgement.decision),
                places,
                outcome: if failed.is_some() { Outcome::NotApplied } else { Outcome::Applied },
                reason: failed,
            });
        }
        docket
    }

    /// What became of the judgements.
    pub(crate) fn close(self) -> Vec<Ruling> {
        self.rulings
    }

    /// What each judgement is about, those left out that cannot be obeyed.
    pub(super) fn aims(&self) -> Vec<(RulingIx, Aim)> {
        self.aims
            .iter()
            .enumerate()
            .filter(|(ruling, _)| self.rulings[*ruling].outcome == Outcome::Applied)
            .filter_map(|(ruling, aim)| Some((ruling, aim.clone()?)))
            .collect()
    }

    /// Pairs of sources that are one or are not.
    pub(crate) fn source_links(&self) -> Vec<SourceLink> {
        let links = self.aims().into_iter().filter_map(|(ruling, aim)| match aim {
            Aim::Sources { a, b, same } => Some(SourceLink { a, b, same, ruling }),
            _ => None,
        });
        links.collect()
    }

    /// A judgement that cannot be obeyed.
    pub(crate) fn refuse(&mut self, ruling: RulingIx, why: String) {
        self.rulings[ruling].outcome = Outcome::NotApplied;
        self.rulings[ruling].reason = Some(why);
    }

    /// A judgement that a later one on the same matter overrules.
    pub(crate) fn overrule(&mut self, ruling: RulingIx, by: RulingIx) {
        let by = &self.rulings[by].id;
        let reason = format!("\"{by}\", which is later, decides the same matter");
        self.rulings[ruling].outcome = Outcome::Overruled;
        self.rulings[ruling].reason = Some(reason);
    }

    /// A judgement that later ones contradict together.
    pub(crate) fn contradict(&mut self, ruling: RulingIx, by: &[RulingIx]) {
        let ids: Vec<String> = by.iter().map(|by| format!("\"{}\"", self.rulings[*by].id)).collect();
        let why = match &ids[..] {
            [] => "it says that words are not what they are".to_owned(),
            [one] => format!("it contradicts {one}, which is later; take one of them back"),
            _ => format!(
                "it contradicts {} together, which are later; take one of them back",
                ids.join(" and ")
            ),
        };
        self.refuse(ruling, why);
    }

    /// The reason that a step decided by a judgement has: the analyst's own, where one was given.
    pub(crate) fn reason(&self, ruling: RulingIx) -> String {
        let ruling = &self.rulings[ruling];
        ruling.note.clone().unwrap_or_else(|| format!("decided by {}", ruling.who))
    }
}

fn kind(decision: &Decision) -> RulingKind {
    match decision {
        Decision::SameClaim(..) => RulingKind::SameClaim,
        Decision::DifferentClaim(..) => RulingKind::DifferentClaim,
        Decision::SameSource(..) => RulingKind::SameSource,
        Decision::DifferentSource(..) => RulingKind::DifferentSource,
        Decision::WrongSpan { .. } => RulingKind::WrongSpan,
        Decision::Origin { .. } => RulingKind::Origin,
        Decision::Undo(_) => RulingKind::Undo,
    }
}

/// Reads decisions against the documents.
struct Reader<'p> {
    pile: Pile<'p>,
}

impl Reader<'_> {
    fn aim(&self, judgement: &Judgement) -> Result<Found, String> {
        Ok(match &judgement.decision {
            Decision::SameClaim(a, b) | Decision::DifferentClaim(a, b) => {
                let (a, b) = (self.find(a)?, self.find(b)?);
                let same = matches!(judgement.decision, Decision::SameClaim(..));
                (vec![a, b], Aim::Claims { a, b, same })
            }
            Decision::SameSource(a, b) | Decision::DifferentSource(a, b) => {
                let (a, b) = (self.who(a)?, self.who(b)?);
                let same = matches!(judgement.decision, Decision::SameSource(..));
                let places = [&a, &b].into_iter().filter_map(Who::place).collect();
                (places, Aim::Sources { a, b, same })
            }
            Decision::WrongSpan { at, instead } => {
                let at = self.find(at)?;
                let moved = instead.as_ref().map(|to| self.find(to)).transpose()?;
                if moved.is_some_and(|to| to.doc != at.doc) {
                    return Err("the words to take instead stand in another document".to_owned());
                }
                let places = [Some(at), moved].into_iter().flatten().collect();
                (places, Aim::Span { at, instead: moved.map(|to| to.span) })
            }
            Decision::Origin { of, source } => {
                let of = self.find(of)?;
                let source = source.as_ref().map(|source| self.who(source)).transpose()?;
                let places = [Some(of), source.as_ref().and_then(Who::place)].into_iter().flatten().collect();
                (places, Aim::Origin { of, source })
            }
            Decision::Undo(_) => return Err("it takes nothing back".to_owned()),
        })
    }

    fn find(&self, wanted: &Target) -> Result<Evidence, String> {
        let said = |lost: target::Lost| format!("{}: {lost}", quoted(wanted));
        target::find(self.pile.documents, wanted).map_err(said)
    }

    fn who(&self, wanted: &SourceTarget) -> Result<Who, String> {
        Ok(match wanted {
            SourceTarget::Words(words) => {
                let place = self.find(words)?;
                Who::Words { place, mention: mention(&self.pile.annotations[place.doc], place.span) }
            }
            SourceTarget::OutletOf(document) => {
                let said = |lost: target::Lost| format!("the outlet of {}: {lost}", named(document));
                Who::OutletOf(target::document(self.pile.documents, document).map_err(said)?)
            }
            SourceTarget::Name(name) => Who::Name(name.trim().to_owned()),
        })
    }

    fn says(&self, decision: &Decision) -> String {
        let source = |who: &SourceTarget| match who {
            SourceTarget::Words(words) => quoted(words),
            SourceTarget::OutletOf(document) => format!("the outlet of {}", named(document)),
            SourceTarget::Name(name) => name.trim().to_owned(),
        };
        match decision {
            Decision::SameClaim(a, b) => format!("{} and {} are one claim", quoted(a), quoted(b)),
            Decision::DifferentClaim(a, b) => {
                format!("{} and {} are different claims", quoted(a), quoted(b))
            }
            Decision::SameSource(a, b) => format!("{} and {} are one source", source(a), source(b)),
            Decision::DifferentSource(a, b) => {
                format!("{} and {} are different sources", source(a), source(b))
            }
            Decision::WrongSpan { at, instead: None } => format!("{} carries no claim", quoted(at)),
            Decision::WrongSpan { at, instead: Some(to) } => {
                format!("the claim is {}, not {}", quoted(to), quoted(at))
            }
            Decision::Origin { of, source: Some(from) } => {
                format!("{} comes from {}", quoted(of), source(from))
            }
            Decision::Origin { of, source: None } => {
                format!("where {} comes from is not recorded", quoted(of))
            }
            Decision::Undo(id) => format!("takes back \"{id}\""),
        }
    }
}

impl Who {
    fn place(&self) -> Option<Evidence> {
        match self {
            Self::Words { place, .. } => Some(*place),
            Self::OutletOf(_) | Self::Name(_) => None,
        }
    }
}

/// "“gate two had jammed” (ostrel-herald)".
fn quoted(target: &Target) -> String {
    let line = target.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(WORDS).collect();
    let rest = if short.len() < line.len() { "…" } else { "" };
    format!("“{}{rest}” ({})", short.trim_end(), named(&target.document))
}

fn named(document: &DocumentTarget) -> &str {
    [&document.id, &document.url, &document.hash].into_iter().flatten().next().map_or("?", String::as_str)
}

/// The mention at `span`: the very words, else the name alone, else the one that shares most of both, else the shortest
/// around them.
fn mention(annotations: &Annotations, span: Span) -> Option<usize> {
    let mentions = &annotations.mentions;
    let exact = mentions.iter().position(|mention| mention.span == span);
    let head = || mentions.iter().position(|mention| mention.head == span);
    let shared = |index: &usize| {
        let found = mentions[*index].span;
        let both = found.intersect(span).map_or(0, Span::len);
        (2 * both >= found.cover(span).len()).then_some(both)
    };
    let near = || {
        (0..mentions.len())
            .filter_map(|index| Some((shared(&index)?, index)))
            .max_by_key(|(both, index)| (*both, std::cmp::Reverse(*index)))
            .map(|(_, index)| index)
    };
    let around = || {
        (0..mentions.len())
            .filter(|index| mentions[*index].span.contains(span))
            .min_by_key(|index| mentions[*index].span.len())
    };
    exact.or_else(head).or_else(near).or_else(around)
}
