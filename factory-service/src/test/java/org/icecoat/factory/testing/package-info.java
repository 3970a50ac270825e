/** Doubles that can be slow and fail, and a factory around them. */
package org.icecoat.factory.testing;
