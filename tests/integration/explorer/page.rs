//! The page as a file: one that needs nothing else, runs only what it brings, and stays so whatever a map says.

use base64::Engine as _;
use sha2::Digest as _;

use super::*;
use crate::views::poisoned;

fn hostile() -> Seen {
    Seen::of(poisoned(), "map.yaml", &Sources::default(), day("2007-09-01"))
}

/// The text between the tags of the last element of a kind.
fn last<'h>(html: &'h str, tag: &str) -> &'h str {
    let (_, rest) = html.rsplit_once(&format!("<{tag}>")).expect("it is there");
    rest.split_once(&format!("</{tag}>")).expect("it ends").0
}

fn digest(text: &str) -> String {
    let digest = sha2::Sha256::digest(text.as_bytes());
    format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(digest))
}

#[test]
fn the_policy_lets_the_script_and_the_style_of_the_page_run_and_nothing_else() {
    for seen in [Seen::stockholm("2007-09-01"), hostile()] {
        let (head, _) = seen.html.split_once("</head>").expect("a head");
        let policy = head
            .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .expect("a policy")
            .0
            .replace("&#39;", "'")
            .replace("&apos;", "'");
        let wanted = format!(
            "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
            digest(last(&seen.html, "script")),
            digest(last(head, "style"))
        );
        assert_eq!(policy, wanted);
        // The policy comes before everything that it is to judge.
        assert!(head.find("Content-Security-Policy") < head.find("<style>"));
    }
}

#[test]
fn no_text_of_a_map_begins_a_tag() {
    let seen = hostile();
    assert!(!json_of(&seen.html).contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
    assert_eq!(seen.html.matches("<script").count(), 2);
    assert_eq!(seen.html.matches("</script").count(), 2);
    assert_eq!(seen.html.matches("<style").count(), 1);
    assert_eq!(seen.html.matches("<!doctype").count(), 1);
    // And a reader gets what the map says.
    for (ix, wire) in seen.graph.elements().zip(seen.elements()) {
        assert_eq!(wire["name"], seen.graph.element(ix).name());
    }
}

#[test]
fn every_picture_is_xml_without_styles_handlers_and_links() {
    for seen in [Seen::stockholm("2007-09-01"), hostile()] {
        let mut pictures = 0;
        for picture in seen.html.split("<svg ").skip(1).filter_map(|rest| rest.split_once("</svg>")) {
            let text = format!("<svg {}</svg>", picture.0);
            let Ok(document) = roxmltree::Document::parse(&text) else { panic!("{text:.300}") };
            for attribute in document.descendants().flat_map(|node| node.attributes()) {
                let name = attribute.name();
                assert!(
                    !name.starts_with("on") && name != "style" && name != "href" && name != "src",
                    "{name}"
                );
            }
            pictures += 1;
        }
        assert!(pictures > seen.drawings.len());
    }
}

#[test]
fn the_page_refers_to_nothing_outside() {
    let seen = Seen::stockholm("2007-09-01");
    let outside = seen.html.replace(json_of(&seen.html), "").replace("http://www.w3.org/2000/svg", "");
    for word in
        ["http:", "https:", " src=", "@import", "url(", "<link", "<iframe", "<base", "fetch(", "eval("]
    {
        let at = outside.find(word);
        assert_eq!(at, None, "{word}: {:?}", at.and_then(|at| outside.get(at.saturating_sub(40)..at + 60)));
    }
}

#[test]
fn no_two_things_share_an_id() {
    let seen = Seen::stockholm("2007-09-01");
    let markup = seen.html.split("<script>").next().expect("what comes before the script");
    let mut ids = BTreeSet::new();
    for id in markup.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.insert(id), "{id}");
    }
    assert!(ids.contains("data") && ids.len() > 100);
}

/// A script gives a box another look by its class, so the style must set all that a look sets.
#[test]
fn the_style_knows_every_look() {
    use systemkarta::render::{ArrowLook, Look};
    let seen = Seen::written("systems: {a: }", "2007");
    let style = last(&seen.html, "style");
    for look in Look::ALL.map(Look::style) {
        let rule = format!(".box.{}>rect{{fill:{};stroke:{};", look.class, look.fill, look.border);
        assert!(style.contains(&rule), "{rule}");
        assert!(style.contains(&format!(".box.{}>rect.chip{{fill:{}", look.class, look.chip)));
    }
    for look in ArrowLook::ALL.map(ArrowLook::style) {
        assert!(style.contains(&format!(".arrow.{}>path.line{{fill:none;stroke:{}", look.class, look.color)));
    }
}
