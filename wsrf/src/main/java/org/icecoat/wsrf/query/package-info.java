/** XPath 1.0 over property documents, bounded in length, size and steps. */
package org.icecoat.wsrf.query;
