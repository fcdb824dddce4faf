//! What stands in real catalogues beside sound entities.

use systemkarta::import::backstage::read;
use systemkarta::load::{Config, LoadError};

use super::super::drafts::{folder, found, left_out, text};
use super::{catalogue, component, entity, ids, import};

#[test]
fn references_that_mean_nothing_are_told_at_their_place() {
    let all = [
        component(
            "shop",
            "dependsOn: [orders, resource:order, component:mial], consumesApis: [pay], system: trade, providesApis: ['a/b/c']",
        ),
        component("mail", "dependsOn: [component:web/shop, template:x, component:mail, user:me]"),
        entity("Resource", "orders", ""),
        entity("User", "me", ""),
    ];
    let (draft, found) = catalogue(&all.concat());
    assert_eq!(
        found,
        [
            "catalog-info.yaml:5:20 bad-value: `orders` in `dependsOn` says no kind (write `resource:orders`)",
            "catalog-info.yaml:5:28 unknown-reference: `dependsOn` names `resource:default/order`, which is no entity that was read (did you mean `orders`?)",
            "catalog-info.yaml:5:44 unknown-reference: `dependsOn` names `component:default/mial`, which is no entity that was read (did you mean `mail`?)",
            "catalog-info.yaml:5:76 unknown-reference: `consumesApis` names `api:default/pay`, which is no entity that was read (import the folder that declares it too, or mend the name)",
            "catalog-info.yaml:5:90 unknown-reference: `system` names `system:default/trade`, which is no entity that was read (import the folder that declares it too, or mend the name)",
            "catalog-info.yaml:5:112 bad-value: `a/b/c` is no reference (write `kind:namespace/name`, or a part of it that begins later)",
            "catalog-info.yaml:10:20 unknown-reference: `dependsOn` names `component:web/shop`, which is no entity that was read (did you mean `component:default/shop`?)",
        ]
    );
    assert_eq!(ids(&draft), ["mail", "shop", "orders"]);
    assert!(!text(&draft).contains("depends_on") && !text(&draft).contains("runs_on"));
    assert_eq!(
        left_out(&draft),
        [
            "1 × dependencies of an entity on itself",
            "1 × dependencies on entities of kind user",
            "1 × references to entities of kind template",
            "1 × users that own nothing here",
        ]
    );
}

#[test]
fn an_entity_that_is_declared_twice_counts_once() {
    let all = [component("shop", "type: first"), component("Shop", "type: second")];
    let (draft, found) = catalogue(&all.concat());
    assert_eq!(
        found,
        [
            "catalog-info.yaml:9:18 duplicate-id: `component:default/shop` is declared twice (delete one of them, or give it another name or namespace)"
        ]
    );
    assert!(text(&draft).contains("kind: first"));
}

/// A folder of templates holds entities without names, and files that are no YAML yet.
#[test]
fn templates_are_left_out() {
    let blank = component("'${{ values.name }}'", "owner: me");
    let mapping = component("{{ name }}", "owner: me");
    let part = component("shop", "owner: '${{ values.owner }}'");
    let unfilled = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  {%- if values.name %}\n  name: x\n  {%- endif %}\n";
    let template = entity("Template", "new-service", "type: service")
        .replace("backstage.io/v1alpha1", "scaffolder.backstage.io/v1beta3");
    let (draft, found) = import(&[
        ("catalog-info.yaml", &[blank, mapping, part].concat()),
        ("skeleton/catalog-info.yaml", unfilled),
        ("template.yaml", &template),
    ]);
    assert_eq!(found, [""; 0]);
    assert_eq!(ids(&draft), ["shop"]);
    assert_eq!(
        left_out(&draft),
        [
            "1 × entities of kind Template",
            "2 × entities whose name a template leaves blank",
            "1 × files that are templates, not filled in",
            "1 × references that a template leaves blank",
        ]
    );
}

/// Only files with entities are read; what others hold, and what is wrong in them, is their own affair.
#[test]
fn other_files_of_the_folder_are_passed_over() {
    let shop = component("shop", "owner: me");
    let location = entity("Location", "all", "targets: ['https://example.org/x.yaml', ./other.yaml]");
    let (draft, found) = import(&[
        ("org/entities.yaml", &shop),
        ("chart/values.yaml", "a: [\n{{ .Values.x }}"),
        (
            "deploy.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x, annotations: {backstage.io/kubernetes-id: x}}\n",
        ),
        ("node_modules/x/catalog-info.yaml", &component("foreign", "")),
        (".hidden/catalog-info.yaml", &component("hidden", "")),
        ("catalog-info.json", "{}"),
        ("all.yml", &location),
    ]);
    assert_eq!(found, [""; 0]);
    assert_eq!(ids(&draft), ["shop", "me"]);
    assert_eq!(left_out(&draft), ["1 × entities of kind Location"]);
    assert_eq!(draft.sources.len(), 3);
}

#[test]
fn a_folder_without_entities_says_so() {
    let (draft, _) = import(&[("a.yaml", "b: c")]);
    assert_eq!(draft.remarks, ["no file holds entities of Backstage"]);
    let folder = folder(&[]);
    let gone = read(&folder.path().join("gone"), &Config::default());
    assert!(matches!(gone, Err(LoadError::NotFound(_))));
}

/// A named file is read whatever it is called; a list of entities is what a server exports.
#[test]
fn a_file_may_be_a_list_and_have_any_name() {
    let folder = folder(&[(
        "all.txt",
        "[{apiVersion: backstage.io/v1beta1, kind: component, metadata: {name: a}}, {kind: Resource, metadata: {name: b}}]",
    )]);
    let draft = read(&folder.path().join("all.txt"), &Config::default()).unwrap();
    assert_eq!(ids(&draft), ["a", "b"]);
}

#[test]
fn what_is_no_entity_is_told() {
    let faults = "\
- {kind: Component}
- {metadata: {name: a}}
- kind
- {kind: Component, metadata: {name: [a]}}
- {kind: Component, metadata: {name: a, title: [b], tags: [[c], d], links: [e, {url: f}], namespace: }, spec: {owner: {kind: Group}, type: }}
- {kind: Component, metadata: {name: Ärenden och post}}
- {kind: Component, metadata: {name: '??'}}
- {kind: Component, metadata: [a], spec: b}
";
    let (draft, found) = catalogue(faults);
    assert_eq!(
        found,
        [
            "catalog-info.yaml:1:3 bad-value: this entity has no `metadata.name` (give it the name by which others refer to it)",
            "catalog-info.yaml:2:3 bad-value: this entity has no `kind` (say what it is, such as `kind: Component`)",
            "catalog-info.yaml:3:3 wrong-type: this is no entity: it has no fields ()",
            "catalog-info.yaml:4:38 wrong-type: `metadata.name` is not a single value ()",
            "catalog-info.yaml:5:48 wrong-type: `metadata.title` is not a single value ()",
            "catalog-info.yaml:5:60 wrong-type: `metadata.tags` is not a single value ()",
            "catalog-info.yaml:5:119 wrong-type: `spec.owner` is not a single value ()",
            "catalog-info.yaml:8:3 bad-value: this entity has no `metadata.name` (give it the name by which others refer to it)",
        ]
    );
    assert_eq!(ids(&draft), ["a", "arenden-och-post", "component"]);
    assert!(text(&draft).contains("    tags: [d]\n    links: [f]\n"));
}

/// One slip costs what stands around it, and not the other entities of the file.
#[test]
fn a_fault_of_syntax_leaves_the_other_entities() {
    let text = format!("{}---\nkind: Component\n\tmetadata: x\n{}", component("a", ""), component("b", ""));
    let (draft, found) = catalogue(&text);
    assert_eq!(ids(&draft), ["a", "b"]);
    assert!(found.iter().any(|found| found.starts_with("catalog-info.yaml:8:1 syntax: a tab")), "{found:?}");
}

/// What cannot be read is told where entities were to be expected; other files are nobody's business, but for the limits.
#[test]
fn files_that_cannot_be_read() {
    let shop = component("shop", "owner: me");
    let folder =
        folder(&[("a/catalog-info.yaml", ""), ("b/values.yaml", ""), ("c.yaml", &shop), ("d.yaml", "")]);
    std::fs::write(folder.path().join("a/catalog-info.yaml"), b"kind: \xff").unwrap();
    std::fs::write(folder.path().join("b/values.yaml"), b"a: \xff").unwrap();
    std::fs::write(folder.path().join("d.yaml"), "#".repeat(2000)).unwrap();
    let mut config = Config::default();
    config.limits.file_size = 1000;
    let draft = read(folder.path(), &config).unwrap();
    assert_eq!(
        found(&draft, folder.path()),
        [
            "a/catalog-info.yaml:1:7 unreadable-file: this file is not UTF-8: byte 0xFF at offset 6 (save it as UTF-8)",
            "d.yaml:1:1 limit-exceeded: this file is larger than 1000 bytes and is not read (if the map must be so, raise `file_size` under [limits] in systemkarta.toml)",
        ]
    );
    assert_eq!(ids(&draft), ["shop", "me"]);
}
