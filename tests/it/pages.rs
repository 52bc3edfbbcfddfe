//! Every page is drawn, of an empty session and of the sample, at several sizes.
//!
//! `UPFRONT_PICTURES=FOLDER cargo test pictures` writes what is drawn, and every sheet of the summary,
//! for looking at.

use crate::alder::at;
use crate::fake::World;
use crate::window::{go, window};
use egui_kittest::kittest::Queryable;
use std::path::PathBuf;
use upfront::app::{Action, Page, Window};
use upfront::report::blocks::summary;
use upfront::report::raster::Painter;
use upfront::report::text::Fonts;
use upfront::report::{Print, lay_out};
use upfront::store::sample;

/// The last is a window of 1024 by 768 with everything twice as large.
pub const SIZES: [(&str, [f32; 2], f32); 3] =
    [("1280x800", [1280.0, 800.0], 1.0), ("1024x768", [1024.0, 768.0], 1.0), ("200", [512.0, 384.0], 2.0)];

fn folder() -> Option<PathBuf> {
    std::env::var_os("UPFRONT_PICTURES").map(PathBuf::from)
}

pub fn keep(window: &mut egui_kittest::Harness<'static, Window>, name: &str) {
    let picture = window.render().unwrap();
    // A page that drew nothing would be of one colour.
    let first = *picture.get_pixel(picture.width() / 2, 0);
    assert!(picture.pixels().any(|p| *p != first), "{name} is blank");
    if let Some(folder) = folder() {
        std::fs::create_dir_all(&folder).unwrap();
        picture.save(folder.join(format!("{name}.png"))).unwrap();
    }
}

/// The sample as it stood at 19:17, in the middle of the tables.
fn in_the_middle() -> upfront::model::Session {
    let mut s = sample().unwrap();
    let until = at("19:17");
    s.run.items.retain(|r| r.from <= until);
    let last = s.run.items.last_mut().unwrap();
    last.to = None;
    last.added.clear();
    last.report_back_skipped = None;
    s.run.ended = None;
    s.run.trims.clear();
    s.run.asleep.clear();
    let later: Vec<_> = s.contributions.iter().filter(|c| c.at > until).map(|c| c.id).collect();
    s.merges = Default::default();
    later.into_iter().for_each(|id| drop(s.contributions.remove(id)));
    s
}

fn draw(session: Option<upfront::model::Session>, prefix: &str, pages: &[Page], sizes: &[(&str, [f32; 2], f32)]) {
    for (size, points, scale) in sizes.iter().copied() {
        let world = World::at(at("19:17") + chrono::TimeDelta::seconds(14));
        let mut w = window(&world, points, scale);
        w.run_steps(3);
        match &session {
            None => keep(&mut w, &format!("{prefix}start-{size}")),
            Some(s) => {
                let text = upfront::store::to_text(s).unwrap();
                world.disk.put("/Documents/Upfront/alder-street.ron", text.as_bytes());
                w.state_mut().app.handle(Action::Open("/Documents/Upfront/alder-street.ron".into()));
                w.run_steps(3);
                assert!(w.state().app.document.is_some(), "{:?}", w.state().app.view.notice);
                for page in pages {
                    go(&mut w, *page);
                    keep(&mut w, &format!("{prefix}{page:?}-{size}").to_lowercase());
                }
            }
        }
    }
}

#[test]
fn pictures_of_the_start_page() {
    draw(None, "", &[], &SIZES);
}

#[test]
fn pictures_of_every_page_of_the_sample() {
    draw(sample(), "", &Page::ALL, &SIZES);
}

#[test]
fn pictures_of_the_evening_in_the_middle() {
    draw(Some(in_the_middle()), "middle-", &[Page::Live, Page::Board], &SIZES);
}

#[test]
fn pictures_of_details_and_forms() {
    use upfront::app::{ImportForm, Look, Select, SignForm, SignWord};
    let s = sample().unwrap();
    let form = SignForm { says: SignWord::Reservation, ..SignForm::new(s.partners[1].id) };
    let shown = [
        (Page::Scope, Look::Select(Select::Boundary(Some(s.boundaries[8].id))), "detail-challenge"),
        (Page::Scope, Look::Select(Select::Boundary(Some(s.boundaries[2].id))), "detail-move"),
        (Page::Board, Look::Select(Select::Contribution(Some(s.contributions[38].id))), "detail-contribution"),
        (Page::Agenda, Look::Select(Select::Item(Some(s.agenda[3].id))), "detail-item"),
        (Page::Purpose, Look::Select(Select::Partner(Some(s.partners[0].id))), "detail-partner"),
        (Page::Sign, Look::Sign(Some(Box::new(form))), "form-sign"),
        (Page::Board, Look::Import(Some(Box::new(ImportForm::default()))), "form-import"),
        (Page::Live, Look::Help(true), "help"),
    ];
    for (size, points, scale) in SIZES {
        let mut w = open(&s, "19:17", points, scale);
        for (page, shown, name) in shown.clone() {
            go(&mut w, page);
            look(&mut w, shown);
            keep(&mut w, &format!("{name}-{size}"));
        }
    }
}

/// Signing in its moments: what is asked before freezing, what changed, a signature that is being drawn, a paper that was
/// checked, a correction, and what the room sees when it is frozen.
#[test]
fn pictures_of_signing() {
    use upfront::app::{Look, RoomShows, SignForm};
    let mut s = sample().unwrap();
    // Riverside has not answered yet.
    let (late, newest) = (s.partners[2].id, s.version().unwrap().id);
    s.answers = s.answers.iter().filter(|a| (a.partner, a.version) != (late, newest)).cloned().collect();
    let mut drawn = SignForm::new(s.partners[1].id);
    drawn.how = upfront::model::How::OnScreen;
    drawn.strokes = vec![(0..60).map(|n| (100 + 8 * n, 100 + (n * 37 % 90))).collect(), vec![(640, 120), (640, 122)]];
    let code = s.version().unwrap().code.unwrap().short();
    for (size, points, scale) in SIZES {
        // Days after the evening, when Riverside's answer comes.
        let mut w = open_at(&s, at("20:50") + chrono::TimeDelta::days(12), points, scale);
        go(&mut w, Page::Sign);
        look(&mut w, Look::Fresh(s.partners[1].id.0));
        look(&mut w, Look::Sign(Some(Box::new(drawn.clone()))));
        keep(&mut w, &format!("signing-drawn-{size}"));
        look(&mut w, Look::Sign(None));
        crate::keyboard::use_it(&mut w, "Somebody asks for a correction");
        w.run_steps(4);
        keep(&mut w, &format!("signing-correction-{size}"));
        look(&mut w, Look::Code(code.clone()));
        w.state_mut().app.handle(Action::Verify);
        w.run_steps(60);
        keep(&mut w, &format!("signing-checked-{size}"));
        crate::keyboard::use_it(&mut w, "Sign on this laptop…");
        w.run_steps(60);
        keep(&mut w, &format!("signing-here-{size}"));
        crate::keyboard::use_it(&mut w, "Riverside Homes");
        crate::keyboard::use_it(&mut w, "Sign version 2 for Riverside Homes");
        w.run_steps(60);
        keep(&mut w, &format!("signing-signed-{size}"));
        let back = w.state().app.view.signed_here.clone().unwrap().path;
        w.state_mut().app.handle(Action::Dropped(vec![back]));
        w.run_steps(60);
        keep(&mut w, &format!("signing-back-{size}"));
        w.state_mut().app.handle(Action::TakeSignature);
        w.run_steps(60);
        keep(&mut w, &format!("signing-taken-{size}"));
        let place = upfront::edit::SessionField::Place("Upstairs".into());
        w.state_mut().app.handle(Action::Do("place".into(), upfront::edit::Command::session(place)));
        look(&mut w, Look::Capture("One more thing about the bins".into()));
        w.state_mut().app.handle(Action::Freeze);
        w.run_steps(60);
        keep(&mut w, &format!("signing-asked-{size}"));
        w.state_mut().app.handle(Action::FreezeWithoutWords);
        look(&mut w, Look::RoomShows(RoomShows::ReadBack));
        look(&mut w, Look::RoomHere(true));
        keep(&mut w, &format!("signing-room-{size}"));
    }
}

/// The app with a session of the evening, at a moment.
pub fn open(
    s: &upfront::model::Session,
    now: &str,
    size: [f32; 2],
    scale: f32,
) -> egui_kittest::Harness<'static, Window> {
    open_at(s, at(now) + chrono::TimeDelta::seconds(14), size, scale)
}

fn open_at(
    s: &upfront::model::Session,
    now: upfront::model::time::Moment,
    size: [f32; 2],
    scale: f32,
) -> egui_kittest::Harness<'static, Window> {
    let world = World::at(now);
    let mut w = window(&world, size, scale);
    world.disk.put("/alder-street.ron", upfront::store::to_text(s).unwrap().as_bytes());
    w.state_mut().app.handle(Action::Open("/alder-street.ron".into()));
    w.run_steps(3);
    w
}

fn look(w: &mut egui_kittest::Harness<'static, Window>, look: upfront::app::Look) {
    w.state_mut().app.handle(Action::Look(look));
    w.run_steps(4);
}

#[test]
fn pictures_of_the_rooms_screen() {
    use upfront::app::{Look, RoomShows};
    let mut s = in_the_middle();
    // The newest words are Bengali, then Arabic with a number, so that both are looked at.
    let words = ["আমার হুইলচেয়ার নুড়ি পাথরে চলে না।", "نريد ٣٥ مقعداً في الساحة (35)"];
    for (c, words) in s.contributions.clone().iter().rev().zip(words) {
        s.contributions.update(c.id, |c| c.words = words.into());
    }
    for (size, points, scale) in
        [("1280x720", [1280.0, 720.0], 1.0), ("1024x768", [1024.0, 768.0], 1.0), ("200", [1280.0, 720.0], 2.0)]
    {
        let mut w = open(&s, "19:17", points, scale);
        look(&mut w, Look::RoomHere(true));
        assert_eq!(w.state().app.room.lock().unwrap().remaining_s, Some(12 * 60 + 46));
        for shows in RoomShows::ALL {
            look(&mut w, Look::RoomShows(shows));
            keep(&mut w, &format!("room-{shows:?}-{size}").to_lowercase());
        }
        look(&mut w, Look::RoomShows(RoomShows::Item));
        look(&mut w, Look::RoomBalance(true));
        keep(&mut w, &format!("room-balance-{size}"));
    }
}

#[test]
fn pictures_of_photos() {
    use upfront::app::{Aside, Look};
    for (size, points, scale) in SIZES {
        let world = World::at(at("19:17"));
        let mut w = window(&world, points, scale);
        world.disk.put("/alder-street.ron", upfront::store::SAMPLE.as_bytes());
        world.disk.put("/c/chart.jpg", &crate::photos::chart(image::ImageFormat::Jpeg));
        w.state_mut().app.handle(Action::Open("/alder-street.ron".into()));
        w.run_steps(3);
        crate::photos::drop_file(&mut w, "/c/chart.jpg");
        go(&mut w, Page::Board);
        look(&mut w, Look::Aside(Some(Aside::Photos)));
        keep(&mut w, &format!("photos-{size}"));
        let id = w.state().app.document.as_ref().unwrap().session().photos[0].id;
        look(&mut w, Look::LargePhoto(Some(id)));
        keep(&mut w, &format!("photos-large-{size}"));
        look(&mut w, Look::LargePhoto(None));
        w.input_mut().hovered_files.push(egui::HoveredFile::default());
        w.run_steps(1);
        keep(&mut w, &format!("photos-held-{size}"));
    }
}

/// Sheets with a wide photo and a tall one, each with its caption.
#[test]
fn pictures_of_printed_photos() {
    use upfront::exchange::photo_from_file;
    let mut s = sample().unwrap();
    let mut bytes = std::collections::BTreeMap::new();
    for (nth, (width, height)) in [(1600, 1000), (900, 1600), (120, 90)].into_iter().enumerate() {
        let photo = photo_from_file(&crate::photos::chart_of(width, height)).unwrap();
        let id = uuid::Uuid::from_u128(nth as u128 + 1);
        let size = (photo.width_px, photo.height_px);
        let mut p = upfront::edit::new_photo(&s, id, at("19:20"), &photo.digest, size);
        p.caption = "What the room is for, as table 3 wrote it down".into();
        p.may_print = upfront::model::Consent::Yes;
        p.table = 3;
        p.item = Some(s.agenda[3].id);
        bytes.insert(photo.digest, photo.jpeg);
        s.photos.insert(p);
    }
    let fonts = Fonts::bundled();
    let document = summary(&s).with_photos(upfront::report::Photos::new(bytes, "alder-street photos".into()));
    let pages = lay_out(&document, &fonts, Print::Standard);
    let mut painter = Painter::new(&fonts);
    let mut sheets = 0;
    for (i, page) in pages.pages.iter().enumerate() {
        if !page.items.iter().any(|item| matches!(item, upfront::report::Placed::Photo { .. })) {
            continue;
        }
        sheets += 1;
        let picture = painter.paint(&pages, i, 1.25).unwrap();
        let red = picture.rgba.chunks(4).filter(|p| p[0] > 150 && p[1] < 90).count();
        assert!(red > 5_000, "sheet {} shows no photo", i + 1);
        if let Some(folder) = folder() {
            let image = image::RgbaImage::from_raw(picture.width, picture.height, picture.rgba).unwrap();
            std::fs::create_dir_all(&folder).unwrap();
            image.save(folder.join(format!("photo-sheet-{:02}.png", i + 1))).unwrap();
            std::fs::write(folder.join("photos.pdf"), upfront::report::to_pdf(&pages, &fonts).unwrap()).unwrap();
        }
    }
    assert!((1..=3).contains(&sheets));
}

#[test]
fn pictures_of_the_check() {
    use upfront::app::Look;
    for (size, points, scale) in SIZES {
        let mut w = open(&crate::check::spoilt(), "20:24", points, scale);
        go(&mut w, Page::Check);
        keep(&mut w, &format!("checked-{size}"));
        let document = w.state().app.document.as_ref().unwrap();
        let first = document.derived().findings(document.session())[0].id();
        look(&mut w, Look::Finding(Some(first)));
        look(&mut w, Look::LeaveFinding(true));
        keep(&mut w, &format!("checked-leaving-{size}"));
    }
}

/// What is asked when something is decided on what is fixed, who was not there, what became of actions, and names.
#[test]
fn pictures_of_agreeing() {
    use upfront::app::{Look, Select};
    let mut s = sample().unwrap();
    let ff = s.partners[3].id;
    let gone = upfront::model::Movement {
        id: uuid::Uuid::from_u128(1).into(),
        order: s.movements.end(),
        partner: Some(ff),
        passage: upfront::model::Passage::Left,
        count: 2,
        at: Some(at("20:00")),
        note: String::new(),
    };
    s.movements.insert(gone);
    let (d1, s8, a1) = (s.decisions[0].id, s.boundaries[7].id, s.actions[0].id);
    s.actions.update(a1, |a| a.progress = upfront::model::Progress::Blocked);
    let (ra, names) = (s.partners[0].id, s.people.iter().map(|p| p.id).collect::<Vec<_>>());
    for id in &names {
        s.people.update(*id, |p| p.partner = Some(ra));
    }
    s.people.update(names[0], |p| p.name_by_words = upfront::model::Consent::Yes);
    s.people.update(names[1], |p| p.name_printed = upfront::model::Consent::Withdrawn(at("20:14")));
    s.forget_after = chrono::NaiveDate::from_ymd_opt(2026, 5, 1);
    let mut ids = 1..;
    let next = upfront::series::next_session(&s, s.date, || uuid::Uuid::from_u128(ids.next().unwrap()));
    for (size, points, scale) in SIZES {
        let mut w = open(&s, "20:24", points, scale);
        go(&mut w, Page::Decisions);
        look(&mut w, Look::Select(Select::Decision(Some(d1))));
        look(&mut w, Look::DecideOnFixed(Some((d1, s8))));
        keep(&mut w, &format!("agreeing-fixed-{size}"));
        go(&mut w, Page::Actions);
        keep(&mut w, &format!("agreeing-progress-{size}"));
        go(&mut w, Page::Purpose);
        keep(&mut w, &format!("agreeing-due-{size}"));
        // The names stand far down.
        w.state_mut().app.handle(Action::Dismiss(upfront::app::Banner::ForgetDue));
        w.run_steps(2);
        w.get_by_label("Add a name").scroll_to_me();
        w.run_steps(4);
        keep(&mut w, &format!("agreeing-names-{size}"));
        let mut w = open(&next, "17:30", points, scale);
        go(&mut w, Page::LastTime);
        keep(&mut w, &format!("agreeing-next-{size}"));
    }
}

#[test]
fn pictures_of_words_from_the_right() {
    let s = crate::right_to_left::turned();
    draw(Some(s.clone()), "right-", &Page::ALL, &SIZES[..1]);
    let mut w = open(&s, "19:17", SIZES[2].1, SIZES[2].2);
    for page in [Page::Live, Page::Board, Page::Responses] {
        go(&mut w, page);
        keep(&mut w, &format!("right-{page:?}-200").to_lowercase());
    }
}

#[test]
fn pictures_of_running_the_room() {
    use upfront::app::Look;
    for (size, points, scale) in SIZES {
        let mut w = open(&in_the_middle(), "19:29", points, scale);
        go(&mut w, Page::Live);
        w.state_mut().app.handle(Action::Give(3));
        w.run_steps(4);
        keep(&mut w, &format!("running-late-{size}"));
        w.state_mut().app.handle(Action::ReportBack);
        look(&mut w, Look::Palette(Some("heat".into())));
        keep(&mut w, &format!("running-palette-{size}"));
        look(&mut w, Look::Palette(None));
        look(&mut w, Look::Help(true));
        keep(&mut w, &format!("running-help-{size}"));
        look(&mut w, Look::Help(false));
        look(&mut w, Look::Capture("one line\nanother line\na third".into()));
        keep(&mut w, &format!("running-pasted-{size}"));
        w.state_mut().app.handle(Action::Pasted(upfront::app::Pasted::Neither));
        look(&mut w, Look::TableMode(true));
        keep(&mut w, &format!("running-table-{size}"));
    }
}

#[test]
fn pictures_of_every_page_in_every_scheme() {
    use upfront::app::Preference;
    use upfront::store::Scheme;
    for scheme in [Scheme::Dark, Scheme::HighContrast] {
        // Without anybody to look at them one size is enough.
        let sizes = if folder().is_some() { &SIZES[..] } else { &SIZES[..1] };
        for (size, points, scale) in sizes.iter().copied() {
            let mut w = open(&in_the_middle(), "19:17", points, scale);
            w.state_mut().app.handle(Action::Prefer(Preference::Scheme(scheme)));
            for page in Page::ALL {
                go(&mut w, page);
                keep(&mut w, &format!("{scheme:?}-{page:?}-{size}").to_lowercase());
            }
        }
    }
}

#[test]
fn pictures_of_every_page_of_an_empty_session() {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 5, 14).unwrap();
    let s = upfront::model::Session::new(uuid::Uuid::from_u128(1), date, "Europe/London");
    draw(Some(s), "empty-", &Page::ALL, &SIZES[..1]);
}

#[test]
fn pictures_of_every_sheet_of_the_summary() {
    let fonts = Fonts::bundled();
    let pages = lay_out(&summary(&sample().unwrap()), &fonts, Print::Standard);
    let mut painter = Painter::new(&fonts);
    for i in 0..pages.pages.len() {
        let picture = painter.paint(&pages, i, 1.25).unwrap();
        assert!(picture.rgba.chunks(4).any(|p| p[0] < 128), "sheet {} is blank", i + 1);
        if let Some(folder) = folder() {
            let image = image::RgbaImage::from_raw(picture.width, picture.height, picture.rgba).unwrap();
            std::fs::create_dir_all(&folder).unwrap();
            image.save(folder.join(format!("sheet-{:02}.png", i + 1))).unwrap();
        }
    }
}

/// What stands above a page when something was found, or is in the way.
#[test]
fn pictures_of_what_is_told_about_saving() {
    for (size, points, scale) in SIZES {
        let world = World::at(at("19:17"));
        let text = upfront::store::SAMPLE;
        world
            .disk
            .put("/s/damaged.ron", text.replacen("        kind: Concern,", "        kind: Con ern,", 1).as_bytes());
        world.disk.put("/s/edited.ron", text.replacen("title: \"Alder", "title: \"Older", 1).as_bytes());
        world.disk.put("/s/evening.ron", text.as_bytes());
        let mut w = window(&world, points, scale);
        let open = |w: &mut egui_kittest::Harness<'static, Window>, path: &str| {
            w.state_mut().app.handle(Action::Open(path.into()));
            w.run_steps(3);
            go(w, Page::Live);
        };
        let title = |w: &mut egui_kittest::Harness<'static, Window>, words: &str| {
            let field = upfront::edit::SessionField::Title(words.into());
            w.state_mut().app.handle(Action::Do("title".into(), upfront::edit::Command::session(field)));
            w.run_steps(2);
        };
        open(&mut w, "/s/damaged.ron");
        keep(&mut w, &format!("told-damaged-{size}"));
        open(&mut w, "/s/edited.ron");
        keep(&mut w, &format!("told-edited-{size}"));
        open(&mut w, "/s/evening.ron");
        title(&mut w, "Mine");
        world.pass_s(6);
        w.run_steps(4);
        let theirs = text.replacen("place: \"Mill Lane Hall\"", "place: \"Another hall\"", 1);
        world.disk.put("/s/evening.ron", theirs.as_bytes());
        world.pass_s(6);
        w.run_steps(4);
        keep(&mut w, &format!("told-other-{size}"));
        w.state_mut().app.handle(Action::Settle(upfront::store::keeper::Settle::KeepBoth));
        world.pass_s(90);
        title(&mut w, "Mine, later");
        world.pass_s(6);
        w.run_steps(4);
        w.state_mut().app.handle(Action::Versions(true));
        w.run_steps(4);
        keep(&mut w, &format!("told-versions-{size}"));
        w.state_mut().app.handle(Action::Versions(false));
        world.disk.break_all(Some(std::io::ErrorKind::StorageFull));
        title(&mut w, "On a full disk");
        world.pass_s(6);
        w.run_steps(4);
        keep(&mut w, &format!("told-full-{size}"));
        world.disk.break_all(None);
        world.pass_s(6);
        w.run_steps(4);
        title(&mut w, "Just before the crash");
        drop(w);
        let mut w = window(&world, points, scale);
        w.run_steps(3);
        keep(&mut w, &format!("told-start-{size}"));
        let id = w.state().app.unfinished[0].id;
        w.state_mut().app.handle(Action::Continue(id));
        w.run_steps(3);
        keep(&mut w, &format!("told-recovered-{size}"));
    }
}

/// The guide over a page and over the start page; what became of last time; how it is followed up.
#[test]
fn pictures_between_workshops() {
    use upfront::app::{GuideView, Look, RoomShows};
    let s = crate::series::with_stages();
    let next = crate::series::half_told(&s);
    for (size, points, scale) in SIZES {
        let mut w = open(&s, "20:24", points, scale);
        go(&mut w, Page::FollowUp);
        keep(&mut w, &format!("between-followup-{size}"));
        go(&mut w, Page::Scope);
        keep(&mut w, &format!("between-stages-{size}"));
        look(&mut w, Look::Guide(Some(GuideView { part: 1, search: String::new() })));
        keep(&mut w, &format!("between-guide-{size}"));
        let mut w = open(&sample().unwrap(), "17:30", points, scale);
        go(&mut w, Page::Charter);
        keep(&mut w, &format!("between-charter-choose-{size}"));
        let mut w = open(&crate::charter::asked(), "20:24", points, scale);
        go(&mut w, Page::Charter);
        keep(&mut w, &format!("between-charter-close-{size}"));
        look(&mut w, Look::CharterAsked(false));
        keep(&mut w, &format!("between-charter-text-{size}"));
        go(&mut w, Page::Check);
        keep(&mut w, &format!("between-charter-check-{size}"));
        let mut w = open(&next, "17:30", points, scale);
        go(&mut w, Page::LastTime);
        keep(&mut w, &format!("between-lasttime-{size}"));
        look(&mut w, Look::RoomShows(RoomShows::LastTime));
        look(&mut w, Look::RoomHere(true));
        keep(&mut w, &format!("between-room-{size}"));
        look(&mut w, Look::RoomShows(RoomShows::Scope));
        keep(&mut w, &format!("between-room-scope-{size}"));
    }
}

/// What is rehearsed: chosen, while it plays, and what was caught.
#[test]
fn pictures_rehearsal() {
    use crate::rehearsal::{begin, play_to, rehearsal, write};
    use upfront::app::{Look, Rehearse};
    use upfront::rehearsal::Practises;
    for (size, points, scale) in SIZES {
        let world = World::at(at("09:00"));
        let mut w = window(&world, points, scale);
        look(&mut w, Look::ChooseRehearsal(Some((Practises::NoteTaker, 10))));
        keep(&mut w, &format!("rehearsal-choose-{size}"));
        let world = World::at(at("09:00"));
        let mut w = begin(&world, Practises::NoteTaker, 60, points, scale);
        play_to(&world, &mut w, "18:13");
        write(&mut w, "RA", "Where is the survey, and why is it not on the wall tonight?");
        play_to(&world, &mut w, "18:26");
        write(&mut w, "RA", "six storeys take the sun off the playground");
        play_to(&world, &mut w, "19:04");
        keep(&mut w, &format!("rehearsal-plays-{size}"));
        play_to(&world, &mut w, "20:16");
        rehearsal(&mut w).app.handle(Action::Rehearse(Rehearse::End));
        w.run_steps(4);
        keep(&mut w, &format!("rehearsal-caught-{size}"));
    }
}

/// An agenda that is pasted, and people.
#[test]
fn pictures_lists_in() {
    use upfront::exchange::ListKind;
    let agenda = "18:00 Welcome and who is here\n18:10 What is up for grabs, and what is not\n18:40 Ideas at tables (30 min)\n19:10 Break\n19:25 Agree actions\nRead back and sign";
    let people = "name,partner,e-mail,access needs\nAda Brown,RA,ada@x.example,large print\nBen Cole,NC,,\nEva Dee,The Choir,eva@x.example,large print\nAmina K.,RA,,\n";
    for (size, points, scale) in SIZES {
        for (name, kind, text) in [("agenda", ListKind::Agenda, agenda), ("people", ListKind::People, people)] {
            let mut w = open(&sample().unwrap(), "17:30", points, scale);
            go(&mut w, Page::Agenda);
            w.state_mut().app.handle(Action::BringIn(kind));
            w.state_mut().app.handle(Action::ListTyped(text.into()));
            w.run_steps(4);
            keep(&mut w, &format!("listin-{name}-{size}"));
        }
    }
}
