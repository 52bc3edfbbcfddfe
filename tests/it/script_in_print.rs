//! Every line of the sample's script is in the printed summary, or counted as withheld.
//!
//! Each row of a table is composed as it is printed and looked up whole, so that a changed cell of
//! the script is missed.

use crate::pdf_text::{close, text_of};
use crate::print::pdf_of;
use crate::script::{SCRIPT, Table, table};
use std::sync::OnceLock;
use upfront::store::sample;

/// The words of the exported summary, without white space and capitals.
fn printed() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| close(&text_of(&pdf_of(&sample().unwrap()))).to_lowercase())
}

fn is_printed(words: &str) -> bool {
    printed().contains(&close(words).to_lowercase())
}

/// What of a script is not printed; empty: all of it is.
fn missing(script: &str) -> Vec<String> {
    let mut rows = Vec::new();
    rows.extend(partners(script));
    rows.extend(agenda(script));
    rows.extend(boundaries(script));
    rows.extend(said(script));
    rows.extend(decisions(script));
    rows.extend(actions(script));
    rows.into_iter().filter(|forms| !forms.iter().any(|f| is_printed(f))).map(|forms| forms[0].clone()).collect()
}

fn name(script: &str, key: &str) -> String {
    let t = table(script, "Partners");
    t.rows.iter().find(|r| t.cell(r, "Key") == key).map_or_else(|| key.into(), |r| t.cell(r, "Partner").into())
}

fn partners(script: &str) -> Vec<Vec<String>> {
    let t = table(script, "Partners");
    let c = |r: &[String], column: &str| t.cell(r, column).to_string();
    let wants = t.rows.iter().map(|r| {
        vec![format!(
            "{}{} · {}{}{}",
            c(r, "Partner"),
            c(r, "Key"),
            c(r, "Kind"),
            c(r, "Wants from this"),
            c(r, "Brings")
        )]
    });
    let signs = t.rows.iter().map(|r| {
        vec![format!("{}Signs as {}{} people in the room", c(r, "Partner"), c(r, "Signs as"), c(r, "People"))]
    });
    wants.chain(signs).collect()
}

fn agenda(script: &str) -> Vec<Vec<String>> {
    let t = table(script, "Agenda");
    let row = |r: &Vec<String>| {
        let c = |column| t.cell(r, column);
        let lead = name(script, c("Lead"));
        vec![format!(
            "{}{} min at least {}{}{}{}{lead}",
            c("Planned"),
            c("Minutes"),
            c("At least"),
            c("Item"),
            c("Kind"),
            c("Notes")
        )]
    };
    t.rows.iter().map(row).collect()
}

fn boundaries(script: &str) -> Vec<Vec<String>> {
    let t = table(script, "What is up for grabs");
    let row = |r: &Vec<String>| {
        let c = |column| t.cell(r, column);
        let change = match c("Who could change it") {
            "" => String::new(),
            who => format!("Could change: {who}"),
        };
        let (status, decides) = (c("Status at the start"), c("Who decides, when"));
        let stayed = format!("{}{status}{}{}Who decides: {decides}{change}", c("No."), c("What"), c("Why"));
        let moved = format!(
            "{}Open{}{}Who decides: everyone who signs, today{change}At the start: {status} ({decides})",
            c("No."),
            c("What"),
            c("Why")
        );
        vec![stayed, moved]
    };
    t.rows.iter().map(row).collect()
}

fn said(script: &str) -> Vec<Vec<String>> {
    let t = table(script, "What was said");
    t.rows.iter().map(|r| vec![contribution(script, &t, r)]).collect()
}

fn contribution(script: &str, t: &Table, r: &[String]) -> String {
    let c = |column| t.cell(r, column);
    let voice = match c("Voice") {
        "v" => "their words",
        "p" => "paraphrase",
        "g" => "table's summary",
        other => panic!("voice {other}"),
    };
    let place = if c("Table") == "0" { "whole room".to_string() } else { format!("table {}", c("Table")) };
    let about = if c("About").is_empty() { String::new() } else { format!(" · about {}", c("About")) };
    let mut words = c("Words").to_string();
    let mut through = "";
    if let Some((original, told)) = c("Words").split_once(" (")
        && let Some((language, translation)) = told.split_once("; said through a neighbour as: ")
    {
        words = format!("{}{language}: {original}", translation.trim_end_matches(')'));
        through = " · said through a neighbour";
    }
    let became = match c("What became of it") {
        "D4" => "Used in request D4".to_string(),
        d if d.starts_with('D') => format!("Used in decision {d}"),
        a if a.starts_with('A') => format!("Became action {a}"),
        sent if sent.starts_with("sent: ") => format!("Sent elsewhere: {}", &sent[6..]),
        other => other.into(),
    };
    format!(
        "{}{words}{} · {} · {voice} · {place}{about} · {} · {}{through}{became}",
        c("No."),
        name(script, c("From")),
        c("Kind"),
        c("Themes"),
        c("Time")
    )
}

fn decisions(script: &str) -> Vec<Vec<String>> {
    let t = table(script, "Decisions");
    let grabs = table(script, "What is up for grabs");
    let mut rows = Vec::new();
    for r in &t.rows {
        let c = |column| t.cell(r, column);
        let what = grabs.rows.iter().find(|g| grabs.cell(g, "No.") == c("About")).map(|g| grabs.cell(g, "What"));
        let rest = format!(
            "{}About{} {}When{}Options looked at{}Why{}",
            c("Decided"),
            c("About"),
            what.unwrap_or_default(),
            c("At"),
            c("Options looked at"),
            c("Why")
        );
        rows.push(["", "Request: ", "Put off: "].iter().map(|p| format!("{} {p}{rest}", c("No."))).collect());
        let keys = ["RA", "NC", "RH", "FF", "CD"];
        if keys.iter().any(|key| !c(key).is_empty()) {
            let positions = keys.map(|key| {
                let (stance, reason) = c(key).split_once(": ").unwrap_or((c(key), ""));
                format!("{}{stance}{reason}", name(script, key))
            });
            rows.push(vec![format!("PartnerPositionReason{}", positions.concat())]);
        }
    }
    rows
}

fn actions(script: &str) -> Vec<Vec<String>> {
    let t = table(script, "Actions");
    let said = table(script, "What was said");
    // What was said that became this action: "you said, we will".
    let from_words = |no: &str| {
        let of = said.rows.iter().filter(|r| said.cell(r, "What became of it") == no);
        let all: Vec<&str> = of.map(|r| said.cell(r, "No.")).collect();
        match all.split_last() {
            None => String::new(),
            Some((last, [])) => format!("You said: {last}"),
            Some((last, rest)) => format!("You said: {} and {last}", rest.join(", ")),
        }
    };
    let row = |r: &Vec<String>| {
        let c = |column| t.cell(r, column);
        let (owner, with) = c("Owner").split_once(", with ").map_or((c("Owner"), None), |(o, w)| (o, Some(w)));
        let with = with.map_or_else(String::new, |w| format!(", with {}", name(script, w)));
        let by = c("By").replace("Sep ", "September ").replace("Jun ", "June ");
        vec![format!(
            "{}{}money: {} · checked by {} · from {}{}{}{with}{by}",
            c("No."),
            c("What"),
            c("Money"),
            name(script, c("Who checks")),
            c("From"),
            from_words(c("No.")),
            name(script, owner)
        )]
    };
    t.rows.iter().map(row).collect()
}

#[test]
fn every_row_of_the_script_is_printed() {
    assert_eq!(missing(SCRIPT), Vec::<String>::new());
}

/// Changes each cell of each table in turn, and looks whether the change is seen.
#[test]
fn changing_any_cell_of_the_script_is_seen() {
    let mut unseen = Vec::new();
    for (n, line) in SCRIPT.lines().enumerate() {
        if !line.starts_with('|')
            || line.starts_with("|-")
            || SCRIPT.lines().nth(n + 1).is_some_and(|l| l.starts_with("|-"))
        {
            continue;
        }
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        for at in 0..cells.len() {
            let mut changed = cells.clone();
            let other = match changed[at] {
                "v" => "p".into(),
                "p" | "g" => "v".into(),
                "0" => "7".into(),
                cell => format!("{cell}9"),
            };
            changed[at] = &other;
            let changed_line = format!("| {} |", changed.join(" | "));
            let script: Vec<&str> =
                SCRIPT.lines().enumerate().map(|(i, l)| if i == n { changed_line.as_str() } else { l }).collect();
            if missing(&script.join("\n")).is_empty() {
                unseen.push(format!("line {}: {}", n + 1, cells[at]));
            }
        }
    }
    assert_eq!(unseen, Vec::<String>::new());
}

/// What the script says beside its tables, and how it is printed.
const PROSE: [(&str, &[&str]); 52] = [
    ("Thursday 14 May 2026", &["Thursday 14 May 2026, 18:00 to 20:37"]),
    (
        "Title: Alder Street courtyard and ground floor, second workshop",
        &["Alder Street courtyard and ground floorSummary of the second workshop"],
    ),
    ("Place: Mill Lane Hall (step-free, hearing loop)", &["Mill Lane Hall (step-free, hearing loop)"]),
    ("Planned 18:00 to 20:30", &["planned 18:00 to 20:30"]),
    (
        "to decide together how the courtyard and the ground floor of Block A will work, before the planning application is sent in on 30 June.",
        &[
            "to decide together how the courtyard and the ground floor of Block A will work, before the planning application is sent in on 30 June.",
        ],
    ),
    (
        "we set the questions together, we say openly who decides what, and nobody leaves without knowing what happens next.",
        &[
            "we set the questions together, we say openly who decides what, and nobody leaves without knowing what happens next.",
        ],
    ),
    (
        "independent, works for herself, paid by Riverside Homes",
        &["independent, works for herself, paid by Riverside Homes"],
    ),
    ("Note-taker: her colleague", &["notes by her colleague"]),
    (
        "Neither is among the 31, and neither signs for anybody",
        &["31 people came. The facilitator and the note-taker are not among them, and sign for nobody."],
    ),
    (
        "the Residents' Association and Riverside Homes. Ballot",
        &["Brief written by the Residents' Association and Riverside Homes"],
    ),
    ("held, 3 February 2026", &["Ballot held, 3 February 2026"]),
    (
        "Decision expected: planning committee, 24 September 2026",
        &["Decision expected: planning committee, 24 September 2026"],
    ),
    ("Reply to everyone who came: by 11 June 2026", &["Everyone who came hears back by 11 June 2026"]),
    (
        "15 present from the start, 4 arrived late (18:15, 18:20, 18:20, 18:50)",
        &["arrived: 15 from the start, 1 at 18:15, 2 at 18:20, 1 at 18:50"],
    ),
    ("3 of the 19 left early (19:40, 19:40, 20:10)", &["left: 2 at 19:40, 1 at 20:10"]),
    ("A sixth council officer sent apologies", &["sent apologies: 1 (a sixth council officer)"]),
    ("the manager who signs, left at 20:27", &["left: 1 at 20:27 (the manager who signs)"]),
    ("Six people want large print", &["Large print needed by 6"]),
    ("two want Turkish, one Bengali", &["Turkish needed by fewer than five", "Bengali needed by fewer than five"]),
    ("one needs an interpreter (British Sign Language)", &["An interpreter", "needed by fewer than five"]),
    ("(Amina K., Derek P., Leyla S. and Joan B.)", &["yes: Amina K., Derek P., Leyla S. and Joan B."]),
    (
        "one (Tomasz W.) said no to any quote and said none of the forty",
        &["1 person said no to being quoted; none of the words here are theirs"],
    ),
    (
        "Two residents were offered payment and took it, seventeen were offered and declined",
        &["offered; taken by fewer than five, declined by five or more"],
    ),
    (
        "One resident declares an interest: works for the fit-out contractor",
        &["One resident declares an interest: works for the fit-out contractor"],
    ),
    ("One person speaks at a time.", &["One person speaks at a time."]),
    (
        "Plain words, and anyone can ask \"what does that mean\".",
        &["Plain words, and anyone can ask \"what does that mean\"."],
    ),
    ("What is fixed is said to be fixed.", &["What is fixed is said to be fixed."]),
    (
        "Disagreement is written down in the words of the person who disagrees.",
        &["Disagreement is written down in the words of the person who disagrees."],
    ),
    (
        "welcome 18:00-18:09; scope 18:09-18:41; courtyard 18:41-19:00; tables 19:00-19:35 (+3 given at 19:29, +2 at 19:32)",
        &["18:00–18:09", "18:09–18:41", "18:41–19:00", "19:00–19:35+3 given at 19:29+2 given at 19:32"],
    ),
    (
        "report-back skipped, moved into \"bring ideas together\"",
        &["report-back skipped, moved into \"bring ideas together\""],
    ),
    (
        "break 19:35-19:50; ideas 19:50-20:10; actions 20:10-20:25; read-back 20:25-20:37",
        &["19:35–19:50", "19:50–20:10", "20:10–20:25", "20:25–20:37"],
    ),
    ("ended seven minutes after 20:30", &["It ended at 20:37, seven minutes after 20:30."]),
    ("asleep from 19:36 to 19:48", &["asleep from 19:36 to 19:48"]),
    (
        "skip the report-back (5 minutes; the tables are not heard aloud now), or give the 3 minutes back. The first was taken",
        &[
            "At 19:29, the report-back would run 3 minutes past the pinned break. Offered: skip the report-back (5 minutes; the tables are not heard aloud now), or give the 3 minutes back; taken: skip the report-back",
        ],
    ),
    ("Minutes taken from protected items: none", &["Minutes taken from protected items: none"]),
    (
        "18:26 RA challenges S8: \"We have never seen the survey.\"",
        &["S8 challenged at 18:26 by Alder Street Residents' Association: “We have never seen the survey.”"],
    ),
    (
        "NC answers at 18:31: the survey will be published (becomes action A2)",
        &["Northgate Council at 18:31: the survey will be published (action A2)"],
    ),
    (
        "18:29 RA challenges S9: \"112 came from a bid we were not shown.\"",
        &["S9 challenged at 18:29 by Alder Street Residents' Association: “112 came from a bid we were not shown.”"],
    ),
    (
        "CD answers at 18:35: cannot be opened before 2027. RA does not accept the answer.",
        &[
            "Calloway Developments at 18:35: cannot be opened before 2027. Alder Street Residents' Association does not accept the answer.",
        ],
    ),
    (
        "18:32 RH moves S3 from shape to open: the £140,000 is confirmed and Riverside will do what the workshop chooses within it; from then on everyone who signs decides, today.",
        &[
            "at 18:32, Riverside Homes moved it from shape to open: the £140,000 is confirmed and Riverside will do what the workshop chooses within it. From then on, decided by everyone who signs, today.",
        ],
    ),
    (
        "18:38 S7 challenged by FF: \"10 m rules out the only dry corner.\" No answer on the night.",
        &[
            "S7 challenged at 18:38 by Field & Form Architects: “10 m rules out the only dry corner.” No answer on the night.",
        ],
    ),
    (
        "asked twice (C6 and C21): merged when ideas were grouped, both kept",
        &[
            "C6 and C21 were merged when ideas were grouped, at 19:50, and are both kept: the question about heating was asked twice",
        ],
    ),
    (
        "27 of the 29 people then in the room used theirs",
        &["Dots on themes, three each; 27 of the 29 people then in the room used theirs."],
    ),
    (
        "hours 19, running 16, lighting 14, seating 11, youth 9, planting 7, kitchen 5",
        &["hours 19, running 16, lighting 14, seating 11, youth 9, planting 7, kitchen 5"],
    ),
    (
        "R1, lifts, to RH by 21 May; R2, parking, to NC by 28 May",
        &["R1 lifts, to Riverside Homes by 21 May 2026", "R2 parking, to Northgate Council by 28 May 2026"],
    ),
    (
        "(the planning committee, 24 September 2026), not a decision; no action carries it there yet",
        &["Who decides the planning committee, 24 September 2026 Carried there by no action yet"],
    ),
    (
        "RA on S9: \"112 homes should have been open to us.\" One resident (not named) on D1: \"Half past nine is still too late for me.\"",
        &[
            "Alder Street Residents' Association on S9: “112 homes should have been open to us.”",
            "One resident on D1: “Half past nine is still too late for me.”",
        ],
    ),
    ("Dissent was asked for by the facilitator at 20:22", &["Dissent was asked for by the facilitator at 20:22."]),
    (
        "RA 4, NC 5, RH 5, FF 5, CD 3",
        &[
            "We had a say in what was discussed: Alder Street Residents' Association 4, Northgate Council 5, Riverside Homes 5, Field & Form Architects 5, Calloway Developments 3.",
        ],
    ),
    (
        "5, 5, 5, 6, 4. Promised",
        &[
            "We know what happens next: Alder Street Residents' Association 5, Northgate Council 5, Riverside Homes 5, Field & Form Architects 6, Calloway Developments 4.",
        ],
    ),
    (
        "promised 5, felt 4 (medians of 14 slips; 16 residents were left)",
        &["promised 5, felt 4 (medians of 14 slips; 16 were left in the room)"],
    ),
    (
        "version 1 frozen at 20:29, with the clock as it stood (\"Read back and sign, from 20:25, going on\")",
        &[
            "Version 1, frozen on 14 May 2026 at 20:29; the clock as it stood: Read back and sign, from 20:25, going on.",
        ],
    ),
];

/// The sign-offs, likewise.
const SIGNED: [(&str, &[&str]); 8] = [
    (
        "RA: signs with a reservation, \"112 homes should have been open to us\", chair, on paper, 20:31",
        &[
            "Signs with a reservation, chair, mandated by the committee, on paper, 20:31“112 homes should have been open to us”",
        ],
    ),
    (
        "NC: signs, on screen, 20:33",
        &["Northgate Council Signs, head of regeneration, for the council, on screen, 20:33"],
    ),
    (
        "FF: signs, on paper, 20:35",
        &["Field & Form Architects Signs, project architect, for the practice, on paper, 20:35"],
    ),
    (
        "CD: declines, \"needs board approval for action A4\", 20:36",
        &[
            "Calloway Developments Declines, development manager, subject to board, 20:36“needs board approval for action A4”",
        ],
    ),
    (
        "RH: the manager had to go; not reached on the night; asked on 15 May by the note-taker",
        &["Riverside Homes Not reached Asked on 15 May 2026 by the note-taker The manager had to go"],
    ),
    (
        "On 16 May the note-taker finds a typing mistake in A3 (\"path lights\" was \"bath lights\" in version 1)",
        &[
            "What changed since the version before: a typing mistake",
            "16 May 2026, by the note-taker: A3: “the bath lights” is now “the path lights”",
        ],
    ),
    (
        "RH signs version 2 by e-mail on 18 May; RA (with the same reservation), NC and FF sign version 2 by e-mail on 19 May",
        &[
            "Signs, neighbourhood manager, for Riverside, by e-mail, 18 May 2026",
            "Signs with a reservation, chair, mandated by the committee, by e-mail, 19 May 2026“112 homes should have been open to us”",
            "Signs, head of regeneration, for the council, by e-mail, 19 May 2026",
            "Signs, project architect, for the practice, by e-mail, 19 May 2026",
        ],
    ),
    ("CD has not answered version 2: waiting until 11 June", &["Waiting, until 11 June 2026"]),
];

#[test]
fn every_sentence_of_the_script_is_printed() {
    for (script, prints) in PROSE.iter().chain(&SIGNED) {
        assert!(SCRIPT.contains(script), "the script does not say: {script}");
        for print in *prints {
            assert!(is_printed(print), "not printed: {print}");
        }
    }
}

#[test]
fn a_name_without_a_yes_is_not_printed() {
    assert!(!is_printed("Tomasz"));
}
