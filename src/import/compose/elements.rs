//! Services and their images as entries of a map.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::image::{Image, NoImage, Version};
use super::project::Project;
use super::service::Service;
use super::variable::fill;
use crate::diagnostic::{Finding, Place, Sources, quoted};
use crate::entry::{Entry, Written};
use crate::import::Incoming;
use crate::import::ids::Ids;
use crate::import::notes::{Notes, Said};
use crate::load::slug;
use crate::model::{Id, Listing, Section};

/// Longer names of images are not looked at.
const LONGEST: usize = 1000;

/// The images that services run, and what is to be told of how they are named.
#[derive(Debug, Default)]
struct Images {
    /// Of each image where it is named first.
    places: BTreeMap<Image, Place>,
    defaults: BTreeSet<String>,
    variables: BTreeSet<String>,
}

/// The entries of all projects: systems, then technologies, each in the order of their ids.
pub(super) fn entries(projects: &[Project], sources: &Sources, notes: &mut Notes) -> Vec<Incoming> {
    let mut images = Images::default();
    let mut run: BTreeMap<(usize, &str), Image> = BTreeMap::new();
    let services = || {
        let numbered = projects.iter().enumerate();
        numbered.flat_map(|(number, project)| project.services.values().map(move |it| (number, it)))
    };
    for (number, service) in services() {
        if let Some(image) = images.of(service, notes) {
            run.insert((number, service.name.as_str()), image);
        }
    }
    let mut ids = Ids::default();
    let of_service = service_ids(projects, &mut ids, notes);
    let of_image = image_ids(&images, &mut ids);
    let none = String::new();
    let id_of =
        |number: usize, name: &str| of_service.get(&(number, name.to_owned())).unwrap_or(&none).as_str();

    let mut entries: Vec<Incoming> = Vec::new();
    for (number, service) in services() {
        let needed: BTreeSet<&str> =
            service.said.needs.values().flatten().map(|said| id_of(number, &said.text)).collect();
        let image = run.get(&(number, service.name.as_str())).and_then(|image| of_image.get(image));
        let entry = system(service, id_of(number, &service.name), image.map(String::as_str), &needed);
        let entry =
            entry.with("source", format!("{}: service {}", file_name(sources, service.place), service.name));
        entries.push(Incoming::own(entry, service.place));
    }
    for (image, place) in &images.places {
        let id = of_image.get(image).unwrap_or(&none);
        let entry = technology(image, id);
        let entry = entry.with("source", format!("{}: image {}", file_name(sources, *place), image.name()));
        entries.push(Incoming::own(entry, *place));
    }
    images.tell(notes);
    entries.sort_by(|a, b| (a.entry.listing, &a.entry.id).cmp(&(b.entry.listing, &b.entry.id)));
    entries
}

fn system(service: &Service, id: &str, image: Option<&str>, needed: &BTreeSet<&str>) -> Entry {
    let said = &service.said;
    let list = |items: &BTreeSet<&str>| Written::List(items.iter().map(|item| (*item).into()).collect());
    let profiles: BTreeSet<&str> = said.profiles.iter().map(String::as_str).collect();
    let replicas = said.replicas.iter().filter(|replicas| *replicas != "1");
    let properties = replicas.map(|replicas| ("replicas".to_owned(), Written::from(replicas.as_str())));
    Entry::new(Listing::Section(Section::Systems), id)
        .with("name", service.name.as_str())
        .with("runs_on", Written::List(image.into_iter().map(Written::from).collect()))
        .with("depends_on", list(needed))
        .with("tags", list(&profiles))
        .with("properties", Written::Mapping(properties.collect()))
}

fn technology(image: &Image, id: &str) -> Entry {
    let version = match &image.version {
        Version::Tag(tag) => tag.as_str(),
        Version::Floating | Version::Variable(_) | Version::Digest(_) => "",
    };
    Entry::new(Listing::Section(Section::Technologies), id)
        .with("name", image.name())
        .with("kind", "image")
        .with("version", version)
        .with("product", image.product())
}

/// The name of the file alone: a path would tell of the machine.
fn file_name(sources: &Sources, place: Place) -> String {
    let path = Path::new(sources.locate(place).path);
    path.file_name().unwrap_or_default().to_string_lossy().chars().filter(|c| !c.is_control()).collect()
}

/// The name of a service is its id, unless services of several projects have it: then the project is said too.
fn service_ids(projects: &[Project], ids: &mut Ids, notes: &mut Notes) -> BTreeMap<(usize, String), String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for name in projects.iter().flat_map(|project| project.services.keys()) {
        *count.entry(name).or_default() += 1;
    }
    let mut given = BTreeMap::new();
    let mut told = Vec::new();
    for (number, project) in projects.iter().enumerate() {
        for name in project.services.keys() {
            let part = as_part(name);
            let with_project = format!("{}/{part}", as_part(&project.name));
            let is_shared = count.get(name.as_str()).is_some_and(|count| *count > 1);
            let id = if is_shared {
                ids.give(&[&with_project], "service")
            } else {
                ids.give(&[&part, &with_project], "service")
            };
            if id != *name {
                told.push(id.clone());
            }
            given.insert((number, name.clone()), id);
        }
    }
    notes.remark(
        &told,
        "id is not the name of its service, which another has or which is no id",
        "ids are not the names of their services, which others have or which are no ids",
    );
    given
}

fn as_part(name: &str) -> String {
    match Id::parse(name) {
        Ok(_) => name.to_owned(),
        Err(_) => slug(name).unwrap_or_else(|| "service".to_owned()),
    }
}

fn image_ids<'i>(images: &'i Images, ids: &mut Ids) -> BTreeMap<&'i Image, String> {
    let give = |image: &'i Image| {
        let id = image.id();
        let with_registry = image.registry.iter().filter_map(|it| slug(it)).map(|it| format!("{it}-{id}"));
        let said = format!("image:{id}");
        let candidates: Vec<String> = [id.clone()].into_iter().chain(with_registry).chain([said]).collect();
        let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
        (image, ids.give(&candidates, "image"))
    };
    images.places.keys().map(give).collect()
}

impl Images {
    /// The image that a service runs, unless it is built here.
    fn of(&mut self, service: &Service, notes: &mut Notes) -> Option<Image> {
        let said = service.said.image.as_ref()?;
        if service.said.is_built {
            notes.leave_out("names of images that are built here");
            return None;
        }
        let is_short = said.text.len() <= LONGEST;
        let Some(filled) = is_short.then(|| fill(&said.text)).flatten() else {
            notes.find(no_image(said));
            return None;
        };
        match Image::parse(&filled.text) {
            Ok(image) => {
                if filled.has_default {
                    self.defaults.insert(said.text.clone());
                }
                let place = self.places.entry(image.clone()).or_insert(said.place);
                *place = said.place.min(*place);
                Some(image)
            }
            Err(NoImage::Variable) => {
                self.variables.insert(said.text.clone());
                None
            }
            Err(NoImage::Form) => {
                notes.find(no_image(said));
                None
            }
        }
    }

    fn tell(&self, notes: &mut Notes) {
        let of = |is: fn(&Version) -> bool| -> Vec<String> {
            self.places.keys().filter(|image| is(&image.version)).map(Image::name).collect()
        };
        notes.remark(
            &of(|version| *version == Version::Floating),
            "image has no tag, or `latest`: it is another one tomorrow, so no version is written",
            "images have no tag, or `latest`: they are others tomorrow, so no version is written",
        );
        notes.remark(
            &of(|version| matches!(version, Version::Variable(_))),
            "image has a version that a variable says, so none is written",
            "images have a version that a variable says, so none is written",
        );
        notes.remark(
            &of(|version| matches!(version, Version::Digest(_))),
            "image is named by a digest alone, so no version is written",
            "images are named by a digest alone, so no version is written",
        );
        let listed = |texts: &BTreeSet<String>| texts.iter().cloned().collect::<Vec<String>>();
        notes.remark(
            &listed(&self.defaults),
            "image was read with the default of a variable",
            "images were read with the defaults of variables",
        );
        notes.remark(
            &listed(&self.variables),
            "image is left out, because a variable says which",
            "images are left out, because a variable says which",
        );
    }
}

fn no_image(said: &Said) -> Finding {
    let message = format!("{} is no name of an image", quoted(&said.text));
    Finding::new("bad-value", said.place, message).subject("image").help("write `name:tag`")
}
