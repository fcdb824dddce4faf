//! YAML as an editor reads it: documents to JSON values, by the core schema of YAML 1.2.
//!
//! Written without a look at how maps are loaded, and with recursion, since it reads tests only.

use std::collections::HashMap;

use serde_json::{Map, Number, Value};
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span};

/// The documents of a text, or why it is no YAML for an editor.
pub(super) fn documents(text: &str) -> Result<Vec<Value>, String> {
    let mut reader = Reader { events: Parser::new_from_str(text), anchors: HashMap::new(), written: 0 };
    let mut documents = Vec::new();
    while let Some(event) = reader.next()? {
        match event {
            Event::DocumentStart(..) => {
                let first = reader.next()?.ok_or("a document without an end")?;
                documents.push(reader.value(first)?);
            }
            Event::StreamEnd => break,
            _ => {}
        }
    }
    Ok(documents)
}

struct Reader<I> {
    events: I,
    anchors: HashMap<usize, Value>,
    written: usize,
}

impl<'t, E: std::fmt::Display, I: Iterator<Item = Result<(Event<'t>, Span), E>>> Reader<I> {
    fn next(&mut self) -> Result<Option<Event<'t>>, String> {
        self.events.next().transpose().map(|event| event.map(|(event, _)| event)).map_err(|e| e.to_string())
    }

    fn value(&mut self, event: Event<'t>) -> Result<Value, String> {
        self.written += 1;
        if self.written > 100_000 {
            return Err("aliases stand for too much".into());
        }
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                if tag.is_some() {
                    return Err("a tag".into());
                }
                let plain = style == ScalarStyle::Plain;
                (if plain { plain_scalar(&text) } else { Value::from(text.into_owned()) }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                loop {
                    match self.next()?.ok_or("a list without an end")? {
                        Event::SequenceEnd => break (Value::from(items), anchor),
                        item => items.push(self.value(item)?),
                    }
                }
            }
            Event::MappingStart(_, anchor, _) => {
                let mut entries = Map::new();
                loop {
                    let key = match self.next()?.ok_or("a mapping without an end")? {
                        Event::MappingEnd => break (Value::from(entries), anchor),
                        Event::Scalar(text, ..) => text.into_owned(),
                        _ => return Err("a key that is no word".into()),
                    };
                    let first = self.next()?.ok_or("a key without a value")?;
                    let value = self.value(first)?;
                    if entries.insert(key.clone(), value).is_some() {
                        return Err(format!("the key {key} stands twice"));
                    }
                }
            }
            Event::Alias(anchor) => (self.anchors.get(&anchor).ok_or("an unknown alias")?.clone(), 0),
            other => return Err(format!("unexpected {other:?}")),
        };
        self.anchors.insert(anchor, value.clone());
        self.written += size(&value) / 2;
        Ok(value)
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(entries) => 1 + entries.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// The tags of the core schema, by the table in section 10.3.2 of YAML 1.2.2.
fn plain_scalar(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return true.into(),
        "false" | "False" | "FALSE" => return false.into(),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return f64::MAX.into(),
        "-.inf" | "-.Inf" | "-.INF" => return f64::MIN.into(),
        _ => {}
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let radix = |rest: &str, radix| i64::from_str_radix(rest, radix).ok().map(Value::from);
    let special = text.strip_prefix("0o").and_then(|rest| radix(rest, 8));
    if let Some(number) = special.or_else(|| text.strip_prefix("0x").and_then(|rest| radix(rest, 16))) {
        return number;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits(unsigned)
        && let Ok(whole) = text.parse::<i64>()
    {
        return whole.into();
    }
    let (number, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let is_number = digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
        && [whole, decimals].iter().all(|part| part.is_empty() || digits(part))
        && (digits(whole) || digits(decimals));
    let parsed = text.parse::<f64>().ok().filter(|_| is_number).and_then(Number::from_f64);
    parsed.map_or_else(|| text.into(), Value::Number)
}

#[test]
fn plain_words_are_what_yaml_says() {
    let read = |text: &str| documents(&format!("a: {text}")).unwrap().remove(0)["a"].clone();
    assert_eq!(read("4.10"), serde_json::json!(4.1));
    assert_eq!(read("2012"), serde_json::json!(2012));
    assert_eq!(read("-1"), serde_json::json!(-1));
    assert_eq!(read("1e3"), serde_json::json!(1000.0));
    assert_eq!(read("0x1F"), serde_json::json!(31));
    for text in ["no", "2010-12-31", "2010-12", "24x7", "4h", "1.2.3", "e", ".", "2008-03-01T20:00", "9i"] {
        assert_eq!(read(text), Value::from(text), "{text}");
    }
    assert_eq!([read(""), read("~"), read("\"\"")], [Value::Null, Value::Null, "".into()]);
    assert_eq!(documents("a: {b: 1}\n---\n[x, y]\n").unwrap().len(), 2);
    assert_eq!(documents("a: &x [1]\nb: *x\n").unwrap()[0]["b"], serde_json::json!([1]));
    assert!(documents("a: 1\na: 2\n").is_err() && documents("a: [\n").is_err());
}
