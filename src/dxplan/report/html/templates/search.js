"use strict";
/* Words that somebody types, found in texts. Typed with marks they are meant with marks, typed without they stand for both. */
const searching = (() => {
  const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
  const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  /* The tone stands apart: "hòa" and "hoà" are one word. */
  const word = (text) => {
    const apart = text.normalize("NFD");
    return { bare: bare(text), letters: apart.replace(TONES, "").normalize("NFC"), tone: (apart.match(TONES) || []).join("") };
  };
  const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean).map(word);
  const same = (one, wanted, begun) => {
    const plain = !wanted.tone && wanted.letters === wanted.bare;
    if (plain) return begun ? one.bare.startsWith(wanted.bare) : one.bare === wanted.bare;
    if (one.letters === wanted.letters) return one.tone === wanted.tone;
    return begun && one.letters.startsWith(wanted.letters) && (!wanted.tone || one.tone === wanted.tone);
  };
  /* The last word may have been begun only. */
  const together = (text, wanted) => text.some((_, from) => wanted.every((each, at) => from + at < text.length && same(text[from + at], each, at === wanted.length - 1)));
  const anywhere = (texts, wanted) => wanted.every((each, at) => texts.some((text) => text.some((one) => same(one, each, at === wanted.length - 1))));
  /* What has the words one after another; where nothing has, what has all of them. */
  const finder = (items, texts) => {
    let read = null;
    return (query) => {
      const wanted = words(query);
      if (!wanted.length) return () => true;
      read = read || items.map((item) => [item, texts(item).map(words)]);
      let found = read.filter(([, of]) => of.some((text) => together(text, wanted)));
      if (!found.length) found = read.filter(([, of]) => anywhere(of, wanted));
      const kept = new Set(found.map((each) => each[0]));
      return (item) => kept.has(item);
    };
  };
  return { finder };
})();
