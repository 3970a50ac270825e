/** What is proved here, on the user's own computer, of what services show: claims one by one. */
package org.icecoat.console.proof;
