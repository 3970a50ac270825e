package org.icecoat.console.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.appraisal.Measurements;
import org.icecoat.trust.structure.Octets;

/** Reads and writes the files of policies; what is wrong is told with the file's name. */
final class PolicyFiles {
  private static final long LONGEST = 32L << 20;

  private final Path folder;

  PolicyFiles(Path folder) {
    this.folder = folder;
  }

  PolicyDocument document(Path file) {
    Octets bytes = read(file);
    return naming(file, () -> PolicyDocument.read(bytes));
  }

  /** What the evidence in a file claims. */
  Measurements evidence(Path file) {
    Octets bytes = read(file);
    Verdict<Measurements> verdict = naming(file, () -> Measurements.claimed(Evidence.parse(bytes)));
    if (verdict instanceof Verdict.Refused<Measurements> refused) {
      throw wrong(file, refused.plain(), null);
    }
    return verdict.accepted().orElseThrow();
  }

  Octets read(Path file) {
    try {
      Path found = folder.resolve(file);
      if (Files.size(found) > LONGEST) {
        throw wrong(file, "is larger than 32 MiB; is it the right file?", null);
      }
      return Octets.of(Files.readAllBytes(found));
    } catch (NoSuchFileException e) {
      throw wrong(file, "does not exist", e);
    } catch (IOException e) {
      throw wrong(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  void write(Path file, Octets bytes) {
    try {
      Files.write(folder.resolve(file), bytes.bytes());
    } catch (IOException e) {
      throw wrong(file, "cannot be written: " + e.getMessage(), e);
    }
  }

  private static <T> T naming(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TrustException e) {
      throw wrong(file, e.getMessage(), e);
    }
  }

  private static ConsoleException wrong(Path file, String problem, Throwable cause) {
    return new ConsoleException(ConsoleFault.USAGE, file + ": " + problem, cause);
  }
}
