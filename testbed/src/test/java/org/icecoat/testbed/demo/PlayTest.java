package org.icecoat.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.junit.jupiter.api.Test;

/** What becomes of a demo's grid, with a double in its place. */
class PlayTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Narrator narrator =
      new Narrator(new PrintStream(out, true, StandardCharsets.UTF_8));
  private final List<String> done = new ArrayList<>();

  @Test
  void a_plain_demo_clears_its_grid_away_before_it_says_that_all_was_shown() {
    Demo.play(() -> new TestingScene(true), false, narrator);
    assertThat(done).containsExactly("told", "closed");
    assertThat(told()).containsSubsequence("up as run abcdef", "Shown: ", "took ");
  }

  @Test
  void a_kept_grid_stays_and_the_user_is_told_what_to_type() {
    Demo.play(() -> new TestingScene(true), true, narrator);
    assertThat(done).containsExactly("told", "left up", "closed");
    assertThat(told()).containsSubsequence("The grid stays up", "demo stop", "Shown: ");
  }

  @Test
  void a_demo_that_fails_clears_its_grid_away_and_claims_nothing() {
    assertThatThrownBy(() -> Demo.play(() -> new TestingScene(false), true, narrator))
        .hasMessage("Not shown: anything");
    assertThat(done).containsExactly("closed");
    assertThat(told()).doesNotContain("Shown: ", "took ");
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private final class TestingScene implements Scene {
    private final boolean works;

    private TestingScene(boolean works) {
      this.works = works;
    }

    @Override
    public String run() {
      return "abcdef";
    }

    @Override
    public void tell(Narrator whom) {
      if (!works) {
        throw new TestbedException(TestbedFault.NOT_SHOWN, "Not shown: anything");
      }
      done.add("told");
    }

    @Override
    public void leaveUp() {
      done.add("left up");
    }

    @Override
    public List<String> howToGoOn() {
      return List.of("./icecoat demo stop");
    }

    @Override
    public void close() {
      done.add("closed");
    }
  }
}
