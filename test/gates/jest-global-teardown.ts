import { rmSync } from 'node:fs';
import { gateFolder } from './gate-run';

export default function removeWhatTheGatesLeft(): void {
  rmSync(gateFolder(), { recursive: true, force: true });
}
