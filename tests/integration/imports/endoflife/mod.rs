//! Dates of vendors' support, as endoflife.date publishes them, as named lifecycles.

mod forms;
mod hostile;
mod laws;
mod map;
mod meaning;
mod versions;

use std::fs;

use systemkarta::entry::{Entry, yaml};
use systemkarta::import::{Draft, endoflife};
use systemkarta::load::{Config, Loaded, load_texts};
use systemkarta::model::Date;
use tempfile::TempDir;

const TODAY: &str = "2026-03-01";

/// PostgreSQL as version 0 of the API tells it.
const POSTGRESQL_0: &str = r#"[
  {"cycle":"16","releaseDate":"2023-09-14","eol":"2028-11-09","latest":"16.3","lts":false},
  {"cycle":"13","releaseDate":"2020-09-24","eol":"2025-11-13","latest":"13.22","lts":false},
  {"cycle":"9.6","releaseDate":"2016-09-29","eol":"2021-11-11","lts":false}
]"#;

/// Debian as version 1 of the API tells it.
const DEBIAN_1: &str = r#"{"schema_version":"1.2.0","generated_at":"2026-02-01T00:00:00+00:00","result":{
  "name":"debian","aliases":["debian-linux"],"label":"Debian","category":"os","tags":["os"],
  "identifiers":[{"id":"cpe:/o:debian:debian_linux","type":"cpe"},{"id":"pkg:docker/library/debian","type":"purl"}],
  "labels":{"eoas":null,"eol":"Security Support","eoes":"LTS"},
  "releases":[
    {"name":"12","codename":"Bookworm","label":"12 (Bookworm)","releaseDate":"2023-06-10","isLts":false,"ltsFrom":null,
     "isEol":false,"eolFrom":"2026-06-10","isEoes":false,"eoesFrom":"2028-06-30","isMaintained":true,"latest":{"name":"12.11","date":"2025-05-17","link":null},"custom":null},
    {"name":"3.1","codename":"Sarge","label":"3.1 (Sarge)","releaseDate":"2005-06-06","isLts":false,"ltsFrom":null,
     "isEol":true,"eolFrom":"2008-03-31","isEoes":null,"eoesFrom":null,"isMaintained":false,"latest":null,"custom":null}
  ]}}"#;

/// Oracle Database as the data has it.
const ORACLE_MD: &str = "\
---
title: Oracle Database
addedAt: 2020-01-01
category: database
permalink: /oracle-database
alternate_urls:
-   /oracle-db
releaseLabel: \"__RELEASE_CYCLE__c\"
eolColumn: Premier Support
eoesColumn: Extended Support

identifiers:
-   repology: oracle-xe
-   purl: pkg:docker/library/oracle
-   cpe: cpe:/a:oracle:database

# A comment, as there are many.
releases:
-   releaseCycle: \"19\"
    releaseDate: 2019-04-25
    lts: true
    eol: 2029-12-31
    eoes: 2032-12-31

-   releaseCycle: \"9.2\"
    releaseLabel: \"9i Release 2\"
    releaseDate: 2002-05-01
    eol: 2007-07-31
    eoes: 2010-07-31
    link: null

-   releaseCycle: \"9.0\"
    releaseLabel: \"9i Release 1\"
    releaseDate: 2001-06-01
    eol: 2003-12-31
---

> [Oracle Database](https://www.oracle.com/) is a database.

releases: none of this is read
";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn map(text: &str) -> Loaded {
    load_texts([("map.yaml", text)], &Config::default())
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// What is read of a folder with these files for a map.
fn drafted(files: &[(&str, &str)], map_text: &str) -> Draft {
    let folder = folder(files);
    endoflife::read(folder.path(), &map(map_text).model, day(TODAY), &Config::default()).unwrap()
}

/// The entries of a draft as the text of a map.
fn written(draft: &Draft) -> String {
    let entries: Vec<Entry> = draft.entries.iter().map(|incoming| incoming.entry.clone()).collect();
    yaml(&entries)
}

fn messages(draft: &Draft) -> Vec<&str> {
    draft.findings.iter().map(|finding| finding.message.as_str()).collect()
}

/// The map with a draft put into it: what is its own as a file, what it says of others as their lifecycle.
fn with(map_text: &str, draft: &Draft) -> Loaded {
    let own: Vec<Entry> = draft
        .entries
        .iter()
        .filter(|incoming| incoming.is_its_own)
        .map(|incoming| incoming.entry.clone())
        .collect();
    load_texts([("map.yaml", map_text), ("endoflife.yaml", &yaml(&own))], &Config::default())
}
