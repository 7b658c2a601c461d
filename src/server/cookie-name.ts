/** Browsers accept the __Host- prefix only over HTTPS; on plain loopback the bare name serves. */
export const cookieName = (request: { protocol: string }): string =>
  request.protocol === 'https' ? '__Host-ybz' : 'ybz'
