//! All products that were read, each once.

use std::collections::BTreeMap;

use super::names;
use super::product::Product;

/// All products that were read, by name.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    products: Vec<Product>,
    /// How many descriptions there are of those of which there are several.
    several: BTreeMap<String, usize>,
}

impl Shelf {
    /// Of what is told several times, what tells most is taken; if they tell alike, the first.
    pub(super) fn new(found: Vec<Product>) -> Self {
        let mut several: BTreeMap<String, usize> = BTreeMap::new();
        let mut by_name: BTreeMap<String, Product> = BTreeMap::new();
        for product in found {
            let key = names::key(&product.name);
            *several.entry(key.clone()).or_default() += 1;
            match by_name.get(&key) {
                Some(known) if known.detail >= product.detail => {}
                _ => drop(by_name.insert(key, product)),
            }
        }
        several.retain(|_, count| *count > 1);
        Self { products: by_name.into_values().collect(), several }
    }

    /// How many descriptions were passed over, since there is another of the same product.
    pub(super) fn passed_over(&self) -> usize {
        self.several.values().map(|count| count - 1).sum()
    }

    /// How often a product was described, if more than once.
    pub(super) fn times(&self, product: &Product) -> Option<usize> {
        self.several.get(&names::key(&product.name)).copied()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.products.is_empty()
    }

    /// All of them, by name.
    pub(super) fn products(&self) -> &[Product] {
        &self.products
    }

    pub(super) fn get(&self, at: usize) -> Option<&Product> {
        self.products.get(at)
    }
}
