/** Fixtures for tests of services. */
package org.icecoat.service.testing;
