// Pages with a plain form that sends a photo.
import { enhancePhotos } from "./photo.js";

enhancePhotos(document);
