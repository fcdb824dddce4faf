//! References between entities: `[kind:][namespace/]name`, without regard to capitals.

use std::fmt;

/// What an entity is called: its kind, namespace and name, in small letters, as references are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    pub(super) kind: String,
    pub(super) namespace: String,
    pub(super) name: String,
}

/// The longest name and namespace of an entity, in bytes. Backstage's own limit is 63 characters.
pub(super) const LONGEST: usize = 200;

/// The namespace of an entity that names none.
pub(super) const DEFAULT_NAMESPACE: &str = "default";

impl Key {
    pub(super) fn new(kind: &str, namespace: &str, name: &str) -> Self {
        Self { kind: kind.to_lowercase(), namespace: namespace.to_lowercase(), name: name.to_lowercase() }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}/{}", self.kind, self.namespace, self.name)
    }
}

/// Why a text is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoReference {
    /// It says no kind where one must be said.
    NoKind,
    /// It is not of this form.
    Form,
}

/// What a reference means where `kind` is meant if it says none, from an entity in `namespace`.
pub(super) fn parse(text: &str, kind: Option<&str>, namespace: &str) -> Result<Key, NoReference> {
    let (said_kind, rest) = match text.split_once(':') {
        Some((said, rest)) => (Some(said.trim()), rest),
        None => (None, text),
    };
    let (said_namespace, name) = match rest.split_once('/') {
        Some((said, name)) => (Some(said.trim()), name.trim()),
        None => (None, rest.trim()),
    };
    let is_sound = |part: &str| !part.is_empty() && part.len() <= LONGEST && !part.contains([':', '/']);
    let all = [said_kind, said_namespace, Some(name)];
    if !all.into_iter().flatten().all(is_sound) {
        return Err(NoReference::Form);
    }
    let kind = said_kind.or(kind).ok_or(NoReference::NoKind)?;
    Ok(Key::new(kind, said_namespace.unwrap_or(namespace), name))
}

/// Whether a text is a blank that a generator of files was to fill in.
pub(super) fn is_blank_of_template(text: &str) -> bool {
    ["{{", "{%", "<%"].iter().any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_taken_from_where_it_stands() {
        let means = |text: &str, kind: Option<&str>| parse(text, kind, "shop").map(|key| key.to_string());
        assert_eq!(means("Cart", Some("component")), Ok("component:shop/cart".into()));
        assert_eq!(means("web/cart", Some("component")), Ok("component:web/cart".into()));
        assert_eq!(means("Resource:Cart", Some("component")), Ok("resource:shop/cart".into()));
        assert_eq!(means("API:Web/Cart", None), Ok("api:web/cart".into()));
        assert_eq!(means("me@example.org", Some("group")), Ok("group:shop/me@example.org".into()));
        assert_eq!(means("cart", None), Err(NoReference::NoKind));
        for no_reference in ["", ":cart", "component:", "a/b/c", "a:b:c", "web/", "a/b:c"] {
            assert_eq!(means(no_reference, Some("api")), Err(NoReference::Form), "{no_reference}");
        }
    }
}
