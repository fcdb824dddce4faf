//! `systemkarta.toml`: where the map is, levels of rules, limits and local scales.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::board::Board;
use super::limits::Limits;
use super::scales::{SCALES, Scales};
use super::sheet::SheetSettings;
use super::waiving::WaiverTerms;
use crate::diagnostic::{FileId, Finding, Level, Place, Sources, quoted};
use crate::model::did_you_mean;

/// The settings of a map.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The folder or file of the map, as written.
    pub map: Option<PathBuf>,
    /// The limits of loading.
    pub limits: Limits,
    /// The local words for the values of fields.
    pub scales: Scales,
    /// Which changes a board must see.
    pub board: Board,
    /// The levels of rules, by name.
    pub rules: BTreeMap<String, Level>,
    /// How sheets are written.
    pub csv: SheetSettings,
    /// The terms of waivers.
    pub waivers: WaiverTerms,
}

/// What is wrong with `systemkarta.toml`, with its text to show.
#[derive(Debug)]
pub struct ConfigFaults {
    /// The file.
    pub sources: Sources,
    /// All its faults.
    pub findings: Vec<Finding>,
}

/// The greatest length of the file, in bytes.
const LONGEST: usize = 1024 * 1024;

/// More faults than this are not listed.
const MOST_FAULTS: usize = 100;

impl Config {
    /// Reads the text of `systemkarta.toml`. `known_rules` are the names that may stand under `[rules]`.
    ///
    /// # Errors
    /// All faults of the file together, each with its place: an unknown key or rule is one.
    pub fn parse(text: &str, path: &str, known_rules: &[&str]) -> Result<Self, Box<ConfigFaults>> {
        let mut reader = Reader { config: Self::default(), findings: Vec::new() };
        if text.len() > LONGEST {
            let message = format!("this file is longer than {LONGEST} bytes and is not read");
            reader.findings.push(Finding::new("limit-exceeded", Place::file(FileId::new(0)), message));
        } else {
            reader.read(text, known_rules);
        }
        if reader.findings.is_empty() {
            return Ok(reader.config);
        }
        let mut sources = Sources::default();
        sources.add(path.to_owned(), text.to_owned());
        reader.findings.sort_by_key(|finding| finding.place);
        Err(Box::new(ConfigFaults { sources, findings: reader.findings }))
    }
}

pub(super) struct Reader {
    pub(super) config: Config,
    findings: Vec<Finding>,
}

impl Reader {
    const NAMES: [&'static str; 7] = ["map", "board", "csv", "limits", "rules", "scales", "waivers"];

    /// Reads what can be read, and leaves out what follows from a slip on the same line.
    fn read(&mut self, text: &str, known_rules: &[&str]) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let errors: Vec<Finding> = errors.iter().take(MOST_FAULTS).map(syntax_error).collect();
        let line = |finding: &Finding| {
            text.bytes().take(finding.place.start as usize).filter(|byte| *byte == b'\n').count()
        };
        let slips: BTreeSet<usize> = errors.iter().map(line).collect();
        self.top(table.get_ref(), known_rules);
        self.findings.truncate(MOST_FAULTS);
        self.findings.retain(|finding| slips.is_empty() || !slips.contains(&line(finding)));
        self.findings.extend(errors);
    }

    fn top(&mut self, table: &DeTable<'_>, known_rules: &[&str]) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "map" => self.config.map = self.text(value, "map").map(PathBuf::from),
                "board" => self.each(value, "board", Self::board),
                "csv" => self.each(value, "csv", Self::csv),
                "limits" => self.each(value, "limits", Self::limit),
                "rules" => {
                    self.each(value, "rules", |reader, key, value| reader.rule(key, value, known_rules))
                }
                "scales" => self.each(value, "scales", Self::scale),
                "waivers" => self.each(value, "waivers", Self::term),
                name => self.unknown(key, "key", name, Self::NAMES),
            }
        }
    }

    pub(super) fn each<'i>(
        &mut self,
        value: &Spanned<DeValue<'i>>,
        name: &str,
        mut read: impl FnMut(&mut Self, &Spanned<std::borrow::Cow<'i, str>>, &Spanned<DeValue<'i>>),
    ) {
        match value.get_ref().as_table() {
            Some(table) => table.iter().for_each(|(key, value)| read(self, key, value)),
            None => self.fault("wrong-type", value, format!("`{name}` must be a table: [{name}]"), None),
        }
    }

    fn limit(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let name = key.get_ref().as_ref();
        if self.config.limits.by_name(name).is_none() {
            return self.unknown(key, "limit", name, Limits::NAMES);
        }
        let number = self.number(value, name, 1..=Limits::greatest(name));
        if let (Some(number), Some(slot)) = (number, self.config.limits.by_name(name)) {
            *slot = number;
        }
    }

    fn term(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let name = key.get_ref().as_ref();
        if self.config.waivers.by_name(name).is_none() {
            return self.unknown(key, "setting of waivers", name, WaiverTerms::NAMES);
        }
        let days = self.number(value, name, 0..=WaiverTerms::GREATEST);
        if let (Some(days), Some(slot)) = (days, self.config.waivers.by_name(name)) {
            *slot = days;
        }
    }

    /// A number from one to another; a fault if it is none.
    pub(super) fn number<N: TryFrom<usize> + PartialOrd + Display>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        name: &str,
        range: RangeInclusive<N>,
    ) -> Option<N> {
        let found = number(value).and_then(|n| N::try_from(n).ok()).filter(|n| range.contains(n));
        if found.is_none() {
            let message = format!("`{name}` must be a number from {} to {}", range.start(), range.end());
            self.fault("bad-value", value, message, None);
        }
        found
    }

    fn rule(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        known: &[&str],
    ) {
        let name = key.get_ref().as_ref();
        if !known.contains(&name) {
            return self.unknown(key, "rule", name, known.iter().copied());
        }
        let word = value.get_ref().as_str().unwrap_or_default();
        match Level::parse(word) {
            Some(level) => {
                self.config.rules.insert(name.to_owned(), level);
            }
            None => {
                let help = format!("a level is one of {}", Level::NAMES.join(", "));
                self.fault("bad-value", value, format!("this is no level for `{name}`"), Some(help));
            }
        }
    }

    fn scale(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let field = key.get_ref().as_ref();
        let Some((_, words)) = SCALES.iter().find(|(name, _)| *name == field) else {
            return self.unknown(key, "field with a scale", field, SCALES.map(|(name, _)| name));
        };
        let mut scale = HashMap::new();
        self.each(value, field, |reader, local, value| {
            let word = value.get_ref().as_str().unwrap_or_default();
            if words.contains(&local.get_ref().as_ref()) {
                let message = format!("`{}` is a word of the vocabulary already", local.get_ref());
                reader.fault(
                    "bad-value",
                    local,
                    message,
                    Some("a scale adds local words; it cannot change these".into()),
                );
            } else if words.contains(&word) {
                scale.insert(local.get_ref().to_string(), word.to_owned());
            } else {
                let help = format!("{field} is one of {}", words.join(", "));
                reader.fault(
                    "bad-value",
                    value,
                    format!("{} is no {}", quoted(word), field.replace('_', " ")),
                    Some(help),
                );
            }
        });
        self.config.scales.words.insert(field.to_owned(), scale);
    }

    fn text(&mut self, value: &Spanned<DeValue<'_>>, name: &str) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.fault("wrong-type", value, format!("`{name}` must be a text"), None);
        }
        text.map(str::to_owned)
    }

    pub(super) fn unknown<'k, T>(
        &mut self,
        key: &Spanned<T>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let help = did_you_mean(name, known);
        self.fault("unknown-key", key, format!("there is no {what} {}", quoted(name)), help);
    }

    pub(super) fn fault<T>(
        &mut self,
        rule: &'static str,
        at: &Spanned<T>,
        message: String,
        help: Option<String>,
    ) {
        let place = Place::new(FileId::new(0), at.span().start, at.span().end);
        self.findings.push(Finding::new(rule, place, message).maybe_help(help));
    }
}

fn number(value: &Spanned<DeValue<'_>>) -> Option<usize> {
    value.get_ref().as_integer().and_then(|n| usize::from_str_radix(n.as_str(), n.radix()).ok())
}

fn syntax_error(error: &toml::de::Error) -> Finding {
    let range = error.span().unwrap_or_default();
    let place = Place::new(FileId::new(0), range.start, range.end);
    Finding::new("syntax", place, error.message().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    const RULES: [&str; 3] = ["missing-owner", "unknown-reference", "wrong-kind"];

    fn config(text: &str) -> Config {
        Config::parse(text, "systemkarta.toml", &RULES).unwrap()
    }

    /// Each fault as `line:column rule: message (help)`.
    fn faults(text: &str) -> Vec<String> {
        let faults = Config::parse(text, "systemkarta.toml", &RULES).unwrap_err();
        let told = |finding: &Finding| {
            let at = faults.sources.locate(finding.place);
            assert_eq!(at.path, "systemkarta.toml");
            let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{}:{} {}: {}{help}", at.line, at.column, finding.rule, finding.message)
        };
        faults.findings.iter().map(told).collect()
    }

    #[test]
    fn nothing_written_is_the_default() {
        let empty = config("");
        assert_eq!((empty.map, empty.limits, empty.rules.len()), (None, Limits::default(), 0));
    }

    #[test]
    fn every_setting_is_read() {
        let text = "map = \"maps/stockholm\"\n[limits]\ndepth = 200\nfiles = 1_000\n[rules]\nmissing-owner = \"note\"\n\
                    wrong-kind = \"off\"\n[scales.criticality]\nBBN3 = \"critical\"\n[scales]\nscope.stan = \"common\"\n";
        let config = config(text);
        assert_eq!(config.map, Some(PathBuf::from("maps/stockholm")));
        assert_eq!(config.limits, Limits { depth: 200, files: 1000, ..Limits::default() });
        assert_eq!(config.rules["missing-owner"], Level::On(Severity::Note));
        assert_eq!(config.rules["wrong-kind"], Level::Off);
        assert_eq!(config.scales.standard_word("criticality", "BBN3"), Some("critical"));
        assert_eq!(config.scales.standard_word("scope", "stan"), Some("common"));
        assert_eq!(config.scales.standard_word("scope", "BBN3"), None);
    }

    #[test]
    fn every_limit_can_be_set_by_its_name() {
        for name in Limits::NAMES {
            assert!(Limits::default().by_name(name).is_some(), "{name}");
            assert!(config(&format!("[limits]\n{name} = 1\n")).limits != Limits::default());
        }
    }

    #[test]
    fn all_faults_are_told_together_with_their_places() {
        let text = "map = 7\nmpa = \"x\"\n\n[limits]\ndepth = 201\nfiles = 0\ndepht = 3\nelements = \"many\"\n\n\
                    [rules]\nmissing-ovner = \"note\"\nwrong-kind = \"fatal\"\nunknown-reference = 3\n\n\
                    [scales.criticality]\nBBN3 = \"urgent\"\n[scales.owner]\nslk = \"x\"\n";
        assert_eq!(
            faults(text),
            [
                "1:7 wrong-type: `map` must be a text",
                "2:1 unknown-key: there is no key `mpa` (did you mean `map`?)",
                "5:9 bad-value: `depth` must be a number from 1 to 200",
                "6:9 bad-value: `files` must be a number from 1 to 100000000",
                "7:1 unknown-key: there is no limit `depht` (did you mean `depth`?)",
                "8:12 bad-value: `elements` must be a number from 1 to 100000000",
                "11:1 unknown-key: there is no rule `missing-ovner` (did you mean `missing-owner`?)",
                "12:14 bad-value: this is no level for `wrong-kind` (a level is one of error, warning, note, off)",
                "13:21 bad-value: this is no level for `unknown-reference` (a level is one of error, warning, note, off)",
                "16:8 bad-value: `urgent` is no criticality (criticality is one of low, medium, high, critical)",
                "17:9 unknown-key: there is no field with a scale `owner`",
            ]
        );
    }

    #[test]
    fn a_section_must_be_a_table() {
        assert_eq!(
            faults("limits = 3\nrules = \"all\"\nscales = []\n"),
            [
                "1:10 wrong-type: `limits` must be a table: [limits]",
                "2:9 wrong-type: `rules` must be a table: [rules]",
                "3:10 wrong-type: `scales` must be a table: [scales]",
            ]
        );
    }

    #[test]
    fn a_slip_of_toml_does_not_hide_the_other_faults() {
        let found = faults("map = maps\n[limits]\ndepht = 3\n");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("1:7 syntax: "), "{found:?}");
        assert_eq!(found[1], "3:1 unknown-key: there is no limit `depht` (did you mean `depth`?)");
    }

    #[test]
    fn a_hostile_file_is_refused_and_no_more() {
        for text in [
            "[".repeat(100_000),
            format!("a = {}", "[".repeat(100_000)),
            format!("a = {}1{}", "{a=".repeat(20_000), "}".repeat(20_000)),
            format!("{}b = 1", "a.".repeat(100_000)),
            "\u{0}\u{1b}".to_owned(),
            (0..50_000).map(|i| format!("a{i} = 1\n")).collect(),
            format!("{} = 1", "k".repeat(500_000)),
        ] {
            let found = faults(&text);
            assert!(!found.is_empty() && found.len() <= 2 * MOST_FAULTS, "{} faults", found.len());
            assert!(found.iter().all(|fault| fault.len() < 1000), "{found:?}");
        }
        assert_eq!(
            faults(&"#".repeat(LONGEST + 1)),
            ["1:1 limit-exceeded: this file is longer than 1048576 bytes and is not read"]
        );
    }
}
