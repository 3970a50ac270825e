/**
 * Which TPM somebody has: the claims of a node judged by the certificates of makers, and what it
 * still has to prove by opening credentials (TPM 2.0 part 1, 9.5.3.3).
 */
package org.icecoat.trust.evidence.enrolment;
