/** The next Tuesday, 09:00 in Ambon (UTC+9): outside quiet hours, with working days ahead. */
export function nextTuesdayMorning(now: Date): string {
  const day = new Date(now.getTime() + 86_400_000);
  while (day.getUTCDay() !== 2) day.setTime(day.getTime() + 86_400_000);
  return `${day.toISOString().slice(0, 10)}T00:00:00Z`;
}
