//! Upfront runs a co-production workshop from one laptop, and prints a summary that all partners sign.
//!
//! # Code map
//! | room | what it holds |
//! |---|---|
//! | [`model`] | what a session is: plain values, one file a part |
//! | [`edit`] | how a session changes: one [`edit::Command`], [`edit::apply`] gives its inverse, history |
//! | [`live`] | the running agenda as functions of (session, now), and what could give when it is late |
//! | [`insight`] | what follows from a session: the check, balance, answers owed, what is withheld or given away, search |
//! | [`record`] | what is frozen for signing: its canonical form, record code, versions and answers as chains, signatures from partners’ laptops, verifying |
//! | [`series`] | how sessions follow each other: the next from this one, and what is overdue in between |
//! | [`rehearsal`] | a recorded evening as a script to practise on, and what was caught of it |
//! | [`guide`] | how to run a workshop honestly: the text of the guide |
//! | [`report`] | session -> blocks -> shaped text -> placed pages -> PDF, pictures; blocks -> HTML, Markdown |
//! | [`share`] | what several laptops wrote in one session, put together: registers over Automerge |
//! | [`store`] | files: schema versions, reading and rescuing, journal, keeper, earlier versions, settings |
//! | [`nearby`] | laptops in one room: who may come in and write what, what they say to each other, and the way over the network |
//! | [`printing`] | a document with this machine’s photos and fonts, as the bytes of a file; a printed PDF held against a session |
//! | [`exchange`] | other people’s formats in: tables of text, photos |
//! | [`cli`] | the commands that need no window |
//! | `app` | the shell: owns the state, routes actions, talks to the world through `Env` |
//! | `ui` | egui: reads a view, sends actions |
//!
//! ```text
//! model <- edit, live, insight, record, series, rehearsal, report, share, store, exchange <- app <- (view, actions) <- ui
//! ```
//!
//! # What always holds
//! - `model`, `edit`, `live`, `insight`, `record`, `series`, `rehearsal` and `report` are pure: no files, no clock, no threads, no random
//!   numbers. Time, ids and fonts are handed in.
//! - Every change of a session is a [`edit::Command`]: complete in itself, applied by one function that
//!   changes the session and gives the inverse, or refuses with a sentence and changes nothing.
//! - Everything named exists: [`model::refs`] says who names whom, and both `apply` and opening hold it.
//! - Spoken numbers (S1, C1, D1, A1, R1) are given once. Undo does not give them back.
//! - Names, contacts, access needs and payment live in [`model::Private`]; all else names people by id.
//! - What prints is in [`insight::printed_texts`]: names, withheld words, characters and wording are looked for there.
//! - A finding of [`insight::check`] has an identity of its own, by which it is left with a reason. A stop holds
//!   freezing and nothing else.
//! - A version and an answer are never changed. Every field of the model has a row in [`record`]: in, out, or in as a
//!   digest. Pages say the version they show; where the text is not that of the version any more, they say draft.
//! - Forgetting people is no command: it has no inverse, and takes the journal with it ([`store::forget`]).
//! - There is one layout: the preview paints the pages that the PDF writer gets.
//! - Whatever is placed has a tag, or is no content ([`report::tags`]); every PDF is PDF/UA-1 and PDF/A-3a, and the same
//!   session gives the same bytes, as long as the bundled fonts suffice.
//! - The app's own printed words are `&'static str` turned into [`report::text::Text`], which marks them: so they are
//!   listed in `assets/languages`, and can stand in a second language beside English.
//! - A command that a person can ask for by name is a line of `ui::commands`; keys, tooltips, menu, palette
//!   and help come from it. Colours come from `ui::theme`, by name, in three schemes.
//! - What the room's screen may show is decided in `app::room` alone, and holds nothing private.
//! - Nobody wins in silence: what copies wrote differently is a clash, on every laptop the same, until it is settled.
//! - Opening never writes. A file is replaced as a whole, or stays as it was.
//!
//! # How nothing is lost
//! The window applies a command and sends it on; it never waits for a disk. A [`store::keeper::Keeper`],
//! on a thread that `app::env` owns, plays the same command on a session of its own, appends it to a
//! journal on the internal disk and syncs that; only then does the rail say "saved". The session's file
//! is a whole snapshot, written seconds later, and only over what was read or written there last. The
//! journal holds the session it starts from, so it needs no other file; what follows the file's sum in it
//! is what opening recovers. So the same lines are crash recovery, undo after a restart, and the state
//! before somebody edited the file elsewhere. Everything goes through [`store::Disk`], small calls of
//! which a test can fail each one, and between any two of which it can cut the power.
//!
//! # How copies are put together
//! A session file ends with its history: Automerge's, over flat registers ([`share`]), which hold the fields of things
//! (`store/schema/registers.rs`). It is written with each snapshot from what differs since the last one
//! ([`store::book`]), so no command has to know of it, and a file edited by hand is an edit; it is read with the first
//! change of an opened session, and where copies meet ([`store::bring`]). What comes from another copy is one
//! [`edit::Command::Merged`] through the one way in. Values that two copies wrote without knowing of each other stand in
//! [`model::Clash`]es, which are in the session until a person settles them ([`store::settle`]), and stop freezing.
//!
//! The keeper alone writes the history of an open session. It lends it where copies are looked at
//! (`app/copies_in.rs`), gets one back that holds them too when they are taken, and puts the one before in its place when
//! that is undone: else all that came would seem to have been taken out here. Both are in the journal, so that this holds
//! after a restart, too. Copies for tables hold all but [`model::Private`] ([`store::hand_out`]); a plain copy is told
//! from the file itself by who is said to write it (`store/holding.rs`), because two that both number on as one would give
//! a number twice.
//!
//! # Several laptops in one room
//! The keeper of an open session writes each change down in the history at once, keeps it in the journal, and only then
//! hands it on (`store/keeper/shared.rs`), so that after a crash no other laptop has a change of ours that we do not know:
//! else we would write it a second time, and it would meet itself as a clash. What others wrote waits in the keeper until
//! the window takes it, for the session after just so many changes; where somebody typed meanwhile it is worked out anew.
//! So there is still one way in. It is no step of one's own: undo never takes back what another wrote.
//!
//! [`nearby::Host`] and [`nearby::Guest`] are machines without sockets or clocks; only `nearby::air` touches a network.
//! What a laptop may write is asked twice, by the same rule ([`nearby::Rights`]): where it is typed, and where it arrives,
//! before it is passed on. A note-taker's clock goes by the facilitator's while it is in the room.
//!
//! `tests/it/house.rs` reads the sources and holds the lines between the rooms.

#[cfg(feature = "window")]
pub mod app;
pub mod cli;
pub mod edit;
pub mod exchange;
pub mod guide;
pub mod insight;
pub mod live;
pub mod model;
pub mod nearby;
pub mod printing;
pub mod record;
pub mod rehearsal;
pub mod report;
pub mod series;
pub mod share;
pub mod store;
#[cfg(feature = "window")]
pub mod ui;
