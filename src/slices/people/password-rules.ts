/** In characters. Length is what protects (NIST SP 800-63B, ASVS 6.2.1); the commonest are refused by password.ts. */
export const SHORTEST_PASSWORD = 10
