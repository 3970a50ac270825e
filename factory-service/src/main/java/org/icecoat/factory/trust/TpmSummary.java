package org.icecoat.factory.trust;

import org.icecoat.trust.evidence.endorsement.TpmClass;

/**
 * A node's TPM, for people.
 *
 * @param maker its name in the site's store of makers
 * @param model manufacturer, model and version
 */
public record TpmSummary(TpmClass tpmClass, String maker, String model) {}
