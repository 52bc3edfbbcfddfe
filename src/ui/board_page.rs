//! The board: all contributions in columns, grouped as wished; several can be handled at once.

use super::commands::{Cmd, pressed};
use super::shell::top_title;
use super::widgets::{
    Field, Icon, bold, button_cmd, card, choose, choose_partner, clock_field, columns, danger, empty_note, icon_button,
    icon_ui, labelled_row, link, number, row_buttons, section_title, segmented, small, small_button, text_field,
    virtual_list, wrapped,
};
use super::{Cx, theme};
use crate::app::{Column, GroupBy, Look, Select};
use crate::edit::{
    Command, ContributionField as F, Edit, Key, MergeField, SessionField, ThemeField, new_action, new_theme,
};
use crate::insight::{fold, matches};
use crate::model::time::in_zone;
use crate::model::*;
use crate::report::blocks::words::{boundary_no, response, sentence, table_name};
use egui::{
    CornerRadius, Frame, Id, Margin, Panel, Rect, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, Ui, WidgetInfo,
    pos2, vec2,
};

const COLUMN: f32 = 253.0;

pub fn search_id() -> Id {
    Id::unique("board search")
}

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let narrow = ui.available_width() < 900.0;
    top_title(ui, "Board", "", |ui| {
        let mut words = cx.v.search.clone();
        let hint = RichText::new("Search   Ctrl F").color(theme::ink_3());
        let edit = TextEdit::singleline(&mut words)
            .id(search_id())
            .desired_width(if narrow { 90.0 } else { 150.0 })
            .hint_text(hint)
            .margin(Margin::symmetric(8, 6));
        let field = ui.add(edit);
        field.ctx.accesskit_node_builder(field.id, |node| node.set_label("Search the board"));
        if field.changed() {
            cx.look(Look::Search(words));
        }
        if link(ui, "Import…", None).clicked() {
            cx.look(Look::Import(Some(Box::default())));
        }
        if link(ui, if cx.v.themes { "Hide themes" } else { "Themes" }, None).clicked() {
            cx.look(Look::Themes(!cx.v.themes));
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if !narrow {
                ui.label(small("Group by"));
            }
            for by in GroupBy::ALL {
                if segmented(ui, by.word(), cx.v.group == by).clicked() {
                    cx.look(Look::Group(by));
                }
            }
        });
    });
}

pub fn board_page_ui(ui: &mut Ui, cx: &mut Cx) {
    if cx.v.import.is_some() {
        return super::import_panel::import_ui(ui, cx);
    }
    if !cx.v.contributions.is_empty() {
        Panel::bottom("selection")
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(theme::panel()).inner_margin(Margin::symmetric(12, 8)))
            .show(ui, |ui| selection_ui(ui, cx));
    }
    if cx.s.contributions.is_empty() {
        return drop(card(ui, |ui| {
            section_title(ui, "Nothing has been written down yet");
            empty_note(
                ui,
                "What people say on the live page stands here, grouped by theme. A table of statements can be imported.",
            );
        }));
    }
    let one = cx.v.contribution.filter(|_| cx.v.contributions.len() == 1).and_then(|id| cx.s.contributions.get(id));
    if one.is_none() && !cx.v.themes {
        return board_ui(ui, cx);
    }
    columns(ui, &[ui.available_width() - 344.0, 330.0], |ui, column| {
        if column == 0 {
            board_ui(ui, cx);
        } else {
            ScrollArea::vertical().id_salt("aside").auto_shrink(false).show(ui, |ui| match one {
                Some(c) => detail_ui(ui, cx, c),
                None => themes_ui(ui, cx),
            });
        }
    });
}

fn board_ui(ui: &mut Ui, cx: &mut Cx) {
    let query = fold(&cx.v.search);
    let height = ui.available_height();
    let all = cx.d.columns(cx.v.group);
    let mut clicked = None;
    ScrollArea::horizontal().id_salt("board").auto_shrink(false).show_viewport(ui, |ui, seen| {
        let origin = ui.max_rect().min;
        let step = COLUMN + 12.0;
        ui.set_width(step * all.len() as f32);
        ui.set_height((height - 12.0).max(0.0));
        for (i, column) in all.iter().enumerate() {
            let left = step * i as f32;
            if left + COLUMN < seen.left() || left > seen.right() {
                continue;
            }
            let room = Rect::from_min_size(pos2(origin.x + left, origin.y), vec2(COLUMN, height - 14.0));
            let mut child = ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt(&column.title));
            child.set_clip_rect(room.intersect(ui.clip_rect()));
            if let Some(id) = column_ui(&mut child, cx, column, &query) {
                clicked = Some(id);
            }
        }
    });
    if let Some(id) = clicked {
        let many = ui.input(|i| i.modifiers.command || i.modifiers.shift);
        cx.look(Look::Select(if many { Select::Toggle(id) } else { Select::Contribution(Some(id)) }));
    }
}

fn column_ui(ui: &mut Ui, cx: &Cx, column: &Column, query: &str) -> Option<ContributionId> {
    let cards: Vec<usize> = if query.trim().is_empty() {
        Vec::new()
    } else {
        column.cards.iter().copied().filter(|p| cx.d.folded.get(*p).is_some_and(|t| matches(t, query))).collect()
    };
    let cards: &[usize] = if query.trim().is_empty() { &column.cards } else { &cards };
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(dots) = column.dots.or((column.support > 0).then_some(column.support)) {
                ui.label(small(dots.to_string()));
                let (rect, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
                icon_ui(ui, rect.center(), 5.0, Icon::Support, theme::ink_2());
            }
            ui.label(small(cards.len().to_string()));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(bold(&column.title, theme::BODY)).truncate().selectable(false));
            });
        });
    });
    let mut clicked = None;
    virtual_list(ui, ("column", &column.title), cards.len(), 84.0, |ui, i| {
        if let Some(c) = cards.get(i).and_then(|p| cx.s.contributions.get_at(*p))
            && card_ui(ui, cx, c)
        {
            clicked = Some(c.id);
        }
    });
    clicked
}

fn card_ui(ui: &mut Ui, cx: &Cx, c: &Contribution) -> bool {
    let on = cx.v.contributions.contains(&c.id);
    let line = if on { Stroke::new(2.0, theme::accent()) } else { Stroke::new(1.0, theme::line()) };
    let margin = Margin { left: 14, right: 10, top: 9, bottom: 9 };
    let shown =
        Frame::new().fill(theme::panel()).stroke(line).corner_radius(CornerRadius::same(7)).inner_margin(margin).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 3.0;
                wrapped(ui, RichText::new(&c.words).size(theme::CONTROL));
                ui.add(egui::Label::new(small(about(cx.s, c))).truncate().selectable(false));
            },
        );
    ui.add_space(7.0);
    let rect = shown.response.rect;
    let bar = Rect::from_min_size(rect.min + vec2(1.0, 1.0), vec2(4.0, rect.height() - 2.0));
    ui.painter().rect_filled(bar, CornerRadius { nw: 6, sw: 6, ne: 0, se: 0 }, theme::partner_of(cx.d, c.partner));
    let response = ui.interact(rect, ui.scope_id().with(("card", c.no)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, format!("C{} {}", c.no, c.words)));
    response.clicked()
}

fn about(s: &Session, c: &Contribution) -> String {
    let mut parts = vec![format!("C{}", c.no)];
    for m in s.merges.iter().filter(|m| m.contributions.contains(&c.id)) {
        let others: Vec<String> = m
            .contributions
            .iter()
            .filter(|id| **id != c.id)
            .filter_map(|id| s.contributions.get(*id))
            .map(|o| format!("+ C{}", o.no))
            .collect();
        parts.push(others.join(" "));
    }
    parts.push(if c.voice == Voice::TheirWords { c.kind.word().into() } else { c.voice.word().into() });
    parts.extend(boundary_no(s, c.boundary));
    match c.responses.first() {
        Some(Response::Sent(_)) => parts.push("sent elsewhere".into()),
        Some(Response::NotTaken(_)) => parts.push("not taken".into()),
        _ => {}
    }
    parts.join(" · ")
}

/// What can be done with all that are selected.
fn selection_ui(ui: &mut Ui, cx: &mut Cx) {
    let all: Vec<&Contribution> = cx.v.contributions.iter().filter_map(|id| cx.s.contributions.get(*id)).collect();
    let each = |field: &dyn Fn(&Contribution) -> F| {
        Command::Batch(all.iter().map(|c| Command::Edit(Edit::Contribution(c.id, field(c)))).collect())
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(bold(format!("{} selected", all.len()), theme::CONTROL));
        let themes: Vec<Option<ThemeId>> =
            std::iter::once(None).chain(cx.s.themes.iter().map(|t| Some(t.id))).collect();
        let word = |t: Option<ThemeId>| {
            t.and_then(|id| cx.s.themes.get(id)).map_or_else(|| "Theme…".into(), |t| format!("#{}", t.name))
        };
        if let Some(Some(theme)) = choose(ui, "theme of selection", "Theme", None, &themes, word) {
            let add = |c: &Contribution| {
                let mut list = c.themes.clone();
                list.retain(|t| *t != theme);
                list.insert(0, theme);
                F::Themes(list)
            };
            cx.act("theme", each(&add));
        }
        let about: Vec<Option<BoundaryId>> =
            std::iter::once(None).chain(cx.s.boundaries.iter().map(|b| Some(b.id))).collect();
        let word = |b: Option<BoundaryId>| {
            b.and_then(|id| cx.s.boundaries.get(id))
                .map_or_else(|| "Up for grabs…".into(), |b| format!("S{} {}", b.no, b.what))
        };
        if let Some(Some(b)) = choose(ui, "boundary of selection", "Up for grabs", None, &about, word) {
            cx.act("what it is about", each(&|_| F::Boundary(Some(b))));
        }
        if let Some(answer) = answer_choice(ui, cx) {
            cx.act("answer", each(&|c| F::Responses(c.with_response(answer.clone()))));
        }
        if all.len() > 1 && (button_cmd(ui, "Merge", Cmd::Merge).clicked() || pressed(ui.ctx(), Cmd::Merge)) {
            let merge = Merge {
                id: cx.id().into(),
                order: cx.s.merges.end(),
                at: in_zone(cx.now, &cx.s.zone),
                contributions: all.iter().map(|c| c.id).collect(),
                why: String::new(),
            };
            cx.add("merge", merge);
        }
        if button_cmd(ui, "Make an action", Cmd::MakeAction).clicked() || pressed(ui.ctx(), Cmd::MakeAction) {
            make_action(cx, &all);
        }
        if danger(ui, "Delete").clicked() {
            cx.act(
                "contributions taken out",
                Command::Batch(all.iter().map(|c| Command::Remove(Key::Contribution(c.id))).collect()),
            );
        }
        ui.label(small("Esc clears the selection; Ctrl click selects more"));
    });
}

fn answer_choice(ui: &mut Ui, cx: &Cx) -> Option<Response> {
    let mut all: Vec<(String, Response)> =
        vec![("Noted".into(), Response::Noted(String::new())), ("Still open".into(), Response::StillOpen)];
    all.extend(cx.s.decisions.iter().map(|d| (format!("D{} {}", d.no, d.what), Response::Decision(d.id))));
    all.extend(cx.s.actions.iter().map(|a| (format!("A{} {}", a.no, a.what), Response::Action(a.id))));
    all.extend(cx.s.referrals.iter().map(|r| (format!("R{} {}", r.no, r.what), Response::Sent(r.id))));
    let places: Vec<usize> = (0..=all.len()).collect();
    let word =
        |i: usize| i.checked_sub(1).and_then(|i| all.get(i)).map_or_else(|| "Answer…".into(), |(w, _)| w.clone());
    let chosen = choose(ui, "answer of selection", "Answer", 0, &places, word)?;
    all.get(chosen.checked_sub(1)?).map(|(_, r)| r.clone())
}

/// One action from what is selected, with the answer set on each.
fn make_action(cx: &mut Cx, all: &[&Contribution]) {
    let Some(first) = all.first() else { return };
    let mut action = new_action(cx.s, cx.id(), super::responses_page::printable(cx, first));
    action.owner = None;
    action.from = Some(Source::Contribution(first.id));
    let (id, no) = (action.id, action.no);
    let mut commands = vec![Command::Add(action.into())];
    for c in all {
        let responses = c.with_response(Response::Action(id));
        commands.push(Command::Edit(Edit::Contribution(c.id, F::Responses(responses))));
    }
    cx.act(format!("A{no}"), Command::Batch(commands));
    cx.look(Look::Select(Select::Action(Some(id))));
    cx.push(crate::app::Action::Go(crate::app::Page::Actions));
}

/// Everything about one contribution.
fn detail_ui(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
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
            let most = cx.s.agenda.iter().map(|i| i.tables).max().unwrap_or(0).max(c.table);
            let all: Vec<u8> = (0..=most).collect();
            if let Some(t) = choose(ui, id, "Table", c.table, &all, |t| sentence(&table_name(t))) {
                cx.act("table", edit(F::Table(t)));
            }
        });
        labelled_row(ui, "About", |ui| {
            let all: Vec<Option<BoundaryId>> =
                std::iter::once(None).chain(cx.s.boundaries.iter().map(|b| Some(b.id))).collect();
            let word = |b: Option<BoundaryId>| {
                b.and_then(|id| cx.s.boundaries.get(id))
                    .map_or_else(|| "nothing named".into(), |b| format!("S{} {}", b.no, b.what))
            };
            if let Some(b) = choose(ui, id, "About", c.boundary, &all, word) {
                cx.act("what it is about", edit(F::Boundary(b)));
            }
        });
        labelled_row(ui, "Item", |ui| {
            let all: Vec<Option<ItemId>> =
                std::iter::once(None).chain(cx.s.agenda.iter().map(|i| Some(i.id))).collect();
            let word = |i: Option<ItemId>| {
                i.and_then(|id| cx.s.agenda.get(id)).map_or_else(|| "outside the agenda".into(), |i| i.title.clone())
            };
            if let Some(i) = choose(ui, id, "Agenda item", c.item, &all, word) {
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
}

/// A correction of typing stays their words; what rewords is said to be a paraphrase, and the first
/// words are kept.
fn words_ui(ui: &mut Ui, cx: &mut Cx, c: &Contribution) {
    let id = c.id;
    text_field(ui, cx, (id, "words"), Field::lines("Words", 3), &c.words, |t| {
        Command::Edit(Edit::Contribution(id, F::Words(t)))
    });
    match &c.first_words {
        Some(first) => {
            wrapped(ui, small(format!("First written down as: {first}")));
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
    if cx.s.people.is_empty() {
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
fn themes_ui(ui: &mut Ui, cx: &mut Cx) {
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
                let look = Field { labelled: false, ..Field::line("Dots").width(40.0) };
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
