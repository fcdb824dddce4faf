//! The rules, one a file, and the one table that names them.

mod agreement_ends_first;
mod alias_clash;
mod bad_id;
mod bad_value;
mod change_cycle;
mod confusable_id;
mod contradicting_relations;
mod criticality_inversion;
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
mod information_without_master;
mod isolated_element;
mod limit_exceeded;
mod made_id;
mod missing_agreement;
mod missing_lifecycle;
mod missing_owner;
mod no_successor;
mod one_sided_integration;
mod personal_data_unprotected;
mod phase_order;
mod protection_inversion;
mod restore_too_slow;
mod self_dependency;
mod service_hours_gap;
mod several_masters;
mod shared_fate;
mod skipped_file;
mod sla_beyond_dependencies;
mod stale_review;
mod successor_gap;
mod syntax;
mod unknown_key;
mod unknown_organisation;
mod unknown_reference;
mod unreadable_file;
mod vacuous_policy;
mod version_unknown;
mod waiver_expired;
mod waiver_expiring;
mod waiver_invalid;
mod waiver_too_long;
mod waiver_unused;
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
    criticality_inversion::RULE,
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
    information_without_master::RULE,
    isolated_element::RULE,
    limit_exceeded::RULE,
    made_id::RULE,
    missing_agreement::RULE,
    missing_lifecycle::RULE,
    missing_owner::RULE,
    no_successor::RULE,
    one_sided_integration::RULE,
    personal_data_unprotected::RULE,
    phase_order::RULE,
    protection_inversion::RULE,
    restore_too_slow::RULE,
    self_dependency::RULE,
    service_hours_gap::RULE,
    several_masters::RULE,
    shared_fate::RULE,
    skipped_file::RULE,
    sla_beyond_dependencies::RULE,
    stale_review::RULE,
    successor_gap::RULE,
    syntax::RULE,
    unknown_key::RULE,
    unknown_organisation::RULE,
    unknown_reference::RULE,
    unreadable_file::RULE,
    vacuous_policy::RULE,
    version_unknown::RULE,
    waiver_expired::RULE,
    waiver_expiring::RULE,
    waiver_invalid::RULE,
    waiver_too_long::RULE,
    waiver_unused::RULE,
    wrong_kind::RULE,
    wrong_type::RULE,
];

/// Where the rule with this name stands in the table.
pub(super) fn position(name: &str) -> Option<usize> {
    RULES.binary_search_by_key(&name, |rule| rule.name).ok()
}
