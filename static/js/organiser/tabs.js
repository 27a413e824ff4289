// On a telephone the pages of an edition scroll sideways: the one that is open comes into view.
for (const open of document.querySelectorAll(".desk-pages [aria-current], .committee-parts [aria-current]")) {
  const row = open.parentElement;
  const off = open.getBoundingClientRect();
  const room = row.getBoundingClientRect();
  row.scrollBy({ left: off.left + off.width / 2 - room.left - room.width / 2, behavior: "instant" });
}
