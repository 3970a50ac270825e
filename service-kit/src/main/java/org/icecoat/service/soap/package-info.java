/** Mappers of what several port types carry: single fields, and images' manifests. */
package org.icecoat.service.soap;
