/**
 * Sanitises a JPEG. It copies only the segments needed to draw the picture (ITU-T T.81 B.1), and not Exif, XMP, IPTC, comments, thumbnails,
 * makers' notes or anything after the end of the picture.
 */
import { NotAnImage } from './not-an-image.ts';
import { orientationOf, orientationOnly } from './orientation.ts';

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const exifHeader = Buffer.from('Exif\0\0', 'latin1');

/** Frames (SOF), tables (DHT, DAC, DQT, DNL, DRI, DHP, EXP): 0xC8, the one reserved frame, draws nothing. */
const isDrawing = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xdb && marker <= 0xdf);
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Restart markers and the marker for temporary use stand alone. */
const isAlone = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01;

type Segment = { marker: number; whole: Uint8Array; payload: Uint8Array };

/** Throws NotAnImage for a file that is no JPEG with a picture in it. */
export function sanitiseJpeg(file: Uint8Array): Uint8Array {
  if (file[0] !== 0xff || file[1] !== startOfImage) throw new NotAnImage('no JPEG: it does not begin like one');
  const kept: Uint8Array[] = [];
  let orientation: number | undefined;
  let frames = 0;
  let scans = 0;
  for (let at = 2; ;) {
    const segment = segmentAt(file, at);
    if (segment === undefined) break;
    at = segment.whole.byteOffset - file.byteOffset + segment.whole.length;
    if (segment.marker === startOfScan) {
      const end = endOfScan(file, at);
      kept.push(segment.whole, file.subarray(at, end));
      scans += 1;
      at = end;
      continue;
    }
    if (isFrame(segment.marker)) frames += 1;
    orientation ??= exifOrientation(segment);
    const picture = pictureOf(segment);
    if (picture) kept.push(picture);
  }
  if (frames === 0 || scans === 0) throw new NotAnImage('a JPEG without a picture');
  return Buffer.concat([
    Uint8Array.of(0xff, startOfImage),
    ...(orientation === undefined ? [] : [exifSegment(orientation)]),
    ...kept,
    Uint8Array.of(0xff, endOfImage),
  ]);
}

/** Returns the next segment after fill bytes and lone markers; undefined at the end of the picture. Throws where none can begin. */
function segmentAt(file: Uint8Array, from: number): Segment | undefined {
  let at = from;
  let marker: number | undefined;
  do {
    if (at >= file.length) return undefined;
    if (file[at] !== 0xff) throw new NotAnImage('a JPEG that is broken between its segments');
    while (file[at] === 0xff) at += 1;
    marker = file[at];
    at += 1;
  } while (marker !== undefined && isAlone(marker));
  if (marker === undefined || marker === endOfImage) return undefined;
  const length = ((file[at] ?? 0) << 8) | (file[at + 1] ?? 0);
  const end = at + length;
  if (length < 2 || end > file.length) throw new NotAnImage('a JPEG segment is cut off');
  return { marker, whole: file.subarray(at - 2, end), payload: file.subarray(at + 2, end) };
}

/** Returns the end of a scan's compressed data: the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(file: Uint8Array, from: number): number {
  for (let at = from; at < file.length - 1; at += 1) {
    if (file[at] !== 0xff) continue;
    const next = file[at + 1] ?? 0;
    if (next !== 0x00 && next !== 0xff && !isAlone(next)) return at;
  }
  return file.length;
}

/** Returns the part of a segment to copy: all of one that draws, the bare JFIF header, Adobe's colour transform, a colour profile. */
function pictureOf({ marker, whole, payload }: Segment): Uint8Array | undefined {
  if (isDrawing(marker)) return whole;
  if (marker === 0xe0 && begins(payload, 'JFIF\0') && payload.length >= 14) return jfifSegment(payload);
  if (marker === 0xee && begins(payload, 'Adobe') && payload.length === 12) return whole;
  if (marker === 0xe2 && begins(payload, 'ICC_PROFILE\0')) return whole;
  return undefined;
}

const begins = (payload: Uint8Array, text: string): boolean =>
  Buffer.from(payload.subarray(0, text.length)).toString('latin1') === text;

/** Keeps version, unit and density. The thumbnail that may follow can show the photo before it was cropped. */
function jfifSegment(payload: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(0xff, 0xe0, 0, 16), payload.subarray(0, 12), Uint8Array.of(0, 0)]);
}

function exifOrientation({ marker, payload }: Segment): number | undefined {
  return marker === 0xe1 && begins(payload, 'Exif\0\0')
    ? orientationOf(payload.subarray(exifHeader.length))
    : undefined;
}

function exifSegment(orientation: number): Uint8Array {
  const payload = Buffer.concat([exifHeader, orientationOnly(orientation)]);
  return Buffer.concat([Uint8Array.of(0xff, 0xe1, 0, payload.length + 2), payload]);
}
