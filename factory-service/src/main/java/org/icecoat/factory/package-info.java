/** The factory put together. */
package org.icecoat.factory;
