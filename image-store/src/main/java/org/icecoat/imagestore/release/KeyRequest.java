package org.icecoat.imagestore.release;

import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.structure.PublicArea;

/**
 * That a node wants the key of an image.
 *
 * @param node the name that its quotes are bound to
 * @param tpm what it claims its TPM to be
 * @param storageKey to which the key is to be wrapped
 */
public record KeyRequest(ImageId image, NodeName node, ClaimedTpm tpm, PublicArea storageKey) {}
