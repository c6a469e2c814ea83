/** Names of posted fields that belong to no record. They are Indonesian, the record's own are English: none can be mistaken for another. */
export const codeField = 'kode';
export const reasonField = 'alasan';
/** Edit counter that the form has seen. */
export const versionField = 'versi';
/** The record as the form showed it first, as JSON, to tell who changed what. */
export const baseField = 'semula';
/** Path of rows to which empty ones are to be added. */
export const moreField = 'tambah';
