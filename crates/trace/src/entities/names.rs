//! Whether two names can be one: word by word, in any order, weighing rare words more than particles and titles.

use super::sounds::Sounds;
use headwater_text::Language;
use std::collections::{BTreeMap, BTreeSet};

/// What comparing two names of persons says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One name in two spellings; the reason in plain words.
    Same(&'static str),
    /// Two names.
    Different,
    /// Too little to say.
    Unsure,
}

/// Compares names with the tables of a language. Made once, used for many comparisons.
#[derive(Debug)]
pub struct Comparer {
    sounds: Sounds,
    given: BTreeMap<&'static str, Vec<usize>>,
    titles: BTreeSet<&'static str>,
    particles: BTreeMap<&'static str, &'static str>,
    legal_forms: BTreeSet<&'static str>,
    kinds: BTreeSet<&'static str>,
}

/// A name made ready for comparing.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    words: Vec<Word>,
    /// Indices of words that weigh something.
    core: Vec<usize>,
    glued: Vec<char>,
    /// In a script that leaves most vowels out.
    bare: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct Word {
    latin: String,
    sounds: Vec<char>,
    weight: f64,
}

/// Words beyond these are left out of a comparison.
const MOST_WORDS: usize = 12;
/// Words less alike than this are two words. Chosen with [`SAME`] on judged pairs of names: spelling variants of one
/// name seldom fall below .72, and other names seldom rise above it.
const ALIKE: f64 = 0.72;
/// Words less alike than this are other words, and what is left of the likeness of two names that both have such a word. Chosen on
/// the judged pairs as well (docs/measurements.md).
const OTHER: f64 = 0.5;
const CONTRADICTED: f64 = 0.2;
/// Words of one name at least this alike need no further evidence.
const SAME: f64 = 0.8;

impl Comparer {
    /// Reads spellings, given names, titles and particles.
    pub fn new(language: &Language) -> Self {
        let mut given: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
        for (row, entry) in language.table("given_names").iter().enumerate() {
            for form in std::iter::once(entry.key()).chain(entry.list(1)) {
                given.entry(form).or_default().push(row);
            }
        }
        Self {
            sounds: Sounds::new(language),
            given,
            titles: language.words("titles").collect(),
            particles: language.table("particles").iter().map(|row| (row.key(), row.cell(1))).collect(),
            legal_forms: language.words("legal_forms").collect(),
            kinds: language.words("bodies").chain(language.words("outlets")).collect(),
        }
    }

    /// Cuts a name into words that can be compared.
    pub fn prepare(&self, name: &str) -> Prepared {
        let latin = self.sounds.latin(name);
        let mut parts: Vec<String> = Vec::new();
        for chunk in latin.split_whitespace() {
            let pieces: Vec<&str> = chunk.split('-').filter(|piece| !piece.is_empty()).collect();
            let plain: Vec<&str> =
                pieces.iter().copied().skip_while(|piece| self.particles.contains_key(piece)).collect();
            parts.extend(pieces[..pieces.len() - plain.len()].iter().map(|piece| (*piece).to_owned()));
            // "Hsiu-ching" is one word as "Xiuqing" is.
            if !plain.is_empty() {
                parts.push(self.sounds.number(&plain.concat()).to_owned());
            }
        }
        let arabic = name.chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}'));
        if arabic {
            for part in &mut parts {
                if part.len() > 4 && part.starts_with("al") {
                    part.drain(..2);
                }
                // Inside a word these letters mostly stand for long vowels.
                let inside = part.char_indices().nth(1).map_or(part.len(), |(at, _)| at);
                let vowels = part[inside..].replace('w', "u").replace('y', "i");
                part.replace_range(inside.., &vowels);
            }
        }
        parts.truncate(MOST_WORDS);
        let glued = self.sounds.of(&parts.concat());
        let words: Vec<Word> = parts
            .into_iter()
            .map(|latin| Word { sounds: self.sounds.of(&latin), weight: self.weight(&latin), latin })
            .collect();
        let core = (0..words.len()).filter(|at| words[*at].weight > 0.5).collect();
        Prepared { words, core, glued, bare: arabic }
    }

    fn weight(&self, latin: &str) -> f64 {
        match self.particles.get(latin) {
            Some(&"kunya") => 0.3,
            Some(_) => 0.1,
            None if self.legal_forms.contains(latin) => 0.1,
            None if self.kinds.contains(latin) => 0.5,
            None if self.titles.contains(latin) && latin.len() > 1 => 0.1,
            None if self.given.contains_key(latin) => 0.8,
            None => (latin.len().min(8) as f64).mul_add(0.08, 0.6),
        }
    }

    /// How alike two names are, 0 to 1: the share of both names' weight that has a counterpart in the other.
    ///
    /// ```
    /// use headwater_trace::entities::names::Comparer;
    /// let names = Comparer::new(&headwater_text::Language::english());
    /// assert!(names.similarity("Nadezhda Vasiltsova", "Nadezda Wasilzowa") > 0.8);
    /// assert!(names.similarity("Nadezhda Vasiltsova", "Nadezhda Prokopova") < 0.2);
    /// assert!(names.similarity("Marko Kurek", "ماركو كوريك") > 0.7);
    /// ```
    pub fn similarity(&self, a: &str, b: &str) -> f64 {
        self.compare(&self.prepare(a), &self.prepare(b))
    }

    /// [`Self::similarity`] of names made ready before.
    pub fn compare(&self, a: &Prepared, b: &Prepared) -> f64 {
        let pairs = self.align(a, b);
        let total = |name: &Prepared| name.words.iter().map(|word| word.weight).sum::<f64>();
        let (full_a, full_b) = (total(a), total(b));
        if full_a == 0.0 || full_b == 0.0 {
            return 0.0;
        }
        let (mut got_a, mut got_b) = (0.0, 0.0);
        for (x, y, alike) in &pairs {
            // Below half alike, words say nothing for the names being one.
            let worth = ((alike - 0.5) * 2.0).max(0.0);
            got_a += a.words[*x].weight * worth;
            got_b += b.words[*y].weight * worth;
        }
        let (share_a, share_b) = (got_a / full_a, got_b / full_b);
        // A name left out ("Ahmed Karim Sadr", "Ahmed Sadr") speaks less against than one that differs, which leaves
        // something over on both sides.
        let (more, less) = (share_a.max(share_b), share_a.min(share_b));
        let mut aligned = 0.7 * more * more + 0.3 * less;
        if contradict(a, b, &pairs) {
            aligned *= CONTRADICTED;
        }
        // Words run together or apart: only where the two differ in how many they have.
        if a.words.len() == b.words.len() {
            return aligned;
        }
        let glued = ((self.sounds_alike(&a.glued, &b.glued, a.bare != b.bare, 0.0) - 0.7) / 0.3).max(0.0);
        aligned.max(glued * 0.95)
    }

    /// Whether two names of persons are one name.
    ///
    /// ```
    /// use headwater_trace::entities::names::{Comparer, Verdict};
    /// let names = Comparer::new(&headwater_text::Language::english());
    /// let verdict = |a: &str, b: &str| names.verdict(&names.prepare(a), &names.prepare(b));
    /// assert!(matches!(verdict("Oguz Yildiran", "Oğuz Yıldıran"), Verdict::Same(_)));
    /// assert_eq!(verdict("Rania Qutbani", "Samira Qutbani"), Verdict::Different);
    /// ```
    pub fn verdict(&self, a: &Prepared, b: &Prepared) -> Verdict {
        let (core_a, core_b) = (&a.core, &b.core);
        if core_a.is_empty() || core_b.is_empty() {
            return Verdict::Unsure;
        }
        let needed = core_a.len().min(core_b.len());
        // A word that is like none of as many others cannot be aligned: most pairs of names end here.
        if needed >= 2 && core_a.len() == core_b.len() {
            let like = |x: &usize, y: &usize| {
                self.words_alike_from(&a.words[*x], &b.words[*y], a.bare != b.bare, ALIKE) >= ALIKE
            };
            if !core_a.iter().all(|x| core_b.iter().any(|y| like(x, y))) {
                return Verdict::Different;
            }
        }
        let alike: Vec<f64> = self
            .align(a, b)
            .into_iter()
            .filter(|(x, y, _)| core_a.contains(x) && core_b.contains(y))
            .map(|(_, _, alike)| alike)
            .collect();
        let worst = alike.iter().copied().fold(1.0, f64::min);
        let mean = alike.iter().sum::<f64>() / alike.len().max(1) as f64;
        if alike.len() == needed && needed >= 2 && worst >= ALIKE && mean >= SAME {
            let one_spelling = worst >= 0.999 && core_a.len() == core_b.len();
            return Verdict::Same(if one_spelling { "the same words" } else { "one name in two spellings" });
        }
        if core_a.len() != core_b.len() && needed >= 2 && self.sounds.alike(&a.glued, &b.glued) >= 0.85 {
            return Verdict::Same("the same letters, parted otherwise");
        }
        if needed < 2 && worst >= SAME && alike.len() == 1 {
            return Verdict::Unsure;
        }
        Verdict::Different
    }

    /// How alike a name of one word is to some word of a longer name that can stand for it alone, `least` to 1, or 0; the
    /// last word, then the first.
    pub fn stands_for(&self, short: &Prepared, long: &Prepared, least: f64) -> f64 {
        let ([only], Some(first), Some(last)) = (short.core.as_slice(), long.core.first(), long.core.last())
        else {
            return 0.0;
        };
        let alike = |at: usize| {
            let (x, y) = (&short.words[*only], &long.words[at]);
            if x.latin == y.latin { 1.0 } else { self.sounds.alike_from(&x.sounds, &y.sounds, least) }
        };
        alike(*last).max(alike(*first) * 0.9)
    }

    /// Keys under which names that may be one meet: two ends of the consonants of each weighty word.
    pub(super) fn keys(&self, name: &Prepared) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for &at in &name.core {
            let skeleton = Sounds::skeleton(&name.words[at].sounds);
            let classes: Vec<char> = skeleton.chars().collect();
            let size = classes.len().min(3);
            keys.insert(format!("<{}", classes[..size].iter().collect::<String>()));
            if size > 2 {
                // Romanisations of one language differ in first sounds ("Hsi", "Xi").
                keys.insert(format!("{}>>", classes[classes.len() - 2..].iter().collect::<String>()));
            }
            keys.insert(format!("{}>", classes[classes.len() - size..].iter().collect::<String>()));
        }
        keys
    }

    /// Number of words that weigh something.
    pub(super) fn core_words(name: &Prepared) -> usize {
        name.core.len()
    }

    /// Words in Latin letters, in order.
    pub(super) fn latin_words(name: &Prepared) -> impl Iterator<Item = &str> {
        name.words.iter().map(|word| word.latin.as_str())
    }

    fn align(&self, a: &Prepared, b: &Prepared) -> Vec<(usize, usize, f64)> {
        let mut all: Vec<(usize, usize, f64)> = Vec::with_capacity(a.words.len() * b.words.len());
        for (x, first) in a.words.iter().enumerate() {
            for (y, second) in b.words.iter().enumerate() {
                all.push((x, y, self.words_alike(first, second, a.bare != b.bare)));
            }
        }
        all.sort_by(|p, q| {
            q.2.total_cmp(&p.2).then((p.0.abs_diff(p.1), p.0, p.1).cmp(&(q.0.abs_diff(q.1), q.0, q.1)))
        });
        let (mut used_a, mut used_b) = (vec![false; a.words.len()], vec![false; b.words.len()]);
        all.retain(|(x, y, _)| {
            let free = !used_a[*x] && !used_b[*y];
            if free {
                (used_a[*x], used_b[*y]) = (true, true);
            }
            free
        });
        all
    }

    /// `bare`: one of the two comes from a script that leaves vowels out, so only consonants are compared.
    fn sounds_alike(&self, a: &[char], b: &[char], bare: bool, least: f64) -> f64 {
        if bare {
            self.sounds.alike_from(&Sounds::bare(a), &Sounds::bare(b), least)
        } else {
            self.sounds.alike_from(a, b, least)
        }
    }

    fn words_alike(&self, a: &Word, b: &Word, bare: bool) -> f64 {
        self.words_alike_from(a, b, bare, 0.0)
    }

    /// [`Self::words_alike`] where it is `least` or more, else less than that.
    fn words_alike_from(&self, a: &Word, b: &Word, bare: bool, least: f64) -> f64 {
        if a.latin == b.latin {
            return 1.0;
        }
        let shared = match (self.given.get(a.latin.as_str()), self.given.get(b.latin.as_str())) {
            (Some(x), Some(y)) => Some(x.iter().any(|row| y.contains(row))),
            _ => None,
        };
        if shared == Some(true) {
            return 0.95;
        }
        let (short, long) = if a.latin.len() < b.latin.len() { (a, b) } else { (b, a) };
        if short.latin.chars().count() == 1 && long.latin.starts_with(&short.latin) {
            return 0.8;
        }
        // Particles count only as written: "al" and "el" are alike, "de" and "da" are not evidence.
        let alike = self.sounds_alike(&a.sounds, &b.sounds, bare, least);
        // Two known given names of different rows are two names, however alike they sound.
        if shared == Some(false) { alike.min(0.6) } else { alike }
    }
}

/// Whether each name has a weighty word that is like none of the other: "**Ayman** Sabawi Hasan" and "**Saad** Sabawi Hasan".
fn contradict(a: &Prepared, b: &Prepared, pairs: &[(usize, usize, f64)]) -> bool {
    let like = |pair: &&(usize, usize, f64)| pair.2 >= OTHER;
    let met_a: BTreeSet<usize> = pairs.iter().filter(like).map(|pair| pair.0).collect();
    let met_b: BTreeSet<usize> = pairs.iter().filter(like).map(|pair| pair.1).collect();
    a.core.iter().any(|at| !met_a.contains(at)) && b.core.iter().any(|at| !met_b.contains(at))
}
