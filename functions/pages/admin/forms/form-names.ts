/** Names of what a form posts besides the record's own fields; those are English, these are not, so none can be taken for another. */
export const codeField = 'kode';
export const reasonField = 'alasan';
/** Edit counter that the form has seen. */
export const versionField = 'versi';
/** The record as the form showed it first, as JSON: only for telling who changed what. */
export const baseField = 'semula';
/** Path of rows to which empty ones are to be added. */
export const moreField = 'tambah';
