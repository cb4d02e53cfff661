import { z } from 'zod';
import { bilingual, id, instant, line } from './text.js';

/** A file of a dossier item. `pdf`, `png` and `jpg` can be looked at in the page: `?inline=1`. */
export const ItemFile = z
  .object({
    id,
    name: z.string(),
    mime: z.string(),
    size: z.int(),
    sha256: z.string(),
    uploadedAt: instant,
  })
  .meta({ id: 'ItemFile' });
export type ItemFile = z.infer<typeof ItemFile>;

/** What was stored, and the working copy's new ETag. */
export const FileReceipt = z
  .object({
    id,
    item: z.string(),
    name: z.string(),
    mime: z.string(),
    size: z.int(),
    sha256: z.string(),
    etag: z.string(),
  })
  .meta({ id: 'FileReceipt' });
export type FileReceipt = z.infer<typeof FileReceipt>;

/** A file that is to arrive in parts. The same again goes on with what was received. */
export const NewUpload = z
  .strictObject({
    name: line(1, 200),
    /** Bytes. */
    size: z.int().min(1),
    /** SHA-256 of the whole file, hex: what arrives is compared with it. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'NewUpload' });
export type NewUpload = z.infer<typeof NewUpload>;

export const Upload = z
  .object({
    id,
    nomination: id,
    item: z.string(),
    name: z.string(),
    size: z.int(),
    /** Bytes that were received: where the next part begins. */
    offset: z.int(),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof Upload>;

/** Where a part begins: the `offset` that the upload tells. */
export const PartHeaders = z.object({
  'upload-offset': z
    .string()
    .regex(/^(?:0|[1-9]\d{0,11})$/, { message: 'a number of bytes' })
    .transform(Number),
});
export type PartHeaders = z.infer<typeof PartHeaders>;

/** The working copy's new ETag, for the next `If-Match`. */
export const DraftETag = z.object({ etag: z.string() }).meta({ id: 'DraftETag' });
export type DraftETag = z.infer<typeof DraftETag>;

/** `inline=1` shows a file in the page instead of saving it; of what cannot run. */
export const FileQuery = z.strictObject({ inline: z.literal('1').optional() });
export type FileQuery = z.infer<typeof FileQuery>;

const VersionFile = ItemFile.extend({ item: z.string() });

export const Version = z
  .object({
    /** 1, 2, 3: what people call "Bản 1, 2, 3". */
    revision: z.int(),
    at: instant,
    /** SHA-256 of the canonical facts and statement. */
    hash: z.string(),
    files: z.array(VersionFile),
  })
  .meta({ id: 'DossierVersion' });
export type Version = z.infer<typeof Version>;

/** Every frozen version of a dossier, oldest first. */
export const Versions = z.object({ versions: z.array(Version) }).meta({ id: 'DossierVersions' });
export type Versions = z.infer<typeof Versions>;

const VersionFact = z
  .object({ value: z.union([z.boolean(), z.number(), z.string()]), item: z.string().optional() })
  .nullable();

/** What became of one frozen version in another; null stands for what was not there. */
export const VersionDiff = z
  .object({
    from: z.int(),
    to: z.int(),
    facts: z.array(z.object({ fact: z.string(), label: bilingual, before: VersionFact, after: VersionFact })),
    files: z.object({
      added: z.array(VersionFile),
      removed: z.array(VersionFile),
      /** Of one item, one file in the place of another. */
      replaced: z.array(z.object({ item: z.string(), before: VersionFile, after: VersionFile })),
    }),
    /** The two texts in one: put together without `removed` it is the later, without `added` the earlier. Empty when nothing changed. */
    statement: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
  })
  .meta({ id: 'DossierDiff' });
export type VersionDiff = z.infer<typeof VersionDiff>;

/** A request for a supplement, as it was made. `repeated`: the same was asked for with the same reason before. */
export const Supplement = z
  .object({
    seq: z.int(),
    at: instant,
    by: z.string(),
    step: z.string(),
    dueAt: instant,
    items: z.array(z.object({ item: z.string(), label: bilingual, code: z.string(), repeated: z.boolean() })),
    /** The revision that answered; null while it is open, and where it lapsed. */
    answeredBy: z.int().nullable(),
  })
  .meta({ id: 'Supplement' });
export type Supplement = z.infer<typeof Supplement>;
