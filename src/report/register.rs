//! The register: what the map holds, as a list (R15). Text, JSON, Markdown and CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::style::{FAINT, STRONG, styled};
use super::table::Table;
use super::words::{counted_section, joined};
use super::write_json;
use crate::escape;
use crate::model::{Date, Element, Field, Model, Section};

/// A part of the map to list.
#[derive(Debug)]
pub struct Register<'a> {
    /// The title or path of the map.
    pub map: &'a str,
    /// The map.
    pub model: &'a Model,
    /// What is listed, in order.
    pub entries: Vec<&'a Element>,
    /// The day for which phases are told.
    pub at: Date,
}

const COLUMNS: [&str; 10] =
    ["id", "name", "section", "kind", "owner", "criticality", "class", "scope", "version", "phase"];

impl Register<'_> {
    fn cells(&self, element: &Element) -> [String; 10] {
        let shown = |field| element.get(field).map(ToString::to_string).unwrap_or_default();
        let phase = match element.section {
            Section::Organisations => String::new(),
            _ => phase(self.model, element, self.at),
        };
        [
            element.id().to_owned(),
            element.name().to_owned(),
            element.section.name().to_owned(),
            shown(Field::Kind),
            shown(Field::Owner),
            shown(Field::Criticality),
            shown(Field::Class),
            shown(Field::Scope),
            shown(Field::Version),
            phase,
        ]
    }

    /// Writes the list as text.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        let count = |section: Section| self.entries.iter().filter(|e| e.section == section).count();
        let counted: Vec<String> = Section::ALL
            .into_iter()
            .filter(|&section| count(section) > 0)
            .map(|section| counted_section(count(section), section))
            .collect();
        let counted = if counted.is_empty() { "nothing".to_owned() } else { joined(&counted) };
        writeln!(out, "{}", styled(STRONG, format!("{}: {counted}", escape::terminal(self.map))))?;
        for section in Section::ALL.into_iter().filter(|&section| count(section) > 0) {
            writeln!(out, "\n{}", styled(STRONG, section.many().to_uppercase()))?;
            let mut table = Table::default();
            let headings = ["id", "name", "kind", "owner", "criticality", "version", "phase"];
            table.row(headings.map(|heading| styled(FAINT, heading)));
            for element in self.entries.iter().filter(|e| e.section == section) {
                let cells = self.cells(element);
                let [id, name, _, kind, owner, criticality, _, _, version, phase] =
                    cells.map(|cell| escape::terminal(&cell).into_owned());
                let name = if name == id { String::new() } else { name };
                table.row([id, name, kind, owner, criticality, version, phase]);
            }
            table.write(2, out)?;
        }
        Ok(())
    }

    /// Writes the list as a Markdown table.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "| {} |\n|{}", COLUMNS.join(" | "), "---|".repeat(COLUMNS.len()))?;
        for element in &self.entries {
            let [id, rest @ ..] = self.cells(element);
            let rest: Vec<String> = rest.iter().map(|cell| escape::markdown(cell)).collect();
            writeln!(out, "| {} | {} |", escape::markdown_code(&id), rest.join(" | "))?;
        }
        Ok(())
    }

    /// Writes the list as CSV with a header, safe to open in a spreadsheet.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{}\r\n", COLUMNS.join(","))?;
        for element in &self.entries {
            let cells: Vec<String> = self.cells(element).iter().map(|cell| escape::csv(cell)).collect();
            write!(out, "{}\r\n", cells.join(","))?;
        }
        Ok(())
    }

    /// Writes the list as JSON: `systemkarta.list/1`.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let elements = self.entries.iter().map(|element| {
            let [id, name, section, kind, owner, criticality, class, scope, version, phase] =
                self.cells(element);
            let given = |text: String| (!text.is_empty()).then_some(text);
            WireElement {
                id,
                name,
                section,
                kind: given(kind),
                owner: given(owner),
                criticality: given(criticality),
                class: given(class),
                scope: given(scope),
                version: given(version),
                phase: given(phase),
            }
        });
        let wire = Wire {
            schema: "systemkarta.list/1",
            map: self.map,
            at: self.at.to_string(),
            elements: elements.collect(),
        };
        write_json(&wire, out)
    }
}

/// The phase of own use on a day, in words; "in use" where no dates are given.
pub(super) fn phase(model: &Model, element: &Element, day: Date) -> String {
    match model.phase_on(element, day) {
        Some(phase) => phase.in_words().to_owned(),
        None => "in use".to_owned(),
    }
}

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    map: &'a str,
    at: String,
    elements: Vec<WireElement>,
}

#[derive(Serialize)]
struct WireElement {
    id: String,
    name: String,
    section: String,
    kind: Option<String>,
    owner: Option<String>,
    criticality: Option<String>,
    class: Option<String>,
    scope: Option<String>,
    version: Option<String>,
    phase: Option<String>,
}
