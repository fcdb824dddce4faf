//! Catalogues of Backstage: what becomes of their entities, and of their dirt.

mod dirt;
mod laws;

use systemkarta::import::Draft;
use systemkarta::import::backstage::read;
use systemkarta::load::Config;

use super::drafts::{assert_loads, folder, found, left_out, text};

/// Imports a folder of these files; what comes of it must load.
fn import(files: &[(&str, &str)]) -> (Draft, Vec<String>) {
    let folder = folder(files);
    let draft = read(folder.path(), &Config::default()).unwrap();
    assert_loads(&draft);
    let found = found(&draft, folder.path());
    (draft, found)
}

fn catalogue(text: &str) -> (Draft, Vec<String>) {
    import(&[("catalog-info.yaml", text)])
}

const SHOP: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop
  title: Web shop
  description: Sells permits
  tags: [java, web]
  annotations:
    backstage.io/source-location: url:https://git.example.org/shop
    example.org/team: '12'
  links:
    - {url: https://shop.example.org, title: Shop}
spec:
  type: website
  lifecycle: production
  owner: Sales
  system: commerce
  consumesApis: [payments]
  dependsOn: [resource:orders, component:mailer]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: billing}
spec: {type: service, lifecycle: experimental, owner: group:default/sales, system: commerce, providesApis: [payments]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: mailer}
spec: {type: library, lifecycle: deprecated, subcomponentOf: billing}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: commerce}
spec: {owner: user:anna, domain: trade}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: payments, description: Takes payments}
spec:
  type: openapi
  lifecycle: production
  owner: sales
  definition: |
    openapi: 3.0.0
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: orders}
spec: {type: database, owner: sales, dependsOn: [resource:cluster], dependencyOf: [component:billing]}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: cluster}
spec: {type: kubernetes-cluster}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: sales}
spec: {type: team, profile: {displayName: Sales team, email: sales@example.org}, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: Anna}
spec: {profile: {displayName: Anna Ek}, memberOf: [sales]}
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: {name: trade}
spec: {owner: sales}
";

#[test]
fn entities_become_entries() {
    let (draft, found) = catalogue(SHOP);
    assert_eq!(found, [""; 0]);
    assert_eq!(
        text(&draft),
        "\
systems:
  - id: billing
    name: billing
    kind: service
    owner: sales
    lifecycle: phase_in
    part_of: [{to: commerce, strength: soft}]
    runs_on: [orders]
    source: \"backstage: component:default/billing\"
  - id: commerce
    name: commerce
    kind: system
    owner: Anna
    source: \"backstage: system:default/commerce\"
  - id: mailer
    name: mailer
    kind: library
    lifecycle: phase_out
    part_of: [billing]
    source: \"backstage: component:default/mailer\"
  - id: shop
    name: Web shop
    description: Sells permits
    kind: website
    owner: sales
    lifecycle: active
    part_of: [{to: commerce, strength: soft}]
    runs_on: [orders]
    depends_on: [mailer]
    tags: [java, web]
    links: [https://git.example.org/shop, https://shop.example.org]
    source: \"backstage: component:default/shop\"

integrations:
  - id: payments--shop
    name: payments
    description: Takes payments
    owner: sales
    lifecycle: active
    provider: billing
    consumer: shop
    protocol: openapi
    source: \"backstage: api:default/payments\"

technologies:
  - id: cluster
    name: cluster
    kind: kubernetes-cluster
    source: \"backstage: resource:default/cluster\"
  - id: orders
    name: orders
    kind: database
    owner: sales
    runs_on: [cluster]
    source: \"backstage: resource:default/orders\"

organisations:
  - id: Anna
    name: Anna Ek
    kind: person
    source: \"backstage: user:default/anna\"
  - id: sales
    name: Sales team
    kind: team
    contact: sales@example.org
    source: \"backstage: group:default/sales\"
"
    );
    assert_eq!(
        left_out(&draft),
        [
            "1 × annotations",
            "1 × definitions of APIs",
            "1 × domains that systems belong to",
            "1 × entities of kind Domain",
            "1 × fields `spec.children` of owners",
            "1 × fields `spec.memberOf` of owners",
        ]
    );
    assert_eq!(draft.remarks, [""; 0]);
}

/// An entry is shown where its name was written.
#[test]
fn entries_know_their_places() {
    let (draft, _) = catalogue(SHOP);
    let shop = draft.entries.iter().find(|incoming| incoming.entry.id == "shop").unwrap();
    let place = draft.sources.locate(shop.place);
    assert_eq!((place.line, place.column), (4, 9));
    assert!(shop.is_its_own && shop.cleared.is_empty());
}

fn component(name: &str, spec: &str) -> String {
    format!(
        "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: {name}}}\nspec: {{{spec}}}\n"
    )
}

fn entity(kind: &str, name: &str, spec: &str) -> String {
    component(name, spec).replace("Component", kind)
}

fn ids(draft: &Draft) -> Vec<&str> {
    draft.entries.iter().map(|incoming| incoming.entry.id.as_str()).collect()
}

#[test]
fn an_api_needs_both_ends() {
    let all = [
        entity("API", "unused", "type: grpc"),
        entity("API", "foreign", "type: grpc"),
        entity("API", "private", "type: grpc"),
        entity("API", "shared", "type: grpc"),
        component("a", "providesApis: [unused, private, shared], consumesApis: [private, foreign]"),
        component("b", "providesApis: [shared], consumesApis: [shared], dependsOn: ['api:shared']"),
        component("c", "consumesApis: [API:Default/Shared]"),
    ];
    let (draft, found) = catalogue(&all.concat());
    assert_eq!(found, [""; 0]);
    assert_eq!(ids(&draft), ["a", "b", "c", "shared@a--b", "shared@a--c", "shared@b--c"]);
    assert_eq!(
        left_out(&draft),
        [
            "1 × APIs that nobody consumes",
            "1 × APIs that nobody provides",
            "1 × APIs that only their provider consumes"
        ]
    );
    assert_eq!(draft.remarks, ["1 API is offered by several providers; each is an integration of its own"]);
}

/// A component keeps its id whatever else is called so; those of other kinds and namespaces say theirs.
#[test]
fn names_that_several_entities_have() {
    let all = [
        entity("Group", "shop", "type: team"),
        entity("Resource", "Shop", "type: bucket, owner: shop"),
        entity("System", "shop", "owner: shop"),
        component("shop", "owner: shop"),
        component(
            "shop, namespace: web",
            "owner: default/shop, dependsOn: [component:default/shop, 'resource:default/shop']",
        ),
    ];
    let (draft, found) = catalogue(&all.concat());
    assert_eq!(found, [""; 0]);
    assert_eq!(ids(&draft), ["shop", "system:shop", "web/shop", "resource:Shop", "group:shop"]);
    assert_eq!(
        draft.remarks,
        [
            "3 ids are not the names of their entities, which others have or which are no ids: `system:shop`, `resource:Shop`, `group:shop`"
        ]
    );
}

/// Teams and people mostly come from elsewhere, so their entities are missing.
#[test]
fn owners_that_nobody_declares_are_taken() {
    let all = [
        component("a", "owner: Team-One"),
        component("b", "owner: group:default/team-one"),
        component("c", "owner: user:anna"),
        component("d", "owner: post@example.org"),
        component("e", "owner: unknown"),
        component("f", "owner: component:a"),
    ];
    let (draft, found) = catalogue(&all.concat());
    assert_eq!(
        found,
        [
            "catalog-info.yaml:30:15 bad-value: `component:a` owns nothing: an owner is a group or a user (name a `group:` or a `user:`)"
        ]
    );
    let organisations: Vec<String> = draft
        .entries
        .iter()
        .filter_map(|incoming| {
            let entry = &incoming.entry;
            let contact = entry.get("contact").and_then(|contact| contact.as_text()).unwrap_or_default();
            let source = entry.get("source")?.as_text()?;
            source.contains("named as an owner").then(|| format!("{} {contact} {source}", entry.id))
        })
        .collect();
    assert_eq!(
        organisations,
        [
            "Team-One  backstage: group:default/team-one, named as an owner",
            "anna  backstage: user:default/anna, named as an owner",
            "post@example.org post@example.org backstage: group:default/post@example.org, named as an owner",
        ]
    );
    assert_eq!(
        draft.remarks,
        [
            "3 owners are declared by no entity and were taken with the names that are written: `group:default/team-one`, `user:default/anna`, `group:default/post@example.org`"
        ]
    );
    assert_eq!(left_out(&draft), ["1 × owners written as `unknown`"]);
}

#[test]
fn lifecycles_in_other_words_are_kept_as_a_property() {
    let all = [
        component("a", "lifecycle: Production"),
        component("b", "lifecycle: beta"),
        component("c", "lifecycle: beta"),
    ];
    let (draft, _) = catalogue(&all.concat());
    assert!(text(&draft).contains("  - id: a\n    name: a\n    lifecycle: active\n"));
    assert!(text(&draft).contains("  - id: b\n    name: b\n    properties: {lifecycle: beta}\n"));
    assert_eq!(
        draft.remarks,
        [
            "1 word for a lifecycle is none of Backstage's own and was kept as the property `lifecycle`: `beta (2 ×)`"
        ]
    );
}

#[test]
fn the_same_catalogue_in_other_files_is_the_same_draft() {
    let parts: Vec<&str> = SHOP.split("---\n").collect();
    let mut files: Vec<(String, &str)> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| (format!("{}/catalog-info.yml", 9 - at % 10), *part))
        .collect();
    files.reverse();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, part)| (name.as_str(), *part)).collect();
    let (draft, found) = import(&files);
    assert_eq!(found, [""; 0]);
    assert_eq!(text(&draft), text(&catalogue(SHOP).0));
}
