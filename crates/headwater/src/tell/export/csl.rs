//! CSL-JSON, the form in which Zotero and other reference managers take articles.

use super::{Export, pretty};
use headwater_text::{Document, Precision};
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, export: Export<'_>) -> io::Result<()> {
    let items: Vec<Value> = export.findings.documents.iter().map(item).collect();
    pretty(out, &Value::Array(items))
}

fn item(document: &Document) -> Value {
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        item.extend(value.map(|value| (name.to_owned(), value)));
    };
    let words = |value: &Option<String>| value.clone().map(Value::String);
    put("id", Some(json!(document.id)));
    put("type", Some(json!("article-newspaper")));
    put("title", words(&document.title));
    put("container-title", words(&document.outlet));
    put("author", document.author.as_ref().map(|author| json!([{ "literal": author }])));
    put("issued", issued(document));
    put("URL", words(&document.url));
    put("language", words(&document.language));
    Value::Object(item)
}

/// The date of publication in its own zone, no finer than recorded.
fn issued(document: &Document) -> Option<Value> {
    let stamp = document.published()?;
    // The value as found begins with the day as the article gives it, whatever the zone.
    let day = stamp.value.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    let day = day.unwrap_or_else(|| stamp.interval.earliest.to_zoned(TimeZone::UTC).date());
    let parts = match stamp.precision {
        Precision::Year => json!([day.year()]),
        Precision::Month => json!([day.year(), day.month()]),
        _ => json!([day.year(), day.month(), day.day()]),
    };
    Some(json!({ "date-parts": [parts] }))
}
