//! The forms in which the data comes.

use super::*;

#[test]
fn version_0_names_the_product_by_its_file() {
    let draft = drafted(
        &[("postgresql.json", POSTGRESQL_0)],
        "technologies: [{id: db, product: postgresql, version: 13.4}]",
    );
    assert_eq!(
        written(&draft),
        "technologies:\n  - id: db\n    lifecycle: postgresql-13\n\nlifecycles:\n  - id: postgresql-13\n    \
         name: postgresql 13\n    general_availability: 2020-09-24\n    end_of_life: 2025-11-13\n    \
         source: \"endoflife.date: postgresql 13\"\n    links: [https://endoflife.date/postgresql]\n"
    );
    assert!(messages(&draft).is_empty());
    let own: Vec<(&str, bool)> =
        draft.entries.iter().map(|incoming| (incoming.entry.id.as_str(), incoming.is_its_own)).collect();
    assert_eq!(own, [("postgresql-13", true), ("db", false)]);
}
