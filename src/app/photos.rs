//! Photos: from a file, the clipboard or a drop, to the disk, and only then into the session.

use super::action::{Job, KeptPhoto, Shown};
use super::env::Work;
use super::state::{App, Seen};
use crate::edit::{Command, new_photo};
use crate::exchange::{self, PhotoIn};
use crate::model::time::in_zone;
use crate::report::photos::pixels;
use crate::store::photos::Shelves;
use crate::store::{self, OpenError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// The longer side of a small picture, in pixels: sharp in its column at twice the size.
const SMALL: u32 = 640;
/// Of a large one: all that is kept.
const LARGE: u32 = 2_000;
/// So many pictures are held; others are read again when they are looked at.
const MOST_SEEN: usize = 48;
const MOST_LARGE: usize = 3;

impl App {
    /// Where this session's photos are.
    pub(super) fn shelves(&self) -> Shelves {
        let file = self.document.as_ref().and_then(|d| d.status.path.clone());
        Shelves::of(self.env.places().as_ref(), file.as_deref())
    }

    /// Brings a photo in from a file.
    pub(super) fn add_photo(&mut self, path: PathBuf) {
        let disk = self.env.disk();
        self.keep_photo(move || {
            let bytes = store::read_limited(&*disk, &path, exchange::MOST_PHOTO_BYTES).map_err(|e| match e {
                OpenError::TooLarge(_) => format!("{} is larger than 64 MB, which no photo is", name(&path)),
                other => other.to_string(),
            })?;
            exchange::photo_from_file(&bytes).map_err(|e| format!("{}: {e}", name(&path)))
        });
    }

    /// Brings a photo in from the clipboard.
    pub(super) fn paste_photo(&mut self, image: Arc<egui::ColorImage>) {
        self.keep_photo(move || {
            let rgba = image.pixels.iter().flat_map(|c| c.to_srgba_unmultiplied()).collect();
            let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
            exchange::photo_from_pixels(width, height, rgba).map_err(|e| format!("The clipboard: {e}"))
        });
    }

    fn keep_photo(&mut self, make: impl FnOnce() -> Result<PhotoIn, String> + Send + 'static) {
        let Some(document) = &self.document else { return };
        if document.is_read_only() {
            let words = document.read_only_words();
            return self.warn(words);
        }
        let (session, disk, shelves) = (document.session().id, self.env.disk(), self.shelves());
        // One after the other: thirty dropped at once would need more memory than the laptop has.
        let work: Work = Box::new(move || {
            let kept = make().and_then(|photo| {
                shelves.put(&*disk, &photo.digest, &photo.jpeg).map_err(|e| e.to_string())?;
                let PhotoIn { digest, width_px, height_px, .. } = photo;
                Ok(KeptPhoto { digest, width_px, height_px })
            });
            Job::PhotoKept { session, photo: kept }
        });
        self.photos_waiting.push_back(work);
        if self.photos_waiting.len() == 1 {
            self.keep_next_photo();
        }
    }

    /// The first in the queue is being kept; an empty piece of work stands for it until it is done.
    fn keep_next_photo(&mut self) {
        if let Some(first) = self.photos_waiting.front_mut() {
            let work = std::mem::replace(first, Box::new(|| Job::SettingsKept));
            self.env.spawn(work);
        }
    }

    /// The picture stays; now the session names it, with the item and table it was brought in at.
    pub(super) fn photo_kept(&mut self, session: Uuid, photo: Result<KeptPhoto, String>) {
        self.photos_waiting.pop_front();
        self.keep_next_photo();
        let now = self.env.now();
        let photo = match photo {
            Ok(photo) => photo,
            Err(sentence) => return self.warn(sentence),
        };
        // A picture that was missing or damaged is here again.
        self.view.photos.retain(|shown, _| shown.digest != photo.digest);
        let Some(s) = self.document.as_ref().map(|d| d.session()).filter(|s| s.id == session) else {
            return self.say("A photo belongs to the session that was closed meanwhile; bring it in there once more");
        };
        if s.photos.iter().any(|p| p.digest == photo.digest) {
            return self.say("This photo is there already");
        }
        let size = (photo.width_px, photo.height_px);
        let mut new = new_photo(s, self.env.new_id(), in_zone(now, &s.zone), &photo.digest, size);
        new.item = s.run.current().map(|r| r.item);
        new.table = self.view.capture.table;
        if self.apply("a photo".into(), Command::Add(new.into())) {
            self.say("The photo is kept. What it shows can be said on the board, under Photos");
        }
    }

    /// Reads the picture of a photo that is looked at.
    pub(super) fn see_photo(&mut self, shown: Shown) {
        let photos = &mut self.view.photos;
        if photos.contains_key(&shown) {
            return;
        }
        let alike = photos.keys().filter(|other| other.large == shown.large).count();
        if alike >= if shown.large { MOST_LARGE } else { MOST_SEEN } {
            // Those on the screen are asked for again in the next frame.
            photos.retain(|other, seen| other.large != shown.large || matches!(seen, Seen::Coming));
        }
        photos.insert(shown.clone(), Seen::Coming);
        let (disk, shelves) = (self.env.disk(), self.shelves());
        self.env.spawn(Box::new(move || {
            let most = if shown.large { LARGE } else { SMALL };
            let read = shelves.read(&*disk, &shown.digest).map_err(|e| e.to_string());
            let picture = read.and_then(|jpeg| pixels(&jpeg, most).ok_or_else(|| "The picture is damaged".to_string()));
            Job::PhotoSeen(shown, picture.map(Box::new))
        }));
    }
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}
