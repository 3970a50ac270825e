/**
 * Event logs that lead to PCR values: the firmware's (TCG PC Client Platform Firmware Profile, 10;
 * crypto-agile and SHA-1 form) and, in the same format, that of the components which the plug-in
 * measured.
 *
 * <p>A log is only what somebody wrote beside a TPM. What policy may look at is what is left after
 * comparing its replay with a quote: {@code VerifiedLog} and {@code VerifiedComponents}.
 */
package org.icecoat.trust.eventlog;
