/**
 * Imported before the library that signs in: it would take settings from the environment, where a trusted origin or an
 * address to report to could be put in beside ours.
 */
for (const name of Object.keys(process.env)) {
  if (name.startsWith('BETTER_AUTH_') || name === 'AUTH_SECRET') delete process.env[name]
}
