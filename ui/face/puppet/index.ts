/** A puppet for the camera: a photo laid over a head-shaped surface and turned as asked. For tests only.
 *
 * It passes the test for a solid head by construction, so that what it shows says nothing about real attacks. */
export { Camera, DAYLIGHT, FRONTAL, type Light, type Pose, type Shown } from "./camera.ts";
export { type Landmarks, type Picture, type Point, type Rgb, blank } from "./picture.ts";
export { Recording } from "./recording.ts";
export { Actor, type Gesture, type Temper } from "./script.ts";
export { type Mesh, cardMesh, headMesh } from "./surface.ts";
