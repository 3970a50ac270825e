/** The client's code: what it consists of, and the one archive that it travels in. */
package org.icecoat.domain.application;
