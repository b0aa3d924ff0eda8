//! How names sound: letters of any script to classes of sounds, and a distance between two words in them.
//!
//! Spellings of one name differ where languages write a sound differently (sh/sch/ş, kh/h, w/v), in vowels, and by
//! typing errors. All three are cheap here; a consonant for an unrelated one is dear.

use headwater_text::Language;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Spellings and sounds of a language's table.
#[derive(Debug)]
pub(super) struct Sounds {
    letters: BTreeMap<char, &'static str>,
    spellings: BTreeMap<&'static str, &'static str>,
    costs: Costs,
    numbers: BTreeMap<&'static str, &'static str>,
}

/// The longest spelling of one sound, in letters.
const LONGEST_SPELLING: usize = 4;
/// Longer words are compared by their first sounds only: bounds the time on hostile text.
const LONGEST_WORD: usize = 40;
/// A vowel for another, or one left out; consonants that writers confuse; neighbours swapped. Consonants cost 1.
const VOWEL: f64 = 0.25;
const SILENT: f64 = 0.35;
const NEAR: f64 = 0.3;
const SWAP: f64 = 0.5;
/// Sounds of a word that are compared without asking for memory.
const SOUNDS: usize = 48;
/// Sums of costs may be off by this much.
const SLACK: f64 = 1e-9;

impl Sounds {
    pub(super) fn new(language: &Language) -> Self {
        let table = language.table("transliteration");
        let rows = |kind: &'static str| table.iter().filter(move |row| row.key() == kind);
        let confused =
            rows("near").filter_map(|row| Some((row.cell(1).chars().next()?, row.cell(2).chars().next()?)));
        Self {
            letters: rows("letter")
                .filter_map(|row| Some((row.cell(1).chars().next()?, row.cell(2))))
                .collect(),
            numbers: rows("number").map(|row| (row.cell(1), row.cell(2))).collect(),
            spellings: rows("sound").rev().map(|row| (row.cell(1), row.cell(2))).collect(),
            costs: Costs::new(confused),
        }
    }

    /// Lower-case Latin letters, digits and single spaces; hyphens stay.
    pub(super) fn latin(&self, name: &str) -> String {
        let mut out = String::with_capacity(name.len());
        for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
            if let Some(latin) = self.letters.get(&c) {
                out.push_str(latin);
            } else if matches!(c, '\'' | '`' | '.' | 'ʹ') {
            } else if c.is_alphanumeric() {
                out.push(c);
            } else if matches!(c, '-' | '‐' | '‑' | '–') {
                out.push('-');
            } else if !is_combining_mark(c) {
                out.push(' ');
            }
        }
        out
    }

    /// A number word in digits; any other word as it is.
    pub(super) fn number<'w>(&self, word: &'w str) -> &'w str {
        self.numbers.get(word).copied().unwrap_or(word)
    }

    /// Classes of sounds of a word in Latin letters; doubled sounds count once.
    pub(super) fn of(&self, word: &str) -> Vec<char> {
        let letters: Vec<(usize, char)> = word.char_indices().take(LONGEST_WORD).collect();
        let mut sounds: Vec<char> = Vec::with_capacity(letters.len());
        let mut at = 0;
        while at < letters.len() {
            let start = letters[at].0;
            let (taken, sound) = (1..=LONGEST_SPELLING.min(letters.len() - at))
                .rev()
                .find_map(|taken| {
                    let end = letters
                        .get(at + taken)
                        .map_or(letters[at + taken - 1].0 + letters[at + taken - 1].1.len_utf8(), |next| {
                            next.0
                        });
                    Some((taken, *self.spellings.get(word.get(start..end)?)?))
                })
                .unwrap_or((1, ""));
            if sound.is_empty() && sounds.last() != Some(&letters[at].1) {
                sounds.push(letters[at].1);
            }
            for class in sound.chars() {
                if sounds.last() != Some(&class) {
                    sounds.push(class);
                }
            }
            at += taken;
        }
        sounds
    }

    /// How alike two words sound, 0 to 1.
    pub(super) fn alike(&self, a: &[char], b: &[char]) -> f64 {
        self.alike_from(a, b, 0.0)
    }

    /// [`Self::alike`] where it is `least` or more, else 0. Most words are told apart by their first sounds.
    pub(super) fn alike_from(&self, a: &[char], b: &[char], least: f64) -> f64 {
        let weight = |sounds: &[char]| {
            sounds.iter().map(|sound| if is_vowel(*sound) { 0.5 } else { 1.0 }).sum::<f64>()
        };
        let longest = weight(a).max(weight(b));
        if longest == 0.0 {
            return if a == b { 1.0 } else { 0.0 };
        }
        let distance = self.distance(a, b, (1.0 - least) * longest + SLACK);
        let alike = (1.0 - distance / longest).max(0.0);
        if alike < least { 0.0 } else { alike }
    }

    /// What it takes to make one of the other; infinite where that is more than `most`.
    fn distance(&self, a: &[char], b: &[char], most: f64) -> f64 {
        if a == b {
            return 0.0;
        }
        // Whatever is left out of the longer costs something.
        if a.len().abs_diff(b.len()) as f64 * SILENT > most {
            return f64::INFINITY;
        }
        // Names are compared by the million, and hardly any has more sounds than fit here.
        let mut few = [0.0; 3 * SOUNDS];
        let mut many;
        let size = b.len() + 1;
        let rows = if size <= SOUNDS {
            &mut few[..3 * size]
        } else {
            many = vec![0.0; 3 * size];
            &mut many[..]
        };
        let (before, rows) = rows.split_at_mut(size);
        let (row, next) = rows.split_at_mut(size);
        let (mut before, mut row, mut next) = (before, row, next);
        for (j, sound) in b.iter().enumerate() {
            row[j + 1] = row[j] + silence(*sound);
        }
        for (i, x) in a.iter().enumerate() {
            let silent = silence(*x);
            next[0] = row[0] + silent;
            let mut nearest = next[0];
            for (j, y) in b.iter().enumerate() {
                let mut cost =
                    (row[j] + self.costs.of(*x, *y)).min(row[j + 1] + silent).min(next[j] + silence(*y));
                if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                    cost = cost.min(before[j - 1] + SWAP);
                }
                next[j + 1] = cost;
                nearest = nearest.min(cost);
            }
            // A swap reaches back over one row and no further.
            if nearest > most && row.iter().all(|cost| *cost > most) {
                return f64::INFINITY;
            }
            std::mem::swap(&mut before, &mut row);
            std::mem::swap(&mut row, &mut next);
        }
        row[b.len()]
    }

    /// Consonants alone, as a script writes them that leaves vowels out.
    pub(super) fn bare(sounds: &[char]) -> Vec<char> {
        let mut bare: Vec<char> = sounds.iter().copied().filter(|sound| silence(*sound) >= 1.0).collect();
        bare.dedup();
        bare
    }

    /// Consonants alone, those that writers confuse made one: the key under which like names meet.
    pub(super) fn skeleton(sounds: &[char]) -> String {
        let mut skeleton = String::new();
        for sound in sounds {
            let class = match sound {
                'T' | 'D' => 'T',
                'P' | 'B' => 'P',
                'G' | 'K' | 'X' => 'K',
                'J' | 'C' | 'S' | 's' | 'Z' => 'S',
                'V' | 'F' => 'V',
                'H' | 'Y' => continue,
                vowel if is_vowel(*vowel) => continue,
                other => *other,
            };
            if !skeleton.ends_with(class) {
                skeleton.push(class);
            }
        }
        skeleton
    }
}

/// What it costs to take one sound for another.
#[derive(Debug)]
struct Costs {
    /// For each two ASCII sounds.
    ascii: Vec<[f64; ASCII]>,
    /// Sounds that writers take for each other.
    near: BTreeSet<(char, char)>,
}

/// How many ASCII characters there are.
const ASCII: usize = 128;

impl Costs {
    fn new(confused: impl Iterator<Item = (char, char)>) -> Self {
        let near = confused.flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        let mut costs = Self { ascii: vec![[0.0; ASCII]; ASCII], near };
        for x in 0..ASCII {
            for y in 0..ASCII {
                costs.ascii[x][y] = costs.told(x as u8 as char, y as u8 as char);
            }
        }
        costs
    }

    fn of(&self, x: char, y: char) -> f64 {
        match self.ascii.get(x as usize).and_then(|row| row.get(y as usize)) {
            Some(cost) => *cost,
            None => self.told(x, y),
        }
    }

    fn told(&self, x: char, y: char) -> f64 {
        match (is_vowel(x), is_vowel(y)) {
            _ if x == y => 0.0,
            (true, true) if matches!((x, y), ('O', 'U') | ('U', 'O') | ('E', 'I') | ('I', 'E')) => 0.1,
            (true, true) => VOWEL,
            _ if self.near.contains(&(x, y)) => NEAR,
            _ => 1.0,
        }
    }
}

fn is_vowel(sound: char) -> bool {
    matches!(sound, 'A' | 'E' | 'I' | 'O' | 'U')
}

fn silence(sound: char) -> f64 {
    if is_vowel(sound) || matches!(sound, 'H' | 'Y') { SILENT } else { 1.0 }
}
