/** Return an element with properties, data and children. */
export function build(name, properties = {}, ...children) {
  const { data = {}, attributes = {}, ...rest } = properties
  const element = Object.assign(document.createElement(name), rest)
  Object.assign(element.dataset, data)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}
