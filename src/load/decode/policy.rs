//! The entry of `policies` to a policy: exactly one form, with its selections.

use super::super::tree::ValueRef;
use super::context::Context;
use super::selection;
use crate::diagnostic::Finding;
use crate::model::{
    Demand, FieldKey, KeySpec, Located, Obligation, Policy, RelationWord, Relations, Selection, Wanted,
    joined,
};

type Entry<'t> = (&'t str, ValueRef<'t>);

/// Reads an entry of `policies`. One that does not say all that it must demands nothing.
pub(super) fn decode(cx: &mut Context<'_>, key: Option<ValueRef<'_>>, entry: ValueRef<'_>) -> Option<Policy> {
    let id = cx.declared_id(key, entry, "policy")?;
    let (mut because, mut level) = (None, Some(Obligation::Must));
    let entries = cx.known_entries(entry, "a policy has no field", Policy::KEYS);
    for &(name, value) in &entries {
        match name {
            "because" => because = cx.located_text(value, name).filter(|text| !is_blank(cx, text)),
            "level" => level = cx.choice(value, name, Obligation::WORDS, Obligation::parse),
            _ => {}
        }
    }
    cx.expect_entry(entry, &entries, "because", "this policy", "add `because:`, why it is there");
    let demand = demand(cx, id.value.as_str(), entry, &entries);
    Some(Policy { id, because: because?, level: level?, demand: demand? })
}

fn is_blank(cx: &mut Context<'_>, text: &Located<Box<str>>) -> bool {
    let is_blank = text.value.trim().is_empty();
    if is_blank {
        let finding = Finding::new("bad-value", text.place, "`because` of this policy says nothing");
        cx.add(
            finding.subject("because").help("say why the policy is there; who goes against it reads that"),
        );
    }
    is_blank
}

/// The one form of a policy.
fn demand(cx: &mut Context<'_>, id: &str, entry: ValueRef<'_>, entries: &[Entry<'_>]) -> Option<Demand> {
    let forms: Vec<&Entry<'_>> = entries.iter().filter(|(name, _)| Policy::FORMS.contains(name)).collect();
    let &(form, value) = match forms.as_slice() {
        [only] => *only,
        // What is misspelt may be the form; that is told.
        [] if !entry.is_whole() || has_unknown_key(entry) => return None,
        others => {
            let has = match others {
                [] => "demands nothing".to_owned(),
                several => {
                    let named: Vec<String> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
                    format!("demands several things: {}", joined(&named))
                }
            };
            let place = others.get(1).map_or(entry.place(), |(_, value)| value.place());
            let finding = Finding::new("bad-value", place, format!("the policy `{id}` {has}"));
            let known: Vec<String> = Policy::FORMS.iter().map(|form| format!("`{form}`")).collect();
            cx.add(finding.subject("form").help(format!("a policy has exactly one of {}", joined(&known))));
            return None;
        }
    };
    if !value.is_mapping() {
        cx.wrong_type(value, &format!("`{form}`"), "a mapping");
        return None;
    }
    match form {
        "forbid" => forbid(cx, value),
        "require" => require(cx, value),
        "allow_only" => allow_only(cx, value),
        "no_path" => no_path(cx, value),
        _ => limit(cx, value),
    }
}

fn has_unknown_key(entry: ValueRef<'_>) -> bool {
    let is_known = |key: &str| Policy::KEYS.iter().any(|known| known.name == key);
    let mut keys = entry.entries().filter_map(|(key, _)| key.scalar());
    keys.any(|key| !key.starts_with("x-") && !is_known(key))
}

fn forbid(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Demand> {
    let form = Form::read(cx, "forbid", value, Policy::FORBID)?;
    form.expect_one_of(cx, &["from", "to"])?;
    let (from, to) = (form.selection("from"), form.selection("to"));
    Some(Demand::Forbid { from, to, relations: form.relations })
}

fn no_path(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Demand> {
    let form = Form::read(cx, "no_path", value, Policy::NO_PATH)?;
    form.expect_one_of(cx, &["from", "to"])?;
    Some(Demand::NoPath { from: form.selection("from"), to: form.selection("to") })
}

fn require(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Demand> {
    let form = Form::read(cx, "require", value, Policy::REQUIRE)?;
    let of = form.must(cx, "of").and_then(|()| form.selection("of"));
    let wanted: Vec<&str> =
        ["fields", "via", "to", "from"].into_iter().filter(|name| form.says(name)).collect();
    let [wanted] = wanted.as_slice() else {
        form.not_one_of(cx, &["fields", "via", "to", "from"]);
        return None;
    };
    form.only_beside(cx, "with", &["via"], wanted)?;
    form.only_beside(cx, "relation", &["to", "from"], wanted)?;
    let wanted = match *wanted {
        "fields" => Wanted::Fields(form.fields.clone()),
        "via" => Wanted::Via { via: form.selection("via")?, with: form.selection("with") },
        "to" => Wanted::To(form.selection("to")?, form.relations),
        _ => Wanted::From(form.selection("from")?, form.relations.clone()),
    };
    Some(Demand::Require { of: of?, wanted })
}

fn allow_only(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Demand> {
    let form = Form::read(cx, "allow_only", value, Policy::ALLOW_ONLY)?;
    for name in ["of", "field", "values"] {
        form.must(cx, name)?;
    }
    let (field, place) = form.fields.first().map(|field| (field.value.clone(), field.place))?;
    if !field.says_words() {
        let message = format!("`{field}` says no words of which some could be allowed");
        let help =
            "name a field with text, words or an organisation, such as `protocol`, or `properties.KEY`";
        cx.add(Finding::new("bad-value", place, message).subject("field").help(help));
        return None;
    }
    let written: Vec<ValueRef<'_>> = form.entry("values")?.items().collect();
    let name = field.to_string();
    let read = |item: &ValueRef<'_>| {
        let text = match field.words() {
            Some(words) => Box::from(cx.one_of(*item, &name, words)?),
            None => cx.text(*item, &name)?,
        };
        Some(Located::new(text, item.place()))
    };
    let values: Vec<Located<Box<str>>> = written.iter().filter_map(read).collect();
    let of = form.selection("of")?;
    (values.len() == written.len()).then_some(Demand::AllowOnly { of, field, values })
}

fn limit(cx: &mut Context<'_>, value: ValueRef<'_>) -> Option<Demand> {
    let form = Form::read(cx, "limit", value, Policy::LIMIT)?;
    for name in ["of", "at_most"] {
        form.must(cx, name)?;
    }
    let written = form.entry("at_most")?;
    let at_most = cx.number::<usize>(written, "at_most");
    let at_most = cx.or_bad_value(at_most, written, "number", "write how many there may be, such as 3");
    let mut key_of = |name: &str| match form.entry(name) {
        Some(value) => countable(cx, value, name).map(Some),
        None => Some(None),
    };
    let (count, per) = (key_of("count"), key_of("per"));
    Some(Demand::Limit { of: form.selection("of")?, count: count?, per: per?, at_most: at_most? })
}

fn countable(cx: &mut Context<'_>, value: ValueRef<'_>, name: &str) -> Option<FieldKey> {
    let field = field_key(cx, value, name)?;
    if !field.can_be_counted() {
        let message = format!("`{field}` says nothing that can be counted");
        let help = "name a field with text, words or ids, such as `supplier`, or `properties.KEY`";
        cx.add(Finding::new("bad-value", value.place(), message).subject(name).help(help));
        return None;
    }
    Some(field)
}

fn field_key(cx: &mut Context<'_>, value: ValueRef<'_>, name: &str) -> Option<FieldKey> {
    let field = FieldKey::parse(cx.word(value, name)?);
    if field.is_none() {
        cx.not_among(value, "field", FieldKey::names(), "write a field of the map, or `properties.KEY`");
    }
    field
}

/// What stands under a form, with what many forms have read.
struct Form<'t> {
    name: &'static str,
    value: ValueRef<'t>,
    entries: Vec<Entry<'t>>,
    selections: Vec<(&'t str, Selection)>,
    relations: Relations,
    fields: Vec<Located<FieldKey>>,
}

fn is_empty(value: ValueRef<'_>) -> bool {
    value.is_absent() || (value.is_list() && value.items().next().is_none())
}

impl<'t> Form<'t> {
    /// Reads it by its table; nothing if something in it is faulty.
    fn read(
        cx: &mut Context<'_>,
        name: &'static str,
        value: ValueRef<'t>,
        keys: &'static [KeySpec],
    ) -> Option<Self> {
        let entries = cx.known_entries(value, &format!("`{name}` has no field"), keys);
        let mut sound = value.is_whole();
        for (key, entry) in value.entries() {
            let key_name = key.scalar().unwrap_or_default();
            let is_known = keys.iter().any(|known| known.name == key_name);
            let is_empty = is_empty(entry);
            if is_known && is_empty {
                // Left empty, a side would mean everything.
                let message = format!("`{key_name}` of this `{name}` says nothing");
                let finding = Finding::new("bad-value", key.place(), message).subject(key_name);
                cx.add(finding.help("write what is meant, or delete the key"));
            }
            sound &= key_name.starts_with("x-") || (is_known && !is_empty);
        }
        let mut form = Self {
            name,
            value,
            entries: Vec::new(),
            selections: Vec::new(),
            relations: Relations::default(),
            fields: Vec::new(),
        };
        for &(key, entry) in entries.iter().filter(|(_, entry)| !is_empty(*entry)) {
            match key {
                "of" | "from" | "to" | "via" | "with" => {
                    let selection = selection::decode(cx, entry);
                    sound &= selection.is_some();
                    form.selections.extend(selection.map(|selection| (key, selection)));
                }
                "relation" => {
                    let read = |item| cx.choice(item, key, RelationWord::WORDS, RelationWord::parse);
                    let words: Vec<Option<RelationWord>> = entry.items().map(read).collect();
                    sound &= words.iter().all(Option::is_some);
                    form.relations = Relations::new(words.into_iter().flatten().collect());
                }
                "fields" | "field" => {
                    let read =
                        |item: ValueRef<'_>| Some(Located::new(field_key(cx, item, key)?, item.place()));
                    let fields: Vec<_> = entry.items().map(read).collect();
                    sound &= fields.iter().all(Option::is_some);
                    form.fields = fields.into_iter().flatten().collect();
                }
                _ => {}
            }
        }
        form.entries = entries;
        sound.then_some(form)
    }

    fn entry(&self, name: &str) -> Option<ValueRef<'t>> {
        self.entries.iter().find(|(written, _)| *written == name).map(|(_, value)| *value)
    }

    fn says(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    fn selection(&self, name: &str) -> Option<Selection> {
        self.selections.iter().find(|(written, _)| *written == name).map(|(_, selection)| selection.clone())
    }

    /// Tells that something must be said that is not.
    fn must(&self, cx: &mut Context<'_>, name: &str) -> Option<()> {
        let help = format!("add `{name}:` under `{}`", self.name);
        cx.expect_entry(self.value, &self.entries, name, &format!("this `{}`", self.name), &help);
        self.says(name).then_some(())
    }

    /// Tells that none of some keys is there, of which one must be.
    fn expect_one_of(&self, cx: &mut Context<'_>, keys: &[&str]) -> Option<()> {
        if !keys.iter().any(|key| self.says(key)) {
            self.not_one_of(cx, keys);
            return None;
        }
        Some(())
    }

    fn not_one_of(&self, cx: &mut Context<'_>, keys: &[&str]) {
        let quote = |keys: &[&str]| joined(&keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>());
        let said: Vec<&str> = keys.iter().copied().filter(|key| self.says(key)).collect();
        let message = match said.as_slice() {
            [] => format!("this `{}` says none of {}", self.name, quote(keys)),
            said => format!("this `{}` says {} at once", self.name, quote(said)),
        };
        cx.add(
            Finding::new("bad-value", self.value.place(), message).subject(self.name).help("say one of them"),
        );
    }

    /// Tells that a key stands beside another than it belongs to.
    fn only_beside(&self, cx: &mut Context<'_>, name: &str, beside: &[&str], wanted: &str) -> Option<()> {
        let Some(value) = self.entry(name).filter(|_| !beside.contains(&wanted)) else { return Some(()) };
        let beside: Vec<String> = beside.iter().map(|key| format!("`{key}`")).collect();
        let message = format!("`{name}` says nothing beside `{wanted}`");
        let help = format!("it belongs to {}", joined(&beside));
        cx.add(Finding::new("bad-value", value.place(), message).subject(name).help(help));
        None
    }
}
