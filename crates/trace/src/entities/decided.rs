//! What an analyst decided about names: edges that no comparison outweighs.

use super::units::Units;
use crate::Pile;
use crate::judgement::{Docket, Pair, Settled, Who, settle};

/// Steps from a pronoun or description to a name that are followed.
const STEPS: usize = 8;

/// The judgements on pairs of names, settled. One name that stands for two in different documents is taken apart.
/// Judgements on people without a name are left for the chains.
pub(super) fn read(pile: Pile<'_>, units: &mut Units, docket: &mut Docket) -> Settled {
    let mut pairs = Vec::new();
    for link in docket.source_links() {
        let found = [&link.a, &link.b].map(|who| unit(pile, units, who));
        let [Ok(a), Ok(b)] = found else {
            let why = found.into_iter().find_map(Result::err).unwrap_or_default();
            docket.refuse(link.ruling, why);
            continue;
        };
        let (Some(a), Some(mut b)) = (a, b) else { continue };
        if a == b && !link.same {
            let docs = [&link.a, &link.b].map(|who| match who {
                Who::Words { place, .. } => Some(place.doc),
                Who::OutletOf(doc) => Some(*doc),
                Who::Name(_) => None,
            });
            match docs {
                [Some(x), Some(y)] if x != y => b = units.take_apart(pile, b, y),
                _ => {
                    let why = "one name for two in one document cannot be told apart yet".to_owned();
                    docket.refuse(link.ruling, why);
                    continue;
                }
            }
        }
        pairs.push(Pair { a, b, same: link.same, ruling: link.ruling });
    }
    let settled = settle(&pairs);
    docket.note(&settled);
    settled
}

/// The name that a judgement points to; `None` where what it points to has no name.
fn unit(pile: Pile<'_>, units: &Units, who: &Who) -> Result<Option<usize>, String> {
    match who {
        Who::OutletOf(doc) => match units.list.iter().position(|unit| unit.publishes.contains(doc)) {
            Some(unit) => Ok(Some(unit)),
            None => Err(format!("the outlet of {} is not recorded", pile.documents[*doc].id)),
        },
        Who::Name(name) => match units.named(name)[..] {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => Err(format!(
                "the name \"{name}\" stands in several documents alone; point to its words in one"
            )),
        },
        Who::Words { place, mention } => {
            let mentions = &pile.annotations[place.doc].mentions;
            let mut at = *mention;
            for _ in 0..STEPS {
                let Some(here) = at else { break };
                if let Some(unit) = units.of_mention[place.doc].get(here).copied().flatten() {
                    return Ok(Some(unit));
                }
                at = mentions
                    .get(here)
                    .and_then(|mention| mention.antecedent)
                    .filter(|before| *before != here);
            }
            Ok(None)
        }
    }
}
