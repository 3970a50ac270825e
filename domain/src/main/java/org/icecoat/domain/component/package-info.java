/** Software by name and version: what an image carries, and what a request asks of it. */
package org.icecoat.domain.component;
