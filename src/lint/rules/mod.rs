//! The rules, one a file, and the one table that names them.

mod agreement_ends_first;
mod alias_clash;
mod bad_id;
mod bad_value;
mod change_cycle;
mod confusable_id;
mod contradicting_relations;
mod decided_change_altered;
mod dependency_cycle;
mod depends_on_not_yet_active;
mod depends_on_retired;
mod depends_on_unsupported;
mod duplicate_id;
mod duplicate_key;
mod duplicate_name;
mod forbidden_character;
mod implemented_not_in_map;
mod isolated_element;
mod limit_exceeded;
mod missing_agreement;
mod missing_lifecycle;
mod missing_owner;
mod no_successor;
mod one_sided_integration;
mod phase_order;
mod self_dependency;
mod skipped_file;
mod stale_review;
mod successor_gap;
mod syntax;
mod unknown_key;
mod unknown_organisation;
mod unknown_reference;
mod unreadable_file;
mod vacuous_policy;
mod version_unknown;
mod wrong_kind;
mod wrong_type;

use super::Rule;

/// Every rule, sorted by name.
pub static RULES: &[Rule] = &[
    agreement_ends_first::RULE,
    alias_clash::RULE,
    bad_id::RULE,
    bad_value::RULE,
    change_cycle::RULE,
    confusable_id::RULE,
    contradicting_relations::RULE,
    decided_change_altered::RULE,
    dependency_cycle::RULE,
    depends_on_not_yet_active::RULE,
    depends_on_retired::RULE,
    depends_on_unsupported::RULE,
    duplicate_id::RULE,
    duplicate_key::RULE,
    duplicate_name::RULE,
    forbidden_character::RULE,
    implemented_not_in_map::RULE,
    isolated_element::RULE,
    limit_exceeded::RULE,
    missing_agreement::RULE,
    missing_lifecycle::RULE,
    missing_owner::RULE,
    no_successor::RULE,
    one_sided_integration::RULE,
    phase_order::RULE,
    self_dependency::RULE,
    skipped_file::RULE,
    stale_review::RULE,
    successor_gap::RULE,
    syntax::RULE,
    unknown_key::RULE,
    unknown_organisation::RULE,
    unknown_reference::RULE,
    unreadable_file::RULE,
    vacuous_policy::RULE,
    version_unknown::RULE,
    wrong_kind::RULE,
    wrong_type::RULE,
];

/// Where the rule with this name stands in the table.
pub(super) fn position(name: &str) -> Option<usize> {
    RULES.binary_search_by_key(&name, |rule| rule.name).ok()
}
