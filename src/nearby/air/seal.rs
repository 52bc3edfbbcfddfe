//! How a line is sealed: who calls proves that it knows the code (SPAKE2) or has a ticket, and so does who answers; then
//! all that passes is encrypted and in order (Noise, NNpsk0: fresh keys for each line, so nothing that was recorded can
//! be played again or read later).
//!
//! ```text
//! caller  -> "UPFRONT" version kind, SPAKE2 message or the ticket’s id
//! answerer-> status, SPAKE2 message
//! caller  -> Noise message: only who has the right key could write it
//! answerer-> Noise message, or nothing where that was wrong
//! ```
//! A wrong code shows in the caller’s Noise message. Before that the answerer has shown nothing that codes could be tried
//! on; each try takes a call of its own, and [`Door`] counts them.

use super::super::{Door, Proof, SPEAKS, Ticket, code_from};
use super::Clock;
use super::line::{Reader, Writer};
use snow::{Builder, HandshakeState};
use spake2::{Ed25519Group, Identity, Password, Spake2};
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const MAGIC: &[u8; 7] = b"UPFRONT";
const PATTERN: &str = "Noise_NNpsk0_25519_ChaChaPoly_SHA256";
const SPAKE_BYTES: usize = 33;
const TICKET_BYTES: usize = 8;
/// A Noise message of these patterns without a payload: a key and a tag.
const NOISE_BYTES: usize = 48;

/// All of it is said within so long.
const GREETING: Duration = Duration::from_secs(10);
/// A line that takes nothing for so long is dead.
const WRITING: Duration = Duration::from_secs(8);

const BY_CODE: u8 = 1;
const BY_TICKET: u8 = 2;

const FINE: u8 = 0;
const OTHER_VERSION: u8 = 1;
const SHUT: u8 = 2;
const NO_TICKET: u8 = 3;

/// What a caller proves itself by.
#[derive(Clone, Debug)]
pub enum Key {
    Code(String),
    Ticket(Ticket),
}

/// Why there is no line. The display is the end of a sentence: "192.168.1.5: …".
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    #[error("nothing answered within {0} seconds")]
    Silent(u64),
    #[error("the laptop is there, but no room is open on it")]
    NothingOpen,
    #[error("it is on another network")]
    Unreachable,
    #[error("what answers there is no Upfront room")]
    NotUpfront,
    #[error("that is not the code")]
    WrongCode,
    #[error("too many wrong codes were tried; wait half a minute and ask for the code again")]
    Shut,
    #[error("the room is open on another version of Upfront; use the same version on all laptops")]
    OtherVersion,
    #[error("this laptop is not in that room any more")]
    NoTicket,
    #[error("the line broke ({0})")]
    Broke(io::ErrorKind),
}

impl CallError {
    /// Is it no use to try again with the same?
    pub fn is_final(&self) -> bool {
        matches!(self, Self::WrongCode | Self::Shut | Self::OtherVersion | Self::NoTicket)
    }
}

impl From<io::Error> for CallError {
    fn from(e: io::Error) -> Self {
        match e.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::Silent(GREETING.as_secs()),
            io::ErrorKind::ConnectionRefused => Self::NothingOpen,
            io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => Self::Unreachable,
            kind => Self::Broke(kind),
        }
    }
}

/// Both ends of a sealed line.
pub type Ends = (Reader, Writer);

/// Calls: the caller’s side.
pub fn call(mut stream: TcpStream, key: &Key, most: usize) -> Result<Ends, CallError> {
    let until = Instant::now() + GREETING;
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(WRITING))?;
    let (kind, spake, said) = match key {
        Key::Code(code) => {
            let (spake, said) = Spake2::<Ed25519Group>::start_a(&Password::new(code), &guest(), &room());
            (BY_CODE, Some(spake), said)
        }
        Key::Ticket(ticket) => (BY_TICKET, None, ticket.id.to_vec()),
    };
    let mut greeting = MAGIC.to_vec();
    greeting.extend([SPEAKS, kind]);
    greeting.extend(&said);
    stream.write_all(&greeting)?;
    let mut status = [0];
    read(&mut stream, &mut status, until)?;
    match status {
        [FINE] => {}
        [OTHER_VERSION] => return Err(CallError::OtherVersion),
        [SHUT] => return Err(CallError::Shut),
        [NO_TICKET] => return Err(CallError::NoTicket),
        _ => return Err(CallError::NotUpfront),
    }
    greeting.extend(status);
    let psk = match (spake, key) {
        (Some(spake), _) => {
            let mut theirs = [0; SPAKE_BYTES];
            read(&mut stream, &mut theirs, until)?;
            greeting.extend(theirs);
            key_of(spake.finish(&theirs).map_err(|_| CallError::NotUpfront)?)?
        }
        (None, Key::Ticket(ticket)) => ticket.secret,
        (None, Key::Code(_)) => return Err(CallError::NotUpfront),
    };
    let mut noise = builder(&greeting, &psk)?.build_initiator().map_err(|_| CallError::NotUpfront)?;
    write_noise(&mut stream, &mut noise)?;
    let wrong = || if kind == BY_CODE { CallError::WrongCode } else { CallError::NoTicket };
    let mut message = [0; NOISE_BYTES];
    // Where the key was wrong, the other hangs up here.
    let answered = read(&mut stream, &mut message, until);
    answered.map_err(|e| if is_hung_up(&e) { wrong() } else { e.into() })?;
    noise.read_message(&message, &mut [0; NOISE_BYTES]).map_err(|_| wrong())?;
    ends(stream, noise, most)
}

/// Answers: the room’s side. `fresh` gives another code where too many were wrong; the second of what it gives is that
/// code then. None: whoever called is sent away.
pub fn answer(mut stream: TcpStream, door: &Mutex<Door>, clock: &Clock, most: usize) -> Answered {
    match try_answer(&mut stream, door, clock) {
        Ok((noise, proof)) => match ends(stream, noise, most) {
            Ok(ends) => Answered::Line(ends, proof),
            Err(_) => Answered::Nobody,
        },
        Err(answered) => answered,
    }
}

/// What came of a call.
pub enum Answered {
    Line(Ends, Proof),
    /// A wrong code; and where it was one too many, the code from now on.
    Wrong(Option<String>),
    /// Something else: it hung up, or spoke nonsense.
    Nobody,
}

fn try_answer(stream: &mut TcpStream, door: &Mutex<Door>, clock: &Clock) -> Result<(HandshakeState, Proof), Answered> {
    let nobody = |_| Answered::Nobody;
    let until = Instant::now() + GREETING;
    stream.set_nodelay(true).and_then(|()| stream.set_write_timeout(Some(WRITING))).map_err(nobody)?;
    let mut greeting = vec![0; MAGIC.len() + 2];
    read(stream, &mut greeting, until).map_err(nobody)?;
    let Some((version, kind)) = greeting.strip_prefix(MAGIC).and_then(|rest| Some((*rest.first()?, *rest.get(1)?)))
    else {
        return Err(Answered::Nobody);
    };
    if version != SPEAKS {
        let _ = stream.write_all(&[OTHER_VERSION]);
        return Err(Answered::Nobody);
    }
    let (psk, proof, status) = match kind {
        BY_CODE => {
            let mut theirs = [0; SPAKE_BYTES];
            read(stream, &mut theirs, until).map_err(nobody)?;
            greeting.extend(theirs);
            let code = held(door).code(clock()).map(str::to_string);
            let Some(code) = code else {
                let _ = stream.write_all(&[SHUT]);
                return Err(Answered::Nobody);
            };
            let (spake, said) = Spake2::<Ed25519Group>::start_b(&Password::new(code), &guest(), &room());
            let psk = spake.finish(&theirs).ok().and_then(|key| key_of(key).ok()).ok_or(Answered::Nobody)?;
            (psk, Proof::Code, [&[FINE], said.as_slice()].concat())
        }
        BY_TICKET => {
            let mut id = [0; TICKET_BYTES];
            read(stream, &mut id, until).map_err(nobody)?;
            greeting.extend(id);
            let Some(secret) = held(door).secret_of(id) else {
                let _ = stream.write_all(&[NO_TICKET]);
                return Err(Answered::Nobody);
            };
            (secret, Proof::Ticket(id), vec![FINE])
        }
        _ => return Err(Answered::Nobody),
    };
    stream.write_all(&status).map_err(nobody)?;
    greeting.extend(status);
    let noise = builder(&greeting, &psk).and_then(|b| b.build_responder().map_err(|_| CallError::NotUpfront));
    let mut noise = noise.map_err(|_| Answered::Nobody)?;
    let mut message = [0; NOISE_BYTES];
    read(stream, &mut message, until).map_err(nobody)?;
    if noise.read_message(&message, &mut [0; NOISE_BYTES]).is_err() {
        let fresh = crate::store::random_key().map(code_from).unwrap_or_default();
        let too_many = proof == Proof::Code && held(door).wrong(fresh.clone(), clock());
        return Err(Answered::Wrong(too_many.then_some(fresh)));
    }
    write_noise(stream, &mut noise).map_err(|_| Answered::Nobody)?;
    Ok((noise, proof))
}

fn held(door: &Mutex<Door>) -> std::sync::MutexGuard<'_, Door> {
    // Each change of it is a whole one.
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

fn guest() -> Identity {
    Identity::new(b"upfront laptop that comes")
}

fn room() -> Identity {
    Identity::new(b"upfront room")
}

fn key_of(key: Vec<u8>) -> Result<[u8; 32], CallError> {
    key.try_into().map_err(|_| CallError::NotUpfront)
}

fn builder<'k>(greeting: &'k [u8], psk: &'k [u8; 32]) -> Result<Builder<'k>, CallError> {
    let pattern = PATTERN.parse().map_err(|_| CallError::NotUpfront)?;
    let with = Builder::new(pattern).psk(0, psk).and_then(|b| b.prologue(greeting));
    with.map_err(|_| CallError::NotUpfront)
}

fn write_noise(stream: &mut TcpStream, noise: &mut HandshakeState) -> Result<(), CallError> {
    let mut message = [0; NOISE_BYTES];
    let bytes = noise.write_message(&[], &mut message).map_err(|_| CallError::NotUpfront)?;
    Ok(stream.write_all(message.get(..bytes).unwrap_or_default())?)
}

fn ends(stream: TcpStream, noise: HandshakeState, most: usize) -> Result<Ends, CallError> {
    let noise = Arc::new(noise.into_stateless_transport_mode().map_err(|_| CallError::NotUpfront)?);
    stream.set_read_timeout(None)?;
    let other = stream.try_clone()?;
    Ok((Reader::new(stream, noise.clone(), most), Writer::new(other, noise)))
}

fn is_hung_up(e: &io::Error) -> bool {
    matches!(e.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted)
}

/// Reads all of it, or gives up when the time is over: one byte now and then keeps nobody waiting.
fn read(stream: &mut TcpStream, mut into: &mut [u8], until: Instant) -> io::Result<()> {
    while !into.is_empty() {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(into) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(n) => into = into.get_mut(n..).unwrap_or_default(),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}
