/** The file is not what it says it is, or is broken: nothing of it is kept. */
export class NotAnImage extends Error {
  override readonly name = 'NotAnImage';
}
