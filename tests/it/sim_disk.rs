//! A disk in memory that loses power: what was not synced is torn, zeroed, reordered or gone.
//!
//! Files are inodes, names are entries of folders. Syncing a file makes its content stay, syncing a
//! folder its names. At a power cut each unsynced write stays whole, in part, as zeros or not at all, and
//! any subset of the unsynced names stays. Every call counts down to the cut, so that it falls between
//! any two; a disk that ignores syncing is the control that shows that the harness sees loss.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use upfront::store::{Disk, DiskFile, Held, Stat};

#[derive(Clone, Default)]
struct Inode {
    content: Vec<u8>,
    synced: Vec<u8>,
}

#[derive(Clone)]
enum NameChange {
    Put(PathBuf, usize),
    Move(PathBuf, PathBuf, usize),
    Remove(PathBuf),
}

impl NameChange {
    fn folder(&self) -> &Path {
        let (Self::Put(path, _) | Self::Move(_, path, _) | Self::Remove(path)) = self;
        path.parent().unwrap()
    }

    fn apply(self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Put(path, inode) => drop(names.insert(path, inode)),
            Self::Move(from, to, inode) => {
                names.remove(&from);
                names.insert(to, inode);
            }
            Self::Remove(path) => drop(names.remove(&path)),
        }
    }
}

#[derive(Default)]
struct State {
    inodes: Vec<Inode>,
    names: BTreeMap<PathBuf, usize>,
    synced_names: BTreeMap<PathBuf, usize>,
    unsynced_names: Vec<NameChange>,
    held: BTreeSet<PathBuf>,
    /// Calls until the power goes; None: it stays.
    fuel: Option<u64>,
    /// Bytes that still fit; None: as many as you like.
    space: Option<u64>,
    calls: u64,
    /// The call of this number fails, with that; and all after it, where that is said.
    fault: Option<(u64, io::ErrorKind)>,
    for_good: bool,
    /// Where the last fault fell.
    pub faulted: Option<&'static str>,
}

/// How a disk loses what was not synced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Loss {
    /// Names stay in the order they were changed; content may be torn.
    Ordered,
    /// Any names may be lost, content torn or zeroed.
    AnySubset,
    /// The control: the disk says it synced and did not.
    IgnoresSync,
}

#[derive(Clone)]
pub struct SimDisk {
    state: Arc<Mutex<State>>,
    loss: Loss,
}

impl SimDisk {
    pub fn new(loss: Loss) -> Self {
        Self { state: Arc::default(), loss }
    }

    pub fn cut_power_after(&self, calls: u64) {
        self.state.lock().unwrap().fuel = Some(calls);
    }

    pub fn set_space(&self, space: Option<u64>) {
        self.state.lock().unwrap().space = space;
    }

    pub fn fail_call(&self, number: u64, kind: io::ErrorKind) {
        self.state.lock().unwrap().fault = Some((number, kind));
    }

    pub fn fail_from(&self, number: u64, kind: io::ErrorKind) {
        self.fail_call(number, kind);
        self.state.lock().unwrap().for_good = true;
    }

    pub fn calls(&self) -> u64 {
        self.state.lock().unwrap().calls
    }

    /// The call that failed on demand.
    pub fn faulted(&self) -> Option<&'static str> {
        self.state.lock().unwrap().faulted
    }

    pub fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        let state = self.state.lock().unwrap();
        state.names.get(path).map(|i| state.inodes[*i].content.clone())
    }

    /// The disk after the power came back.
    pub fn after_power_cut(&self, rng: &mut fastrand::Rng) -> Self {
        let state = self.state.lock().unwrap();
        let mut names = state.synced_names.clone();
        let kept = match self.loss {
            Loss::Ordered => rng.usize(0..=state.unsynced_names.len()),
            _ => state.unsynced_names.len(),
        };
        for change in state.unsynced_names.iter().take(kept) {
            if self.loss == Loss::Ordered || rng.bool() {
                change.clone().apply(&mut names);
            }
        }
        let inodes: Vec<Inode> = state.inodes.iter().map(|i| torn(i, rng)).collect();
        let state = State { inodes, synced_names: names.clone(), names, ..State::default() };
        Self { state: Arc::new(Mutex::new(state)), loss: self.loss }
    }

    fn call(&self, name: &'static str) -> io::Result<std::sync::MutexGuard<'_, State>> {
        let mut state = self.state.lock().unwrap();
        state.calls += 1;
        match &mut state.fuel {
            Some(0) => return Err(io::Error::other("the power is off")),
            Some(fuel) => *fuel -= 1,
            None => {}
        }
        if let Some((at, kind)) = state.fault
            && (state.calls == at || (state.for_good && state.calls > at))
        {
            state.faulted = Some(name);
            return Err(kind.into());
        }
        Ok(state)
    }
}

/// What is left of a file: what was synced, and of the rest a part, zeros or nothing.
fn torn(inode: &Inode, rng: &mut fastrand::Rng) -> Inode {
    let (content, synced) = (&inode.content, &inode.synced);
    let common = content.iter().zip(synced).take_while(|(a, b)| a == b).count();
    let mut left = if rng.bool() && common < synced.len() { synced[..common].to_vec() } else { synced.clone() };
    if left.len() == common && content.len() > common {
        let more = rng.usize(0..=content.len() - common);
        let tail = &content[common..common + more];
        match rng.u8(0..4) {
            0 => left.extend(tail),
            1 => left.extend(vec![0; more]),
            2 => {
                // A part was written, the rest is a hole.
                let half = rng.usize(0..=more);
                left.extend(&tail[..half]);
                left.extend(vec![0; more - half]);
            }
            _ => {}
        }
    }
    Inode { content: left.clone(), synced: left }
}

struct SimFile {
    disk: SimDisk,
    inode: usize,
}

impl DiskFile for SimFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.disk.call("write")?;
        let fits = state.space.map_or(bytes.len(), |s| (s as usize).min(bytes.len()));
        if let Some(space) = &mut state.space {
            *space -= fits as u64;
        }
        state.inodes[self.inode].content.extend_from_slice(&bytes[..fits]);
        if fits < bytes.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.call("sync")?;
        if self.disk.loss != Loss::IgnoresSync {
            let inode = &mut state.inodes[self.inode];
            inode.synced = inode.content.clone();
        }
        Ok(())
    }

    fn cut(&mut self, len: u64) -> io::Result<()> {
        let mut state = self.disk.call("cut")?;
        let inode = &mut state.inodes[self.inode];
        let freed = inode.content.len().saturating_sub(len as usize) as u64;
        inode.content.truncate(len as usize);
        if let Some(space) = &mut state.space {
            *space += freed;
        }
        Ok(())
    }
}

struct SimHeld(SimDisk, PathBuf);

impl Held for SimHeld {}

impl Drop for SimHeld {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().held.remove(&self.1);
    }
}

impl Disk for SimDisk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let state = self.call("read")?;
        let inode = state.names.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(state.inodes[*inode].content.iter().copied().take(most as usize + 1).collect())
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        let state = self.call("stat")?;
        if let Some(inode) = state.names.get(path) {
            let len = state.inodes[*inode].content.len() as u64;
            return Ok(Stat { identity: inode.to_string(), len, folder: false, modified: None });
        }
        // Folders are not what this disk is for: the stick that holds them is never pulled out.
        if path.extension().is_none() {
            return Ok(Stat { folder: true, ..Stat::default() });
        }
        Err(io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let state = self.call("list")?;
        let first = |f: &PathBuf| Some(folder.join(f.strip_prefix(folder).ok()?.components().next()?));
        let mut all: Vec<PathBuf> = state.names.keys().filter_map(first).collect();
        all.dedup();
        Ok(all)
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        self.call("make_folder").map(drop)
    }

    fn create(&self, path: &Path, _: Option<&Path>) -> io::Result<Box<dyn DiskFile>> {
        let mut state = self.call("create")?;
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let inode = state.inodes.len();
        state.inodes.push(Inode::default());
        state.names.insert(path.into(), inode);
        state.unsynced_names.push(NameChange::Put(path.into(), inode));
        Ok(Box::new(SimFile { disk: self.clone(), inode }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let state = self.call("append")?;
        let inode = *state.names.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(SimFile { disk: self.clone(), inode }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.call("rename")?;
        let inode = state.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        state.names.insert(to.into(), inode);
        state.unsynced_names.push(NameChange::Move(from.into(), to.into(), inode));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.call("remove")?;
        let inode = state.names.remove(path).ok_or(io::ErrorKind::NotFound)?;
        let freed = state.inodes[inode].content.len() as u64;
        if let Some(space) = &mut state.space {
            *space += freed;
        }
        state.unsynced_names.push(NameChange::Remove(path.into()));
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.call("sync_folder")?;
        if self.loss == Loss::IgnoresSync {
            return Ok(());
        }
        let (here, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut state.unsynced_names).into_iter().partition(|c| c.folder() == folder);
        here.into_iter().for_each(|c| c.apply(&mut state.synced_names));
        state.unsynced_names = rest;
        Ok(())
    }

    fn hold(&self, path: &Path, words: &str) -> io::Result<Option<Box<dyn Held>>> {
        let mut state = self.call("hold")?;
        if !state.held.insert(path.into()) {
            return Ok(None);
        }
        let inode = state.inodes.len();
        state.inodes.push(Inode { content: words.into(), synced: Vec::new() });
        state.names.insert(path.into(), inode);
        state.unsynced_names.push(NameChange::Put(path.into(), inode));
        Ok(Some(Box::new(SimHeld(self.clone(), path.into()))))
    }

    fn is_held(&self, path: &Path) -> bool {
        self.state.lock().unwrap().held.contains(path)
    }
}
