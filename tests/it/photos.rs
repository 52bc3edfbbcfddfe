//! Photos of flip charts: nothing of the camera is kept, nothing of the picture is lost, and only what somebody said
//! yes to is printed.

use crate::alder::at;
use crate::fake::{SharedDisk, World};
use crate::window::{go, window};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, RgbaImage};
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use upfront::app::{Action, Aside, Look, Page, Window};
use upfront::edit::{Command, Edit, PhotoField};
use upfront::exchange::{PhotoError, photo_from_file, photo_from_pixels};
use upfront::model::{Consent, Session};
use upfront::report::blocks::summary;
use upfront::report::photos::pixels;
use upfront::report::text::Fonts;
use upfront::report::{Photos, Placed, Print, lay_out, to_markdown, to_pdf};
use upfront::store::photos::Shelves;
use upfront::store::{SAMPLE, parse};

type Shown = Harness<'static, Window>;

/// A red picture with a blue corner at the top left.
fn flip_chart(width: u32, height: u32) -> DynamicImage {
    let mut picture = RgbImage::from_pixel(width, height, Rgb([200, 30, 30]));
    for (x, y, p) in picture.enumerate_pixels_mut() {
        if x < width / 4 && y < height / 4 {
            *p = Rgb([20, 20, 200]);
        }
    }
    picture.into()
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The bytes of a small flip chart.
pub fn chart(format: ImageFormat) -> Vec<u8> {
    encoded(&flip_chart(48, 36), format)
}

/// The bytes of one of a size.
pub fn chart_of(width: u32, height: u32) -> Vec<u8> {
    encoded(&flip_chart(width, height), ImageFormat::Jpeg)
}

/// A JPEG as a phone writes it: with how it was held, and where.
fn from_a_phone(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
    let jpeg = encoded(picture, ImageFormat::Jpeg);
    // TIFF, little endian: one entry, 0x0112 (orientation), a short; and something secret behind.
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 51.5074 N 0.1278 W");
    let mut all = jpeg[..2].to_vec();
    all.extend([0xFF, 0xE1]);
    all.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    all.extend(exif);
    all.extend(&jpeg[2..]);
    all
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|w| w == part)
}

#[test]
fn a_photo_is_turned_as_the_camera_meant_and_forgets_where_it_was() {
    let bytes = from_a_phone(&flip_chart(400, 200), 6);
    assert!(holds(&bytes, b"51.5074"));
    let photo = photo_from_file(&bytes).unwrap();
    assert_eq!((photo.width_px, photo.height_px), (200, 400), "held upright");
    assert!(!holds(&photo.jpeg, b"Exif") && !holds(&photo.jpeg, b"51.5074"));
    let seen = pixels(&photo.jpeg, 400).unwrap();
    let pixel = |x: u32, y: u32| &seen.rgba[((y * seen.width + x) * 4) as usize..][..3];
    // What was at the top left is at the top right.
    assert!(pixel(190, 10)[2] > 150 && pixel(10, 10)[0] > 150, "{:?} {:?}", pixel(190, 10), pixel(10, 10));
    assert_eq!(photo_from_file(&bytes).unwrap(), photo, "the same photo has the same name");
}

#[test]
fn a_large_photo_is_made_small_and_what_can_be_seen_through_is_white() {
    let photo = photo_from_file(&encoded(&flip_chart(3000, 1500), ImageFormat::Jpeg)).unwrap();
    assert_eq!((photo.width_px, photo.height_px), (2000, 1000));
    let clear = DynamicImage::ImageRgba8(RgbaImage::new(8, 8));
    let photo = photo_from_file(&encoded(&clear, ImageFormat::Png)).unwrap();
    assert!(pixels(&photo.jpeg, 8).unwrap().rgba.chunks(4).all(|p| p[0] > 250));
}

#[test]
fn what_is_no_picture_is_refused_and_nothing_stops() {
    let jpeg = encoded(&flip_chart(64, 64), ImageFormat::Jpeg);
    let png = encoded(&flip_chart(64, 64), ImageFormat::Png);
    let mut huge = png.clone();
    // Width and height stand in the first chunk.
    huge[16..24].copy_from_slice(&[0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0]);
    for (name, bytes, why) in [
        ("nothing", &b""[..], PhotoError::OtherKind),
        ("text", b"Dear all, the photo is attached", PhotoError::OtherKind),
        ("a GIF", b"GIF89a\x01\0\x01\0\0\0\0;", PhotoError::OtherKind),
        ("a cut PNG", &png[..png.len() / 2], PhotoError::Damaged),
        ("a cut JPEG", &jpeg[..40], PhotoError::Damaged),
    ] {
        assert_eq!(photo_from_file(bytes), Err(why), "{name}");
    }
    assert!(photo_from_file(&huge).is_err());
    assert_eq!(photo_from_pixels(3, 3, vec![0; 5]), Err(PhotoError::Damaged));
    assert_eq!(photo_from_pixels(0, 0, Vec::new()), Err(PhotoError::Damaged));
    let mut rng = fastrand::Rng::with_seed(4);
    for bytes in [jpeg, png] {
        for _ in 0..300 {
            let mut bad = bytes.clone();
            for _ in 0..rng.usize(1..6) {
                let at = rng.usize(0..bad.len());
                bad[at] = rng.u8(..);
            }
            // Read or refused; what matters is that it comes back.
            drop(photo_from_file(&bad));
            drop(pixels(&bad, 64));
        }
    }
}

#[derive(Debug)]
struct Dropped(String);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        Path::new(&self.0)
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("it is read by its path".into())
    }
}

/// Drops a file on the window.
pub fn drop_file(w: &mut Shown, path: &str) {
    w.input_mut().dropped_files.push(Arc::new(Dropped(path.into())));
    w.run_steps(3);
}

fn open(world: &World) -> Shown {
    let mut w = window(world, [1280.0, 800.0], 1.0);
    world.disk.put("/stick/alder.ron", SAMPLE.as_bytes());
    w.state_mut().app.handle(Action::Open("/stick/alder.ron".into()));
    w.run_steps(3);
    w
}

/// The sample with one photo that was dropped, and the digest it lies under.
fn with_chart(world: &World) -> (Shown, String) {
    let mut w = open(world);
    world.disk.put("/camera/chart.png", &encoded(&flip_chart(60, 40), ImageFormat::Png));
    drop_file(&mut w, "/camera/chart.png");
    settle(world, &mut w);
    let digest = session(&w).photos[0].digest.clone();
    (w, digest)
}

fn session(w: &Shown) -> &Session {
    w.state().app.document.as_ref().unwrap().session()
}

fn says(w: &Shown) -> String {
    w.state().app.view.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default()
}

fn settle(world: &World, w: &mut Shown) {
    world.pass_s(6);
    w.run_steps(4);
}

fn paths(world: &World, part: &str) -> Vec<String> {
    let files = world.disk.files.lock().unwrap();
    files.keys().map(|p| p.display().to_string()).filter(|p| p.contains(part)).collect()
}

#[test]
fn a_dropped_photo_is_kept_on_the_laptop_and_beside_the_session() {
    let world = World::at(at("19:17"));
    let mut w = open(&world);
    world.disk.put("/camera/chart.JPG", &from_a_phone(&flip_chart(300, 200), 1));
    drop_file(&mut w, "/camera/chart.JPG");
    assert!(says(&w).starts_with("The photo is kept"), "{}", says(&w));
    let photo = session(&w).photos[0].clone();
    assert_eq!((photo.width_px, photo.height_px, photo.may_print), (300, 200, Consent::NotAsked));
    assert_eq!(paths(&world, "photos/").len(), 1, "before the session names it, it stays");
    settle(&world, &mut w);
    let all = paths(&world, &photo.digest);
    assert!(all.contains(&format!("/stick/alder photos/{}.jpg", photo.digest)) && all.len() == 2, "{all:?}");
    // Once more: it is there already.
    drop_file(&mut w, "/camera/chart.JPG");
    assert_eq!((session(&w).photos.len(), says(&w).as_str()), (1, "This photo is there already"));
    w.state_mut().app.handle(Action::Undo);
    assert!(session(&w).photos.is_empty());
    w.state_mut().app.handle(Action::Redo);
    assert_eq!(session(&w).photos[0], photo);
    settle(&world, &mut w);
    let file = parse(Path::new("alder.ron"), &world.disk.file("/stick/alder.ron").unwrap()).unwrap();
    assert_eq!(file.photos[0], photo);
}

#[test]
fn a_picture_from_the_clipboard_comes_in_where_it_is_pasted() {
    let world = World::at(at("19:17"));
    let mut w = open(&world);
    go(&mut w, Page::Live);
    let image = egui::ColorImage::filled([40, 30], egui::Color32::from_rgb(10, 90, 200));
    w.event(egui::Event::PasteImage(Arc::new(image)));
    w.run_steps(3);
    assert_eq!((session(&w).photos[0].width_px, session(&w).photos[0].height_px), (40, 30));
}

#[test]
fn a_photo_goes_along_with_a_copy_and_comes_from_a_stick() {
    let world = World::at(at("19:17"));
    let (mut w, digest) = with_chart(&world);
    world.disk.put("/other/letter.txt", b"a folder that is there");
    w.state_mut().app.handle(Action::SaveAs("/other/copy.ron".into()));
    settle(&world, &mut w);
    assert_eq!(paths(&world, "/other/copy photos/").len(), 1);
    w.state_mut().app.handle(Action::CloseSession);
    // Another laptop: it has only the stick. The first change brings the photo to it.
    world.disk.files.lock().unwrap().retain(|p, _| p.starts_with("/stick"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    w.state_mut().app.handle(Action::Open("/stick/alder.ron".into()));
    w.run_steps(3);
    assert!(paths(&world, &digest).len() == 1, "opening writes nothing");
    w.state_mut().app.handle(Action::Came(1));
    settle(&world, &mut w);
    assert_eq!(paths(&world, &digest).len(), 2);
}

#[test]
fn where_a_photo_cannot_be_kept_the_session_does_not_name_it() {
    let world = World::at(at("19:17"));
    let mut w = open(&world);
    world.disk.put("/camera/chart.png", &encoded(&flip_chart(60, 40), ImageFormat::Png));
    world.disk.break_all(Some(std::io::ErrorKind::StorageFull));
    drop_file(&mut w, "/camera/chart.png");
    assert!(says(&w).contains("the disk is full"), "{}", says(&w));
    assert!(session(&w).photos.is_empty());
    world.disk.break_all(None);
    world.disk.put("/camera/letter.png", b"Dear all");
    drop_file(&mut w, "/camera/letter.png");
    assert_eq!(says(&w), "letter.png: it is no JPEG or PNG picture; export it as one of them, and bring that in");
    drop_file(&mut w, "/camera/gone.png");
    assert!(says(&w).contains("gone.png"), "{}", says(&w));
    assert!(session(&w).photos.is_empty());
    // Only the stick is full: the session goes on, and so does the photo on this laptop.
    *world.disk.broken.lock().unwrap() = Some(("/stick/alder photos".into(), std::io::ErrorKind::StorageFull));
    drop_file(&mut w, "/camera/chart.png");
    settle(&world, &mut w);
    assert!(says(&w).contains("The photos could not be put beside it (the disk is full)"), "{}", says(&w));
    assert!(parse(Path::new("a"), &world.disk.file("/stick/alder.ron").unwrap()).unwrap().photos.len() == 1);
    *world.disk.broken.lock().unwrap() = None;
    w.state_mut().app.handle(Action::Came(1));
    settle(&world, &mut w);
    assert_eq!(paths(&world, "/stick/alder photos/").len(), 1);
}

#[test]
fn a_picture_that_is_gone_or_changed_is_said_so_in_its_place() {
    let world = World::at(at("19:17"));
    let (mut w, digest) = with_chart(&world);
    let disk = SharedDisk(world.disk.clone());
    let shelves = Shelves::of(None, Some(Path::new("/stick/alder.ron")));
    assert!(shelves.read(&disk, &digest).is_ok());
    world.disk.put(&format!("/stick/alder photos/{digest}.jpg"), b"something else");
    assert!(shelves.read(&disk, &digest).unwrap_err().to_string().contains("was changed outside Upfront"));
    world.disk.files.lock().unwrap().retain(|p, _| !p.to_string_lossy().contains("photos/"));
    assert_eq!(
        shelves.read(&disk, &digest).unwrap_err().to_string(),
        "The picture is not here; put the folder “alder photos” back beside the session"
    );
    go(&mut w, Page::Board);
    w.state_mut().app.handle(Action::Look(Look::Aside(Some(Aside::Photos))));
    w.run_steps(4);
    assert!(w.query_by_label("Show large: a photo").is_some());
}

#[test]
fn a_name_in_a_file_is_never_a_way_to_another_file() {
    let world = World::at(at("19:17"));
    world.disk.put("/secret.jpg", b"secret");
    let disk = SharedDisk(world.disk.clone());
    let shelves = Shelves::of(None, Some(Path::new("/stick/alder.ron")));
    for name in ["../../secret", "/secret", "", "..", &"a".repeat(63), &"A".repeat(64), &"é".repeat(32)] {
        assert_eq!(
            shelves.read(&disk, name).unwrap_err().to_string(),
            "The picture has no name; bring the photo in once more",
            "{name}"
        );
        assert!(shelves.put(&disk, name, b"x").is_err());
        assert!(shelves.bring(&disk, name, "w").is_ok());
    }
}

#[test]
fn only_a_photo_with_a_yes_is_printed_and_the_others_are_counted() {
    let world = World::at(at("19:17"));
    let mut w = open(&world);
    for (nth, size) in [(1, 200), (2, 300), (3, 400)] {
        world.disk.put(&format!("/camera/{nth}.png"), &encoded(&flip_chart(size, 200), ImageFormat::Png));
        drop_file(&mut w, &format!("/camera/{nth}.png"));
    }
    let ids: Vec<_> = session(&w).photos.iter().map(|p| p.id).collect();
    for (id, field) in [
        (ids[0], PhotoField::MayPrint(Consent::Yes)),
        (ids[0], PhotoField::Caption("Table 3, what the room is for".into())),
        (ids[0], PhotoField::Alt("Six ideas, “homework club” circled".into())),
        (ids[1], PhotoField::MayPrint(Consent::No)),
    ] {
        w.state_mut().app.handle(Action::Do("a photo".into(), Command::Edit(Edit::Photo(id, field))));
    }
    settle(&world, &mut w);
    let s = session(&w);
    let disk = SharedDisk(world.disk.clone());
    let shelves = Shelves::of(None, Some(Path::new("/stick/alder.ron")));
    let photos = Photos::new(shelves.printable(&disk, s), shelves.folder_name());
    let document = summary(s).with_photos(photos.clone());
    let fonts = Fonts::bundled();
    let pages = lay_out(&document, &fonts, Print::Standard);
    let placed: Vec<&Placed> =
        pages.pages.iter().flat_map(|p| &p.items).filter(|i| matches!(i, Placed::Photo { .. })).collect();
    let [Placed::Photo { digest, width, x, .. }] = placed.as_slice() else { panic!("{placed:?}") };
    assert_eq!(*digest, s.photos[0].digest);
    assert!(*width > 100.0 && x + width < pages.paper.width - pages.paper.margin + 0.1);
    let pdf = to_pdf(&pages, &fonts).unwrap();
    assert!(holds(&pdf, photos.get(digest).unwrap()), "the very picture is in the file");
    assert_eq!(to_pdf(&pages, &fonts).unwrap(), pdf);
    let text = to_markdown(&document);
    assert!(text.contains(&format!("![Six ideas, “homework club” circled](<alder photos/{digest}.jpg>)")), "{text}");
    assert!(text.contains("Table 3, what the room is for"));
    assert!(text.contains("1 photo is not printed, because nobody has said yes to that yet"));
    assert!(text.contains("1 photo is not printed, because somebody said no"));
    // Without its picture its place says so.
    let missing = lay_out(&summary(s), &fonts, Print::Standard);
    assert!(!missing.pages.iter().flat_map(|p| &p.items).any(|i| matches!(i, Placed::Photo { .. })));
    assert!(to_markdown(&summary(s)).contains("![Six ideas"));
}

#[test]
fn what_is_no_kept_picture_counts_as_not_here() {
    let grey = encoded(&DynamicImage::ImageLuma8(image::GrayImage::new(8, 8)), ImageFormat::Jpeg);
    let good = chart(ImageFormat::Jpeg);
    let all = [("grey", grey), ("text", b"Dear all".to_vec()), ("good", good)];
    let photos = Photos::new(all.map(|(name, bytes)| (name.to_string(), bytes)).into(), String::new());
    assert_eq!(["grey", "text", "good"].map(|name| photos.get(name).is_some()), [false, false, true]);
}

#[test]
fn a_large_photo_is_not_seen_after_the_room_has_seen_this_screen() {
    let world = World::at(at("19:17"));
    let mut w = open(&world);
    world.disk.put("/camera/chart.png", &chart(ImageFormat::Png));
    drop_file(&mut w, "/camera/chart.png");
    let id = session(&w).photos[0].id;
    w.state_mut().app.handle(Action::Look(Look::LargePhoto(Some(id))));
    w.run_steps(3);
    assert!(w.query_by_label("The next photo").is_some());
    for here in [true, false] {
        w.state_mut().app.handle(Action::Look(Look::RoomHere(here)));
        w.run_steps(3);
    }
    w.state_mut().app.handle(Action::Look(Look::LargePhoto(Some(id))));
    w.run_steps(3);
    assert!(w.query_by_label("The next photo").is_none());
}

#[test]
fn many_dropped_at_once_are_kept_one_after_the_other_and_all_of_them() {
    let world = World::at(at("19:17"));
    let mut w = open(&world);
    let paths: Vec<std::path::PathBuf> = (0..8u32)
        .map(|n| {
            let path = format!("/camera/{n}.png");
            world.disk.put(&path, &encoded(&flip_chart(40 + n % 6, 30), ImageFormat::Png));
            path.into()
        })
        .collect();
    w.state_mut().app.handle(Action::Dropped(paths));
    w.run_steps(20);
    assert_eq!(session(&w).photos.len(), 6, "two are the same as others");
    settle(&world, &mut w);
    settle(&world, &mut w);
    assert_eq!(paths_of(&world), 6);
}

fn paths_of(world: &World) -> usize {
    paths(world, "/stick/alder photos/").len()
}
