//! Opening a session in the window: the file, and what this laptop's journal knows beyond it.
//!
//! Nothing is written. What was not yet in the file is played from the journal in memory; what differs
//! or is damaged is told, and both states stay where they are until the person has chosen.

use super::compare::{self, Difference};
use super::forget::{self, keep_forgotten};
use super::journal::{Replayed, Typing, replay};
use super::keeper::{Aside, Keeper, Start, Status, side_file};
use super::open::{MOST_BYTES, OpenError, read_limited, read_sound};
use super::places::{Places, lock_of};
use super::rescue::{Damaged, rescue, set_aside};
use super::{Disk, SaveError, file_sum, holding, sums, to_text, versions, whole};
use crate::edit::History;
use crate::model::time::Moment;
use crate::model::{CopyName, Session};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// What opening needs of the world.
#[derive(Clone)]
pub struct World {
    pub disk: Arc<dyn Disk>,
    /// None: this laptop gives the app no folder of its own.
    pub places: Option<Places>,
    /// A fresh id, for the files of this window.
    pub writer: Uuid,
    /// For side files: "open since 18:02, 14 May 2026, on LAPTOP".
    pub who: String,
    /// Looks at a session as it is opened, and marks it where its text is not what it says it is. True where it did.
    pub look_at: fn(&mut Session) -> bool,
}

/// A session that is open, and what is to be told about it.
pub struct Opened {
    pub session: Session,
    pub history: History,
    /// Words that were being typed.
    pub typing: BTreeMap<u64, Typing>,
    pub path: Option<PathBuf>,
    pub found: Found,
    pub keeper: Keeper,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("path", &self.path).field("found", &self.found).finish_non_exhaustive()
    }
}

/// What opening found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// Changes that were not in the file yet.
    pub recovered: Option<Recovered>,
    /// The file was damaged; the parts that could not be read.
    pub damaged: Vec<Damaged>,
    /// The file was damaged, and this laptop had all of it.
    pub mended: bool,
    /// Lines of the journal that could not be read.
    pub journal_damaged: usize,
    /// The file was changed outside Upfront.
    pub changed: Option<ChangedOutside>,
    /// This laptop has changes that are not in this file, which has gone on elsewhere.
    pub left_behind: Option<LeftBehind>,
    /// A newer version made the file; it is shown as far as it is understood, and not changed.
    pub newer: Option<u32>,
    /// It is the record inside a PDF of that name; it is shown, and not changed.
    pub paper: Option<String>,
    /// It is a plain copy of a session, which was this one; what is written down here is numbered by another name.
    pub copied: Option<CopyName>,
    /// Who has it open.
    pub in_use: Option<String>,
    /// It is an older copy of a session that has forgotten people since then; it holds them no more.
    pub forgotten: Option<Moment>,
    /// It forgot people elsewhere, and copies on this laptop may still hold them.
    pub copies_remember: bool,
    /// The date for removing names is past, and the person wants to do it later.
    pub forget_later: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Recovered {
    pub changes: u64,
    /// Words that were not a change yet.
    pub typing: bool,
    /// When the last of it was typed.
    pub last: Option<Moment>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct ChangedOutside {
    /// What the sums name.
    pub names: String,
    /// Words before and after, where this laptop has an earlier state.
    pub differences: Vec<Difference>,
    /// That earlier state, as a session file's text.
    pub earlier: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct LeftBehind {
    pub journal: PathBuf,
    pub last: Option<Moment>,
}

/// A session that was not put away: the window or the laptop stopped.
#[derive(Clone, PartialEq, Debug)]
pub struct Unfinished {
    pub id: Uuid,
    pub title: String,
    pub path: Option<PathBuf>,
    pub last: Option<Moment>,
}

/// This laptop's newest journal of a session.
struct Own {
    path: PathBuf,
    bytes: Vec<u8>,
    replayed: Replayed,
    /// Another window is writing it.
    held: bool,
}

/// Opens a session file.
pub fn open_session(world: &World, path: &Path) -> Result<Opened, OpenError> {
    let bytes = match read_limited(&*world.disk, path, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => return from_journal_or(world, path, error),
    };
    let read = match read_sound(path, &bytes) {
        Ok(sound) => {
            let changed = sound.changed.map(|c| c.words());
            Read { session: sound.session, changed, damaged: Vec::new(), newer: None }
        }
        Err(error) => match (rescue(&bytes), &error) {
            (Some(r), OpenError::Newer { needs, .. }) => {
                Read { session: r.session, changed: None, damaged: r.damaged, newer: Some(*needs) }
            }
            (Some(r), e) if e.is_damage() => {
                Read { session: r.session, changed: None, damaged: r.damaged, newer: None }
            }
            _ => return from_journal_or(world, path, error),
        },
    };
    Ok(put_together(world, path, &bytes, read))
}

struct Read {
    session: Session,
    changed: Option<String>,
    damaged: Vec<Damaged>,
    newer: Option<u32>,
}

fn put_together(world: &World, path: &Path, bytes: &[u8], mut read: Read) -> Opened {
    let mut journals = own_journals(world, read.session.id);
    let forgotten = keep_forgotten(&*world.disk, world.places.as_ref(), &mut read.session);
    let copies_remember =
        forgotten.is_none() && forget::copies_remember(&*world.disk, world.places.as_ref(), &read.session);
    let mut found = Found { newer: read.newer, forgotten, copies_remember, ..Found::default() };
    found.in_use = in_use(world, path, &journals);
    let known = file_sum(bytes);
    // The last line says which state the file was, also where something above it was changed.
    let said = std::str::from_utf8(bytes).ok().and_then(sums::claimed).map(str::to_string);
    let intact = read.changed.is_none() && read.damaged.is_empty();
    let mut start = start_of(world, read.session, Some(path.into()));
    let wrote_it = |own: &Own| {
        let at = own.replayed.file.as_deref().is_some_and(|file| same_path(world, file, path));
        at && own.replayed.session.holder == start.session.holder
    };
    let is_copy = holding::is_copy(&*world.disk, world.places.as_ref(), path, &start.session);
    found.copied = (is_copy && !journals.iter().any(wrote_it)).then_some(start.session.copy);
    start.known = Some(known.clone());
    start.bytes = Some(bytes.to_vec());
    if read.newer.is_some() {
        found.damaged = read.damaged;
        return opened(world, start, found, BTreeMap::new());
    }
    if intact {
        // What goes on with the file does not go on with a copy of it.
        let of_this = |own: &Own| {
            found.copied.is_none() || own.replayed.file.as_deref().is_some_and(|f| same_path(world, f, path))
        };
        let going_on = journals.iter().position(|own| !own.held && follows(world, own, path, &known) && of_this(own));
        let own = going_on.map(|at| journals.remove(at));
        found.left_behind = left_behind(world, path, &journals);
        return match own {
            Some(own) => go_on(world, start, found, own, &known),
            None => opened(world, start, found, BTreeMap::new()),
        };
    }
    // The journal that wrote the file as it was before.
    let wrote = |own: &Own| {
        !own.held && own.replayed.is_whole() && said.as_ref().is_some_and(|s| own.replayed.save(s).is_some())
    };
    let own = journals.iter().position(wrote).map(|at| journals.remove(at));
    found.left_behind = left_behind(world, path, &journals);
    if read.damaged.is_empty() {
        found.left_behind = found.left_behind.or_else(|| own.iter().find_map(left));
    }
    if let Some(names) = read.changed {
        let earlier = own.map(|own| own.replayed.session).or_else(|| newest_version(world, start.session.id));
        let differences = earlier.as_ref().map(|e| compare::differences(e, &start.session)).unwrap_or_default();
        found.changed = Some(ChangedOutside { names, differences, earlier: earlier.and_then(|e| to_text(&e).ok()) });
        return opened(world, start, found, BTreeMap::new());
    }
    start.aside = Some(Arc::new(aside_of(path, bytes, &read.damaged)));
    found.damaged = read.damaged;
    // What this laptop wrote itself it knows whole, and what came after it too.
    if let (Some(own), Some(said)) = (own, &said) {
        found.mended = true;
        let mut opened = go_on(world, start, found, own, said);
        opened.keeper.must_write();
        return opened;
    }
    if let Some(whole) = said.and_then(|s| version_with_sum(world, start.session.id, &s)) {
        start.session = whole;
        found.mended = true;
    }
    opened(world, start, found, BTreeMap::new())
}

/// The first journal with changes that are not in the file and that nobody is writing. That of a copy is not meant where
/// all of it is in that copy’s own file.
fn left_behind(world: &World, path: &Path, journals: &[Own]) -> Option<LeftBehind> {
    let is_elsewhere = |own: &Own| {
        let saved = own.replayed.saves.last().is_some_and(|save| save.changes == own.replayed.changes);
        let file = own.replayed.file.as_deref().filter(|file| !same_path(world, file, path));
        saved && own.replayed.drafts.is_empty() && file.is_some_and(|file| world.disk.stat(file).is_ok())
    };
    journals.iter().filter(|own| !is_elsewhere(own)).find_map(left)
}

fn left(own: &Own) -> Option<LeftBehind> {
    let unsaved = !own.held && has_unsaved(own);
    unsaved.then(|| LeftBehind { last: own.replayed.last, journal: own.path.clone() })
}

fn opened(world: &World, mut start: Start, mut found: Found, typing: BTreeMap<u64, Typing>) -> Opened {
    (world.look_at)(&mut start.session);
    match found.copied {
        _ if found.newer.is_some() => found.copied = None,
        // What this laptop’s own journal goes on with is its own.
        _ if start.journal.is_some() => found.copied = None,
        Some(_) => holding::number_apart(&mut start.session, world.writer),
        None if start.path.is_none() || start.session.holder.is_none() => start.session.holder = Some(world.writer),
        None => {}
    }
    let (session, path) = (start.session.clone(), start.path.clone());
    start.typing = typing.clone();
    let keeper = Keeper::new(start);
    Opened { history: keeper.history().clone(), session, typing, path, found, keeper }
}

/// Is it the same but for who writes it, which a journal knows before the file does?
fn is_the_same(journal: &Session, file: &Session) -> bool {
    journal == file || *journal == Session { holder: journal.holder, copy: journal.copy, ..file.clone() }
}

/// Opens what the journal says on top of the file with this sum.
fn go_on(world: &World, mut start: Start, mut found: Found, own: Own, known: &str) -> Opened {
    let changes = own.replayed.changes_since(known).unwrap_or(own.replayed.changes);
    let typing = own.replayed.drafts.clone();
    found.journal_damaged = own.replayed.damaged.len();
    let damaged_before = own.replayed.save(known).is_some_and(|save| save.damaged > 0);
    // Where lines were lost from before the file was written, the file knows better.
    let file_knows_better =
        damaged_before || (changes == 0 && !is_the_same(&own.replayed.session, &start.session) && !found.mended);
    if file_knows_better && changes > 0 {
        found.left_behind = left(&own).or(found.left_behind);
        return opened(world, start, found, BTreeMap::new());
    }
    if changes > 0 || !typing.is_empty() || found.journal_damaged > 0 {
        found.recovered = Some(Recovered { changes, typing: !typing.is_empty(), last: own.replayed.last });
    }
    if !own.replayed.is_whole() {
        // It stays as it is until a new one holds all that could be read of it.
        start.supersedes = Some(own.path.clone());
    }
    if !file_knows_better {
        start.turned = own.replayed.history_since(known);
        start.heard.clone_from(&own.replayed.heard);
        start.unsaved = changes > 0;
        start.session = own.replayed.session.clone();
        if own.replayed.is_whole() {
            let bytes = own.bytes.get(..own.replayed.good_bytes).unwrap_or_default().to_vec();
            start.journal = Some((own.path, bytes, own.replayed));
        }
    }
    opened(world, start, found, typing)
}

/// Opens a session that is only in the journal: the window stopped before there was a file, or the file
/// is not there.
pub fn open_unfinished(world: &World, id: Uuid) -> Option<Opened> {
    let own = own_journals(world, id).into_iter().find(|own| !own.held && has_unsaved(own))?;
    let path = own.replayed.file.clone();
    if let Some(path) = &path
        && let Ok(opened) = open_session(world, path)
        && opened.session.id == id
        && opened.found.left_behind.is_none()
    {
        return Some(opened);
    }
    Some(only_journal(world, own, path))
}

/// Opens what another journal than that of this file's state says, as a session of its own.
pub fn open_journal_as_copy(world: &World, journal: &Path, id: Uuid) -> Option<Opened> {
    let bytes = world.disk.read(journal, MOST_BYTES).ok()?;
    let mut session = replay(&bytes)?.session;
    keep_forgotten(&*world.disk, world.places.as_ref(), &mut session);
    session.id = id;
    Some(open_new(world, session))
}

/// Opens a session that has no file yet.
pub fn open_new(world: &World, session: Session) -> Opened {
    opened(world, start_of(world, session, None), Found::default(), BTreeMap::new())
}

fn start_of(world: &World, session: Session, path: Option<PathBuf>) -> Start {
    Start {
        session,
        path,
        known: None,
        bytes: None,
        turned: None,
        heard: Vec::new(),
        look_at: world.look_at,
        journal: None,
        unsaved: false,
        typing: BTreeMap::new(),
        supersedes: None,
        aside: None,
        writer: world.writer.simple().to_string(),
        who: world.who.clone(),
        disk: world.disk.clone(),
        places: world.places.clone(),
    }
}

fn only_journal(world: &World, own: Own, path: Option<PathBuf>) -> Opened {
    let mut start = start_of(world, own.replayed.session.clone(), path);
    let changes = own.replayed.saves.last().map_or(own.replayed.changes, |s| own.replayed.changes - s.changes);
    let typing = own.replayed.drafts.clone();
    let recovered = Recovered { changes, typing: !typing.is_empty(), last: own.replayed.last };
    let found = Found { recovered: Some(recovered), journal_damaged: own.replayed.damaged.len(), ..Found::default() };
    start.unsaved = true;
    start.turned = own.replayed.history_since("");
    start.heard.clone_from(&own.replayed.heard);
    if !own.replayed.is_whole() {
        start.supersedes = Some(own.path.clone());
    } else {
        let bytes = own.bytes.get(..own.replayed.good_bytes).unwrap_or_default().to_vec();
        start.journal = Some((own.path, bytes, own.replayed));
    }
    opened(world, start, found, typing)
}

/// A keeper that takes over a session as it stands, from one that could not put it away. It reads
/// nothing: what stands in the file by now may be another state.
pub fn take_over(world: &World, session: Session, status: &Status, changes: u64) -> Keeper {
    let mut start = start_of(world, session, status.path.clone());
    start.known = status.known.clone();
    start.aside = status.aside.clone();
    Keeper::new(start).after(changes)
}

/// A file that is not there, or empty: where this laptop's journal has the session, that is opened.
fn from_journal_or(world: &World, path: &Path, error: OpenError) -> Result<Opened, OpenError> {
    let Some(places) = &world.places else { return Err(error) };
    let here = |own: &Own| !own.held && own.replayed.file.as_deref().is_some_and(|f| same_path(world, f, path));
    let ids = world.disk.list(&places.all_sessions()).unwrap_or_default();
    let ids = ids.iter().filter_map(|f| f.file_name()?.to_str()?.parse::<Uuid>().ok());
    match ids.flat_map(|id| own_journals(world, id)).filter(here).max_by_key(|own| own.replayed.last) {
        Some(own) => Ok(only_journal(world, own, Some(path.into()))),
        None => Err(error),
    }
}

/// Does this laptop's journal go on beyond a file with these bytes?
pub fn has_more_than(world: &World, path: &Path, session: &Session, bytes: &[u8]) -> bool {
    let known = file_sum(bytes);
    own_journals(world, session.id)
        .iter()
        .any(|own| follows(world, own, path, &known) && own.replayed.changes_since(&known).is_some_and(|n| n > 0))
}

/// Why a session's file is not to be changed from here now.
#[derive(Debug, thiserror::Error)]
pub enum Busy {
    #[error("{} is open; close it first", .0.display())]
    InUse(PathBuf),
    #[error("This laptop has changes that are not in {} yet; open it in the window and close it, then try again", .0.display())]
    Ahead(PathBuf),
}

/// Can the file be changed without a window that would not know of it?
pub fn free_to_change(world: &World, path: &Path, s: &Session, bytes: &[u8]) -> Result<(), Busy> {
    let files = world.places.as_ref().and_then(|places| world.disk.list(&places.of_session(s.id)).ok());
    // Also one that cannot be read, or was set aside as damaged.
    let journals = files.unwrap_or_default().into_iter();
    let mut journals = journals.filter(|f| f.extension().is_some_and(|e| e == "journal" || e == "damaged"));
    if journals.any(|journal| world.disk.is_held(&lock_of(&journal))) || world.disk.is_held(&side_file(path)) {
        return Err(Busy::InUse(path.into()));
    }
    match has_more_than(world, path, s, bytes) || has_unsaved_here(world, s.id) {
        true => Err(Busy::Ahead(path.into())),
        false => Ok(()),
    }
}

/// Does a journal of this session hold something that is in no file: changes, or words that were no change yet?
fn has_unsaved_here(world: &World, id: Uuid) -> bool {
    own_journals(world, id).iter().any(|own| {
        let saved = own.replayed.saves.last().map_or(0, |save| save.changes);
        !own.held && (own.replayed.changes > saved || !own.replayed.drafts.is_empty())
    })
}

/// Sessions that were not put away, newest first.
pub fn unfinished(world: &World) -> Vec<Unfinished> {
    let Some(places) = &world.places else { return Vec::new() };
    let mut all: Vec<Unfinished> = Vec::new();
    for folder in world.disk.list(&places.all_sessions()).unwrap_or_default() {
        let Some(id) = folder.file_name().and_then(|n| n.to_str()?.parse::<Uuid>().ok()) else { continue };
        // Those that end in being put away need no playing.
        let open = |f: &PathBuf| {
            let bytes = world.disk.read(f, MOST_BYTES).unwrap_or_default();
            f.extension().is_some_and(|e| e == "journal") && !bytes.is_empty() && !bytes.ends_with(b" Closed\n")
        };
        if !world.disk.list(&folder).unwrap_or_default().iter().any(open) {
            continue;
        }
        if let Some(own) = own_journals(world, id).into_iter().find(|own| !own.held && !own.replayed.closed) {
            let title = own.replayed.session.title_or_untitled().to_string();
            all.push(Unfinished { id, title, path: own.replayed.file, last: own.replayed.last });
        }
    }
    all.sort_by_key(|left| std::cmp::Reverse(left.last));
    all
}

/// This laptop's journals of a session, newest first. One that holds nothing yet says nothing.
fn own_journals(world: &World, id: Uuid) -> Vec<Own> {
    let Some(places) = &world.places else { return Vec::new() };
    let files = world.disk.list(&places.of_session(id)).unwrap_or_default();
    let journals = files.into_iter().rev().filter(|f| f.extension().is_some_and(|e| e == "journal"));
    let read = |path: PathBuf| {
        let bytes = world.disk.read(&path, MOST_BYTES).ok()?;
        let replayed = replay(&bytes).filter(|r| r.session.id == id)?;
        let held = world.disk.is_held(&lock_of(&path));
        Some(Own { path, bytes, replayed, held })
    };
    journals.filter_map(read).collect()
}

/// Is what the journal says the way the file goes on?
fn follows(world: &World, own: &Own, path: &Path, known: &str) -> bool {
    let Some(since) = own.replayed.changes_since(known) else { return false };
    let newest = own.replayed.saves.last().is_some_and(|save| save.sum == known);
    // An older state of this very file is what a crash between journal and file leaves. Of another file
    // it is a copy that somebody kept: that is opened as it is.
    newest || since == 0 || own.replayed.file.as_deref().is_none_or(|file| same_path(world, file, path))
}

/// Was it not put away, or with words that were no change yet?
fn has_unsaved(own: &Own) -> bool {
    !own.replayed.closed || !own.replayed.drafts.is_empty()
}

fn same_path(world: &World, a: &Path, b: &Path) -> bool {
    a == b || world.disk.resolve(a) == world.disk.resolve(b)
}

/// Another window on this laptop, or whoever left words beside the file.
fn in_use(world: &World, path: &Path, journals: &[Own]) -> Option<String> {
    let beside = side_file(path);
    if journals.iter().any(|own| own.held) || world.disk.is_held(&beside) {
        return Some("open in another window on this laptop".into());
    }
    let said = world.disk.read(&beside, 1000).ok()?;
    let said = String::from_utf8_lossy(&said).into_owned();
    let machine = |words: &str| words.rsplit_once(" on ").map(|(_, m)| m.to_string());
    (machine(&said).is_some() && machine(&said) != machine(&world.who)).then_some(said)
}

fn newest_version(world: &World, id: Uuid) -> Option<Session> {
    let folder = world.places.as_ref()?.versions(id);
    versions::earlier(&*world.disk, &folder).iter().find_map(|v| versions::read(&*world.disk, v).ok())
}

/// An earlier version with this sum.
fn version_with_sum(world: &World, id: Uuid, sum: &str) -> Option<Session> {
    let folder = world.places.as_ref()?.versions(id);
    let mut all = versions::earlier(&*world.disk, &folder).into_iter();
    all.find_map(|v| {
        let bytes = world.disk.read(&v.path, MOST_BYTES).ok()?;
        (file_sum(&bytes) == sum).then(|| read_sound(&v.path, &bytes).ok().map(|s| s.session)).flatten()
    })
}

/// What earlier openings put beside a session, of this name or another, because it could not be read.
pub fn asides(disk: &dyn Disk, path: &Path) -> Vec<PathBuf> {
    let is_one = |f: &PathBuf| f.file_name().is_some_and(|n| n.to_string_lossy().contains(DAMAGED_PARTS));
    disk.list(whole::folder_of(path)).unwrap_or_default().into_iter().filter(is_one).collect()
}

/// Behind the name of a session, what was put aside of it.
const DAMAGED_PARTS: &str = " damaged parts";

fn aside_of(path: &Path, bytes: &[u8], damaged: &[Damaged]) -> Aside {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = whole::folder_of(path).join(format!("{stem}{DAMAGED_PARTS}.txt"));
    Aside { path: beside, text: set_aside(&name, damaged), original: bytes.to_vec() }
}

/// Writes what can be read of a file to a new one, and the damaged parts beside it.
pub fn rescue_file(disk: &dyn Disk, path: &Path, out: &Path) -> Result<(Vec<Damaged>, PathBuf), RescueError> {
    let bytes = read_limited(disk, path, MOST_BYTES)?;
    let (session, damaged) = match read_sound(path, &bytes) {
        Ok(sound) => (sound.session, Vec::new()),
        Err(error) if error.is_damage() => match rescue(&bytes) {
            Some(r) => (r.session, r.damaged),
            None => return Err(RescueError::Nothing(path.into())),
        },
        Err(error) => return Err(error.into()),
    };
    let aside = aside_of(out, &bytes, &damaged);
    if !damaged.is_empty() {
        super::create_new(disk, &aside.path, aside.text.as_bytes())?;
    }
    super::create(disk, out, &session)?;
    Ok((damaged, aside.path))
}

/// Why nothing was rescued.
#[derive(Debug, thiserror::Error)]
pub enum RescueError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Save(#[from] SaveError),
    #[error("{}: nothing of a session could be read in it; try an earlier copy", .0.display())]
    Nothing(PathBuf),
}
