/**
 * The image log as the store keeps it: what is appended when, what is found when the store looks at
 * itself, and what it then still serves.
 *
 * <p>An append goes in four steps: the next head is signed as an intention; rows, log entry and
 * intention are written in one transaction; the signer's counter is raised; the head is signed and
 * written. A crash leaves an intention without its head, and the steps that are missing are done at
 * the next look: entries without a signed intention are never taken up, nor are those whose
 * intention is of an earlier opening than the last. RATIONALE.md says why.
 */
package org.icecoat.imagestore.log;
