//! What stands in real Compose files.

use systemkarta::import::compose::read;
use systemkarta::load::{Config, LoadError};

use super::super::drafts::{folder, left_out, text};
use super::{compose, ids, import};

/// Nothing is looked up; what a variable says is known only by its default.
#[test]
fn images_with_variables() {
    let (draft, found) = compose(
        "\
services:
  a: {image: 'postgres:${PG:-13}'}
  b: {image: '${REGISTRY:-registry.example.org}/team/app:${TAG}'}
  c: {image: '${IMAGE}'}
  d: {image: 'redis:${R:?say it}-alpine'}
  e: {image: '${REGISTRY}/worker:1'}
  f: {image: 'broken:${X'}
  g: {image: 'two words'}
  h: {image: 'nginx@sha256:0123456789abcdef'}
  i: {image: 'nginx:1.25@sha256:0123456789abcdef'}
  j: {image: [a]}
",
    );
    assert_eq!(
        found,
        [
            "compose.yaml:7:14 bad-value: `broken:${X` is no name of an image (write `name:tag`)",
            "compose.yaml:8:14 bad-value: `two words` is no name of an image (write `name:tag`)",
            "compose.yaml:11:14 wrong-type: `image` is not a single value ()",
        ]
    );
    let technologies: Vec<String> = draft
        .entries
        .iter()
        .filter_map(|incoming| {
            let field = |name| incoming.entry.get(name).and_then(|said| said.as_text()).unwrap_or("-");
            let product = incoming.entry.get("product")?.as_text()?;
            Some(format!("{} {} {product} {}", incoming.entry.id, field("name"), field("version")))
        })
        .collect();
    assert_eq!(
        technologies,
        [
            "nginx-0123456789ab nginx@sha256:0123456789abcdef nginx -",
            "nginx-1.25 nginx:1.25 nginx 1.25",
            "postgres-13 postgres:13 postgres 13",
            "redis-R-alpine redis:${R}-alpine redis -",
            "team-app-TAG registry.example.org/team/app:${TAG} team/app -",
            "worker-1 worker:1 worker 1",
        ]
    );
    assert_eq!(
        draft.remarks,
        [
            "2 images have a version that a variable says, so none is written: `redis:${R}-alpine`, `registry.example.org/team/app:${TAG}`",
            "1 image is named by a digest alone, so no version is written: `nginx@sha256:0123456789abcdef`",
            "2 images were read with the defaults of variables: `${REGISTRY:-registry.example.org}/team/app:${TAG}`, `postgres:${PG:-13}`",
            "1 image is left out, because a variable says which: `${IMAGE}`",
        ]
    );
}

/// The same name in two registries is two images; a service that is called as an image keeps its id.
#[test]
fn ids_of_images_are_unique() {
    let (draft, found) = compose(
        "\
services:
  a: {image: 'app:1'}
  b: {image: 'one.example.org/app:1'}
  c: {image: 'two.example.org:5000/app:1'}
  app-1: {image: 'docker.io/library/app:1'}
  Ärenden: {image: 'ghcr.io/x/y'}
",
    );
    assert_eq!(found, [""; 0]);
    assert_eq!(
        ids(&draft),
        [
            "a",
            "app-1",
            "arenden",
            "b",
            "c",
            "image:app-1",
            "one-example-org-app-1",
            "two-example-org-5000-app-1",
            "x-y-latest"
        ]
    );
}

#[test]
fn needs_that_mean_nothing_are_told_at_their_place() {
    let (draft, found) = compose(
        "\
services:
  web:
    depends_on: [dv, web, db]
    links: ['cahce:c']
    external_links: [other_db_1]
    volumes_from: ['db:ro', 'container:x']
    pid: 'service:gone'
    depends_on: [cache]
  db: {depends_on: {cache: , mial: {condition: service_started}}}
  cache: [a]
  mail:
include: [../other.yaml]
",
    );
    assert_eq!(
        found,
        [
            "compose.yaml:3:18 unknown-reference: `depends_on` names `dv`, which is no service here (did you mean `db`?)",
            "compose.yaml:4:13 unknown-reference: `links` names `cahce`, which is no service here (name the file that declares it too, or mend the name)",
            "compose.yaml:7:10 unknown-reference: `pid` names `gone`, which is no service here (name the file that declares it too, or mend the name)",
            "compose.yaml:8:5 duplicate-key: the key `depends_on` stands here twice (delete one of them)",
            "compose.yaml:9:21 unknown-reference: `depends_on` names `cache`, which is no service here (name the file that declares it too, or mend the name)",
            "compose.yaml:9:30 unknown-reference: `depends_on` names `mial`, which is no service here (did you mean `mail`?)",
            "compose.yaml:10:10 wrong-type: the service `cache` is no mapping ()",
            "compose.yaml:12:11 skipped-file: `include` names another file, which is not read (name that file too when you import)",
        ]
    );
    assert_eq!(
        left_out(&draft),
        ["2 × containers of other projects", "1 × dependencies of a service on itself"]
    );
    assert!(text(&draft).contains("  - id: web\n    name: web\n    depends_on: [db]\n"));
}

/// The first version had no `services`.
#[test]
fn a_file_of_the_first_version() {
    let (draft, found) =
        compose("web:\n  image: nginx:1\n  links: [db]\ndb: {image: 'postgres:9'}\nother: {a: b}\n");
    assert_eq!(found, [""; 0]);
    assert_eq!(ids(&draft), ["db", "web", "nginx-1", "postgres-9"]);
    assert_eq!(left_out(&draft), ["1 × sections `other`"]);
}

#[test]
fn what_is_no_compose_file() {
    let (draft, found) = compose("[a]\n---\nservices: 1\n---\n---\nservices:\n---\na: x\nb: !include y\n");
    assert_eq!(
        found,
        [
            "compose.yaml:1:1 wrong-type: this is no Compose file: it has no fields ()",
            "compose.yaml:3:11 wrong-type: `services` is no mapping of services by their names ()",
            "compose.yaml:9:4 syntax: the tag `!include` is not known (delete the tag; a map is plain data, and nothing is included or executed)",
        ]
    );
    assert_eq!(draft.remarks, ["no file declares services"]);
    let folder = folder(&[]);
    let gone = read(&[folder.path().join("gone.yaml")], &Config::default());
    assert!(matches!(gone, Err(LoadError::NotFound(_))));
    assert!(read(&[], &Config::default()).unwrap().entries.is_empty());
}

/// Merging that refers to itself, or stands for very much, ends within the limits of reading.
#[test]
fn files_that_mean_harm() {
    let mut bomb = String::from("x0: &a0 {image: 'a:1'}\n");
    for level in 1..40 {
        let many = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("x{level}: &a{level} {{<<: [{many}]}}\n"));
    }
    bomb.push_str("services: {a: {<<: *a39}, b: {image: 'b:1'}}\n");
    let (draft, found) = compose(&bomb);
    assert_eq!(found.iter().filter(|found| found.contains("limit-exceeded")).count(), 1);
    assert!(ids(&draft).contains(&"b"));
    let (_, found) = compose("services: {a: &a {<<: *a, image: 'a:1'}}");
    assert_eq!(found.len(), 1, "{found:?}");
    let chain: String = (0..300).map(|at| format!("  s{at}: {{extends: s{}}}\n", at + 1)).collect();
    let (draft, found) =
        import(&[("compose.yaml", &format!("services:\n{chain}  s300: {{image: 'a:1'}}\n"))]);
    assert!(
        found.iter().any(|found| found.contains("limit-exceeded: services extend each other deeper than 64"))
    );
    assert_eq!(draft.entries.len(), 302);
    let names: String = (0..100).map(|at| format!("  n{at}:\n")).collect();
    let needed: Vec<String> = (0..100).map(|at| format!("n{at}")).collect();
    let heirs: String = (0..200).map(|at| format!("  h{at}: {{extends: base}}\n")).collect();
    let text = format!("services:\n{names}  base: {{links: [{}]}}\n{heirs}", needed.join(", "));
    let (draft, found) = compose(&text);
    assert_eq!(
        found,
        [
            "compose.yaml:202:3 limit-exceeded: what services extend stands for more than 10000 values (if it must be so, raise `alias_expansion` under [limits] in systemkarta.toml)"
        ]
    );
    assert_eq!(draft.entries.len(), 301);
    let braces = "${".repeat(400);
    compose(&format!("name: '{braces}'\nservices: {{a: {{image: '{braces}'}}}}"));
}
