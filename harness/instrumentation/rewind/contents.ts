/** A list of names and values that is kept by the host. */
type NamedValues = Headers | URLSearchParams | FormData;

/** @returns a function that restores the contents of a built-in object; undefined if it has none */
export function copyContents(object: object): (() => void) | undefined {
  if (Array.isArray(object)) {
    const before = object.slice();
    return () => {
      object.length = 0;
      // Not `push(...)`, which takes no more arguments than the stack has room for, and fills holes.
      object.length = before.length;
      for (const index of before.keys()) if (index in before) object[index] = before[index];
    };
  }
  if (object instanceof Map) {
    const before = [...object];
    return () => {
      object.clear();
      for (const [key, value] of before) object.set(key, value);
    };
  }
  if (object instanceof Set) {
    const before = [...object];
    return () => {
      object.clear();
      for (const value of before) object.add(value);
    };
  }
  if (object instanceof Uint8Array || isOtherTypedArray(object)) {
    const before = object.slice();
    return () => object.set(before);
  }
  if (object instanceof RegExp) {
    const { lastIndex } = object;
    return () => {
      object.lastIndex = lastIndex;
    };
  }
  if (object instanceof Date) {
    const time = object.getTime();
    return () => void object.setTime(time);
  }
  if (object instanceof URL) {
    const { href } = object;
    return () => {
      object.href = href;
    };
  }
  if (object instanceof Headers || object instanceof URLSearchParams || object instanceof FormData) {
    return copyNamedValues(object);
  }
  return undefined;
}

function copyNamedValues(object: NamedValues): () => void {
  const before = [...object] as [string, string][];
  return () => {
    for (const name of [...object.keys()]) object.delete(name);
    for (const [name, value] of before) object.append(name, value);
  };
}

function isOtherTypedArray(object: object): object is Uint8Array {
  return ArrayBuffer.isView(object) && !(object instanceof DataView);
}
