//! The name of an image, taken apart: `registry.example:5000/team/app:1.2@sha256:…`.

use super::variable::UNKNOWN;

/// An image as it is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Image {
    /// Where it comes from, if not from the usual place.
    pub(super) registry: Option<String>,
    /// Its name there, such as `team/app`.
    pub(super) path: String,
    pub(super) version: Version,
}

/// What the name says of the version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// Nothing, or `latest`: another one tomorrow.
    Floating,
    /// This tag.
    Tag(String),
    /// What a variable says, of which nobody knows the value.
    Variable(String),
    /// Only a digest.
    Digest(String),
}

/// Why a text names no image that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoImage {
    /// A variable says which.
    Variable,
    /// It is no name of an image.
    Form,
}

/// Registries that are meant if none is said.
const USUAL: [&str; 3] = ["docker.io", "index.docker.io", "registry-1.docker.io"];

/// Last parts of names that say nothing without the part before.
const GENERIC: [&str; 8] = ["server", "client", "app", "web", "api", "backend", "frontend", "worker"];

/// So much of a digest tells it from others.
const DIGEST_SHOWN: usize = 12;

impl Image {
    /// The image that a text names, with its variables put in.
    pub(super) fn parse(text: &str) -> Result<Self, NoImage> {
        let (name, digest) = match text.split_once('@') {
            Some((name, digest)) => (name, Some(digest)),
            None => (text, None),
        };
        let (name, tag) = match name.rsplit_once(':') {
            Some((name, tag)) if !tag.contains('/') => (name, Some(tag)),
            _ => (name, None),
        };
        let mut parts: Vec<&str> = name.split('/').collect();
        let is_registry = |first: &str| first.contains(['.', ':', UNKNOWN]) || first == "localhost";
        let first = parts.first().copied().filter(|first| parts.len() > 1 && is_registry(first));
        if first.is_some() {
            parts.remove(0);
        }
        let registry = first.filter(|first| !USUAL.contains(first) && !first.contains(UNKNOWN));
        if registry.is_none() && parts.len() == 2 && parts.first() == Some(&"library") {
            parts.remove(0);
        }
        if parts.iter().any(|part| part.contains(UNKNOWN)) {
            return Err(NoImage::Variable);
        }
        if !parts.iter().all(|part| is_part(part)) {
            return Err(NoImage::Form);
        }
        let version = version(tag, digest).ok_or(NoImage::Form)?;
        Ok(Self { registry: registry.map(str::to_owned), path: parts.join("/"), version })
    }

    /// As it is shown.
    pub(super) fn name(&self) -> String {
        let path = match &self.registry {
            Some(registry) => format!("{registry}/{}", self.path),
            None => self.path.clone(),
        };
        match &self.version {
            Version::Floating => path,
            Version::Tag(tag) => format!("{path}:{tag}"),
            Version::Variable(tag) => format!("{path}:{}", with_variables(tag)),
            Version::Digest(digest) => format!("{path}@{digest}"),
        }
    }

    /// Its name and version in one word.
    pub(super) fn id(&self) -> String {
        let version = match &self.version {
            Version::Floating => "latest".to_owned(),
            Version::Tag(tag) => tag.clone(),
            Version::Variable(tag) => tag.replace(UNKNOWN, ""),
            Version::Digest(digest) => {
                let hash = digest.rsplit(':').next().unwrap_or_default();
                hash.chars().take(DIGEST_SHOWN).collect()
            }
        };
        format!("{}-{version}", self.path.replace('/', "-"))
    }

    /// The product: the last part of its name, or all of it if that would say nothing.
    pub(super) fn product(&self) -> &str {
        match self.path.rsplit('/').next() {
            Some(last) if !GENERIC.contains(&last) => last,
            _ => &self.path,
        }
    }
}

/// A text with unknown variables as they are written.
fn with_variables(text: &str) -> String {
    let parts = text.split(UNKNOWN).enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { format!("${{{part}}}") } else { part.to_owned() }).collect()
}

fn version(tag: Option<&str>, digest: Option<&str>) -> Option<Version> {
    let is_sound = |text: &str| {
        let may_stand = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | UNKNOWN);
        !text.is_empty() && text.len() <= 128 && text.chars().all(may_stand)
    };
    match (tag, digest) {
        (Some(tag), _) if !is_sound(tag) => None,
        (Some(tag), _) if tag.contains(UNKNOWN) => Some(Version::Variable(tag.to_owned())),
        (Some(tag), _) if tag != "latest" => Some(Version::Tag(tag.to_owned())),
        (_, Some(digest)) => {
            let is_hash = digest.split_once(':').is_some_and(|(kind, hash)| is_sound(kind) && is_sound(hash));
            (is_hash && !digest.contains(UNKNOWN)).then(|| Version::Digest(digest.to_owned()))
        }
        (_, None) => Some(Version::Floating),
    }
}

fn is_part(part: &str) -> bool {
    let may_stand = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    part.starts_with(|c: char| c.is_ascii_alphanumeric()) && part.chars().all(may_stand)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let hash = "sha256:0123456789abcdef0123456789abcdef";
        let digested = format!("registry.example:5000/team/app:1.2@{hash}");
        let only = format!("redis@{hash}");
        for (text, id, name, product) in [
            ("postgres:13-alpine", "postgres-13-alpine", "postgres:13-alpine", "postgres"),
            ("docker.io/library/postgres:13", "postgres-13", "postgres:13", "postgres"),
            (&*digested, "team-app-1.2", "registry.example:5000/team/app:1.2", "team/app"),
            ("localhost/app", "app-latest", "localhost/app", "app"),
            ("bitnami/redis:latest", "bitnami-redis-latest", "bitnami/redis", "redis"),
            (
                "mcr.microsoft.com/mssql/server:2019",
                "mssql-server-2019",
                "mcr.microsoft.com/mssql/server:2019",
                "mssql/server",
            ),
            (&*only, "redis-0123456789ab", &*only, "redis"),
            ("\0R\0/app:\0TAG\0-slim", "app-TAG-slim", "app:${TAG}-slim", "app"),
        ] {
            let image = Image::parse(text).unwrap();
            assert_eq!((&*image.id(), &*image.name(), image.product()), (id, name, product), "{text}");
        }
    }

    #[test]
    fn what_names_no_image() {
        for variable in ["\0IMAGE\0", "team/\0APP\0:1", "\0R\0app"] {
            assert_eq!(Image::parse(variable), Err(NoImage::Variable));
        }
        for wrong in ["", "a b", "app:", "app@x", "app:å", "/app", "app//x", "-a", "ssh://x"] {
            assert_eq!(Image::parse(wrong), Err(NoImage::Form), "{wrong}");
        }
    }
}
