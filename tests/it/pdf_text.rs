//! Reads the text of a PDF with a reader that we did not write.

use pdf_oxide::PdfDocument;

/// The text of every page, in the order of the content.
///
/// The reader's own guess at columns is passed over: what counts is the order in the file.
pub fn text_of(pdf: &[u8]) -> String {
    let doc = PdfDocument::from_bytes(pdf.to_vec()).expect("the reader opens the PDF");
    let pages = doc.page_count().expect("the reader counts the pages");
    let mut text = String::new();
    for page in 0..pages {
        let mut spans = doc.extract_spans(page).expect("the reader reads the page");
        spans.retain(|s| s.artifact_type.is_none());
        spans.sort_by_key(|s| s.sequence);
        for span in spans {
            text.push_str(&span.text);
            text.push('\n');
        }
    }
    text
}

/// How many pages there are.
pub fn page_count(pdf: &[u8]) -> usize {
    PdfDocument::from_bytes(pdf.to_vec()).and_then(|d| d.page_count()).expect("the reader counts the pages")
}

/// Without white space, so that a line break on paper makes no difference.
pub fn close(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
