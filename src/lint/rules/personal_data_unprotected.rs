//! Personal data that anybody on the way can read.

use crate::diagnostic::{Level, quoted};
use crate::graph::{Direction, ElementIx, Relation};
use crate::lint::{Context, Findings, Group, Rule};
use crate::model::{Element, Field, Section};

pub(super) const RULE: Rule = Rule {
    name: "personal-data-unprotected",
    summary: "personal data has no protection, or travels in the clear",
    level: Level::WARNING,
    group: Group::Information,
    absence: false,
    fixed: false,
    explanation: include_str!("personal_data_unprotected.md"),
    check: Some(check),
};

/// Protocols that send in the clear, sorted, and what each does.
const IN_THE_CLEAR: [(&str, &str); 25] = [
    ("dicom", "sends pictures and names as they are"),
    ("finger", "answers anybody"),
    ("ftp", "sends passwords and files as they are"),
    ("gopher", "sends what is asked and answered as it is"),
    ("hl7", "sends messages as they are"),
    ("http", "sends what is asked and answered as it is"),
    ("imap", "sends passwords and mail as they are"),
    ("irc", "sends what is written as it is"),
    ("ldap", "sends passwords and entries as they are"),
    ("mllp", "sends messages as they are"),
    ("nfs", "sends files as they are"),
    ("nntp", "sends what is written as it is"),
    ("pop3", "sends passwords and mail as they are"),
    ("rcp", "sends files as they are"),
    ("rexec", "sends passwords and all that is typed as they are"),
    ("rlogin", "sends all that is typed as it is"),
    ("rsh", "sends all that is typed as it is"),
    ("smb1", "sends files as they are"),
    ("smbv1", "sends files as they are"),
    ("smtp", "sends mail as it is"),
    ("snmp", "sends passwords and values as they are before version 3"),
    ("syslog", "sends lines as they are"),
    ("telnet", "sends passwords and all that is typed as they are"),
    ("tftp", "sends files as they are, to anybody"),
    ("x400", "sends mail as it is"),
];

/// Words after the name of a protocol that say how it is protected all the same.
const PROTECTED: [&str; 10] =
    ["encrypted", "https", "ipsec", "mtls", "ssh", "ssl", "starttls", "tls", "tunnel", "vpn"];

fn check(cx: &Context<'_>, findings: &mut Findings) {
    for (ix, element) in cx.elements().filter(|(_, element)| !cx.is_retired(element)) {
        match element.section {
            Section::Information if is_personal(element) => unprotected(element, findings),
            Section::Integrations => in_the_clear(cx, ix, element, findings),
            _ => {}
        }
    }
}

fn is_personal(element: &Element) -> bool {
    element.personal_data() == Some(&true)
}

/// Information on people of which nobody has said that it must not be read.
fn unprotected(element: &Element, findings: &mut Findings) {
    let id = quoted(element.id());
    let level = element.protection().map(|protection| protection.confidentiality);
    let (missing, help) = match level {
        Some(Some(1..)) => return,
        None => ("nobody has said which protection it needs", "enter its `protection`"),
        Some(None) => {
            ("nobody has said whether it may be read by anybody", "add `confidentiality` to its `protection`")
        }
        Some(Some(0)) => (
            "its protection says that anybody may read it",
            "give `confidentiality` in its `protection` at least 1",
        ),
    };
    let place = element.field(Field::Protection).map_or(element.id.place, |protection| protection.place);
    let mut finding = findings.at(place, format!("{id} is personal data, but {missing}"));
    if let Some(personal) = element.field(Field::PersonalData) {
        finding = finding.related(personal.place, "it is personal data");
    }
    let help = format!("ask its owner, and {help}; or say `personal_data: false`");
    findings.add(finding.element(element.id()).subject(Field::Protection.name()).help(help));
}

/// An integration that carries information on people for anybody on the way to read.
fn in_the_clear(cx: &Context<'_>, ix: ElementIx, integration: &Element, findings: &mut Findings) {
    let Some(protocol) = integration.field(Field::Protocol) else { return };
    let Some(text) = integration.text(Field::Protocol) else { return };
    let Some(reason) = gives_away(text) else { return };
    let timelines = &cx.time.timelines;
    let relations = cx.graph.relations(ix.node(), Direction::Upstream).into_iter();
    let carried = relations.filter(|(_, edge)| edge.relation == Relation::Carries);
    for (information, place) in
        carried.flat_map(|(node, edge)| cx.graph.members_of(node).into_iter().map(|ix| (ix, edge.place)))
    {
        let element = cx.graph.element(information);
        let both = timelines.in_use(ix).and(timelines.in_use(information));
        if !is_personal(element) || both.extent().is_none_or(|days| days.last < cx.today) {
            continue;
        }
        let (id, carried) = (quoted(integration.id()), quoted(element.id()));
        let message = format!(
            "{id} carries {carried}, which is personal data, in the clear: {} {reason}",
            quoted(text)
        );
        let finding = findings
            .at(protocol.place, message)
            .related(place, format!("it carries {carried}"))
            .element(integration.id())
            .element(element.id())
            .help("use its protected form, such as `https`, `sftp`, `ldaps` or `smtps`; or, if something protects it on the way, say so after the name: `ldap over tls`");
        let personal = element.field(Field::PersonalData);
        findings.add(match personal {
            Some(personal) => finding.related(personal.place, format!("{carried} is personal data")),
            None => finding,
        });
    }
}

/// Why a protocol is in the clear, if its first word names one that is and no later word takes it back.
fn gives_away(protocol: &str) -> Option<&'static str> {
    let lower = protocol.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next()?;
    let at = IN_THE_CLEAR.binary_search_by_key(&first, |(name, _)| name).ok()?;
    let (_, reason) = IN_THE_CLEAR.get(at)?;
    let is_protected = words.any(|word| PROTECTED.contains(&word));
    (!is_protected).then_some(*reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(IN_THE_CLEAR.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn the_first_word_tells_and_a_later_one_may_take_it_back() {
        for clear in ["ftp", "FTP", " http/1.1", "ldap v3", "SMTP (port 25)", "http+json"] {
            assert!(gives_away(clear).is_some(), "{clear}");
        }
        let protected =
            ["https", "sftp", "ldaps", "soap", "", "file over ftp", "ldap over TLS", "smtp+starttls"];
        for protected in protected {
            assert_eq!(gives_away(protected), None, "{protected}");
        }
    }
}
