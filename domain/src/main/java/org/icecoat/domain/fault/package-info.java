/** What can go wrong, in words that every module shares: a code, and who has to act on it. */
package org.icecoat.domain.fault;
