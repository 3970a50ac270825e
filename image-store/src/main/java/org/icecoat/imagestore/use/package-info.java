/** What can be done with the store: one class for each use, free of SOAP. */
package org.icecoat.imagestore.use;
