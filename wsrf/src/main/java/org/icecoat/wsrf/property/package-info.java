/** Resource properties, each declared once, and the document that they make up. */
package org.icecoat.wsrf.property;
