import type { Config } from '#platform';
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';

export interface Mail {
  /** The same at every try. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
}

/** Hands mails to a provider. `send` resolves when the provider has accepted. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** By SMTP where there is a server, else as files in `<dataDir>/mail`. */
export function createMailer({ smtpUrl, mailFrom, dataDir }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>): Mailer {
  return smtpUrl === undefined ? sink(join(dataDir, 'mail'), mailFrom) : smtp(smtpUrl, mailFrom);
}

const headers = { 'Auto-Submitted': 'auto-generated' };

function smtp(url: string, from: string): Mailer {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  return {
    send: async (mail) => void (await transport.sendMail({ ...mail, from, headers })),
    close: () => transport.close(),
  };
}

/** One file per Message-ID, so a second try replaces the first. */
function sink(folder: string, from: string): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      const { message } = await transport.sendMail({ ...mail, from, headers });
      await mkdir(folder, { recursive: true });
      const file = join(folder, `${createHash('sha256').update(mail.messageId).digest('hex').slice(0, 32)}.eml`);
      await writeFile(`${file}.part`, message as Buffer);
      await rename(`${file}.part`, file);
    },
    close: () => transport.close(),
  };
}
