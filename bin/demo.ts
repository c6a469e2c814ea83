/** Plays the lives of two complaints on a local cloud of its own: one accepted in time, one ignored until the mayor is told. Exit 1 if a step fails. */
import * as z from 'zod';
import { answeredInTime } from './demo/answered-in-time.ts';
import { ignoredToTheMayor } from './demo/ignored-to-the-mayor.ts';
import { Story } from './demo/story.ts';
import { command } from './support/command.ts';
import { withLocalCloud } from './support/local-cloud.ts';
import { nextTuesdayMorning } from './support/week.ts';

export default command(import.meta, {
  script: 'demo',
  about: 'Plays the lives of two complaints on a local cloud of its own; prints each step and each SMS.',
  options: z.object({}),
  run: () => {
    console.log('Starting a local cloud on a free port…');
    return withLocalCloud({ args: ['--clock', nextTuesdayMorning(new Date())] }, async (client) => {
      const story = new Story(client);
      await answeredInTime(story);
      await ignoredToTheMayor(story);
      return story.finish();
    });
  },
});
