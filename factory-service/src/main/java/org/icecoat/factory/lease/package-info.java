/** Ends what has outlived its lease. */
package org.icecoat.factory.lease;
