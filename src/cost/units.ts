/** A month has 730 hours, as AWS counts them in its calculators: 365 days x 24 hours / 12. */
export const HOURS_A_MONTH = 730;
export const SECONDS_A_MONTH = HOURS_A_MONTH * 3600;
export const DAYS_A_MONTH = HOURS_A_MONTH / 24;

/** Bills count in powers of two. */
export const BYTES_A_GB = 1024 ** 3;
export const MB_A_GB = 1024;
