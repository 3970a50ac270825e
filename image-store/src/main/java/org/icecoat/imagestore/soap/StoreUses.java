package org.icecoat.imagestore.soap;

import java.util.Optional;
import org.icecoat.imagestore.release.KeyRelease;
import org.icecoat.imagestore.search.ImageSearch;
import org.icecoat.imagestore.use.FetchImage;
import org.icecoat.imagestore.use.JudgeByPolicies;
import org.icecoat.imagestore.use.ListKeyDecisions;
import org.icecoat.imagestore.use.LookUpImage;
import org.icecoat.imagestore.use.ProveGuard;
import org.icecoat.imagestore.use.ProveImage;
import org.icecoat.imagestore.use.RegisterImage;
import org.icecoat.imagestore.use.RetireImage;
import org.icecoat.imagestore.use.VerifyImage;

/**
 * Everything that can be done with the store.
 *
 * @param release empty if the store releases no keys
 */
public record StoreUses(
    RegisterImage register,
    LookUpImage lookUp,
    ImageSearch search,
    FetchImage fetch,
    VerifyImage verify,
    RetireImage retire,
    ProveImage prove,
    ProveGuard guard,
    Optional<KeyRelease> release,
    JudgeByPolicies policies,
    ListKeyDecisions keyDecisions) {}
