//! The tables that mention rules look words up in.

use headwater_text::{Language, Referent};
use std::collections::{BTreeMap, BTreeSet};

/// How far a noun speaks with public authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Authority {
    /// By itself: a minister, a ministry.
    Own,
    /// As far as the body named with it does: a spokesperson.
    OfBody,
    /// Not at all.
    None,
}

/// What a noun says of what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noun {
    pub(super) referent: Referent,
    pub(super) plural: bool,
    pub(super) authority: Authority,
    /// Names a role or office, so that it can stand beside a name.
    pub(super) role: bool,
}

/// What opens a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    Definite,
    Indefinite,
    Plural,
}

/// What a word makes of a capitalised name that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameWord {
    pub(super) referent: Referent,
    pub(super) strong: bool,
    pub(super) official: bool,
}

/// All tables.
#[derive(Debug)]
pub(super) struct Lexicon {
    nouns: BTreeMap<String, Noun>,
    titles: BTreeMap<&'static str, bool>,
    name_words: BTreeMap<String, NameWord>,
    name_pairs: BTreeMap<&'static str, NameWord>,
    determiners: BTreeMap<&'static str, Determiner>,
    singular: BTreeSet<&'static str>,
    pronouns: BTreeMap<&'static str, (bool, bool)>,
    particles: BTreeMap<&'static str, &'static str>,
    stopwords: BTreeSet<&'static str>,
    openers: BTreeSet<&'static str>,
    modifiers: BTreeSet<&'static str>,
    demonym_endings: Vec<&'static str>,
    given_names: BTreeSet<&'static str>,
    networks: BTreeSet<&'static str>,
    posts: BTreeSet<&'static str>,
    cues: BTreeSet<&'static str>,
    times: BTreeSet<&'static str>,
    relatives: BTreeSet<&'static str>,
    former: BTreeSet<&'static str>,
    pub(super) briefings: BTreeSet<&'static str>,
    pub(super) also_known: BTreeSet<&'static str>,
}

impl Lexicon {
    pub(super) fn new(language: &Language) -> Self {
        let set = |name| language.words(name).collect::<BTreeSet<_>>();
        let mut name_words = BTreeMap::new();
        for row in language.table("bodies") {
            let word = NameWord { referent: Referent::Body, strong: true, official: row.cell(1) == "yes" };
            name_words.insert(row.key().to_owned(), word);
            for variant in row.list(2).filter(|variant| *variant != "-") {
                name_words.insert(variant.to_owned(), word);
            }
        }
        let mut name_pairs = BTreeMap::new();
        for row in language.table("outlets") {
            let word = NameWord {
                referent: if row.cell(1) == "wire" { Referent::Wire } else { Referent::Outlet },
                strong: row.cell(2) == "strong",
                official: false,
            };
            if row.key().contains(' ') {
                name_pairs.insert(row.key(), word);
            } else {
                name_words.insert(row.key().to_owned(), word);
            }
        }
        Self {
            nouns: nouns(language),
            titles: language.table("titles").iter().map(|row| (row.key(), row.cell(1) == "yes")).collect(),
            name_words,
            name_pairs,
            determiners: language
                .table("determiners")
                .iter()
                .map(|row| {
                    let kind = match row.cell(1) {
                        "definite" => Determiner::Definite,
                        "plural" => Determiner::Plural,
                        _ => Determiner::Indefinite,
                    };
                    (row.key(), kind)
                })
                .collect(),
            singular: language
                .table("determiners")
                .iter()
                .filter(|row| row.cell(2) == "singular")
                .map(headwater_text::Row::key)
                .collect(),
            pronouns: language
                .table("pronouns")
                .iter()
                .map(|row| (row.key(), (row.cell(1) == "person", row.cell(2) == "many")))
                .collect(),
            particles: language.table("particles").iter().map(|row| (row.key(), row.cell(1))).collect(),
            stopwords: set("stopwords"),
            openers: set("openers"),
            modifiers: set("premodifiers"),
            demonym_endings: language
                .words("premodifiers")
                .filter_map(|word| word.strip_prefix('-'))
                .collect(),
            given_names: language
                .table("given_names")
                .iter()
                .flat_map(|row| std::iter::once(row.key()).chain(row.list(1)))
                .collect(),
            networks: social(language, "network"),
            posts: social(language, "post"),
            cues: cues(language),
            times: set("months"),
            relatives: language
                .table("frame_words")
                .iter()
                .filter(|row| row.list(1).any(|class| class == "relative"))
                .map(headwater_text::Row::key)
                .collect(),
            former: language
                .table("premodifiers")
                .iter()
                .filter(|row| row.cell(1) == "former")
                .map(headwater_text::Row::key)
                .collect(),
            briefings: set("briefings"),
            also_known: set("also_known"),
        }
    }

    pub(super) fn noun(&self, lower: &str) -> Option<Noun> {
        self.nouns.get(lower).copied()
    }

    /// Whether a title; the answer says whether it speaks with public authority.
    pub(super) fn title(&self, lower: &str) -> Option<bool> {
        self.titles.get(lower).copied()
    }

    pub(super) fn is_abbreviated_title(&self, lower: &str) -> bool {
        lower.len() <= 5 && self.titles.contains_key(lower)
    }

    pub(super) fn name_word(&self, lower: &str) -> Option<NameWord> {
        self.name_words.get(lower).copied()
    }

    /// What two words side by side make of a name: "Press Service".
    pub(super) fn name_pair(&self, first: &str, second: &str) -> Option<NameWord> {
        if first.len() + second.len() > 40 {
            return None;
        }
        self.name_pairs.get(format!("{first} {second}").as_str()).copied()
    }

    pub(super) fn determiner(&self, lower: &str) -> Option<Determiner> {
        self.determiners.get(lower).copied()
    }

    /// Whether a determiner stands before singular nouns only.
    pub(super) fn is_singular(&self, lower: &str) -> bool {
        self.singular.contains(lower)
    }

    /// For a pronoun: whether it stands for persons only, and whether for several.
    pub(super) fn pronoun(&self, lower: &str) -> Option<(bool, bool)> {
        self.pronouns.get(lower).copied()
    }

    pub(super) fn is_name_particle(&self, lower: &str) -> bool {
        self.particles.get(lower).is_some_and(|kind| *kind != "body")
    }

    pub(super) fn is_body_particle(&self, lower: &str) -> bool {
        self.particles.get(lower).is_some_and(|kind| *kind == "body")
    }

    pub(super) fn is_stopword(&self, lower: &str) -> bool {
        self.stopwords.contains(lower)
    }

    /// A word too common for its capital at the head of a sentence to mean anything.
    pub(super) fn is_common(&self, lower: &str) -> bool {
        self.stopwords.contains(lower)
            || self.openers.contains(lower)
            || self.determiners.contains_key(lower)
            || self.pronouns.contains_key(lower)
            || self.times.contains(lower)
    }

    pub(super) fn is_modifier(&self, lower: &str) -> bool {
        self.modifiers.contains(lower)
    }

    /// Whether a capitalised word is formed like an adjective of a people or country.
    pub(super) fn is_demonym(&self, lower: &str) -> bool {
        self.modifiers.contains(lower)
            || self
                .demonym_endings
                .iter()
                .any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending))
    }

    /// "who", "which": opens a clause about the noun before it.
    pub(super) fn is_relative(&self, lower: &str) -> bool {
        self.relatives.contains(lower)
    }

    /// "former", "ousted": the role was held once.
    pub(super) fn is_former(&self, lower: &str) -> bool {
        self.former.contains(lower)
    }

    pub(super) fn is_given_name(&self, lower: &str) -> bool {
        self.given_names.contains(lower)
    }

    pub(super) fn is_network(&self, lower: &str) -> bool {
        self.networks.contains(lower)
    }

    pub(super) fn is_post(&self, lower: &str) -> bool {
        self.posts.contains(lower)
    }

    pub(super) fn is_cue(&self, lower: &str) -> bool {
        self.cues.contains(lower)
    }
}

/// Forms of verbs of saying that are no nouns too: "said", "reported", but not "report". A noun phrase ends before them.
fn cues(language: &Language) -> BTreeSet<&'static str> {
    let mut cues = BTreeSet::new();
    for row in language.table("cues") {
        let noun = row.list(5).any(|frame| frame == "noun");
        cues.extend((if noun { 2 } else { 0 }..4).map(|cell| row.cell(cell)).filter(|form| !form.is_empty()));
    }
    cues
}

fn social(language: &Language, kind: &str) -> BTreeSet<&'static str> {
    language.table("social").iter().filter(|row| row.cell(1) == kind).map(headwater_text::Row::key).collect()
}

fn nouns(language: &Language) -> BTreeMap<String, Noun> {
    let mut nouns = BTreeMap::new();
    let mut add = |row: &headwater_text::Row, noun: Noun| {
        let plural = row.cell(1);
        nouns.insert(row.key().to_owned(), Noun { plural: plural == row.key(), ..noun });
        if plural != "-" && plural != row.key() {
            nouns.insert(plural.to_owned(), Noun { plural: true, ..noun });
        }
    };
    let authority = |cell: &str| match cell {
        "yes" => Authority::Own,
        "body" => Authority::OfBody,
        _ => Authority::None,
    };
    for row in language.table("anonymous") {
        let referent = if row.cell(2) == "eyewitness" { Referent::Eyewitness } else { Referent::Person };
        add(row, Noun { referent, plural: false, authority: Authority::None, role: false });
    }
    for row in language.table("roles") {
        let authority = authority(row.cell(2));
        add(row, Noun { referent: Referent::Person, plural: false, authority, role: true });
    }
    for row in language.table("nouns") {
        let referent = match row.cell(2) {
            "body" => Referent::Body,
            "outlet" => Referent::Outlet,
            "wire" => Referent::Wire,
            _ => Referent::Document,
        };
        add(row, Noun { referent, plural: false, authority: authority(row.cell(3)), role: false });
    }
    nouns
}
