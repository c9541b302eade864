import { configureGlobal } from "fast-check";

// In continuous integration the cases drawn are the same each time, so that a failure is the change's own;
// everywhere else each run draws new ones.
if (process.env.CI) configureGlobal({ seed: 2603 });
