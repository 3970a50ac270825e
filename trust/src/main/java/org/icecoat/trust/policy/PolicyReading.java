package org.icecoat.trust.policy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;

/**
 * Reads the YAML of a policy: one document, without anchors, aliases and tags, nothing unknown,
 * doubled or converted. Bounded in size and depth before anything is built.
 */
final class PolicyReading {
  private static final int DEEPEST = 20;
  private static final int LONGEST_TOLD = 300;
  private static final JsonMapper MAPPER = mapper();

  private PolicyReading() {}

  static AppraisalPolicy read(Octets yaml) {
    if (yaml.length() > PolicyDocument.LONGEST) {
      throw malformed("it is larger than 1 MiB", null);
    }
    try {
      String text = decoded(yaml);
      refuseOddShape(text);
      AppraisalPolicy policy = MAPPER.readValue(text, AppraisalPolicy.class);
      if (policy == null) {
        throw malformed("it is empty", null);
      }
      return policy;
    } catch (UnrecognizedPropertyException e) {
      throw malformed(line(e.getLocation()) + unknownKey(e), e);
    } catch (JsonMappingException e) {
      throw malformed(line(e.getLocation()) + keyed(e) + told(e), e);
    } catch (JsonProcessingException e) {
      throw malformed(line(e.getLocation()) + told(e), e);
    } catch (CharacterCodingException e) {
      throw malformed("it is not in UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decoded(Octets yaml) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml.bytes())).toString();
  }

  private static JsonMapper mapper() {
    YAMLFactory yaml = new YAMLFactory();
    yaml.setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    return JsonMapper.builder(yaml)
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .addModule(new PolicyTexts())
        .build();
  }

  private static void refuseOddShape(String text) throws IOException {
    try (YAMLParser parser = (YAMLParser) MAPPER.createParser(text)) {
      String fault = PolicyShape.fault(parser);
      if (!fault.isEmpty()) {
        throw malformed(fault, null);
      }
    }
  }

  private static String unknownKey(UnrecognizedPropertyException e) {
    String known =
        e.getKnownPropertyIds().stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return "unknown key '%s'; known here: %s".formatted(path(e), known);
  }

  private static String keyed(JsonMappingException e) {
    return path(e).isEmpty() ? "" : path(e) + ": ";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String told(JsonProcessingException e) {
    Throwable told = e;
    while (told != null && !(told instanceof IllegalArgumentException)) {
      told = told.getCause();
    }
    String message = told == null ? e.getOriginalMessage() : told.getMessage();
    return message == null ? "it is not as it should be" : message.lines().findFirst().orElse("");
  }

  private static String line(JsonLocation location) {
    return location == null ? "" : "line %d: ".formatted(location.getLineNr());
  }

  private static TrustException malformed(String problem, Throwable cause) {
    String told = problem.length() > LONGEST_TOLD ? problem.substring(0, LONGEST_TOLD) : problem;
    return new TrustException(
        TrustFault.POLICY_MALFORMED, "The policy cannot be read: " + told, cause);
  }
}
