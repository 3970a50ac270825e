/** What the documents say, held against the code that they speak of. */
package org.icecoat.testbed.docs;
