import type { Shelf, Unsent } from './queue';

const NAME = 'regulars-till';
const SALES = 'unsent';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(SALES, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
    request.onblocked = () => reject(new Error('another window holds the database'));
  });
}

async function within<T>(
  mode: IDBTransactionMode,
  work: (sales: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      // Strict: a sale is on disk before the receipt is handed over, also if the power fails in the next second.
      const transaction = database.transaction(SALES, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(SALES));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('not written'));
    });
  } finally {
    database.close();
  }
}

/** Sales that wait for the server, on this machine's disk. */
export const disk: Shelf = {
  all: () => within<Unsent[]>('readonly', (sales) => sales.getAll()),
  put: async (sale) => {
    await within('readwrite', (sales) => sales.put(sale));
  },
  remove: async (id) => {
    await within('readwrite', (sales) => sales.delete(id));
  },
};
