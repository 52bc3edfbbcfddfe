//! Beside the board: everything about the card that is selected, and the themes with their dots.

use super::belongs::{choose_boundary, choose_item, choose_table};
use super::guide_window::guide_link;
use super::widgets::{
    Field, Icon, card, choose, choose_partner, clock_field, focus_mended, icon_button, labelled_row, link, number,
    row_buttons, section_title, small, small_button, text_field, wrapped,
};
use super::{Cx, theme};
use crate::edit::{
    Command, ContributionField as F, Edit, Key, MergeField, SessionField, ThemeField, new_merge, new_theme,
};
use crate::model::time::in_zone;
use crate::model::*;
use crate::report::blocks::words::{response, sentence};
use egui::Ui;

/// Everything about one contribution.
pub fn detail_ui(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
    let id = c.id;
    let edit = move |f: F| Command::Edit(Edit::Contribution(id, f));
    card(ui, |ui| {
        section_title(ui, &format!("C{}", c.no));
        words_ui(ui, cx, c);
        labelled_row(ui, "Whose", |ui| {
            if let Some(p) = choose_partner(ui, cx, id, "Whose words", "no partner", c.partner) {
                cx.act("whose words", edit(F::Partner(p)));
            }
        });
        guide_link(ui, cx.actions, "notes", "Their words, or a paraphrase?");
        labelled_row(ui, "Voice", |ui| {
            if let Some(v) = choose(ui, id, "Voice", c.voice, &Voice::ALL, |v| sentence(v.word())) {
                cx.act("voice", edit(F::Voice(v)));
            }
        });
        labelled_row(ui, "Kind", |ui| {
            if let Some(k) =
                choose(ui, id, "Kind of contribution", c.kind, &ContributionKind::ALL, |k| sentence(k.word()))
            {
                cx.act("kind", edit(F::Kind(k)));
            }
        });
        labelled_row(ui, "Table", |ui| {
            if let Some(t) = choose_table(ui, cx, id.0, "Table", c.table) {
                cx.act("table", edit(F::Table(t)));
            }
        });
        labelled_row(ui, "About", |ui| {
            if let Some(b) = choose_boundary(ui, cx, id.0, "About", c.boundary) {
                cx.act("what it is about", edit(F::Boundary(b)));
            }
        });
        labelled_row(ui, "Item", |ui| {
            if let Some(i) = choose_item(ui, cx, id.0, "Agenda item", c.item) {
                cx.act("agenda item", edit(F::Item(i)));
            }
        });
        clock_field(ui, cx, (id, "at"), Field::line("Said at"), c.at, |at| edit(F::At(at)));
        person_choice(ui, cx, c);
        number(ui, cx, (id, "support"), Field::line("How many support it").width(70.0), c.support, 1_000_000, |n| {
            edit(F::Support(n))
        });
        themes_of(ui, cx, c);
        text_field(ui, cx, (id, "through"), Field::line("Spoken through").hint("a neighbour"), &c.through, |t| {
            edit(F::Through(t))
        });
        original_ui(ui, cx, c);
        for r in &c.responses {
            wrapped(ui, small(response(cx.s, r)));
        }
    });
    duplicates_ui(ui, cx, c);
}

/// What is likely the same is offered, never merged by itself.
fn duplicates_ui(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
    let all = cx.d.duplicates(cx.s, c);
    if all.is_empty() {
        return;
    }
    ui.add_space(8.0);
    card(ui, |ui| {
        section_title(ui, "Likely the same");
        for o in all.iter().filter_map(|id| cx.s.contributions.get(*id)) {
            wrapped(ui, small(format!("C{}: {}", o.no, o.words)));
            if small_button(ui, &format!("Merge with C{}", o.no)).clicked() {
                let at = in_zone(cx.now, &cx.s.zone);
                cx.add("merge", new_merge(cx.s, cx.id(), at, vec![c.id, o.id], "said twice"));
            }
        }
    });
}

/// A correction of typing stays their words; what rewords is said to be a paraphrase, and the first
/// words are kept.
fn words_ui(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
    let id = c.id;
    let edit = move |f: F| Command::Edit(Edit::Contribution(id, f));
    let now = in_zone(cx.now, &cx.s.zone);
    let words = text_field(ui, cx, (id, "words"), Field::lines("Words", 3), &c.words, |t| {
        let edited = edit(F::Edited(Some(now)));
        Command::Batch(vec![edit(F::Words(t)), edited])
    });
    focus_mended(ui, cx, &words, id.0);
    match &c.first_words {
        Some(first) => {
            wrapped(ui, small(format!("First written down as: {first}")));
            if link(ui, "Take the first words out; it stays a paraphrase", None).clicked() {
                cx.act("first words taken out", edit(F::FirstWords(None)));
            }
            if link(ui, "This was only a typing mistake", None).clicked() {
                cx.act(
                    "their words",
                    Command::Batch(vec![
                        Command::Edit(Edit::Contribution(id, F::FirstWords(None))),
                        Command::Edit(Edit::Contribution(id, F::Voice(Voice::TheirWords))),
                    ]),
                );
            }
        }
        None if c.voice == Voice::TheirWords && small_button(ui, "Reword it (becomes a paraphrase)").clicked() => {
            cx.act(
                "paraphrase",
                Command::Batch(vec![
                    Command::Edit(Edit::Contribution(id, F::FirstWords(Some(c.words.clone())))),
                    Command::Edit(Edit::Contribution(id, F::Voice(Voice::Paraphrase))),
                ]),
            );
        }
        None => {}
    }
}

/// Tied to a listed person only where that matters: a yes to the name, or a no to being quoted.
fn person_choice(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
    if cx.s.people.is_empty() || (cx.v.room_was_here && !cx.v.private) {
        return;
    }
    labelled_row(ui, "Person", |ui| {
        let all: Vec<Option<PersonId>> = std::iter::once(None).chain(cx.s.people.iter().map(|p| Some(p.id))).collect();
        let word = |p: Option<PersonId>| {
            p.and_then(|id| cx.s.private.names.get(&id).cloned()).unwrap_or_else(|| "not kept".into())
        };
        if let Some(p) = choose(ui, c.id, "Person", c.person, &all, word) {
            cx.edit("person", Edit::Contribution(c.id, F::Person(p)));
        }
    });
}

fn themes_of(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
    ui.horizontal_wrapped(|ui| {
        ui.label(small("Themes"));
        for id in &c.themes {
            let Some(t) = cx.s.themes.get(*id) else { continue };
            ui.label(small(format!("#{}", t.name)));
            if icon_button(ui, Icon::Remove, &format!("Remove theme {}", t.name)).clicked() {
                let list = c.themes.iter().copied().filter(|x| x != id).collect();
                cx.edit("theme", Edit::Contribution(c.id, F::Themes(list)));
            }
        }
    });
    let (s, id) = (cx.s, cx.id());
    let look = Field::bare("Add a theme", "Type a theme and press Enter");
    text_field(ui, cx, (c.id, "theme", c.themes.len()), look, "", |text| {
        let name = text.trim().trim_start_matches('#');
        let known = s.themes.iter().find(|t| t.name.eq_ignore_ascii_case(name));
        let mut list = c.themes.clone();
        list.push(known.map_or(ThemeId(id), |t| t.id));
        let set = Command::Edit(Edit::Contribution(c.id, F::Themes(list)));
        match known {
            Some(_) => set,
            None => Command::Batch(vec![Command::Add(new_theme(s, id, name).into()), set]),
        }
    });
}

fn original_ui(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
    let id = c.id;
    let Some(o) = &c.original else {
        if small_button(ui, "Add the original words").clicked() {
            let original = Original { language: String::new(), words: String::new() };
            cx.edit("original words", Edit::Contribution(id, F::Original(Some(original))));
        }
        return;
    };
    let set = |o: Original| Command::Edit(Edit::Contribution(id, F::Original(Some(o))));
    text_field(ui, cx, (id, "language"), Field::line("Original language"), &o.language, |language| {
        set(Original { language, ..o.clone() })
    });
    text_field(ui, cx, (id, "original"), Field::lines("Original words", 2), &o.words, |words| {
        set(Original { words, ..o.clone() })
    });
    if link(ui, "Take the original words out", None).clicked() {
        cx.edit("original words", Edit::Contribution(id, F::Original(None)));
    }
}

/// Themes with their dots, the vote, and what was merged.
pub fn themes_ui(ui: &mut Ui, cx: &mut Cx) {
    card(ui, |ui| {
        section_title(ui, "Dots");
        let dots = cx.s.dots;
        ui.horizontal_top(|ui| {
            let set = |d: DotVote| Command::session(SessionField::Dots(d));
            number(ui, cx, "each", Field::line("Dots each").width(60.0), dots.each, 100, |each| {
                set(DotVote { each, ..dots })
            });
            number(ui, cx, "voters", Field::line("Used theirs").width(60.0), dots.voters, 100_000, |voters| {
                set(DotVote { voters, ..dots })
            });
            number(ui, cx, "present", Field::line("Of people").width(60.0), dots.in_room, 100_000, |in_room| {
                set(DotVote { in_room, ..dots })
            });
        });
        let given = cx.s.themes.iter().filter_map(|t| t.dots).fold(0, u32::saturating_add);
        let budget = dots.each.saturating_mul(dots.voters);
        if given > budget && budget > 0 {
            let over =
                format!("{given} dots are counted, {} more than {} people could give", given - budget, dots.voters);
            wrapped(ui, small(over).color(theme::warn()));
        } else if budget > 0 {
            ui.label(small(format!("{given} of {budget} dots are counted")));
        }
    });
    ui.add_space(8.0);
    card(ui, |ui| {
        section_title(ui, "Themes");
        for t in &cx.s.themes {
            let id = t.id;
            ui.horizontal(|ui| {
                let width = (ui.available_width() - 222.0).max(56.0);
                text_field(ui, cx, (id, "name"), Field::bare("Theme’s name", "").width(width), &t.name, |n| {
                    Command::Edit(Edit::Theme(id, ThemeField::Name(n)))
                });
                let name = format!("Dots of {}", t.name);
                let look = Field { labelled: false, ..Field::line(&name).width(40.0) };
                number(ui, cx, (id, "dots"), look, t.dots.unwrap_or(0), 100_000, |n| {
                    Command::Edit(Edit::Theme(id, ThemeField::Dots((n > 0).then_some(n))))
                });
                merge_theme_ui(ui, cx, t);
                let order = |o| Edit::Theme(id, ThemeField::Order(o));
                let what = format!("#{}", t.name);
                row_buttons(ui, cx, &cx.s.themes, id, (&what, Key::Theme(id)), order);
            });
        }
        let (s, id) = (cx.s, cx.id());
        text_field(
            ui,
            cx,
            ("new theme", cx.s.themes.len()),
            Field::bare("Add a theme", "Type a theme and press Enter"),
            "",
            |n| Command::Add(new_theme(s, id, n.trim()).into()),
        );
    });
    if !cx.s.merges.is_empty() {
        ui.add_space(8.0);
        card(ui, |ui| {
            section_title(ui, "Merged, and all kept");
            for m in &cx.s.merges {
                let numbers: Vec<String> = m
                    .contributions
                    .iter()
                    .filter_map(|id| cx.s.contributions.get(*id))
                    .map(|c| format!("C{}", c.no))
                    .collect();
                ui.horizontal(|ui| {
                    ui.label(numbers.join(" + "));
                    if icon_button(ui, Icon::Remove, "Undo this merge").clicked() {
                        cx.act("merge taken out", Command::Remove(Key::Merge(m.id)));
                    }
                });
                let id = m.id;
                text_field(
                    ui,
                    cx,
                    (id, "why"),
                    Field::bare("Why they were merged", "how it came about"),
                    &m.why,
                    |t| Command::Edit(Edit::Merge(id, MergeField::Why(t))),
                );
            }
        });
    }
}

fn merge_theme_ui(ui: &mut Ui, cx: &mut Cx, t: &Theme) {
    let all: Vec<Option<ThemeId>> = std::iter::once(None)
        .chain(cx.s.themes.iter().filter(|o| o.id != t.id && o.merged_into != Some(t.id)).map(|o| Some(o.id)))
        .collect();
    let word = |m: Option<ThemeId>| {
        m.and_then(|id| cx.s.themes.get(id)).map_or_else(|| "into…".into(), |o| format!("in {}", o.name))
    };
    if let Some(into) = choose(ui, (t.id, "into"), &format!("Merge {} into", t.name), t.merged_into, &all, word) {
        cx.edit("merge of themes", Edit::Theme(t.id, ThemeField::MergedInto(into)));
    }
}
