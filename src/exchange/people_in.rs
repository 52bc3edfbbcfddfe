//! People from a table or a paste: names, with the partner they come from, how to reach them, and what they need.
//!
//! A yes in a list is not taken over: everybody is asked in the room, and a no stands until somebody says otherwise. Nor
//! are needs that somebody wrote in words of their own: they would print.
//! First a preview, then one command, so that one undo takes it all back.

use super::csv_in::{CsvError, LeftOut, find_partner};
use super::rows_in::{Known, Row, Rows, rows};
use crate::edit::{Command, SessionField};
use crate::insight::fold;
use crate::model::{Access, Consent, PartnerId, Person, PersonId, Session, SortKey};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// People that come in at once.
pub const MOST_PEOPLE: usize = 2000;
/// Characters of a name, a contact or a need.
const MOST_NAME: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Name,
    First,
    Last,
    Partner,
    Contact,
    Needs,
    NamePrinted,
    NameByWords,
    WordsPrinted,
    OnPhotos,
    ContactAgain,
}

const COLUMNS: [Known<Column>; 11] = [
    Known(Column::Name, &["name", "full name", "person", "participant", "attendee", "who"]),
    Known(Column::First, &["first name", "given name", "forename"]),
    Known(Column::Last, &["last name", "surname", "family name"]),
    Known(
        Column::Partner,
        &["partner", "organisation", "organization", "group", "from", "company", "body", "on behalf of"],
    ),
    Known(Column::Contact, &["contact", "email", "e-mail", "email address", "phone", "telephone", "mobile"]),
    Known(Column::Needs, &["access needs", "needs", "access", "requirements", "access requirements"]),
    Known(Column::NamePrinted, &["name printed"]),
    Known(Column::NameByWords, &["name beside words"]),
    Known(Column::WordsPrinted, &["words printed"]),
    Known(Column::OnPhotos, &["on photos", "photos", "photo"]),
    Known(Column::ContactAgain, &["contact again"]),
];

/// What would come in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PeopleIn {
    pub people: Vec<PersonIn>,
    /// What people need, and how many; of whom is not kept.
    pub needs: Vec<(String, u32)>,
    pub left_out: Vec<LeftOut>,
    /// What a person should know before it comes in, a sentence each.
    pub told: Vec<String>,
}

/// A person who comes in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PersonIn {
    pub name: String,
    pub partner: Option<PartnerId>,
    pub contact: String,
    /// What they said no to: name, name beside words, words, photos, contact again.
    pub no: [bool; 5],
}

/// What somebody answered in a list.
enum Answered {
    Nothing,
    Yes,
    No,
    /// Nobody can tell.
    Unclear,
}

fn answered(cell: &str) -> Answered {
    match fold(cell.trim()).as_str() {
        "" | "not asked" | "?" => Answered::Nothing,
        "yes" | "y" | "true" | "1" | "x" | "✓" | "ok" => Answered::Yes,
        "no" | "n" | "false" | "0" | "declined" | "refused" | "no thanks" => Answered::No,
        _ => Answered::Unclear,
    }
}

const ASKED: [(Column, &str); 5] = [
    (Column::NamePrinted, "name printed"),
    (Column::NameByWords, "name beside words"),
    (Column::WordsPrinted, "words printed"),
    (Column::OnPhotos, "on photos"),
    (Column::ContactAgain, "contact again"),
];

/// A row as it was read.
#[derive(Default)]
struct Read {
    person: PersonIn,
    /// What stands where a partner would, and is none of this session.
    no_partner: String,
    needs: Vec<String>,
    /// Cells that nothing is known of.
    unread: Vec<String>,
}

/// Reads a table or a paste and says who would come in; changes nothing.
pub fn read_people(s: &Session, text: &str) -> Result<PeopleIn, CsvError> {
    let table = rows(text, &COLUMNS, &[Column::Name, Column::First, Column::Last], b"\t;,")?;
    let mut listed: HashSet<String> = s.private.names.values().map(|name| fold(name.trim())).collect();
    let mut found = PeopleIn { told: table.unread().into_iter().collect(), ..PeopleIn::default() };
    let (mut needs, mut yes) = (Needs::default(), false);
    let tell = |told: &mut Vec<String>, words: String| {
        if !told.contains(&words) {
            told.push(words);
        }
    };
    for row in &table.rows {
        let read = match table.heads.is_empty() {
            true => by_look(s, row),
            false => by_heads(s, &table, row, &mut |words| tell(&mut found.told, words), &mut yes),
        };
        let person = read.person;
        let why = if person.name.is_empty() {
            Some("it has no name")
        } else if [&person.name, &person.contact].iter().any(|words| words.chars().count() > MOST_NAME) {
            Some("a name or a contact is longer than 200 characters")
        } else if !listed.insert(fold(&person.name)) {
            Some("somebody of that name is listed already")
        } else {
            None
        };
        if let Some(why) = why {
            found.left_out.push(LeftOut { line: row.line, why });
            continue;
        }
        if found.people.len() >= MOST_PEOPLE {
            return Err(CsvError::TooMany { most: MOST_PEOPLE, what: "people" });
        }
        if !read.no_partner.is_empty() {
            let words = format!("“{}” is no partner of this session; those come in without one", read.no_partner);
            tell(&mut found.told, words);
        }
        for cell in &read.unread {
            tell(&mut found.told, format!("“{cell}” is not taken over"));
        }
        read.needs.iter().for_each(|need| needs.count(need));
        found.people.push(person);
    }
    if found.people.is_empty() && found.left_out.is_empty() {
        return Err(CsvError::Empty);
    }
    if yes {
        found.told.push("A yes in the list is not taken over: everybody is asked in the room".into());
    }
    let (taken, others) = needs.shared(s);
    found.needs = taken;
    for need in others {
        found.told.push(format!("“{need}” is not taken over; write what is needed under Access in your own words"));
    }
    Ok(found)
}

/// A row whose columns say what they are.
fn by_heads(s: &Session, table: &Rows<Column>, row: &Row, tell: &mut dyn FnMut(String), yes: &mut bool) -> Read {
    let cell = |column| table.cell(row, column);
    let whole = [cell(Column::First), cell(Column::Last)].join(" ");
    let name = if cell(Column::Name).is_empty() { whole.trim() } else { cell(Column::Name) };
    let contact = table.cells(row, Column::Contact).collect::<Vec<_>>().join(", ");
    let no = ASKED.map(|(column, called)| match answered(cell(column)) {
        Answered::Nothing => false,
        Answered::Yes => {
            *yes = true;
            false
        }
        Answered::No => true,
        Answered::Unclear => {
            // Words print without a yes, so here what is not understood is a no.
            let taken = column == Column::WordsPrinted;
            let taken_as = if taken { "it is taken as a no" } else { "it is asked in the room" };
            tell(format!("“{}” under “{called}” was not understood; {taken_as}", cell(column)));
            taken
        }
    });
    let of = cell(Column::Partner);
    let partner = find_partner(s, of);
    let no_partner = if partner.is_none() { of.to_string() } else { String::new() };
    let needs = table.cells(row, Column::Needs).flat_map(|cell| cell.split([';', ','])).map(String::from).collect();
    let (name, beside) = name_and_contact(name);
    let contact = joined(&contact, &beside);
    Read { person: PersonIn { name, partner, contact, no }, no_partner, needs, unread: Vec::new() }
}

/// A row of a paste: the name in front; what is a partner's, and what is a contact, is seen by how it looks.
fn by_look(s: &Session, row: &Row) -> Read {
    let mut cells = row.cells.iter();
    let (name, contact) = name_and_contact(cells.next().map_or("", String::as_str));
    let mut read = Read { person: PersonIn { name, contact, ..PersonIn::default() }, ..Read::default() };
    for cell in cells.filter(|cell| !cell.is_empty()) {
        if let Some(id) = find_partner(s, cell) {
            read.person.partner = Some(id);
        } else if is_contact(cell) {
            read.person.contact = joined(&read.person.contact, cell);
        } else {
            read.unread.push(cell.clone());
        }
    }
    read
}

fn is_contact(words: &str) -> bool {
    words.contains('@') || words.chars().filter(char::is_ascii_digit).count() >= 7
}

fn joined(one: &str, other: &str) -> String {
    [one, other].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}

/// "Ann Lee <ann@example.org>", "Ann Lee 07700 900123": the name, and the contact that stood behind it.
fn name_and_contact(words: &str) -> (String, String) {
    let is_mark = |c: char| matches!(c, '<' | '>' | '(' | ')' | ',' | ';');
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let numeral = |token: &str| token.chars().any(|c| c.is_ascii_digit());
    let begins = |token: &&str| token.contains('@') || numeral(token);
    let Some(at) = tokens.iter().position(begins).filter(|at| *at > 0 && is_contact(words)) else {
        return (words.to_string(), String::new());
    };
    let part = |tokens: &[&str]| tokens.join(" ").trim_matches(|c: char| is_mark(c) || c == ' ').to_string();
    (part(tokens.get(..at).unwrap_or_default()), part(tokens.get(at..).unwrap_or_default()))
}

/// What people need, counted by what is the same in any case.
#[derive(Default)]
struct Needs(Vec<(String, u32)>, HashMap<String, usize>);

/// A need that others share is a few words.
const MOST_NEED: usize = 40;

impl Needs {
    /// One more needs that; what says that nothing is needed is no need.
    fn count(&mut self, need: &str) {
        let (need, same) = (need.trim(), fold(need.trim()));
        if ["", "-", "no", "none", "n/a", "nothing", "0"].contains(&same.as_str()) {
            return;
        }
        match self.1.get(&same).and_then(|at| self.0.get_mut(*at)) {
            Some((_, n)) => *n += 1,
            None => {
                self.1.insert(same, self.0.len());
                self.0.push((need.to_string(), 1));
            }
        }
    }

    /// Those that are listed already, or that several people share in a few words; and the others. What one person wrote
    /// in words of their own would print, and tell who it is.
    fn shared(self, s: &Session) -> (Vec<(String, u32)>, Vec<String>) {
        let listed = |need: &str| s.private.access.iter().any(|a| fold(&a.need) == fold(need));
        let (taken, others): (Vec<_>, Vec<_>) =
            self.0.into_iter().partition(|(need, n)| listed(need) || (*n > 1 && need.chars().count() <= MOST_NEED));
        (taken, others.into_iter().map(|(need, _)| need).collect())
    }
}

/// The previewed people as one command, behind those that are listed.
pub fn people_command(s: &Session, found: &PeopleIn, mut next_id: impl FnMut() -> Uuid) -> Command {
    let (mut names, mut contacts, mut access) =
        (s.private.names.clone(), s.private.contacts.clone(), s.private.access.clone());
    let mut order = s.people.end();
    let mut all: Vec<Command> = Vec::with_capacity(found.people.len() + 3);
    for p in &found.people {
        let id = PersonId(next_id());
        let answer = |no: bool| if no { Consent::No } else { Consent::NotAsked };
        let [name_printed, name_by_words, words_printed, on_photos, contact_again] = p.no.map(answer);
        let person = Person {
            partner: p.partner,
            name_printed,
            name_by_words,
            words_printed,
            on_photos,
            contact_again,
            ..Person::new(id, order.clone())
        };
        order = SortKey::new_after(&order);
        all.push(Command::Add(person.into()));
        names.insert(id, p.name.clone());
        if !p.contact.is_empty() {
            contacts.insert(id, p.contact.clone());
        }
    }
    for (need, n) in &found.needs {
        match access.iter_mut().find(|a| fold(&a.need) == fold(need)) {
            // Whether it is met for them, too, is not known.
            Some(a) => (a.count, a.met) = (a.count.saturating_add(*n), None),
            None => access.push(Access { need: need.clone(), count: *n, met: None }),
        }
    }
    all.push(Command::session(SessionField::Names(names)));
    all.push(Command::session(SessionField::Contacts(contacts)));
    if access != s.private.access {
        all.push(Command::session(SessionField::Access(access)));
    }
    Command::Batch(all)
}
