//! The first bytes of a copy: whose it is, what it was made from, and where its sections are.

use xxhash_rust::xxh3::xxh3_64;

use super::stamp::Stamp;

/// Marks a file as a copy of a deck, in this form.
const MAGIC: u64 = u64::from_le_bytes(*b"JMRQdk01");

/// The numbers of a head: magic, program, path, four of the stamp, two a section, and the checksum of the others.
const NUMBERS: usize = 14;

/// The length of a head in bytes.
const LENGTH: usize = NUMBERS * 8;

/// What a copy holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Listing,
    Tells,
    Cards,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) program: u64,
    pub(super) path: u64,
    pub(super) stamp: Stamp,
    /// Length and checksum of each section.
    sections: [(u64, u64); 3],
}

impl Head {
    pub(super) fn new(program: u64, path: u64, stamp: Stamp, sections: &[Vec<u8>; 3]) -> Self {
        let of = |section: &Vec<u8>| (length(section), xxh3_64(section));
        Self {
            program,
            path,
            stamp,
            sections: sections.each_ref().map(of),
        }
    }

    /// The whole file.
    pub(super) fn file(&self, sections: &[Vec<u8>; 3]) -> Vec<u8> {
        let [listing, tells, cards] = self.sections;
        let stamp = self.stamp;
        let numbers = [
            MAGIC,
            self.program,
            self.path,
            stamp.size,
            stamp.modified,
            stamp.changed,
            stamp.number,
            listing.0,
            listing.1,
            tells.0,
            tells.1,
            cards.0,
            cards.1,
        ];
        let mut bytes: Vec<u8> = numbers
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect();
        let sum = xxh3_64(&bytes);
        bytes.extend(sum.to_le_bytes());
        for section in sections {
            bytes.extend(section);
        }
        bytes
    }

    /// Reads the head of a file; nothing when it is none.
    pub(super) fn read(file: &[u8]) -> Option<Self> {
        let bytes = file.get(..LENGTH)?;
        let (words, _) = bytes.as_chunks::<8>();
        let numbers: [u64; NUMBERS] = words
            .iter()
            .map(|word| u64::from_le_bytes(*word))
            .collect::<Vec<u64>>()
            .try_into()
            .ok()?;
        let [
            magic,
            program,
            path,
            size,
            modified,
            changed,
            number,
            a,
            a_sum,
            b,
            b_sum,
            c,
            c_sum,
            sum,
        ] = numbers;
        let is_ours = magic == MAGIC && sum == xxh3_64(bytes.get(..LENGTH - 8)?);
        is_ours.then_some(Self {
            program,
            path,
            stamp: Stamp {
                size,
                modified,
                changed,
                number,
            },
            sections: [(a, a_sum), (b, b_sum), (c, c_sum)],
        })
    }

    /// Says in a number what the sections say.
    pub(super) fn fingerprint(&self) -> u64 {
        let sums = self.sections.map(|(_, sum)| sum.to_le_bytes());
        xxh3_64(&sums.concat())
    }

    /// Where a section begins in the file.
    pub(super) fn start_of(&self, section: Section) -> Option<u64> {
        let before = self.sections.get(..section as usize)?;
        let mut start = u64::try_from(LENGTH).ok()?;
        for (length, _) in before {
            start = start.checked_add(*length)?;
        }
        Some(start)
    }

    /// Where a section ends in the file.
    pub(super) fn end_of(&self, section: Section) -> Option<u64> {
        self.start_of(section)?
            .checked_add(self.length_of(section)?)
    }

    /// How many bytes a section has.
    pub(super) fn length_of(&self, section: Section) -> Option<u64> {
        self.sections
            .get(section as usize)
            .map(|(length, _)| *length)
    }

    /// Finds a section in the bytes of the file; nothing when it is not all there, or damaged.
    pub(super) fn section<'b>(&self, file: &'b [u8], section: Section) -> Option<&'b [u8]> {
        let start = usize::try_from(self.start_of(section)?).ok()?;
        let end = usize::try_from(self.end_of(section)?).ok()?;
        let bytes = file.get(start..end)?;
        self.is_sound(section, bytes).then_some(bytes)
    }

    /// Tells whether these are the bytes of a section as they were written.
    pub(super) fn is_sound(&self, section: Section, bytes: &[u8]) -> bool {
        self.sections.get(section as usize) == Some(&(length(bytes), xxh3_64(bytes)))
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
