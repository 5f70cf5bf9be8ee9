import { same, test } from "/tests/harness.js"
import { Windows } from "/editor/windows.js"

test("one window holds a transcript, the next one does not", async () => {
  const [one, other] = [new Windows("/1/"), new Windows("/1/")]

  same([await one.hold(), await other.hold(), one.id === other.id], [true, false, false])
  one.release()
})

test("two transcripts are held by two windows", async () => {
  const [one, other] = [new Windows("/2/"), new Windows("/3/")]

  same([await one.hold(), await other.hold()], [true, true])
  one.release()
  other.release()
})

test("a window that is asked puts down what it has, then the other holds it", async () => {
  const [one, other] = [new Windows("/4/"), new Windows("/4/")]
  const heard = []
  await one.hold()
  one.addEventListener("asked", () => {
    heard.push("asked")
    one.release()
  })

  await other.take()

  same([heard, await new Windows("/4/").hold()], [["asked"], false])
  other.release()
})

test("a window that hangs gives way all the same", async () => {
  const [one, other] = [new Windows("/5/"), new Windows("/5/")]
  await one.hold()

  await other.take()

  same(await new Windows("/5/").hold(), false)
  other.release()
})
