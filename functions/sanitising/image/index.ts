/** Sanitises a photo: keeps the picture and removes its metadata. */
import type { ImageType } from '../../domain/complaint/attachments.ts';
import { sanitiseJpeg } from './jpeg.ts';
import { sanitisePng } from './png.ts';
import { sanitiseWebp } from './webp.ts';

export { NotAnImage } from './not-an-image.ts';

const sanitisers: Readonly<Record<ImageType, (file: Uint8Array) => Uint8Array>> = {
  'image/jpeg': sanitiseJpeg,
  'image/png': sanitisePng,
  'image/webp': sanitiseWebp,
};

/** Returns the picture alone, byte for byte. Throws NotAnImage for a file that is not of this type. */
export const sanitiseImage = (file: Uint8Array, type: ImageType): Uint8Array => sanitisers[type](file);
