//! Pages become records. Of many pages one thread reads and decodes, and another decodes as much of it as it can.

use std::mem;
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::thread::Scope;

use crate::scheduler::{Record, Records};

use super::{PAGES, read};

/// Bytes of pages that are decoded at once. Whatever is less in all is not worth a thread.
const AT_ONCE: usize = 64 * 1024;

/// A page as it was read.
#[derive(Debug)]
struct Raw {
    number: i64,
    body: Vec<u8>,
    sum: i64,
}

/// The records of some pages, in little memory.
#[derive(Debug, Default)]
struct Batch {
    names: String,
    /// Where the name ends, and the record.
    records: Vec<(usize, Record)>,
}

impl Batch {
    /// Decodes pages; nothing when one is damaged.
    fn of(pages: &[Raw]) -> Option<Self> {
        let mut batch = Self::default();
        for page in pages {
            let is_sound = read(page.number, &page.body, page.sum, |card, record| {
                batch.names.push_str(card);
                batch.records.push((batch.names.len(), record));
            });
            if !is_sound {
                return None;
            }
        }
        Some(batch)
    }
}

/// Records in the making.
#[derive(Debug)]
pub(super) struct Decoding<'scope, 'env> {
    scope: &'scope Scope<'scope, 'env>,
    waiting: Vec<Raw>,
    /// Bytes of what waits.
    bytes: usize,
    helper: Option<Helper>,
    /// Nothing once a page was found to be damaged.
    records: Option<Records>,
}

/// A thread that decodes.
#[derive(Debug)]
struct Helper {
    pages: SyncSender<Vec<Raw>>,
    batches: Receiver<Option<Batch>>,
}

impl Helper {
    fn start<'scope>(scope: &'scope Scope<'scope, '_>) -> Self {
        let (pages, to_decode) = mpsc::sync_channel::<Vec<Raw>>(1);
        let (decoded, batches) = mpsc::channel();
        scope.spawn(move || {
            for pages in to_decode {
                // Whoever found damage elsewhere listens no more.
                if decoded.send(Batch::of(&pages)).is_err() {
                    return;
                }
            }
        });
        Self { pages, batches }
    }
}

impl<'scope, 'env> Decoding<'scope, 'env> {
    /// Begins with no page; a thread of `scope` may help.
    pub(super) fn new(scope: &'scope Scope<'scope, 'env>) -> Self {
        Self {
            scope,
            waiting: Vec::new(),
            bytes: 0,
            helper: None,
            records: Some(Records::default()),
        }
    }

    /// Takes a page.
    pub(super) fn add(&mut self, number: i64, body: &[u8], sum: i64) {
        self.bytes += body.len();
        let body = body.to_vec();
        self.waiting.push(Raw { number, body, sum });
        if self.bytes >= AT_ONCE {
            self.bytes = 0;
            self.hand_on();
        }
    }

    /// Returns the records of all pages; nothing when one is damaged.
    pub(super) fn finish(mut self) -> Option<Records> {
        let last = mem::take(&mut self.waiting);
        self.decode(&last);
        if let Some(Helper { pages, batches }) = self.helper.take() {
            drop(pages);
            for batch in batches {
                self.take(batch);
            }
        }
        self.records
    }

    /// Gives pages to the thread that helps if it has nothing to do, and takes what it has done.
    fn hand_on(&mut self) {
        let pages = mem::take(&mut self.waiting);
        if self.records.as_ref().is_some_and(Records::is_empty) {
            self.decode_first(&pages);
            return;
        }
        let scope = self.scope;
        let helper = self.helper.get_or_insert_with(|| Helper::start(scope));
        let left = match helper.pages.try_send(pages) {
            Ok(()) => Vec::new(),
            Err(TrySendError::Full(pages) | TrySendError::Disconnected(pages)) => pages,
        };
        let done: Vec<Option<Batch>> = helper.batches.try_iter().collect();
        self.decode(&left);
        for batch in done {
            self.take(batch);
        }
    }

    /// Decodes the first pages and makes room for the others, which are about as full.
    fn decode_first(&mut self, pages: &[Raw]) {
        self.decode(pages);
        if let Some(records) = &mut self.records {
            let all = usize::try_from(PAGES).unwrap_or_default();
            records.reserve(records.len() * all / pages.len() / 8 * 7);
        }
    }

    fn decode(&mut self, pages: &[Raw]) {
        for page in pages {
            let Some(records) = &mut self.records else {
                return;
            };
            let is_sound = read(page.number, &page.body, page.sum, |card, record| {
                records.insert(card, record);
            });
            if !is_sound {
                self.records = None;
            }
        }
    }

    fn take(&mut self, batch: Option<Batch>) {
        let Some(batch) = batch else {
            self.records = None;
            return;
        };
        let Some(records) = &mut self.records else {
            return;
        };
        let mut begin = 0;
        for (end, record) in batch.records {
            let name = batch.names.get(begin..end).unwrap_or_default();
            records.insert(name, record);
            begin = end;
        }
    }
}
