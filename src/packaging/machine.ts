import { closeSync, openSync, readSync } from 'fs';

/** A processor that compiled code runs on, in Lambda's words. */
export type Machine = 'x86_64' | 'arm64' | 'unknown';

/** The machines of the ELF format that Lambda has (System V ABI, "ELF Header", e_machine). */
const ELF_MACHINES: Record<number, Machine> = { 0x3e: 'x86_64', 0xb7: 'arm64' };

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const MACHINE_AT = 18;

/** The machine a file was compiled for; none where it is a script. */
export function machineOf(path: string): Machine[] {
  const header = firstBytes(path, MACHINE_AT + 2);
  if (header.subarray(0, 2).toString() === '#!') return [];
  if (!header.subarray(0, ELF.length).equals(ELF) || header.length < MACHINE_AT + 2) return ['unknown'];
  return [ELF_MACHINES[header.readUInt16LE(MACHINE_AT)] ?? 'unknown'];
}

function firstBytes(path: string, count: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(count);
    return bytes.subarray(0, readSync(file, bytes, 0, count, 0));
  } finally {
    closeSync(file);
  }
}
