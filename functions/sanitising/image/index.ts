/** Takes out of a photo what it does not show. */
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

/** The picture alone, byte for byte as it was drawn. Throws NotAnImage for what is not of this type, whatever its name says. */
export const sanitiseImage = (file: Uint8Array, type: ImageType): Uint8Array => sanitisers[type](file);
