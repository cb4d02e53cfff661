import { insertNotifications, markMailed, unmailed, type Engine } from '#engine';
import type { Config } from '#platform';
import type { Effect } from '../consume.js';
import { compose } from './compose.js';
import type { Mailer } from './mailer.js';

/**
 * Tells people: in-app notices first, each once; then a mail for each that was not mailed. A mail is sent at least once, always with
 * the same Message-ID. An address that is refused does not keep the others waiting.
 */
export function notifyEffect(engine: Engine, mailer: Mailer, config: Pick<Config, 'publicOrigins' | 'mode'>): Effect {
  return async ({ outbox, renew }) => {
    await insertNotifications(engine.db, outbox);
    engine.failpoint('notify:inserted');
    const faults: unknown[] = [];
    for (const notice of await unmailed(engine.db, outbox)) {
      await renew();
      try {
        await mailer.send(compose(outbox, notice, config));
        engine.failpoint('notify:mailed');
        await markMailed(engine.db, notice.notification);
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults[0];
    return 'confirmed';
  };
}
