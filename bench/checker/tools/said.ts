/** One thing that a tool said of a template. */
export interface Said {
  /** The stack, which is also the template's name. */
  readonly stack: string;
  readonly rule: string;
  readonly where: string;
  readonly text: string;
}

/** Everything that was put before the tools. */
export interface Exhibits {
  /** The folder of the cloud assembly. */
  readonly assembly: string;
  readonly stacks: readonly string[];
}

/** A checker under comparison. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  readonly said: readonly Said[];
}
