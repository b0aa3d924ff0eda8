//! A reader of GEXF 1.3 that takes nothing but what the schema of the form allows.

use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// What a graph holds.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// Labels by id.
    pub(crate) nodes: BTreeMap<String, String>,
    pub(crate) edges: usize,
    /// Nodes and edges with a time.
    pub(crate) times: usize,
    /// Types of declared attributes, by class and id.
    declared: BTreeMap<(String, String), String>,
    /// Source and target of each edge, by id.
    ends: BTreeMap<String, [String; 2]>,
    /// Ends of an edge with what tells it from others of the same pair.
    parallel: BTreeSet<[String; 3]>,
}

/// Where an element may stand, the attributes that it must have and those that it may have.
type Rule = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const RULES: &[Rule] = &[
    ("gexf", "", &["xmlns", "version"], &[]),
    ("meta", "gexf", &[], &["lastmodifieddate"]),
    ("creator", "meta", &[], &[]),
    ("keywords", "meta", &[], &[]),
    ("description", "meta", &[], &[]),
    (
        "graph",
        "gexf",
        &[],
        &[
            "defaultedgetype",
            "idtype",
            "mode",
            "timeformat",
            "timerepresentation",
            "timezone",
            "start",
            "end",
        ],
    ),
    ("attributes", "graph", &["class"], &["mode", "start", "end"]),
    ("attribute", "attributes", &["id", "title", "type"], &[]),
    ("default", "attribute", &[], &[]),
    ("nodes", "graph", &[], &["count"]),
    ("node", "nodes", &["id"], &["label", "start", "end", "pid"]),
    ("edges", "graph", &[], &["count"]),
    ("edge", "edges", &["source", "target"], &["id", "type", "label", "weight", "kind", "start", "end"]),
    ("attvalues", "node edge", &[], &[]),
    ("attvalue", "attvalues", &["for", "value"], &["start", "end"]),
];

const VALUES: &[(&str, &[&str])] = &[
    ("defaultedgetype", &["directed", "undirected", "mutual"]),
    ("idtype", &["integer", "string"]),
    ("mode", &["static", "dynamic"]),
    ("timeformat", &["integer", "double", "date", "dateTime"]),
    ("timerepresentation", &["interval", "timestamp"]),
    ("class", &["node", "edge"]),
];

const TYPES: &[&str] = &["integer", "long", "double", "float", "boolean", "liststring", "string", "anyURI"];

impl Graph {
    /// Reads a graph, and fails where a rule is broken.
    pub(crate) fn read(told: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(told);
        let mut graph = Self::default();
        // Names of what is open, with the class of attributes.
        let mut open: Vec<(String, String)> = Vec::new();
        let mut dynamic = false;
        let mut seen = BTreeSet::new();
        loop {
            let (tag, empty) = match reader.read_event().unwrap() {
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::End(tag) => {
                    assert_eq!(open.pop().unwrap().0, name(tag.name().as_ref()));
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let element = name(tag.name().as_ref());
            let fields = fields(&tag);
            let above = open.last().map_or("", |(name, _)| name.as_str());
            follows(&element, above, &fields);
            if ["gexf", "meta", "graph", "nodes", "edges"].contains(&element.as_str()) {
                assert!(seen.insert(element.clone()), "{element} stands twice");
            }
            let mut class = open.last().map_or(String::new(), |(_, class)| class.clone());
            match element.as_str() {
                "gexf" => {
                    assert_eq!(
                        (fields["xmlns"].as_str(), fields["version"].as_str()),
                        ("http://gexf.net/1.3", "1.3")
                    );
                }
                "graph" => {
                    dynamic = fields.get("mode").is_some_and(|mode| mode == "dynamic");
                    assert_eq!(fields.get("timeformat").map(String::as_str), Some("dateTime"));
                }
                "attributes" => class.clone_from(&fields["class"]),
                "attribute" => {
                    assert!(TYPES.contains(&fields["type"].as_str()), "{fields:?}");
                    let id = (class.clone(), fields["id"].clone());
                    assert!(
                        graph.declared.insert(id, fields["type"].clone()).is_none(),
                        "{fields:?} stands twice"
                    );
                }
                "node" | "edge" => {
                    class.clone_from(&element);
                    graph.thing(&element, &fields, dynamic);
                }
                "attvalue" => graph.value(&class, &fields),
                _ => {}
            }
            if !empty {
                open.push((element, class));
            }
        }
        assert!(open.is_empty() && seen.len() == 5, "{seen:?}");
        for (id, ends) in &graph.ends {
            assert!(
                ends.iter().all(|end| graph.nodes.contains_key(end)),
                "edge {id} leads out of the graph: {ends:?}"
            );
        }
        graph
    }

    fn thing(&mut self, element: &str, fields: &BTreeMap<String, String>, dynamic: bool) {
        for time in ["start", "end"].iter().filter_map(|name| fields.get(*name)) {
            assert!(dynamic, "a time in a graph that does not change");
            assert!(time.parse::<jiff::Timestamp>().is_ok(), "{time}");
            self.times += 1;
        }
        if element == "node" {
            let label = fields.get("label").cloned().unwrap_or_default();
            assert!(
                self.nodes.insert(fields["id"].clone(), label).is_none(),
                "node {} stands twice",
                fields["id"]
            );
            return;
        }
        self.edges += 1;
        if let Some(weight) = fields.get("weight") {
            assert!(weight.parse::<f64>().is_ok_and(|weight| weight > 0.0), "{weight}");
        }
        let [source, target] = ["source", "target"].map(|name| fields[name].clone());
        let kind = fields.get("kind").cloned().unwrap_or_default();
        assert!(self.parallel.insert([source.clone(), target.clone(), kind]), "{fields:?} stands twice");
        assert!(
            self.ends.insert(fields["id"].clone(), [source, target]).is_none(),
            "{fields:?} stands twice"
        );
    }

    fn value(&self, class: &str, fields: &BTreeMap<String, String>) {
        let kind = self.declared.get(&(class.to_owned(), fields["for"].clone()));
        let value = &fields["value"];
        let holds = match kind.map(String::as_str) {
            Some("boolean") => ["true", "false"].contains(&value.as_str()),
            Some("integer" | "long") => value.parse::<i64>().is_ok(),
            Some("double" | "float") => value.parse::<f64>().is_ok(),
            Some(_) => true,
            None => panic!("{class} has no attribute {}", fields["for"]),
        };
        assert!(holds, "{value} is no {kind:?}");
    }
}

/// Whether an element stands where it may, with the attributes that it must have and no others.
fn follows(element: &str, above: &str, fields: &BTreeMap<String, String>) {
    let rule = RULES.iter().find(|(name, ..)| *name == element);
    let (_, parents, must, may) = rule.unwrap_or_else(|| panic!("no element {element}"));
    assert!(parents.split(' ').any(|parent| parent == above), "{element} in {above}");
    assert!(must.iter().all(|name| fields.contains_key(*name)), "{element} lacks one of {must:?}");
    for (name, value) in fields {
        assert!(must.contains(&name.as_str()) || may.contains(&name.as_str()), "{element} has {name}");
        let allowed = VALUES.iter().find(|(known, _)| known == name);
        assert!(allowed.is_none_or(|(_, values)| values.contains(&value.as_str())), "{name}=\"{value}\"");
    }
}

fn name(bytes: &(impl AsRef<[u8]> + ?Sized)) -> String {
    String::from_utf8(bytes.as_ref().to_vec()).unwrap()
}

fn fields(tag: &BytesStart<'_>) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for field in tag.attributes() {
        let field = field.unwrap();
        let value = quick_xml::escape::unescape(&field.value).unwrap().into_owned();
        assert!(fields.insert(name(field.key.as_ref()), value).is_none(), "an attribute stands twice");
    }
    fields
}
