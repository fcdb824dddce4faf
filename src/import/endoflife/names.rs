//! Which product a text names.

use std::collections::BTreeMap;

use super::product::Product;
use super::shelf::Shelf;
use crate::model::nearest;

/// Names that people and images use for products, where the data does not tell them.
const COMMON: [(&str, &str); 10] = [
    ("golang", "go"),
    ("httpd", "apache-http-server"),
    ("k8s", "kubernetes"),
    ("mongo", "mongodb"),
    ("mssql", "mssqlserver"),
    ("node", "nodejs"),
    ("oracledb", "oracle-database"),
    ("pgsql", "postgresql"),
    ("postgres", "postgresql"),
    ("sqlserver", "mssqlserver"),
];

/// So many products whose names begin with the same word are looked at.
const FAMILY: usize = 50;

/// A name as it is compared with others: its letters and digits, small.
pub(super) fn key(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#'))
        .collect()
}

/// Which products have a name.
#[derive(Debug)]
pub(super) struct Names<'s> {
    shelf: &'s Shelf,
    /// From the names that count most to those that count least, and for each the products.
    tiers: [BTreeMap<String, Vec<usize>>; 4],
    /// All names as they are written, with the products.
    written: BTreeMap<&'s str, usize>,
    /// The first names, small, with the products.
    small: BTreeMap<String, usize>,
}

/// What a text names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// This product.
    One(usize),
    /// One of these.
    Several(Vec<usize>),
    /// None.
    Nothing,
}

impl<'s> Names<'s> {
    pub(super) fn new(shelf: &'s Shelf) -> Self {
        let mut tiers: [BTreeMap<String, Vec<usize>>; 4] = Default::default();
        let mut written = BTreeMap::new();
        let [names, aliases, labels, packages] = &mut tiers;
        for (at, product) in shelf.products().iter().enumerate() {
            add(names, &product.name, at);
            product.aliases.iter().for_each(|alias| add(aliases, alias, at));
            add(labels, &product.label, at);
            product.packages.iter().for_each(|package| add(packages, package, at));
            let texts = [&product.name, &product.label].into_iter().chain(&product.aliases);
            for text in texts {
                written.entry(text.as_str()).or_insert(at);
            }
        }
        let products = shelf.products().iter().enumerate();
        let small = products.map(|(at, product)| (product.name.to_lowercase(), at)).collect();
        Self { shelf, tiers, written, small }
    }

    /// The product that a text names: by name, by another name, by label, by the name of a package.
    pub(super) fn find(&self, text: &str) -> Named {
        let key = key(text);
        let common = || COMMON.iter().find(|(name, _)| *name == key).map(|(_, product)| self::key(product));
        match self.with_key(&key) {
            Named::Nothing => common().map_or(Named::Nothing, |key| self.with_key(&key)),
            named => named,
        }
    }

    fn with_key(&self, key: &str) -> Named {
        let found = self.tiers.iter().find_map(|tier| tier.get(key));
        match found.map(Vec::as_slice) {
            None | Some([]) => Named::Nothing,
            Some([one]) => Named::One(*one),
            Some(several) => Named::Several(several.to_vec()),
        }
    }

    /// The products with the names nearest to a text.
    pub(super) fn near(&self, text: &str) -> Vec<&'s Product> {
        let mut found: Vec<usize> = Vec::new();
        for name in nearest(text, self.written.keys().copied()) {
            let at = self.written.get(name).filter(|at| !found.contains(at));
            found.extend(at);
        }
        found.into_iter().filter_map(|at| self.shelf.get(at)).collect()
    }

    /// Products whose name begins with a word and goes on.
    pub(super) fn family(&self, word: &str) -> Vec<usize> {
        let begin = format!("{word}-");
        let names = self.small.range(begin.clone()..).take_while(|(name, _)| name.starts_with(&begin));
        names.map(|(_, at)| *at).take(FAMILY).collect()
    }
}

fn add(tier: &mut BTreeMap<String, Vec<usize>>, name: &str, at: usize) {
    let key = key(name);
    if !key.is_empty() {
        let products = tier.entry(key).or_default();
        if products.last() != Some(&at) {
            products.push(at);
        }
    }
}
