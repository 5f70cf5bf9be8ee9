/** Of what is on the radio only; what is heard online in its place is not it. */
export function streamWords({ can_stream }) {
  return can_stream === false ? "on the radio only, it cannot be streamed here" : ""
}
