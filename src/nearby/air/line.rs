//! A sealed line: messages of any length in pieces that Noise takes, each numbered by its place, so that one that is
//! missing, changed, doubled or from another line ends it.

use snow::StatelessTransportState;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;

/// A Noise message, and what of it is said: the rest is its tag and a byte that says whether more follows.
const MOST_PIECE: usize = 65_535;
const TAG: usize = 16;
const MOST_IN_PIECE: usize = MOST_PIECE - TAG - 1;

const LAST: u8 = 0;
const MORE: u8 = 1;

/// The end that reads.
pub struct Reader {
    stream: TcpStream,
    noise: Arc<StatelessTransportState>,
    nth: u64,
    most: usize,
}

impl Reader {
    pub(super) fn new(stream: TcpStream, noise: Arc<StatelessTransportState>, most: usize) -> Self {
        Self { stream, noise, nth: 0, most }
    }

    /// The next message. An error ends the line.
    pub fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut message = Vec::new();
        loop {
            let (more, piece) = self.piece()?;
            if message.len() + piece.len() > self.most {
                return Err(io::ErrorKind::InvalidData.into());
            }
            message.extend(piece);
            if !more {
                return Ok(message);
            }
        }
    }

    fn piece(&mut self) -> io::Result<(bool, Vec<u8>)> {
        let mut length = [0; 2];
        self.stream.read_exact(&mut length)?;
        let mut sealed = vec![0; usize::from(u16::from_be_bytes(length))];
        self.stream.read_exact(&mut sealed)?;
        let mut piece = vec![0; sealed.len()];
        let read = self.noise.read_message(self.nth, &sealed, &mut piece);
        let read = read.map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        self.nth += 1;
        piece.truncate(read);
        match piece.pop() {
            Some(LAST) => Ok((false, piece)),
            Some(MORE) => Ok((true, piece)),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

/// The end that writes.
pub struct Writer {
    stream: TcpStream,
    noise: Arc<StatelessTransportState>,
    nth: u64,
}

impl Writer {
    pub(super) fn new(stream: TcpStream, noise: Arc<StatelessTransportState>) -> Self {
        Self { stream, noise, nth: 0 }
    }

    /// Sends a message.
    pub fn write(&mut self, message: &[u8]) -> io::Result<()> {
        let mut pieces = message.chunks(MOST_IN_PIECE).peekable();
        if pieces.peek().is_none() {
            return self.piece(&[], false);
        }
        while let Some(piece) = pieces.next() {
            self.piece(piece, pieces.peek().is_some())?;
        }
        Ok(())
    }

    fn piece(&mut self, piece: &[u8], more: bool) -> io::Result<()> {
        let said = [piece, &[if more { MORE } else { LAST }]].concat();
        let mut sealed = vec![0; said.len() + TAG + 2];
        let (length, room) = sealed.split_at_mut(2);
        let written = self.noise.write_message(self.nth, &said, room);
        let written = written.map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        self.nth += 1;
        length.copy_from_slice(&u16::try_from(written).unwrap_or(u16::MAX).to_be_bytes());
        self.stream.write_all(sealed.get(..written + 2).unwrap_or_default())
    }

    /// What ends the line, from another thread.
    pub(super) fn hanger(&self) -> io::Result<Hanger> {
        self.stream.try_clone().map(Hanger)
    }
}

/// Ends a line, whoever is reading or writing on it.
pub(super) struct Hanger(TcpStream);

impl Hanger {
    pub(super) fn hang_up(&self) {
        // One that is gone already is gone.
        let _ = self.0.shutdown(Shutdown::Both);
    }
}
