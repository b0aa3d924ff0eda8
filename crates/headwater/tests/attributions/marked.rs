//! Articles with marks in their text, as `gold.txt` explains them, to lines of a gold file.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A mark that is open: its attributions, their role, and where it begins.
struct Open {
    numbers: Vec<String>,
    role: char,
    start: usize,
}

/// Marks of one attribution, by role.
#[derive(Default)]
struct Attribution {
    parent: Option<String>,
    spans: BTreeMap<char, Vec<(usize, usize)>>,
}

/// The articles of a file, in order.
pub(crate) fn articles(file: &str) -> Vec<Value> {
    let body = file.lines().skip_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n");
    body.split("\n== ").filter(|part| !part.trim().is_empty()).map(article).collect()
}

fn article(part: &str) -> Value {
    let (id, marked) = part.split_once('\n').expect("an article has a name and a text");
    let id = id.trim_start_matches("== ").trim();
    let mut text: Vec<char> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut found: BTreeMap<String, Attribution> = BTreeMap::new();
    let mut rest = marked.trim().chars();
    while let Some(c) = rest.next() {
        match c {
            '[' => {
                let head: String = rest.by_ref().take_while(|c| *c != ':').collect();
                open.push(mark(&head, text.len(), &mut found));
            }
            ']' => {
                let mark = open.pop().unwrap_or_else(|| panic!("{id}: a mark ends that never began"));
                for number in mark.numbers {
                    let one = found.entry(number).or_default();
                    one.spans.entry(mark.role).or_default().push((mark.start, text.len()));
                }
            }
            _ => text.push(c),
        }
    }
    assert!(open.is_empty(), "{id}: a mark does not end");
    let attributions: Vec<Value> = (found.iter())
        .map(|(number, one)| {
            let role = |role: char| one.spans.get(&role).cloned().unwrap_or_default();
            assert!(one.spans.contains_key(&'u') && one.spans.contains_key(&'c'), "{id}: {number} lacks a part");
            json!({"id": number, "source": role('s'), "cue": role('u'), "content": role('c'), "parent": one.parent})
        })
        .collect();
    json!({"id": id, "text": text.iter().collect::<String>(), "attributions": attributions})
}

/// Reads "2<1s": attribution 2, inside 1, its source.
fn mark(head: &str, start: usize, found: &mut BTreeMap<String, Attribution>) -> Open {
    let role = head.chars().next_back().filter(|role| "suc".contains(*role));
    let role = role.unwrap_or_else(|| panic!("no role in the mark [{head}:"));
    let numbers = head[..head.len() - 1].split(',').map(|number| {
        let (number, parent) =
            number.split_once('<').map_or((number, None), |(a, b)| (a, Some(b.to_owned())));
        let one = found.entry(number.to_owned()).or_default();
        one.parent = parent.or(one.parent.take());
        number.to_owned()
    });
    Open { numbers: numbers.collect(), role, start }
}

#[test]
fn marks_become_spans() {
    let found = articles("# about\n\n== a\n[1s:Né] [1u:says] [1c:that [2<1s:he] [2<1u:said] [2<1c:so]].\n");
    assert_eq!(found[0]["text"], "Né says that he said so.");
    assert_eq!(found[0]["attributions"][0]["content"], json!([[8, 23]]));
    assert_eq!(found[0]["attributions"][1]["source"], json!([[13, 15]]));
    assert_eq!(found[0]["attributions"][1]["parent"], "1");
}
