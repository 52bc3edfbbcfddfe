//! A session stripped to what a template may hold.

use crate::insight::{Outside, fold, sentence};
use crate::model::*;

/// What of a session others can start from: agenda with prompts and notes, what is up for grabs as it stands, ground
/// rules, closing questions, the charter. No partners and no people, nothing anybody said, decided or was asked, no dates of that
/// evening; and nothing that holds a name, a contact, or words that somebody did not agree to have passed on.
pub fn as_template(s: &Session) -> Session {
    let outside = Outside::to_everybody(s);
    // The next workshop has other partners.
    let named: Vec<String> = s.partners.iter().map(|p| fold(p.name.trim())).filter(|name| !name.is_empty()).collect();
    let names_partner = |words: &str| named.iter().any(|name| fold(words).contains(name));
    let stays = |words: &str| outside.must_stay(words) || names_partner(words);
    let keep = |words: &str| if stays(words) { String::new() } else { words.to_string() };
    let mut template = Session { ends: s.ends, starts: s.starts, ..Session::new(s.id, s.date, &s.zone) };
    for i in s.agenda.iter().filter(|i| i.title.trim() != super::LAST_TIME) {
        template.agenda.insert(AgendaItem {
            // An item is not left without a name.
            title: if stays(&i.title) { sentence(i.kind.word()) } else { i.title.clone() },
            notes: keep(&i.notes),
            prompt: keep(&i.prompt),
            table_prompts: i.table_prompts.iter().map(|prompt| keep(prompt)).collect(),
            pinned: None,
            pin_reason: String::new(),
            lead: None,
            about: Vec::new(),
            private_notes: String::new(),
            ..i.clone()
        });
    }
    for b in s.boundaries.iter().filter(|b| !stays(&b.what)) {
        // Who decides there is a partner of that workshop; the next one has others.
        let decider = match &b.now.decider {
            Decider::Everyone => Decider::Everyone,
            Decider::Partner(id) => {
                let kind = s.partners.get(*id).map_or("another partner", |p| p.kind.word());
                Decider::Other(format!("the {kind}"))
            }
            Decider::Other(words) => Decider::Other(keep(words)),
        };
        template.boundaries.insert(Boundary {
            why: keep(&b.why),
            could_change: keep(&b.could_change),
            now: Standing { decider, when: String::new(), status: b.now.status },
            past: Vec::new(),
            ..b.clone()
        });
    }
    for r in s.rules.iter().filter(|r| !stays(&r.text)) {
        template.rules.insert(r.clone());
    }
    for q in s.questions.iter().filter(|q| !stays(&q.text)) {
        template.questions.insert(Question { scores: Vec::new(), ..q.clone() });
    }
    let kept = |p: &&Principle| !stays(&p.name);
    for p in s.principles.iter().filter(kept) {
        template.principles.insert(Principle { means: keep(&p.means), ..p.clone() });
    }
    let asks = |q: &&CharterQuestion| !stays(&q.text) && template.principles.get(q.principle).is_some();
    for q in s.charter_questions.iter().filter(asks) {
        let (said, before) = (Vec::new(), Vec::new());
        template.charter_questions.insert(CharterQuestion { said, before, room: RoomSaid::default(), ..q.clone() });
    }
    if !template.principles.is_empty() {
        template.charter = Charter { name: keep(&s.charter.name), rests_on: keep(&s.charter.rests_on) };
    }
    template
}
