//! People from a table or a paste: names, with the partner they come from, how to reach them, and what they need.
//!
//! A yes in a list is not taken over: everybody is asked in the room, and a no stands until somebody says otherwise.
//! First a preview, then one command, so that one undo takes it all back.

use super::csv_in::{CsvError, LeftOut, find_partner};
use super::rows_in::{Known, Row, rows};
use crate::edit::{Command, SessionField};
use crate::insight::fold;
use crate::model::{Access, Consent, PartnerId, Person, PersonId, Session, SortKey};
use std::collections::HashSet;
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
    /// Names in the partner column that are no partner's; those people come in as nobody's.
    pub unknown_partners: Vec<String>,
    /// Somebody said yes to something in the list, which is asked again.
    pub yes_is_asked: bool,
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

/// Reads a table or a paste and says who would come in; changes nothing.
pub fn read_people(s: &Session, text: &str) -> Result<PeopleIn, CsvError> {
    let table = rows(text, &COLUMNS, &[Column::Name, Column::First, Column::Last], b"\t;,")?;
    let mut listed: HashSet<String> = s.private.names.values().map(|name| fold(name.trim())).collect();
    let mut found = PeopleIn::default();
    for row in &table.rows {
        let (person, partner, needs) = if table.heads.is_empty() {
            by_look(s, row)
        } else {
            let cell = |column| table.cell(row, column);
            let whole = [cell(Column::First), cell(Column::Last)].join(" ");
            let name = if cell(Column::Name).is_empty() { whole.trim().to_string() } else { cell(Column::Name).into() };
            let asked = [
                Column::NamePrinted,
                Column::NameByWords,
                Column::WordsPrinted,
                Column::OnPhotos,
                Column::ContactAgain,
            ];
            found.yes_is_asked |= asked.iter().any(|column| fold(cell(*column)) == "yes");
            let contact = table.cells(row, Column::Contact).collect::<Vec<_>>().join(", ");
            let no = asked.map(|column| fold(cell(column)).starts_with("no") && fold(cell(column)) != "not asked");
            let partner = cell(Column::Partner).to_string();
            let needs = table.cells(row, Column::Needs).map(String::from).collect();
            (PersonIn { name, partner: find_partner(s, &partner), contact, no }, partner, needs)
        };
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
        if person.partner.is_none() && !partner.is_empty() && !found.unknown_partners.contains(&partner) {
            found.unknown_partners.push(partner);
        }
        needs.iter().for_each(|need| count(&mut found.needs, need));
        found.people.push(person);
    }
    if found.people.is_empty() && found.left_out.is_empty() {
        return Err(CsvError::Empty);
    }
    Ok(found)
}

/// A row of a paste: the name in front; what is a partner's, and what is a contact, is seen by how it looks.
fn by_look(s: &Session, row: &Row) -> (PersonIn, String, Vec<String>) {
    let mut cells = row.cells.iter();
    let mut person = PersonIn { name: cells.next().cloned().unwrap_or_default(), ..PersonIn::default() };
    let mut partner = String::new();
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        if let Some(id) = find_partner(s, cell) {
            person.partner = Some(id);
        } else if cell.contains('@') || digits >= 7 {
            person.contact = [person.contact.as_str(), cell].join(", ").trim_start_matches(", ").into();
        } else {
            partner.clone_from(cell);
        }
    }
    (person, partner, Vec::new())
}

/// One more needs that; what says that nothing is needed is no need.
fn count(needs: &mut Vec<(String, u32)>, need: &str) {
    if ["", "-", "no", "none", "n/a", "nothing"].contains(&fold(need.trim()).as_str()) {
        return;
    }
    let need: String = need.trim().chars().take(MOST_NAME).collect();
    match needs.iter_mut().find(|(known, _)| fold(known) == fold(&need)) {
        Some((_, n)) => *n += 1,
        None => needs.push((need, 1)),
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
            Some(a) => a.count = a.count.saturating_add(*n),
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
