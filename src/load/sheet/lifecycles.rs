//! Lifecycles in sheets: ids for those that have only a name, and which one a name means.

use std::collections::HashMap;

use super::grow::Growing;
use super::ids::named;
use super::names::Known;
use super::table::{Cell, Heading, Row, Sheet};
use crate::diagnostic::{Finding, quoted};
use crate::model::{Field, Id, Lifecycle, Listing, Phase};

/// Gives every lifecycle an id, and makes ids and names known. What has an id of its own keeps it.
pub(super) fn give(sheets: &mut [Sheet<'_>], known: &mut Known) {
    for sheet in sheets.iter().filter(|sheet| sheet.of == Listing::Lifecycles) {
        for row in &sheet.rows {
            let id = sheet.text(row, Field::Id).filter(|id| Id::parse(id).is_ok());
            id.into_iter().for_each(|id| known.add_lifecycle(id, sheet.text(row, Field::Name)));
        }
    }
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for sheet in sheets.iter_mut().filter(|sheet| sheet.of == Listing::Lifecycles) {
        let mut rows = std::mem::take(&mut sheet.rows);
        for row in &mut rows {
            if sheet.cell(row, Field::Id).is_some() {
                continue;
            }
            match named(sheet, row) {
                Ok(wish) => {
                    let number = numbers.entry(wish.clone()).or_insert(1);
                    let mut id = wish.clone();
                    while known.has_lifecycle(&id) {
                        *number += 1;
                        id = format!("{wish}-{number}");
                    }
                    known.add_lifecycle(&id, sheet.text(row, Field::Name));
                    row.is_numbered = id != wish;
                    row.made = Some(id);
                }
                Err(finding) => {
                    row.is_lost = true;
                    finding.into_iter().for_each(|finding| sheet.faults.add(*finding));
                }
            }
        }
        sheet.rows = rows;
    }
}

/// Whether a column names a lifecycle.
pub(super) fn is_named_in(heading: &Heading) -> bool {
    let column = &heading.column;
    column.field == Field::Lifecycle.name()
        && matches!(column.part.as_deref(), None | Some(Lifecycle::SUPPORT))
}

impl<'s> Growing<'s, '_> {
    /// A phase, or a lifecycle by its id or name.
    pub(super) fn lifecycle(
        &mut self,
        row: &Row,
        cell: &'s Cell<'s>,
        heading: &Heading,
        text: &'s str,
    ) -> bool {
        let as_word = || text.to_lowercase().replace([' ', '-'], "_");
        let phase = Phase::parse(text).or_else(|| Phase::parse(&as_word()));
        let phase = phase.filter(|_| heading.column.part.is_none());
        match (phase, self.known.lifecycle(text)) {
            (Some(phase), _) => self.scalar(phase.milestone().name().into(), cell.place),
            (None, Some(id)) => self.scalar(id.into(), cell.place),
            (None, None) if Id::parse(text).is_ok() => self.scalar(text.into(), cell.place),
            (None, None) => {
                let what = format!("{} is neither the id nor the name of a lifecycle", quoted(text));
                let finding = Finding::new("unknown-reference", cell.place, what);
                let subject = format!("{}:{text}", heading.column.name());
                let help = "give it a line in lifecycles.csv, or say its dates in columns such as `active` and `end_of_support`";
                self.add(row, finding.subject(subject).help(help));
                return self.unread(cell.place);
            }
        }
        true
    }
}
