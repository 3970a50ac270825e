/** Who is calling, and which resource: what every operation may ask of the request at hand. */
package org.icecoat.wsrf.call;
