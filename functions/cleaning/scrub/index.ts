/** Takes out of a photo what it does not show. */
import type { ImageType } from '../../domain/complaint/attachments.ts';
import { scrubJpeg } from './jpeg.ts';
import { scrubPng } from './png.ts';
import { scrubWebp } from './webp.ts';

export { NotAnImage } from './not-an-image.ts';

const scrubbers: Readonly<Record<ImageType, (file: Uint8Array) => Uint8Array>> = {
  'image/jpeg': scrubJpeg,
  'image/png': scrubPng,
  'image/webp': scrubWebp,
};

/** The picture alone, byte for byte as it was drawn. Throws NotAnImage for what is not of this type, whatever its name says. */
export const scrub = (file: Uint8Array, type: ImageType): Uint8Array => scrubbers[type](file);
