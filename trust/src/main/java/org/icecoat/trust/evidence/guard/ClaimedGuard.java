package org.icecoat.trust.evidence.guard;

import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.PublicArea;

/**
 * What the owner of a log claims of the TPM that guards it; nothing of it is proved.
 *
 * @param logKey that signs the log's heads
 * @param appends the NV index of the counter whose value the heads carry
 * @param openings the one after it, which counts how often the log was opened
 */
public record ClaimedGuard(
    ClaimedTpm tpm, PublicArea logKey, NvPublicArea appends, NvPublicArea openings) {}
