import { newId } from './client';

/** The id of what somebody means to do: the same while the body is, so that a retry is not done twice. */
export class Intent {
  private body = '';
  private id = '';

  /** The `Idempotency-Key` of a body. */
  idOf(body: unknown): string {
    const text = JSON.stringify(body);
    if (text !== this.body || !this.id) {
      this.body = text;
      this.id = newId();
    }
    return this.id;
  }

  /** The next one is another intent, even with the same body. */
  done(): void {
    this.id = '';
  }
}
