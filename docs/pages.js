// What the theme leaves out for those who use a keyboard or listen.
document.addEventListener("DOMContentLoaded", () => {
  const all = (selector, change) => document.querySelectorAll(selector).forEach(change);
  all("pre, .table-wrapper", (box) => (box.tabIndex = 0)); // may have to be scrolled
  all(".sig dl", (lines) => (lines.outerHTML = lines.outerHTML.replace(/(<\/?)d[ld]\b/g, "$1div")));
  all(".sidebar-drawer", (side) => (side.ariaLabel = "Pages"));
  all(".toc-drawer", (side) => (side.ariaLabel = "On this page"));
});
