let armed: { name: string; hitsLeft: number } | undefined;

/** Arms `name` (first hit) or `name:n` (n-th hit); a name may hold colons, `relay:added`; undefined disarms. Called once, at start, with `config.failpoint`. */
export function armFailpoint(spec: string | undefined): void {
  if (spec === undefined) {
    armed = undefined;
    return;
  }
  const [, name = spec, hits = '1'] = /^(.*):(\d+)$/.exec(spec) ?? [];
  armed = { name, hitsLeft: Number(hits) };
}

/** Dies here as by `kill -9` when this point is armed; otherwise does nothing. */
export function failpoint(name: string, die: () => void = killSelf): void {
  if (armed?.name !== name) return;
  armed.hitsLeft -= 1;
  if (armed.hitsLeft === 0) die();
}

function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}
