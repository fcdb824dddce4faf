//! A sheet to the tree of values that a YAML file with the same content becomes.

use std::borrow::Cow;

use super::cell;
use super::column::Holds;
use super::flow;
use super::lifecycles;
use super::names::{Called, Known, Meant};
use super::spelled;
use super::strangers::is_one;
use super::table::{Cell, Heading, Row, Sheet};
use crate::diagnostic::{Finding, Place, quoted};
use crate::load::Limits;
use crate::load::faults::Faults;
use crate::load::tree::{Content, Node, Tree};
use crate::model::{Field, Section};

/// For so many names of a sheet that nobody has, one that is near is looked for.
const SUGGESTIONS: usize = 20;

/// How the help begins where a name is that of nothing, and like that of nothing.
pub const NOT_DECLARED: &str = "give it a line in";

/// The tree of a sheet: one section with an entry for each line.
pub(super) fn tree<'s>(
    sheet: &'s Sheet<'_>,
    known: &'s Known,
    limits: &Limits,
    faults: &mut Faults,
) -> Tree<'s> {
    let mut growing = Growing {
        sheet,
        known,
        limits,
        faults,
        fields: fields(&sheet.headings),
        tree: Tree::default(),
        suggested: 0,
    };
    let start = Place::file(sheet.file);
    growing.within(Content::Mapping { whole: true }, start, |growing| {
        growing.scalar(Cow::Borrowed(sheet.of.name()), start);
        growing.within(Content::List, start, |growing| {
            sheet.rows.iter().filter(|row| !row.is_lost).for_each(|row| growing.entry(row));
            true
        })
    });
    growing.tree
}

/// The columns of a field: of the whole, and of its parts.
struct FieldColumns {
    name: &'static str,
    place: Place,
    whole: Option<usize>,
    parts: Vec<usize>,
}

fn fields(headings: &[Heading]) -> Vec<FieldColumns> {
    let mut fields: Vec<FieldColumns> = Vec::new();
    for (i, heading) in headings.iter().enumerate() {
        let name = heading.column.field;
        let at = fields.iter().position(|field| field.name == name).unwrap_or_else(|| {
            fields.push(FieldColumns { name, place: heading.place, whole: None, parts: Vec::new() });
            fields.len() - 1
        });
        let Some(field) = fields.get_mut(at) else { continue };
        match heading.column.part {
            Some(_) => field.parts.push(i),
            None => field.whole = Some(i),
        }
    }
    fields
}

pub(super) struct Growing<'s, 'f> {
    sheet: &'s Sheet<'s>,
    pub(super) known: &'s Known,
    limits: &'f Limits,
    faults: &'f mut Faults,
    fields: Vec<FieldColumns>,
    tree: Tree<'s>,
    suggested: usize,
}

impl<'s> Growing<'s, '_> {
    fn push(&mut self, content: Content<'s>, place: Place) -> usize {
        let index = self.tree.nodes.len();
        self.tree.nodes.push(Node { content, place, after: to_u32(index + 1) });
        index
    }

    pub(super) fn scalar(&mut self, text: Cow<'s, str>, place: Place) {
        // What is absent was left out, so what stands here is text, be it `null`.
        self.push(Content::Scalar { text, quoted: true }, place);
    }

    /// A list or mapping with what is grown in it, which says whether all of it could be read.
    fn within(&mut self, content: Content<'s>, place: Place, grow: impl FnOnce(&mut Self) -> bool) -> bool {
        let index = self.push(content, place);
        let is_whole = grow(self);
        let after = to_u32(self.tree.nodes.len());
        if let Some(node) = self.tree.nodes.get_mut(index) {
            node.after = after;
            if let Content::Mapping { whole } = &mut node.content {
                *whole = is_whole;
            }
        }
        is_whole
    }

    fn entry(&mut self, row: &'s Row) {
        let cells = self.sheet.cells_of(row);
        let fields = std::mem::take(&mut self.fields);
        self.within(Content::Mapping { whole: true }, row.place, |growing| {
            if let Some(id) = &row.made {
                let place = growing.named_at(row);
                growing.scalar(Cow::Borrowed(Field::Id.name()), place);
                growing.scalar(Cow::Borrowed(id), place);
            }
            let mut is_whole = true;
            for field in &fields {
                is_whole &= growing.field(row, cells, field);
            }
            is_whole
        });
        self.fields = fields;
    }

    /// Where it stands what an id was made of.
    fn named_at(&self, row: &Row) -> Place {
        let field = if self.sheet.of.is(Section::Integrations) { Field::Consumer } else { Field::Name };
        self.sheet.cell(row, field).map_or(row.place, |cell| cell.place)
    }

    fn field(&mut self, row: &Row, cells: &'s [Cell<'s>], field: &FieldColumns) -> bool {
        let cell = |heading: usize| {
            let at = cells.binary_search_by_key(&to_u32(heading), |cell| cell.heading).ok()?;
            Some((cells.get(at)?, self.sheet.headings.get(heading)?))
        };
        let whole = field.whole.and_then(cell);
        let parts: Vec<_> = field.parts.iter().filter_map(|&part| cell(part)).collect();
        match (whole, parts.first()) {
            (None, None) => true,
            (Some((cell, heading)), None) => {
                self.scalar(Cow::Borrowed(field.name), heading.place);
                self.value(row, cell, heading)
            }
            (whole, Some((_, first))) => {
                if let Some((cell, heading)) = whole {
                    self.said_twice(row, cell, heading, first);
                }
                self.scalar(Cow::Borrowed(field.name), field.place);
                let place = parts.first().map_or(field.place, |(cell, _)| cell.place);
                self.within(Content::Mapping { whole: true }, place, |growing| {
                    let mut is_whole = true;
                    for (cell, heading) in parts {
                        let part = heading.column.part.as_deref().unwrap_or_default();
                        growing.scalar(Cow::Borrowed(part), heading.place);
                        is_whole &= growing.value(row, cell, heading);
                    }
                    is_whole
                })
            }
        }
    }

    fn said_twice(&mut self, row: &Row, cell: &Cell<'_>, whole: &Heading, part: &Heading) {
        let (whole, part) = (whole.column.name(), part.column.name());
        let message = format!("this line fills in both `{whole}` and `{part}`");
        let finding = Finding::new("bad-value", cell.place, message).subject(whole.clone());
        self.add(
            row,
            finding.help(format!("empty the cell of `{whole}`; until then only its parts are read")),
        );
    }

    pub(super) fn unread(&mut self, place: Place) -> bool {
        self.push(Content::Unread, place);
        false
    }

    fn value(&mut self, row: &Row, cell: &'s Cell<'s>, heading: &'s Heading) -> bool {
        let Some(text) = cell.text.as_deref() else { return self.unread(cell.place) };
        let column = &heading.column;
        match column.holds {
            _ if text.starts_with('{') && !cell.is_exact && column.takes_mapping() => {
                self.flow(row, heading, text, cell.place, is_as_written(cell))
            }
            Holds::Texts => self.items(cell, text, |growing, item, place| {
                let spelled = spelled::meant(item, growing.limits);
                growing.scalar(spelled.map_or(Cow::Borrowed(item), Cow::Owned), place);
                true
            }),
            Holds::References(_) if text.starts_with('[') => {
                self.flow(row, heading, text, cell.place, is_as_written(cell))
            }
            Holds::References(sections) => {
                let is_as_written = is_as_written(cell);
                self.items(cell, text, |growing, item, place| {
                    if item.starts_with('{') {
                        return growing.flow(row, heading, item, place, is_as_written);
                    }
                    match growing.reference(row, heading, sections, item, place) {
                        Some(id) => growing.scalar(id, place),
                        None => return growing.unread(place),
                    }
                    true
                })
            }
            Holds::Organisation if !cell.is_exact => {
                match self.organisation(row, heading, text, cell.place) {
                    Some(id) => {
                        self.scalar(id, cell.place);
                        true
                    }
                    None => self.unread(cell.place),
                }
            }
            _ if lifecycles::is_named_in(heading) => self.lifecycle(row, cell, heading, text),
            _ => {
                self.scalar(Cow::Borrowed(text), cell.place);
                true
            }
        }
    }

    /// The items of a cell as one value or a list, and whether all could be read.
    fn items(
        &mut self,
        cell: &'s Cell<'s>,
        text: &'s str,
        read: impl Fn(&mut Self, &'s str, Place) -> bool,
    ) -> bool {
        let is_as_written = is_as_written(cell);
        let place = |at: usize, item: &str| {
            let from = cell.place.start as usize + at;
            if is_as_written { Place::new(cell.place.file, from, from + item.len()) } else { cell.place }
        };
        let items: Vec<(usize, &'s str)> = cell::items(text).collect();
        let grow = |growing: &mut Self| {
            items.iter().fold(true, |is_whole, (at, item)| read(growing, item, place(*at, item)) && is_whole)
        };
        match items.as_slice() {
            [] => self.unread(cell.place),
            [_] => grow(self),
            _ => self.within(Content::List, cell.place, grow),
        }
    }

    /// What is written in braces or brackets as in YAML.
    fn flow(
        &mut self,
        row: &Row,
        heading: &Heading,
        text: &'s str,
        place: Place,
        is_as_written: bool,
    ) -> bool {
        match flow::read(text, place, is_as_written, self.limits) {
            Ok(nodes) => {
                let from = to_u32(self.tree.nodes.len());
                let moved = |node: Node<'s>| Node { after: node.after.saturating_add(from), ..node };
                self.tree.nodes.extend(nodes.into_iter().map(moved));
                true
            }
            Err(finding) => {
                self.add(row, finding.subject(heading.column.name()));
                self.unread(place)
            }
        }
    }

    fn reference(
        &mut self,
        row: &Row,
        heading: &Heading,
        sections: &[Section],
        item: &'s str,
        place: Place,
    ) -> Option<Cow<'s, str>> {
        match self.known.meant(item, sections) {
            Meant::One(id) => return Some(Cow::Borrowed(id)),
            Meant::Several(several) => self.ambiguous(row, heading, item, place, &several),
            Meant::Nobody => self.nobody(row, heading, sections, item, place),
        }
        None
    }

    fn nobody(&mut self, row: &Row, heading: &Heading, sections: &[Section], item: &str, place: Place) {
        let is_known = |part: &str| matches!(self.known.meant(part.trim(), sections), Meant::One(_));
        let parts = [';', ',', '/'].into_iter().map(|sign| item.split(sign).collect::<Vec<_>>());
        let separated =
            parts.into_iter().find(|parts| parts.len() > 1 && parts.iter().all(|part| is_known(part)));
        let fits = |called: &Called| sections.contains(&called.section);
        let near = || (self.suggested < SUGGESTIONS).then(|| self.known.near(item, &fits))?;
        let help = match separated {
            Some(parts) => {
                let parts: Vec<&str> = parts.into_iter().map(str::trim).collect();
                format!("write {}: `|` stands between several", quoted(&parts.join("|")))
            }
            None => near().unwrap_or_else(|| {
                let of: Vec<&str> = sections.iter().map(|section| section.name()).take(3).collect();
                match of.as_slice() {
                    [only] => {
                        format!("{NOT_DECLARED} the sheet `{only}`, or write the name as it stands there")
                    }
                    _ => format!(
                        "{NOT_DECLARED} the sheet of its section, or write the name as it stands there"
                    ),
                }
            }),
        };
        self.suggested += 1;
        let message = format!("{} is neither the id nor the name of anything in this map", quoted(item));
        let finding = Finding::new("unknown-reference", place, message);
        self.add(row, finding.subject(format!("{}:{item}", heading.column.name())).help(help));
    }

    fn ambiguous(&mut self, row: &Row, heading: &Heading, item: &str, place: Place, several: &[&Called]) {
        let shown: Vec<String> = several.iter().take(3).map(|called| called.shown()).collect();
        let more = if several.len() > shown.len() { " and others" } else { "" };
        let message = format!("{} is the name of {}{more}", quoted(item), shown.join(" and "));
        let finding = Finding::new("unknown-reference", place, message);
        self.add(
            row,
            finding
                .subject(format!("{}:{item}", heading.column.name()))
                .help("write the id of the one that is meant"),
        );
    }

    fn organisation(
        &mut self,
        row: &Row,
        heading: &Heading,
        name: &'s str,
        place: Place,
    ) -> Option<Cow<'s, str>> {
        let subject = heading.column.name();
        if !is_one(name) {
            let message = format!("{} are several, but `{subject}` is one organisation", quoted(name));
            let finding = Finding::new("bad-value", place, message).subject(subject);
            self.add(row, finding.help("name the one that answers; others may stand in `contact` or `tags`"));
            return None;
        }
        match self.known.meant(name, &[Section::Organisations]) {
            Meant::One(id) => return Some(Cow::Borrowed(id)),
            Meant::Several(several) => self.ambiguous(row, heading, name, place, &several),
            Meant::Nobody => {
                let finding = Finding::new(
                    "bad-value",
                    place,
                    format!("{} is no name of an organisation", quoted(name)),
                );
                self.add(row, finding.subject(subject).help("write its name or id, or leave the cell empty"));
            }
        }
        None
    }

    /// Adds a finding, naming what the line declares.
    pub(super) fn add(&mut self, row: &Row, mut finding: Finding) {
        let id = row.made.as_deref().or_else(|| self.sheet.text(row, Field::Id));
        finding.elements.extend(id.map(str::to_owned));
        self.faults.add(finding);
    }
}

/// Whether a cell stands in the file as it is, so that there is a place for each part of it.
fn is_as_written(cell: &Cell<'_>) -> bool {
    matches!(&cell.text, Some(Cow::Borrowed(text)) if !text.contains('\n'))
}

fn to_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
