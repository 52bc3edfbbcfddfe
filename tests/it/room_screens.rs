//! A laptop that came into the room to show: it shows what the facilitator has the room see, and nothing of its own.

use crate::five_tables::{FILE, before_the_tables};
use crate::laptops::{Shown, act, laptop, open_in, says, session};
use crate::pages::{SIZES, keep};
use crate::room::{beside, come_in, cut, kill, pass, room, settle};
use egui_kittest::kittest::Queryable;
use proptest::prelude::*;
use upfront::app::{Action, Look, Page, RoomShows, RoomView};
use upfront::model::Consent;
use upfront::nearby::{Role, Wants};
use upfront::store::to_text;

fn seen(w: &Shown) -> RoomView {
    w.state().app.room.lock().unwrap().clone()
}

fn look(w: &mut Shown, look: Look) {
    act(w, Action::Look(look));
}

fn notice(w: &Shown) -> String {
    w.state().app.view.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default()
}

#[test]
fn screens_show_what_the_facilitator_chose_and_let_through_and_no_name() {
    let (world, mut host) = room();
    let far = beside(&world, 14, "19:00");
    let mut screen = come_in(&mut host, &far, Wants::Screen);
    assert!(screen.state().app.view.room_here);
    assert!(!session(&screen).people.is_empty() && session(&screen).private.names.is_empty());
    assert!(!seen(&screen).question.is_empty());
    assert_eq!(seen(&screen).question, seen(&host).question);
    assert!(seen(&screen).remaining_s.is_some(), "an item is on");

    // A name that may not be shown is known to the facilitator's laptop alone.
    let all = [&world, &far];
    let unwilling = session(&host).people.iter().find(|p| p.name_printed != Consent::Yes).unwrap().id;
    let name = session(&host).private.names[&unwilling].clone();
    says(&mut host, &format!("{name} broke the lift"));
    says(&mut host, "The lift is broken");
    look(&mut host, Look::RoomShows(RoomShows::Newest));
    settle(&mut [&mut host, &mut screen]);
    let waits = |w: &Shown| seen(w).newest.iter().all(|words| !words.contains("lift"));
    assert_eq!(seen(&screen).shows, RoomShows::Newest);
    assert!(waits(&host) && waits(&screen), "somebody may still take it back");
    act(&mut host, Action::LetThrough);
    settle(&mut [&mut host, &mut screen]);
    assert_eq!(seen(&screen).newest[0], "The lift is broken");
    pass(6, &all, &mut [&mut host, &mut screen]);
    assert!(!format!("{:?}", seen(&screen)).contains(&name), "{:?}", seen(&screen));
    assert_eq!(seen(&screen).newest, seen(&host).newest);

    look(&mut host, Look::RoomBlank(true));
    settle(&mut [&mut host, &mut screen]);
    assert!(seen(&screen).blank);
    look(&mut host, Look::RoomBlank(false));
    settle(&mut [&mut host, &mut screen]);

    // Without the network it keeps what it shows; the time goes on.
    let before = seen(&screen);
    cut(&world, &far, true);
    look(&mut host, Look::RoomShows(RoomShows::Scope));
    pass(60, &all, &mut [&mut host, &mut screen]);
    assert_eq!(seen(&screen).shows, RoomShows::Newest);
    assert_eq!(seen(&screen).remaining_s.unwrap(), before.remaining_s.unwrap() - 60);
    assert_ne!(seen(&screen).clock, before.clock);
    assert_eq!(host.state().app.room_waits(), [""; 0], "a screen has nothing that could come");
    cut(&world, &far, false);
    pass(5, &all, &mut [&mut host, &mut screen]);
    assert_eq!(seen(&screen).shows, RoomShows::Scope);
    assert_eq!(seen(&screen).boundaries, seen(&host).boundaries);
}

#[test]
fn what_shows_and_what_writes_follow_the_role() {
    let (world, mut host) = room();
    let far = beside(&world, 13, "19:00");
    let mut three = come_in(&mut host, &far, Wants::Notes { table: 3 });
    // It has no names, and so cannot keep any off the wall.
    for shows in [Look::RoomHere(true), Look::RoomScreen(true)] {
        look(&mut three, shows);
        assert!(notice(&three).contains("cannot tell which may not be shown"), "{}", notice(&three));
        assert!(!three.state().app.view.room_here && !three.state().app.view.room_screen);
    }
    let no = host.state().app.open_room().unwrap().seen[0].no;
    act(&mut host, Action::SetRole(no, Role::Screen));
    settle(&mut [&mut host, &mut three]);
    assert!(three.state().app.view.room_here && !three.state().app.view.table_mode);
    assert_eq!(seen(&three).question, seen(&host).question);
    act(&mut host, Action::SetRole(no, Role::NoteTaker));
    settle(&mut [&mut host, &mut three]);
    assert!(!three.state().app.view.room_here);
    act(&mut host, Action::SetRole(no, Role::Screen));
    settle(&mut [&mut host, &mut three]);
    act(&mut host, Action::CloseRoom);
    settle(&mut [&mut host, &mut three]);
    assert!(!three.state().app.view.room_here);
    assert!(notice(&three).starts_with("The room is closed"), "{}", notice(&three));
}

#[test]
fn pictures_of_a_screen_and_of_who_chooses() {
    for (size, points, scale) in SIZES {
        let world = laptop(1, "19:00");
        let mut host = open_in(&world, FILE, to_text(&before_the_tables()).unwrap().as_bytes(), points, scale);
        act(&mut host, Action::OpenRoom);
        act(&mut host, Action::Go(Page::Live));
        let far = beside(&world, 14, "19:00");
        let mut screen = come_in(&mut host, &far, Wants::Screen);
        act(&mut host, Action::Laptops(false));
        settle(&mut [&mut host, &mut screen]);
        host.get_by_label("What the room sees").scroll_to_me();
        host.run_steps(4);
        keep(&mut host, &format!("room-chooses-{size}"));
        keep(&mut screen, &format!("room-a-screen-{size}"));
        kill(screen, &far);
        act(&mut host, Action::Laptops(true));
        pass(10, &[&world], &mut [&mut host]);
        keep(&mut host, &format!("room-screen-gone-{size}"));
    }
}

proptest! {
    #[test]
    fn whatever_a_screen_is_told_it_goes_on(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let read = RoomView::read(&bytes);
        prop_assert!(read.is_none_or(|view| view.newest.len() <= 3));
    }
}
