//! Compose files: what becomes of their services and images, and of their dirt.

mod dirt;
mod laws;

use std::path::PathBuf;

use systemkarta::import::Draft;
use systemkarta::import::compose::read;
use systemkarta::load::Config;

use super::drafts::{assert_loads, folder, found, left_out, text};

/// Imports these files in the order given; what comes of it must load.
fn import(files: &[(&str, &str)]) -> (Draft, Vec<String>) {
    let folder = folder(files);
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
    let draft = read(&paths, &Config::default()).unwrap();
    assert_loads(&draft);
    let found = found(&draft, folder.path());
    (draft, found)
}

/// Imports the folder of these files.
fn import_folder(files: &[(&str, &str)]) -> (Draft, Vec<String>) {
    let folder = folder(files);
    let draft = read(&[folder.path().to_owned()], &Config::default()).unwrap();
    assert_loads(&draft);
    let found = found(&draft, folder.path());
    (draft, found)
}

fn compose(text: &str) -> (Draft, Vec<String>) {
    import(&[("compose.yaml", text)])
}

fn ids(draft: &Draft) -> Vec<&str> {
    draft.entries.iter().map(|incoming| incoming.entry.id.as_str()).collect()
}

#[test]
fn services_and_images_become_entries() {
    let (draft, found) = compose(
        "\
name: shop
services:
  web:
    build: .
    image: registry.example.org/shop/web:dev
    ports: ['80:80']
    environment: {A: b}
    profiles: [public]
    deploy: {replicas: 3, mode: replicated}
    depends_on:
      db: {condition: service_healthy}
      cache: {condition: service_started, required: false}
    links: ['db:database']
  db:
    image: postgres:13-alpine
    container_name: shop-db
    volumes: ['data:/var/lib']
  cache:
    image: redis
    network_mode: 'service:db'
networks: {a: , b: }
volumes: {data: }
x-notes: {web: nothing}
",
    );
    assert_eq!(found, [""; 0]);
    assert_eq!(
        text(&draft),
        "\
systems:
  - id: cache
    name: cache
    runs_on: [redis-latest]
    depends_on: [db]
    source: \"compose.yaml: service cache\"
  - id: db
    name: db
    runs_on: [postgres-13-alpine]
    source: \"compose.yaml: service db\"
  - id: web
    name: web
    depends_on: [cache, db]
    tags: [public]
    properties: {replicas: 3}
    source: \"compose.yaml: service web\"

technologies:
  - id: postgres-13-alpine
    name: postgres:13-alpine
    kind: image
    version: 13-alpine
    product: postgres
    source: \"compose.yaml: image postgres:13-alpine\"
  - id: redis-latest
    name: redis
    kind: image
    product: redis
    source: \"compose.yaml: image redis\"
"
    );
    assert_eq!(
        left_out(&draft),
        [
            "1 × `container_name` of services",
            "1 × `environment` of services",
            "1 × `ports` of services",
            "1 × `volumes` of services",
            "1 × names of images that are built here",
            "2 × networks",
            "1 × other settings of `deploy`",
            "1 × volumes",
        ]
    );
    assert_eq!(
        draft.remarks,
        ["1 image has no tag, or `latest`: it is another one tomorrow, so no version is written: `redis`"]
    );
    let db = draft.entries.iter().find(|incoming| incoming.entry.id == "db").unwrap();
    let place = draft.sources.locate(db.place);
    assert_eq!((place.line, place.column), (14, 3));
}

/// `docker compose -f base -f later`: lists are added to, single values replaced, and tags say otherwise.
#[test]
fn later_files_are_laid_over_earlier_ones() {
    let base = "\
services:
  web: {image: 'web:1', depends_on: [db, cache], links: [mail], profiles: [a]}
  db: {image: 'postgres:13'}
  cache: {image: 'redis:6'}
  mail: {image: 'postfix:3', network_mode: 'service:db'}
  old: {image: 'old:1'}
";
    let later = "\
services:
  web:
    image: web:2
    depends_on: !override
      mail: {condition: service_started}
    links: !reset []
    profiles: [b]
  cache: {build: ./cache}
  mail: {network_mode: bridge}
  old: !reset null
  new: {image: 'web:2', depends_on: [web]}
";
    let (draft, found) = import(&[("compose.yaml", base), ("compose.prod.yaml", later)]);
    assert_eq!(found, [""; 0]);
    assert_eq!(
        text(&draft).replace("    name", "    n"),
        "\
systems:
  - id: cache
    n: cache
    source: \"compose.yaml: service cache\"
  - id: db
    n: db
    runs_on: [postgres-13]
    source: \"compose.yaml: service db\"
  - id: mail
    n: mail
    runs_on: [postfix-3]
    source: \"compose.yaml: service mail\"
  - id: new
    n: new
    runs_on: [web-2]
    depends_on: [web]
    source: \"compose.prod.yaml: service new\"
  - id: web
    n: web
    runs_on: [web-2]
    depends_on: [mail]
    tags: [a, b]
    source: \"compose.yaml: service web\"

technologies:
  - id: postfix-3
    n: postfix:3
    kind: image
    version: 3
    product: postfix
    source: \"compose.yaml: image postfix:3\"
  - id: postgres-13
    n: postgres:13
    kind: image
    version: 13
    product: postgres
    source: \"compose.yaml: image postgres:13\"
  - id: web-2
    n: web:2
    kind: image
    version: 2
    product: web
    source: \"compose.prod.yaml: image web:2\"
"
    );
}

/// What a mapping says itself goes before what it merges, and of what it merges the first.
#[test]
fn merge_keys_are_resolved() {
    let (draft, found) = compose(
        "\
x-base: &base {image: 'base:1', depends_on: [db]}
x-more: &more {<<: *base, image: 'more:1', profiles: [more]}
services:
  db: {image: 'postgres:13'}
  a: {<<: *base, image: 'own:1'}
  b: {image: 'own:1', <<: [*more, *base]}
  c: {<<: [*base, *more]}
  d:
    <<: *more
    depends_on: []
",
    );
    assert_eq!(found, [""; 0]);
    let said: Vec<String> = draft
        .entries
        .iter()
        .filter(|incoming| incoming.entry.get("product").is_none())
        .map(|incoming| {
            let field = |name| incoming.entry.get(name).map(systemkarta::entry::flow).unwrap_or_default();
            format!("{} {} {} {}", incoming.entry.id, field("runs_on"), field("depends_on"), field("tags"))
        })
        .collect();
    assert_eq!(
        said,
        [
            "a [own-1] [db] ",
            "b [own-1] [db] [more]",
            "c [base-1] [db] [more]",
            "d [more-1]  [more]",
            "db [postgres-13]  ",
        ]
    );
}

#[test]
fn services_that_extend_others() {
    let (draft, found) = compose(
        "\
services:
  base: {image: 'app:1', depends_on: [db]}
  web: {extends: base, depends_on: [cache]}
  worker: {extends: {service: web}, image: 'worker:2'}
  far: {extends: {file: ../common.yaml, service: base}, image: 'far:1'}
  lost: {extends: bsae}
  round: {extends: trip}
  trip: {extends: round}
  db: {image: 'postgres:13'}
  cache: {image: 'redis:6'}
",
    );
    assert_eq!(
        found,
        [
            "compose.yaml:5:50 skipped-file: `extends` names another file, which is not read (name that file too when you import)",
            "compose.yaml:6:19 unknown-reference: `extends` names `bsae`, which is no service here (did you mean `base`?)",
            "compose.yaml:7:3 bad-value: `extends` leads back to this service ()",
            "compose.yaml:8:3 bad-value: `extends` leads back to this service ()",
        ]
    );
    let text = text(&draft);
    assert!(text.contains("  - id: web\n    name: web\n    runs_on: [app-1]\n    depends_on: [cache, db]\n"));
    assert!(text.contains(
        "  - id: worker\n    name: worker\n    runs_on: [worker-2]\n    depends_on: [cache, db]\n"
    ));
}

/// Two projects may call their services alike; one that says no name is called as its folder.
#[test]
fn projects_are_told_apart() {
    let one = "name: Tax office\nservices: {web: {image: 'nginx:1'}, mail: }\n";
    let two = "services: {web: {image: 'nginx:1', depends_on: [db]}, db: {image: 'postgres:13'}}\n";
    let over = "services: {web: {image: 'nginx:2'}}\n";
    let (draft, found) =
        import(&[("a/compose.yaml", one), ("library/compose.yaml", two), ("library/later.yaml", over)]);
    assert_eq!(found, [""; 0]);
    assert_eq!(
        ids(&draft),
        ["db", "library/web", "mail", "tax-office/web", "nginx-1", "nginx-2", "postgres-13"]
    );
    assert_eq!(
        draft.remarks,
        [
            "2 ids are not the names of their services, which others have or which are no ids: `tax-office/web`, `library/web`"
        ]
    );
    let again = import(&[
        ("b/x.yaml", "name: x\nservices: {a: }"),
        ("c/y.yaml", "name: x\nservices: {a: {build: .}}"),
    ])
    .0;
    assert_eq!(ids(&again), ["a"]);
}

/// Of a folder those files are read that Compose would read by itself.
#[test]
fn a_folder_is_read_as_compose_would() {
    let service = |name: &str| format!("services: {{{name}: {{image: '{name}:1'}}}}\n");
    let (draft, found) = import_folder(&[
        ("shop/compose.yaml", "services: {web: {image: 'web:1'}}\n"),
        ("shop/compose.override.yaml", "services: {web: {image: 'web:2'}}\n"),
        ("shop/docker-compose.yml", &service("older")),
        ("shop/compose.prod.yaml", &service("prod")),
        ("tax/docker-compose.yml", &service("tax")),
        ("none/docker-compose.test.yml", &service("test")),
        ("tax/values.yaml", "a: ["),
    ]);
    assert_eq!(found, [""; 0]);
    assert_eq!(ids(&draft), ["tax", "web", "tax-1", "web-2"]);
    assert_eq!(left_out(&draft), ["3 × files that Compose would not read by itself"]);
}
