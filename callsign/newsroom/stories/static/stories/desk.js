/** The desk's behaviors; every page works as plain forms without them. */

import "./desk-progress.js"
import "./taken-recording.js"
