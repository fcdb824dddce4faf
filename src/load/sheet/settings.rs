//! `[csv]` of `systemkarta.toml`: the encoding and delimiter of sheets, their local names, and the local headers of their
//! columns.

use std::borrow::Cow;
use std::collections::HashMap;

use toml::Spanned;
use toml::de::DeValue;

use super::column::{self, Column};
use super::encoding::Encoding;
use super::slug::folded;
use crate::diagnostic::quoted;
use crate::load::config::Reader;
use crate::model::Listing;
use crate::model::did_you_mean;

/// How the sheets of a map are written.
#[derive(Debug, Clone, Default)]
pub struct SheetSettings {
    /// How a sheet is encoded that is not UTF-8.
    pub(in crate::load) encoding: Option<Encoding>,
    /// What stands between two cells; found in the header if not said.
    pub(super) delimiter: Option<u8>,
    /// For each section the name of the column that a local header means.
    columns: HashMap<&'static str, HashMap<String, String>>,
    /// For each section the local header of a column.
    headers: HashMap<&'static str, HashMap<String, String>>,
    /// For each local name of a sheet what its lines are; nothing if it is left out.
    sheets: HashMap<String, Option<Listing>>,
}

/// What the lines of a sheet with a certain name are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedSheet {
    /// These.
    Of(Listing),
    /// It is left out, as the settings say.
    LeftOut,
    /// Its name does not tell.
    Unknown,
}

impl SheetSettings {
    const NAMES: [&'static str; 4] = ["encoding", "delimiter", "columns", "sheets"];

    /// What the lines of a sheet that is imported are, by its name: as the settings say, else the section that it names, in
    /// whatever capitals, or one of its entries: `Systems`, `system`.
    pub fn sheet_named(&self, name: &str) -> NamedSheet {
        let name = folded(name);
        if let Some(said) = self.sheets.get(&name) {
            return said.map_or(NamedSheet::LeftOut, NamedSheet::Of);
        }
        let is_named = |listing: &Listing| folded(listing.name()) == name || folded(listing.one()) == name;
        Listing::all().find(is_named).map_or(NamedSheet::Unknown, NamedSheet::Of)
    }

    /// What stands between two cells of a sheet that is written.
    pub fn delimiter(&self) -> char {
        self.delimiter.map_or(',', char::from)
    }

    /// The local header of a column, the first if the settings name several.
    pub(super) fn header(&self, of: Listing, column: &str) -> Option<&str> {
        self.headers.get(of.name())?.get(column).map(String::as_str)
    }

    /// The name of the column that a header means: another one if the settings say so.
    pub(super) fn column_name<'h>(&'h self, of: Listing, header: &'h str) -> &'h str {
        let mapped = || self.columns.get(of.name())?.get(&folded(header));
        if self.columns.is_empty() { header } else { mapped().map_or(header, String::as_str) }
    }
}

type Key<'i> = Spanned<Cow<'i, str>>;

impl Reader {
    /// Reads an entry of `[csv]`.
    pub(in crate::load) fn csv(&mut self, key: &Key<'_>, value: &Spanned<DeValue<'_>>) {
        let word = value.get_ref().as_str().unwrap_or_default();
        match key.get_ref().as_ref() {
            "encoding" if Encoding::WORDS.contains(&word) => {
                self.config.csv.encoding = (word != "utf-8").then_some(Encoding::Windows1252);
            }
            "encoding" => {
                let help = format!("an encoding is one of {}", Encoding::WORDS.join(", "));
                self.fault(
                    "bad-value",
                    value,
                    format!("{} is no encoding of sheets", quoted(word)),
                    Some(help),
                );
            }
            "delimiter" => match delimiter(word) {
                Some(delimiter) => self.config.csv.delimiter = Some(delimiter),
                None => {
                    let help = "write \",\", \";\" or \"tab\"".to_owned();
                    self.fault("bad-value", value, format!("{} is no delimiter", quoted(word)), Some(help));
                }
            },
            "columns" => self.each(value, "csv.columns", Self::columns),
            "sheets" => self.each(value, "csv.sheets", Self::sheet),
            name => self.unknown(key, "setting of sheets", name, SheetSettings::NAMES),
        }
    }

    fn sheet(&mut self, name: &Key<'_>, value: &Spanned<DeValue<'_>>) {
        let word = value.get_ref().as_str().unwrap_or_default();
        let of = Listing::parse(word);
        if of.is_none() && word != Column::LEFT_OUT {
            let near = did_you_mean(word, Listing::all().map(Listing::name));
            let help = near.unwrap_or_else(|| {
                format!("name a section, or write \"{}\" to leave it out", Column::LEFT_OUT)
            });
            return self.fault(
                "bad-value",
                value,
                format!("{} is no section of sheets", quoted(word)),
                Some(help),
            );
        }
        self.config.csv.sheets.insert(folded(name.get_ref()), of);
    }

    fn columns(&mut self, section: &Key<'_>, value: &Spanned<DeValue<'_>>) {
        let name = section.get_ref().as_ref();
        let Some(of) = Listing::parse(name) else {
            return self.unknown(section, "section of sheets", name, Listing::all().map(Listing::name));
        };
        self.each(value, &format!("csv.columns.{name}"), |reader, header, value| {
            let word = value.get_ref().as_str().unwrap_or_default();
            if word == Column::LEFT_OUT || Column::parse(of, word).is_some() {
                let columns = reader.config.csv.columns.entry(of.name()).or_default();
                columns.insert(folded(header.get_ref()), word.to_owned());
                if let Some(column) = Column::parse(of, word) {
                    let headers = reader.config.csv.headers.entry(of.name()).or_default();
                    headers.entry(column.name()).or_insert_with(|| header.get_ref().to_string());
                }
            } else {
                let near = did_you_mean(word, column::names(of).iter().map(String::as_str));
                let help = near.unwrap_or_else(|| {
                    format!("name a field of `{name}`, or write \"{}\" to leave it out", Column::LEFT_OUT)
                });
                let message = format!("{} is no column of `{name}`", quoted(word));
                reader.fault("bad-value", value, message, Some(help));
            }
        });
    }
}

/// The delimiter that a word of the settings names.
pub(super) fn delimiter(word: &str) -> Option<u8> {
    match word {
        "," => Some(b','),
        ";" => Some(b';'),
        "tab" | "\t" => Some(b'\t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Config;
    use crate::model::Section;

    fn faults(text: &str) -> Vec<String> {
        let faults = Config::parse(text, "systemkarta.toml", &[]).unwrap_err();
        let told = |f: &crate::diagnostic::Finding| {
            let at = faults.sources.locate(f.place);
            let help = f.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{}:{} {}: {}{help}", at.line, at.column, f.rule, f.message)
        };
        faults.findings.iter().map(told).collect()
    }

    #[test]
    fn headers_are_mapped_whatever_their_capitals_and_spaces() {
        let text = "[csv]\nencoding = \"latin-1\"\ndelimiter = \"tab\"\n[csv.columns.systems]\n\
                    \"Förvaltning\" = \"owner\"\n\"I bruk  sedan\" = \"lifecycle.active\"\n\"Anm.\" = \"-\"\n";
        let csv = Config::parse(text, "systemkarta.toml", &[]).unwrap().csv;
        assert_eq!((csv.encoding, csv.delimiter), (Some(Encoding::Windows1252), Some(b'\t')));
        let systems = Listing::Section(Section::Systems);
        let meant = ["förvaltning", "I BRUK SEDAN", "Anm.", "name"].map(|it| csv.column_name(systems, it));
        assert_eq!(meant, ["owner", "lifecycle.active", "-", "name"]);
        let processes = Listing::Section(Section::Processes);
        assert_eq!(csv.column_name(processes, "Förvaltning"), "Förvaltning");
    }

    #[test]
    fn a_sheet_is_known_by_its_name_or_by_the_settings() {
        let text = "[csv.sheets]\n\"Förteckning\" = \"systems\"\nPriser = \"-\"\n";
        let csv = Config::parse(text, "systemkarta.toml", &[]).unwrap().csv;
        let systems = NamedSheet::Of(Listing::Section(Section::Systems));
        for name in [" FÖRTECKNING", "Systems ", "system", "SYSTEMS"] {
            assert_eq!(csv.sheet_named(name), systems, "{name}");
        }
        assert_eq!(csv.sheet_named("Technology"), NamedSheet::Of(Listing::Section(Section::Technologies)));
        assert_eq!(
            csv.sheet_named("information object"),
            NamedSheet::Of(Listing::Section(Section::Information))
        );
        assert_eq!(csv.sheet_named("Lifecycle"), NamedSheet::Of(Listing::Lifecycles));
        assert_eq!(csv.sheet_named("priser"), NamedSheet::LeftOut);
        assert_eq!(csv.sheet_named("Blad1"), NamedSheet::Unknown);
        assert_eq!(
            faults("[csv.sheets]\nA = \"sytems\"\nB = 7\n"),
            [
                "2:5 bad-value: `sytems` is no section of sheets (did you mean `systems`?)",
                "3:5 bad-value: `` is no section of sheets (name a section, or write \"-\" to leave it out)",
            ]
        );
    }

    #[test]
    fn what_is_no_setting_is_told() {
        let text = "[csv]\nencoding = \"utf-16\"\ndelimiter = \"|\"\nquote = \"'\"\n\
                    [csv.columns.sytems]\na = \"name\"\n[csv.columns.systems]\nb = \"ovner\"\nc = 7\n";
        assert_eq!(
            faults(text),
            [
                "2:12 bad-value: `utf-16` is no encoding of sheets (an encoding is one of utf-8, latin-1, iso-8859-1, windows-1252)",
                "3:13 bad-value: `|` is no delimiter (write \",\", \";\" or \"tab\")",
                "4:1 unknown-key: there is no setting of sheets `quote`",
                "5:14 unknown-key: there is no section of sheets `sytems` (did you mean `systems`?)",
                "8:5 bad-value: `ovner` is no column of `systems` (did you mean `owner`?)",
                "9:5 bad-value: `` is no column of `systems` (name a field of `systems`, or write \"-\" to leave it out)",
            ]
        );
    }
}
