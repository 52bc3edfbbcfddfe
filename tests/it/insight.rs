//! What follows from a session: each finding brought about, and mended again.

use crate::alder::at;
use upfront::insight::{ScopeSaid, action_lacks, check, owed_by_theme, scope_said};
use upfront::model::*;
use upfront::store::sample;

/// What the action lacks, and what makes it so.
type Spoilt<'a> = (&'a str, &'a dyn Fn(&mut Action));

#[test]
fn what_an_action_lacks_is_said_until_it_is_there() {
    let s = sample().unwrap();
    let whole = s.actions[0].clone();
    assert_eq!(action_lacks(&s, &whole), Vec::<&str>::new(), "the sample's own");
    let day = s.date;
    let cases: [Spoilt; 8] = [
        ("has no owner", &|a| a.owner = None),
        ("is for everybody, so nobody in particular owns it", &|a| (a.owner, a.with) = (None, "Everyone".into())),
        ("has no date", &|a| a.by = None),
        ("has a date before the session", &|a| a.by = day.pred_opt()),
        ("has the day of the session as its date", &|a| a.by = Some(day)),
        ("does not say with what money", &|a| a.money = Money::NotSaid),
        ("has nobody who checks it", &|a| a.checker = None),
        ("is checked by its own owner", &|a| a.checker = a.owner),
    ];
    for (lack, take) in cases {
        let mut s = s.clone();
        s.actions.update(whole.id, |a| take(a));
        assert_eq!(action_lacks(&s, &s.actions[0]), [lack]);
        let said = check(&s).into_iter().any(|f| f.text == format!("A1 {lack}"));
        assert!(said, "{lack}");
    }
    let mut s = s.clone();
    let owner = s.actions[0].owner.unwrap();
    s.partners.update(owner, |p| p.name = "The council".into());
    assert_eq!(action_lacks(&s, &s.actions[0]), ["is for everybody, so nobody in particular owns it"]);
}

#[test]
fn whether_it_was_said_before_people_were_asked_follows_from_the_real_times() {
    let mut s = sample().unwrap();
    let finding = |s: &Session| {
        let all = check(s).into_iter().map(|f| f.text);
        all.filter(|t| t.contains("what is up for grabs") || t.starts_with("What is up for grabs was")).count()
    };
    assert_eq!(scope_said(&s), ScopeSaid::Before { said: at("18:09"), asked: at("18:41") });
    assert_eq!(finding(&s), 0);
    let items = s.run.items.clone();
    s.run.items.swap(1, 2);
    (s.run.items[1].from, s.run.items[2].from) = (at("18:09"), at("18:50"));
    assert_eq!(scope_said(&s), ScopeSaid::After { said: at("18:50"), asked: at("18:09") });
    assert_eq!(finding(&s), 1);
    s.run.items = items.clone();
    s.run.items.remove(1);
    assert_eq!(scope_said(&s), ScopeSaid::Never { asked: at("18:41") });
    assert_eq!(finding(&s), 1);
    s.run.items.truncate(1);
    assert_eq!((scope_said(&s), finding(&s)), (ScopeSaid::NotAsked, 0));
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
