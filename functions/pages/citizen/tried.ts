/** An action that the API refused: shown again with what was typed. */
export type Tried = { status: number; action: string; text: string; fault: string };
