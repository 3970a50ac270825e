/** The factory's edges over real TLS. */
package org.icecoat.factory.soap;
