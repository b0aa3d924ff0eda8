//! Joins what the parts found: which mention an attribution names as its source, what the model takes a name for.

use crate::mentions;
use crate::tagger::Named;
use headwater_text::{Annotations, Form, Mention, Referent, Span};

/// Fills `source_mention` and `recipient_mention` of every attribution, adding mentions for sources that have none.
///
/// ```
/// use headwater_annotate::{combine, mentions::Finder};
/// use headwater_text::{Annotations, Language};
/// let mut notes = Annotations::default();
/// combine::name_sources("", &Finder::new(&Language::english()), &mut notes);
/// assert!(notes.mentions.is_empty());
/// ```
pub fn name_sources(text: &str, finder: &mentions::Finder, notes: &mut Annotations) {
    let mut added: Vec<Mention> = Vec::new();
    let mut wanted: Vec<(Option<Choice>, Option<Choice>)> = Vec::with_capacity(notes.attributions.len());
    for attribution in &notes.attributions {
        let source = Span::hull(&attribution.source)
            .and_then(|phrase| choose(text, finder, &notes.mentions, phrase, &mut added));
        let recipient = attribution
            .recipient
            .and_then(|phrase| choose(text, finder, &notes.mentions, phrase, &mut added));
        wanted.push((source, recipient));
    }
    let places = insert(&mut notes.mentions, added);
    for (attribution, (source, recipient)) in notes.attributions.iter_mut().zip(wanted) {
        attribution.source_mention = source.map(|choice| places.index(choice));
        attribution.recipient_mention = recipient.map(|choice| places.index(choice));
    }
}

/// Gives each mention by name the kind of the model's name that covers most of it; none where that is less than half. Names of
/// the model are in order and do not overlap.
pub fn take_kinds(mentions: &mut [Mention], names: &[Named]) {
    for mention in mentions.iter_mut().filter(|mention| mention.form == Form::Name) {
        let shared = |name: &Named| name.span.intersect(mention.head).map_or(0, Span::len);
        let from = names.partition_point(|name| name.span.end <= mention.head.start);
        // Of equals, the last: "the Port Ada Courier" is what its last words are.
        mention.kind = (names[from..].iter())
            .take_while(|name| name.span.start < mention.head.end)
            .max_by_key(|name| shared(name))
            .filter(|name| shared(name) * 2 >= mention.head.len())
            .map(|name| name.kind);
    }
}

/// A mention known before, or one of those added.
#[derive(Debug, Clone, Copy)]
enum Choice {
    Known(usize),
    Added(usize),
}

/// The mention that `phrase` is, not one of those inside it.
fn choose(
    text: &str,
    finder: &mentions::Finder,
    known: &[Mention],
    phrase: Span,
    added: &mut Vec<Mention>,
) -> Option<Choice> {
    let phrase = finder.without_clause(text, phrase.trim(text)).trim(text);
    if phrase.is_empty() {
        return None;
    }
    let read = || finder.read(text, phrase);
    if let Some(best) = outermost(known, phrase) {
        let lead = text.get(phrase.start..known[best].span.start).unwrap_or("");
        if let Some(outlet) = publisher(known, best) {
            return Some(Choice::Known(outlet));
        }
        // Words before the mention belong to another head: "sources close to | the ministry".
        if lead.split_whitespace().count() <= 1 {
            return Some(Choice::Known(best));
        }
        match read() {
            Some(other)
                if other.span.start < known[best].span.start
                    && !(other.form == Form::Description && known[best].form == Form::Name) =>
            {
                return Some(keep(other, known, added));
            }
            _ => return Some(Choice::Known(best)),
        }
    }
    read().map(|mention| keep(mention, known, added))
}

/// "The Courier report": an outlet's own report is the outlet speaking.
pub(crate) fn publisher(mentions: &[Mention], report: usize) -> Option<usize> {
    let document = &mentions[report];
    if document.referent != Referent::Document || document.form == Form::Name {
        return None;
    }
    let from = mentions.partition_point(|mention| mention.span.start < document.span.start);
    (from.saturating_sub(REACH)..mentions.len())
        .take_while(|index| mentions[*index].span.start < document.head.start)
        .filter(|index| *index != report)
        .find(|index| {
            let name = &mentions[*index];
            name.form == Form::Name
                && matches!(name.referent, Referent::Outlet | Referent::Wire | Referent::Unknown)
                && document.span.contains(name.head)
                && name.head.end < document.head.start
                && document.head.start - name.head.end <= "'s ".len()
        })
}

fn keep(mention: Mention, known: &[Mention], added: &mut Vec<Mention>) -> Choice {
    if let Some(same) = known
        .iter()
        .skip(known.partition_point(|other| other.span.start < mention.span.start))
        .position(|other| other.span == mention.span)
    {
        let from = known.partition_point(|other| other.span.start < mention.span.start);
        return Choice::Known(from + same);
    }
    if let Some(same) = added.iter().rposition(|other| other.span == mention.span) {
        return Choice::Added(same);
    }
    added.push(mention);
    Choice::Added(added.len() - 1)
}

/// How many mentions before a phrase may still reach into it: nesting is no deeper than roles within roles.
const REACH: usize = 6;

/// The mention whose head lies in `phrase` and that covers most of it; of equals, the first.
fn outermost(mentions: &[Mention], phrase: Span) -> Option<usize> {
    let from = mentions.partition_point(|mention| mention.span.start < phrase.start).saturating_sub(REACH);
    let mut best: Option<(usize, usize)> = None;
    for (index, mention) in mentions.iter().enumerate().skip(from) {
        if mention.span.start >= phrase.end {
            break;
        }
        if !phrase.overlaps(mention.head) {
            continue;
        }
        let shared = mention.span.intersect(phrase).map_or(0, Span::len);
        if best.is_none_or(|(_, most)| shared > most) {
            best = Some((index, shared));
        }
    }
    best.map(|(index, _)| index)
}

/// Where mentions stand after an insertion.
struct Places {
    known: Vec<usize>,
    added: Vec<usize>,
}

impl Places {
    fn index(&self, choice: Choice) -> usize {
        match choice {
            Choice::Known(index) => self.known[index],
            Choice::Added(index) => self.added[index],
        }
    }
}

/// Inserts in order and corrects the indices that mentions hold of one another.
fn insert(mentions: &mut Vec<Mention>, added: Vec<Mention>) -> Places {
    let count = mentions.len();
    let mut all: Vec<(usize, Mention)> =
        std::mem::take(mentions).into_iter().chain(added).enumerate().collect();
    all.sort_by_key(|(origin, mention)| (mention.span.start, mention.span.end, *origin));
    let mut places = vec![0; all.len()];
    for (place, (origin, _)) in all.iter().enumerate() {
        places[*origin] = place;
    }
    let moved = |index: Option<usize>| index.and_then(|index| places.get(index).copied());
    mentions.extend(all.into_iter().map(|(_, mention)| Mention {
        affiliation: moved(mention.affiliation),
        antecedent: moved(mention.antecedent),
        alias_of: moved(mention.alias_of),
        ..mention
    }));
    Places { added: places.split_off(count), known: places }
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater_text::{Attribution, Language, Sentence};

    fn attribution(text: &str, source: &str) -> Attribution {
        let start = text.find(source).unwrap();
        Attribution {
            source: vec![Span::new(start, start + source.len())],
            found_by: "test",
            ..Attribution::default()
        }
    }

    #[test]
    fn the_source_is_the_whole_phrase() {
        let check = |text: &str, source: &str, expected: &str, form: Form| {
            let finder = mentions::Finder::new(&Language::english());
            let mut notes = Annotations {
                sentences: vec![Sentence { span: Span::new(0, text.len()), paragraph: 0 }],
                ..Annotations::default()
            };
            notes.mentions = finder.find(text, &notes);
            notes.attributions.push(attribution(text, source));
            name_sources(text, &finder, &mut notes);
            let mention = &notes.mentions[notes.attributions[0].source_mention.unwrap()];
            assert_eq!((mention.head.of(text), mention.form), (expected, form), "{source}");
            assert!(notes.mentions.is_sorted_by_key(|mention| mention.span.start));
        };
        check(
            "Mara Ilvess, the mayor of Tarn Bridge, said it rained.",
            "Mara Ilvess, the mayor of Tarn Bridge",
            "Mara Ilvess",
            Form::Name,
        );
        check(
            "It rained, sources close to the Ministry of Works said.",
            "sources close to the Ministry of Works",
            "sources",
            Form::Unnamed,
        );
        check("It rained, a wrinkled gnome said.", "a wrinkled gnome", "gnome", Form::Unnamed);
        check("It rained, according to the Tarn Courier.", "the Tarn Courier", "Tarn Courier", Form::Name);
        // A clause about the source, its brackets and names, is none of its names.
        check(
            "Colonel Petar Dragosh, who heads the National Rescue Directorate (NRD), said it rained.",
            "Colonel Petar Dragosh, who heads the National Rescue Directorate (NRD)",
            "Petar Dragosh",
            Form::Name,
        );
        // An outlet's own report is the outlet speaking; a report about it, or by another, is not.
        check(
            "The Tarn Courier report said it rained.",
            "The Tarn Courier report",
            "Tarn Courier",
            Form::Name,
        );
        check(
            "The Tarn Courier\u{2019}s report said it rained.",
            "The Tarn Courier\u{2019}s report",
            "Tarn Courier",
            Form::Name,
        );
        check(
            "A report on the Tarn Courier said it rained.",
            "A report on the Tarn Courier",
            "report",
            Form::Unnamed,
        );
    }
}
