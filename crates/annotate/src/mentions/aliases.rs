//! Short and other names given beside a name: "the National Gendarmerie (NG)", "X, also known as Y".

use super::lexicon::Lexicon;
use headwater_text::{Form, Mention};

/// The longest stretch between two names of one, in bytes.
const LONGEST_LINK: usize = 40;

/// Fills `alias_of`. `mentions` are in order.
pub(super) fn link(text: &str, lexicon: &Lexicon, mentions: &mut [Mention]) {
    let named: Vec<usize> = (0..mentions.len()).filter(|at| mentions[*at].form == Form::Name).collect();
    for pair in named.windows(2) {
        let (first, second) = (&mentions[pair[0]], &mentions[pair[1]]);
        let Some(between) = text.get(first.span.end.max(first.head.end)..second.span.start) else {
            continue;
        };
        if between.len() > LONGEST_LINK {
            continue;
        }
        let words =
            between.trim_matches(|c: char| c.is_whitespace() || ",;(–—\"“”'".contains(c)).to_lowercase();
        let short = second.head.of(text);
        let bracketed = between.trim() == "(" && text[second.span.end..].starts_with([')', ' ', ';', ',']);
        let acronym = bracketed && is_acronym(short) && abbreviates(short, first.head.of(text));
        if acronym || lexicon.also_known.contains(words.as_str()) {
            mentions[pair[1]].alias_of = Some(pair[0]);
            let referent = mentions[pair[0]].referent;
            if mentions[pair[1]].referent == headwater_text::Referent::Unknown {
                mentions[pair[1]].referent = referent;
            }
            mentions[pair[1]].official |= mentions[pair[0]].official;
        }
    }
}

/// Two to eight letters, most of them capitals: "NG", "RAIB-V", "WaPo".
fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters) && capitals * 2 >= letters && !word.contains(' ')
}

/// Whether the first capital of the short form begins a word of the long one.
fn abbreviates(short: &str, long: &str) -> bool {
    let Some(first) = short.chars().next() else {
        return false;
    };
    long.split([' ', '-']).any(|word| word.to_uppercase().starts_with(first))
}
