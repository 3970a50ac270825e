package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.appraisal.PolicyReason;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.Test;

/** The cookbook's policies are policies, and its refusals are what an appraisal says. */
class PoliciesDocumentTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final int EXAMPLES = 5;

  private final Document cookbook = Document.of("docs/policies.md");

  @Test
  void every_example_is_understood_and_has_a_name_of_its_own() {
    List<String> names =
        EXAMPLE
            .matcher(cookbook.text())
            .results()
            .map((MatchResult found) -> found.group(1).getBytes(StandardCharsets.UTF_8))
            .map(yaml -> PolicyDocument.read(Octets.of(yaml)).policy().name().toString())
            .toList();
    assertThat(names).hasSize(EXAMPLES).doesNotHaveDuplicates();
  }

  @Test
  void every_refusal_begins_as_the_appraisal_words_it() {
    List<List<String>> rows = cookbook.table("refusals");
    assertThat(rows).isNotEmpty();
    for (List<String> row : rows) {
      assertThat(
              Stream.concat(
                  Arrays.stream(PolicyReason.values()).map(PolicyReason::plain),
                  Arrays.stream(Reason.values()).map(Reason::plain)))
          .as(row.get(0))
          .anyMatch(plain -> plain.startsWith(row.get(0)));
    }
  }
}
