/** Several factories that share one PostgreSQL. */
package org.icecoat.testbed.factories;
