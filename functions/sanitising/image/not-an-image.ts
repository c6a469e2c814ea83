/** Defines the error of a file that is broken or not of the type it claims; nothing of it is kept. */
export class NotAnImage extends Error {
  override readonly name = 'NotAnImage';
}
