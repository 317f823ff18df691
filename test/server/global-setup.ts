import type { TestProject } from 'vitest/node';
import { type Cluster, startCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the PostgreSQL that the city's tests use; null where none can start here. */
    readonly postgres: string | null;
  }
}

/** One PostgreSQL for the run: the one DATABASE_URL names, or one of our own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL'];
  const cluster = given === undefined ? await ownCluster() : null;
  project.provide('postgres', given ?? cluster?.url ?? null);
  return async () => cluster?.stop();
}

async function ownCluster(): Promise<Cluster | null> {
  try {
    return await startCluster();
  } catch (error) {
    // On a machine that is there to test, a missing store is a failure like any other.
    if (process.env['CI']) throw error;
    console.log(
      `PostgreSQL can't start here, so its tests are left out (DATABASE_URL would name another): ${error}`,
    );
    return null;
  }
}
