// For pages without a map: „Weg zeigen“ opens the phone's own map program there too.
import { adaptRoutes } from "./map/route.js";

adaptRoutes(document);
