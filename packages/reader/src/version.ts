/** The reader's version: part of every reading, as the same text may be read otherwise by another version. */
export const VERSION = '0.13.0'
