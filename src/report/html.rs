//! The same blocks as one page of HTML: no scripts, nothing fetched, the fonts and photos inside. People's words are
//! escaped, so that they stay words.

use super::blocks::{Bars, Block, Card, Cards, Chart, Document, Drawing, Part, PhotoBlock, Row, Table, spoken};
use super::raster::mark_outline;
use super::tags::Depths;
use super::text::{ENGLISH, Fonts, Lang, Mark, Span, Text, Tone, needs_bidi};
use super::{Photos, ink};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::collections::BTreeSet;

/// The look of the paper (PRINT.md), on a screen.
const STYLE: &str = include_str!("html.css");

/// The document as a page of HTML.
pub fn to_html(d: &Document) -> String {
    let mut page = Page {
        out: String::new(),
        names: d.spoken_numbers(),
        used: BTreeSet::new(),
        depths: Depths::default(),
        headlines: 0,
    };
    page.head(d);
    page.out.push_str("<main>\n");
    for block in &d.blocks {
        page.block(block, d);
    }
    page.out.push_str(&format!("</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n", escape(&d.footer)));
    page.out
}

struct Page {
    out: String,
    names: BTreeSet<String>,
    /// Names that were given already: the first place has it.
    used: BTreeSet<String>,
    depths: Depths,
    headlines: usize,
}

impl Page {
    fn head(&mut self, d: &Document) {
        let mut style = STYLE.to_string();
        for (name, bytes) in Fonts::files().iter().take(2) {
            let weight = if name.ends_with("-Bold") { 700 } else { 400 };
            let data = BASE64.encode(bytes);
            style.push_str(&format!(
                "@font-face{{font-family:\"Atkinson Hyperlegible Next\";font-weight:{weight};src:url(data:font/ttf;base64,{data})}}\n"
            ));
        }
        self.out.push_str(&format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{style}</style>\n</head>\n<body>\n",
            ENGLISH.0,
            escape(&d.title)
        ));
    }

    fn block(&mut self, block: &Block, d: &Document) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => self.element("p", text),
            Block::List(items) => {
                self.out.push_str("<ul>\n");
                items.iter().for_each(|item| self.element("li", item));
                self.out.push_str("</ul>\n");
            }
            Block::Facts(facts) => {
                self.out.push_str("<dl>\n");
                for (label, text) in facts {
                    self.element("dt", label);
                    self.element("dd", text);
                }
                self.out.push_str("</dl>\n");
            }
            Block::Contents => self.contents(d),
            Block::Table(t) => self.table(t),
            Block::Cards(cards) => self.cards(cards),
            Block::Photo(p) => self.photo(p, &d.photos),
            Block::Chart(c) => self.chart(c),
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::PageBreak => {}
        }
    }

    /// ` id="A2"` for the first that begins with that number.
    fn id(&mut self, text: &Text) -> String {
        let words = text.words();
        match spoken(&words) {
            Some(number) if self.used.insert(number.into()) => format!(" id=\"{number}\""),
            _ => String::new(),
        }
    }

    fn heading(&mut self, level: u8, text: &Text) {
        let depth = self.depths.next(level);
        let id = if level == 2 {
            self.headlines += 1;
            format!(" id=\"section-{}\"", self.headlines)
        } else {
            self.id(text)
        };
        let inner = self.inline(text);
        self.out.push_str(&format!("<h{depth}{id} class=\"l{level}\"{}>{inner}</h{depth}>\n", direction(text)));
    }

    fn element(&mut self, name: &str, text: &Text) {
        let inner = self.inline(text);
        self.out.push_str(&format!("<{name}{}>{inner}</{name}>\n", direction(text)));
    }

    fn contents(&mut self, d: &Document) {
        self.out.push_str("<nav aria-label=\"Contents\"><ol>\n");
        let heads = d.blocks.iter().filter_map(|block| match block {
            Block::Heading { level: 2, text } => Some(text),
            _ => None,
        });
        for (n, text) in heads.enumerate() {
            let words = self.inline(&Text(text.0.iter().cloned().map(|s| Span { to: None, ..s }).collect()));
            self.out.push_str(&format!("<li><a href=\"#section-{}\">{words}</a></li>\n", n + 1));
        }
        self.out.push_str("</ol></nav>\n");
    }

    fn table(&mut self, t: &Table) {
        self.out.push_str("<div class=\"wide\"><table>\n<thead><tr>");
        for column in &t.columns {
            let inner = self.inline(&column.head);
            self.out.push_str(&format!("<th scope=\"col\">{inner}</th>"));
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &t.rows {
            match row {
                Row::Group(text) => {
                    let inner = self.inline(text);
                    let across = t.columns.len();
                    self.out.push_str(&format!(
                        "</tbody>\n<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{across}\">{inner}</th></tr>\n"
                    ));
                }
                Row::Cells(cells) => self.row(t, cells),
            }
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    fn row(&mut self, t: &Table, cells: &[super::blocks::Cell]) {
        let first = cells.first().and_then(|cell| cell.first()).map_or_else(String::new, |text| self.id(text));
        self.out.push_str(&format!("<tr{first}>"));
        for (n, cell) in cells.iter().enumerate() {
            let (open, close) = if n == t.names_rows && cell.iter().any(|text| !text.is_empty()) {
                ("th scope=\"row\"", "th")
            } else {
                ("td", "td")
            };
            let inner: Vec<String> =
                cell.iter().map(|text| format!("<p{}>{}</p>", direction(text), self.inline(text))).collect();
            self.out.push_str(&format!("<{open}>{}</{close}>", inner.concat()));
        }
        self.out.push_str("</tr>\n");
    }

    fn cards(&mut self, cards: &Cards) {
        self.out.push_str("<div class=\"cards\">\n");
        cards.cards.iter().for_each(|card| self.card(card));
        self.out.push_str("</div>\n");
    }

    fn card(&mut self, card: &Card) {
        self.out.push_str("<section>\n");
        if let Some(heading) = &card.heading {
            self.heading(3, heading);
        }
        for part in &card.parts {
            match part {
                Part::Words(text) => self.element("p", text),
                Part::ToFill { label, room_mm, .. } => {
                    let inner = self.inline(label);
                    self.out.push_str(&format!("<p class=\"fill\" style=\"padding-bottom:{room_mm}mm\">{inner}</p>\n"));
                }
                Part::Drawing(d) => self.drawing(d),
                Part::Gap => {}
            }
        }
        self.out.push_str("</section>\n");
    }

    fn drawing(&mut self, d: &Drawing) {
        let (width, height, line) = (d.width_mm, d.height_mm, d.line_mm);
        self.out.push_str(&format!(
            "<svg viewBox=\"0 0 {width} {height}\" style=\"width:{width}mm;max-width:100%\" role=\"img\" aria-label=\"{}\"><path fill=\"none\" stroke=\"#000\" stroke-width=\"{line:.3}\" d=\"{}\"/></svg>\n",
            escape(&d.alt),
            d.path()
        ));
    }

    fn photo(&mut self, p: &PhotoBlock, photos: &Photos) {
        self.out.push_str("<figure>");
        let caption = self.inline(&p.caption);
        match photos.get(&p.digest) {
            Some(jpeg) => self.out.push_str(&format!(
                "<img src=\"data:image/jpeg;base64,{}\" width=\"{}\" height=\"{}\" alt=\"{}\">",
                BASE64.encode(jpeg),
                p.width_px,
                p.height_px,
                escape(&p.alt)
            )),
            None => self
                .out
                .push_str(&format!("<p>A photo belongs here, but its picture was not found: {}.</p>", escape(&p.alt))),
        }
        self.out.push_str(&format!("<figcaption>{caption}</figcaption></figure>\n"));
    }

    /// Bars, as shapes; the words beside say the same.
    fn chart(&mut self, c: &Chart) {
        const ROW: usize = 20;
        const LONG: f32 = 300.0;
        let each = c.series.len().max(1);
        let height = c.rows.len() * (each * ROW + 8);
        self.out.push_str("<figure class=\"chart\">");
        if each > 1 {
            let names: Vec<String> = c.series.iter().map(|name| self.inline(name)).collect();
            let swatch = |n| format!("<span class=\"swatch s{n}\" aria-hidden=\"true\"></span>");
            let key: Vec<String> = names.iter().enumerate().map(|(n, name)| swatch(n) + name).collect();
            self.out.push_str(&format!("<figcaption>{}</figcaption>", key.join(" ")));
        }
        self.out
            .push_str(&format!("<svg viewBox=\"0 0 620 {height}\" role=\"img\" aria-label=\"{}\">", escape(&c.alt)));
        for (i, Bars { label, values }) in c.rows.iter().enumerate() {
            let top = i * (each * ROW + 8);
            self.out.push_str(&format!("<text x=\"0\" y=\"{}\">{}</text>", top + 14, escape(&cut(label))));
            for (n, value) in values.iter().enumerate() {
                let (y, long) = (top + n * ROW, LONG * *value as f32 / c.longest() as f32);
                self.out.push_str(&format!(
                    "<rect class=\"s{n}\" x=\"250\" y=\"{}\" width=\"{long:.1}\" height=\"11\"/><text x=\"{:.1}\" y=\"{}\">{value}</text>",
                    y + 4,
                    256.0 + long,
                    y + 14
                ));
            }
        }
        self.out.push_str("</svg></figure>\n");
    }

    fn inline(&self, text: &Text) -> String {
        text.0.iter().map(|span| self.span(span)).collect()
    }

    fn span(&self, span: &Span) -> String {
        let mut out = escape(&span.text);
        let lang = span.lang.or_else(|| Lang::of_script(&span.text));
        let class = match span.tone {
            Tone::Ink => None,
            Tone::Quiet => Some("quiet".to_string()),
            Tone::Warn => Some("warn".into()),
            Tone::Status(status) => Some(format!("{status:?}").to_lowercase()),
        };
        let attributes: Vec<String> =
            [lang.map(|lang| format!("lang=\"{}\"", lang.0)), class.map(|class| format!("class=\"{class}\""))]
                .into_iter()
                .flatten()
                .collect();
        if !attributes.is_empty() {
            out = format!("<span {}>{out}</span>", attributes.join(" "));
        }
        if span.bold {
            out = format!("<b>{out}</b>");
        }
        if let Some(to) = span.to.as_deref().filter(|to| self.names.contains(*to)) {
            out = format!("<a href=\"#{to}\">{out}</a>");
        }
        match span.mark {
            Some(mark) => format!("{}{out}", shape(mark)),
            None => out,
        }
    }
}

/// A mark as a shape; its word stands beside it.
fn shape(mark: Mark) -> String {
    let path: Vec<String> = mark_outline(mark)
        .iter()
        .map(|ring| {
            let points: Vec<String> =
                ring.iter().map(|(x, y)| format!("{:.2},{:.2}", x * 20.0, 20.0 - y * 20.0)).collect();
            format!("M{}Z", points.join("L"))
        })
        .collect();
    let [r, g, b] = ink::of_mark(mark);
    format!(
        "<svg class=\"mark\" viewBox=\"0 0 20 20\" aria-hidden=\"true\"><path fill=\"#{r:02x}{g:02x}{b:02x}\" fill-rule=\"evenodd\" d=\"{}\"/></svg>",
        path.concat()
    )
}

/// So much of a label has room beside its bars.
fn cut(label: &str) -> String {
    const ROOM: usize = 34;
    let short: String = label.chars().take(ROOM).collect();
    if short.len() < label.len() { format!("{short}…") } else { short }
}

/// Words from the right say so themselves.
fn direction(text: &Text) -> &'static str {
    if text.0.iter().any(|span| needs_bidi(&span.text)) { " dir=\"auto\"" } else { "" }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
