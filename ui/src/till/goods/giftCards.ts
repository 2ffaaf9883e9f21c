import { api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import { reach } from '../link/link';

export type GiftCard = components['schemas']['GiftCard'];

/** A gift card by its code; null if there is none. */
export async function askGiftCard(code: string): Promise<GiftCard | null> {
  try {
    const params = { path: { code } };
    return await reach((signal) => api.GET('/v1/gift-cards/{code}', { params, signal }));
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 422)) return null;
    throw error;
  }
}
