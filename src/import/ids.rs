//! Ids for what comes in: valid, unique, and the same at every import.

use std::collections::HashSet;

use crate::load::slug;
use crate::model::Id;

/// The ids that are given so far. Two that differ in capitals alone count as the same.
#[derive(Debug, Default)]
pub(super) struct Ids(HashSet<String>);

impl Ids {
    /// The first of the candidates that is an id and is free; or else one that is made of the last, with a number if need
    /// be. Who asks in a fixed order is given the same every time.
    pub(super) fn give(&mut self, candidates: &[&str], kind: &str) -> String {
        if let Some(free) = candidates.iter().find(|id| Id::parse(id).is_ok() && self.take(id)) {
            return (*free).to_owned();
        }
        let made = candidates.last().and_then(|last| slug(last)).unwrap_or_else(|| kind.to_owned());
        let numbered = (2_usize..).map(|number| format!("{made}-{number}"));
        let free = std::iter::once(made.clone()).chain(numbered).find(|id| self.take(id));
        free.unwrap_or(made)
    }

    fn take(&mut self, id: &str) -> bool {
        self.0.insert(id.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_given_once() {
        let mut ids = Ids::default();
        assert_eq!(ids.give(&["shop", "api:shop"], "api"), "shop");
        assert_eq!(ids.give(&["Shop", "api:shop"], "api"), "api:shop");
        assert_eq!(ids.give(&["shop", "api:shop"], "api"), "api-shop");
        assert_eq!(ids.give(&["shop", "api:shop"], "api"), "api-shop-2");
        assert_eq!(ids.give(&["Ärende"], "api"), "arende");
        assert_eq!(ids.give(&["?!"], "api"), "api");
        assert_eq!(ids.give(&[], "api"), "api-2");
    }
}
