// Deep links: "#<finding>" and "#<finding>@<step>", steps counted from 1.

export interface Place {
  finding: string;
  step: number;
}

export function placeOf(fragment: string): Place {
  const [finding = '', step = ''] = decoded(fragment.replace(/^#/, '')).split('@');
  return { finding, step: Math.max(0, (Number.parseInt(step, 10) || 1) - 1) };
}

export function linkTo(place: Place): string {
  return `#${encodeURIComponent(place.finding)}@${place.step + 1}`;
}

/** The address changes; the page stays where it is, and "back" leads out of it. */
export function remember(place: Place): void {
  history.replaceState(null, '', linkTo(place));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
