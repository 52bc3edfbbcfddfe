//! What follows from a session: each finding brought about, and mended again.

use crate::alder::at;
use upfront::insight::{ScopeSaid, owed_by_theme, scope_said};
use upfront::store::sample;

#[test]
fn whether_it_was_said_before_people_were_asked_follows_from_the_real_times() {
    let mut s = sample().unwrap();
    assert_eq!(scope_said(&s), ScopeSaid::Before { said: at("18:09"), asked: at("18:41") });
    let items = s.run.items.clone();
    s.run.items.swap(1, 2);
    (s.run.items[1].from, s.run.items[2].from) = (at("18:09"), at("18:50"));
    assert_eq!(scope_said(&s), ScopeSaid::After { said: at("18:50"), asked: at("18:09") });
    s.run.items = items.clone();
    s.run.items.remove(1);
    assert_eq!(scope_said(&s), ScopeSaid::Never { asked: at("18:41") });
    s.run.items.truncate(1);
    assert_eq!(scope_said(&s), ScopeSaid::NotAsked);
}

#[test]
fn what_is_owed_is_counted_by_theme() {
    let mut s = sample().unwrap();
    assert!(owed_by_theme(&s).is_empty());
    for no in [19, 20, 31] {
        let id = s.contributions.iter().find(|c| c.no == no).unwrap().id;
        s.contributions.update(id, |c| c.responses.clear());
    }
    let named: Vec<(String, usize)> =
        owed_by_theme(&s).into_iter().map(|(t, n)| (s.themes.get(t).unwrap().name.clone(), n)).collect();
    assert_eq!(named[0], ("hours".into(), 3));
    assert!(named.contains(&("youth".into(), 1)) && named.contains(&("noise".into(), 1)) && named.len() == 3);
}
