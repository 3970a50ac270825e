package org.icecoat.trust.evidence.vm;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.binding.CredentialProof;
import org.icecoat.trust.structure.Octets;

/**
 * Asks about VMs and judges the answers, for somebody who trusts nobody in between. The session of
 * such a question is the VM's id. For any number of threads.
 */
public final class VmVerifier {
  private static final int MOST_QUESTIONS = 1000;
  private static final String OPENED = "icecoat-vm-credential-opened-1";

  private final ChallengeBook book;
  private final QuoteVerifier quotes;

  /**
   * A verifier that has asked nothing yet.
   *
   * @param patience for which an answer is taken
   */
  public VmVerifier(Clock clock, SecureRandom random, Duration patience) {
    this.book = new ChallengeBook(clock, random, patience, MOST_QUESTIONS);
    this.quotes = new QuoteVerifier(book);
  }

  /** A new question, good for one answer. */
  public Question ask(VmId vm) {
    return new Question(vm, book.issue(session(vm)));
  }

  /** What was asked about which VM. */
  public record Question(VmId vm, Challenge.Open challenge) {
    /** To be sent to the node. */
    public Octets nonce() {
      return challenge.nonce();
    }
  }

  /** The session in which a node is asked about that VM. */
  public static Challenge.Session session(VmId vm) {
    return new Challenge.Session(vm.toString());
  }

  /**
   * What the answer to a question shows if the node's TPM has opened the credential that came with
   * it ({@link CredentialProof}), in the domain {@value #OPENED}.
   *
   * @param nonce of the question
   * @param secret that was in the credential; 1 byte or more
   */
  public static Octets opened(Octets nonce, byte[] secret) {
    return CredentialProof.by(secret, OPENED, nonce);
  }

  /**
   * Judges an answer, and uses up the question whatever comes of it.
   *
   * @param expected of its quote: the key, and exactly the PCRs that were asked for
   */
  public Verdict<VerifiedVm> verify(Question question, VmAnswer answer, QuoteExpectation expected) {
    List<Finding> found = new ArrayList<>();
    VmStatement statement = statement(question, answer, found);
    Challenge challenge =
        question
            .challenge()
            .answered(answer.node(), answer.tlsKey(), VmStatement.digestOf(answer.statement()));
    Verdict<VerifiedQuote> quote = quotes.verify(answer.evidence(), expected, challenge);
    found.addAll(quote.findings());
    return found.isEmpty()
        ? new Verdict.Accepted<>(new VerifiedVm(quote.accepted().orElseThrow(), statement))
        : new Verdict.Refused<>(found);
  }

  /** What is stated, or null with a finding. */
  private static VmStatement statement(Question question, VmAnswer answer, List<Finding> found) {
    try {
      VmStatement statement = VmStatement.parse(answer.statement());
      if (!statement.vm().equals(question.vm())) {
        found.add(
            new Finding(
                Reason.STATEMENT_OF_OTHER_VM,
                "%s instead of %s".formatted(statement.vm(), question.vm())));
      }
      return statement;
    } catch (TrustException e) {
      found.add(new Finding(Reason.STATEMENT_MALFORMED, e.getMessage()));
      return null;
    }
  }
}
