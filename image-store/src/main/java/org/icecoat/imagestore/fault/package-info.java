/** What can go wrong in the image store: one exception, one enum of causes. */
package org.icecoat.imagestore.fault;
