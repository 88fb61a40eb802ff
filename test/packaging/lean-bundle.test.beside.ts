/** What a function without an entry finds beside the file that makes it. */
export const handler = async (): Promise<void> => {};
