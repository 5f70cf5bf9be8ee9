/**
 * Lets the style sheets that Draftail writes while it runs carry the page's nonce.
 *
 * Its placeholder names a random key, so no hash can allow it; and scripts that may run
 * here at all may already style what they like through the DOM.
 */
{
  const { nonce } = document.currentScript
  const createElement = Document.prototype.createElement

  Document.prototype.createElement = function (name, options) {
    const element = createElement.call(this, name, options)
    if (String(name).toLowerCase() === "style") element.nonce = nonce
    return element
  }
}
