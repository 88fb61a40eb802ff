/** True when an action as written in a policy (`s3:Put*`) covers an action. */
export function covers(written: string, action: string): boolean {
  if (!/[*?]/.test(written)) {
    return written.toLowerCase() === action.toLowerCase();
  }
  return matchesPattern(written.toLowerCase(), action.toLowerCase());
}

/** IAM's `*` and `?`, without regular expressions, which a hostile pattern could keep busy for ever. */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p;
      p += 1;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      resume += 1;
      t = resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(p));
}
