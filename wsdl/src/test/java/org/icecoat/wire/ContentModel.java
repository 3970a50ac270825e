package org.icecoat.wire;

import com.sun.xml.xsom.XSAttributeDecl;
import com.sun.xml.xsom.XSAttributeUse;
import com.sun.xml.xsom.XSComplexType;
import com.sun.xml.xsom.XSContentType;
import com.sun.xml.xsom.XSDeclaration;
import com.sun.xml.xsom.XSElementDecl;
import com.sun.xml.xsom.XSIdentityConstraint;
import com.sun.xml.xsom.XSModelGroup;
import com.sun.xml.xsom.XSModelGroupDecl;
import com.sun.xml.xsom.XSParticle;
import com.sun.xml.xsom.XSSimpleType;
import com.sun.xml.xsom.XSType;
import com.sun.xml.xsom.XSWildcard;
import com.sun.xml.xsom.XmlString;
import com.sun.xml.xsom.visitor.XSContentTypeFunction;
import com.sun.xml.xsom.visitor.XSTermFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A component of a schema in a line: {@code mixed extends T (a, b=T?, (c | any(##other lax)*)) @x=T!
 * @any(##other lax)}. A name with a type is a local element, one without refers to a global one;
 * braces hold a type without name; {@code !} is a required attribute. Groups are written out.
 */
final class ContentModel implements XSContentTypeFunction<String>, XSTermFunction<String> {
  private static final String UR_TYPE = "xsd:anyType";

  private final SimpleTypes simple = new SimpleTypes();

  /** What a global element is: its type, and what may be instead of it or of its content. */
  String element(XSElementDecl element) {
    List<String> words = new ArrayList<>(List.of(use(element.getType())));
    words.addAll(words(element.isAbstract(), "abstract"));
    words.addAll(words(element.isNillable(), "nillable"));
    if (element.getSubstAffiliation() != null) {
      words.add("for " + name(element.getSubstAffiliation()));
    }
    words.add(value(element.getDefaultValue(), element.getFixedValue()));
    element.getIdentityConstraints().forEach(constraint -> words.add(constraint(constraint)));
    return joined(words);
  }

  String attribute(XSAttributeDecl attribute) {
    return simple.use(attribute.getType())
        + value(attribute.getDefaultValue(), attribute.getFixedValue());
  }

  String body(XSType type) {
    return type.isComplexType() ? complex(type.asComplexType()) : simple.body(type.asSimpleType());
  }

  private String use(XSType type) {
    return type.isLocal() ? "{" + body(type) + "}" : name(type);
  }

  private String complex(XSComplexType type) {
    List<String> words = new ArrayList<>();
    words.addAll(words(type.isAbstract(), "abstract"));
    words.addAll(words(type.isMixed(), "mixed"));
    boolean extension = type.getDerivationMethod() == XSType.EXTENSION;
    if (extension || !name(type.getBaseType()).equals(UR_TYPE)) {
      words.add((extension ? "extends " : "restricts ") + name(type.getBaseType()));
    }
    words.add(content(type, extension));
    Stream.concat(Stream.of(type), type.getAttGroups().stream())
        .flatMap(declaring -> declaring.getDeclaredAttributeUses().stream())
        .map(this::attribute)
        .sorted()
        .forEach(words::add);
    if (type.getAttributeWildcard() != null) {
      words.add("@" + type.getAttributeWildcard().apply(this));
    }
    return joined(words);
  }

  /** What an extension adds to its base: to a simple type, only attributes. */
  private String content(XSComplexType type, boolean extension) {
    if (!extension) {
      return type.getContentType().apply(this);
    }
    boolean simpleContent = type.getContentType().asSimpleType() != null;
    return simpleContent ? "" : type.getExplicitContent().apply(this);
  }

  private String attribute(XSAttributeUse use) {
    XSAttributeDecl attribute = use.getDecl();
    return "@"
        + name(attribute)
        + (attribute.isGlobal() ? "" : "=" + simple.use(attribute.getType()))
        + (use.isRequired() ? "!" : "")
        + value(use.getDefaultValue(), use.getFixedValue());
  }

  @Override
  public String simpleType(XSSimpleType type) {
    return simple.use(type);
  }

  @Override
  public String empty(XSContentType empty) {
    return "()";
  }

  @Override
  public String particle(XSParticle particle) {
    return particle.getTerm().apply(this) + occurs(particle);
  }

  private static String occurs(XSParticle particle) {
    String range = particle.getMinOccurs() + ".." + particle.getMaxOccurs();
    return switch (range) {
      case "1..1" -> "";
      case "0..1" -> "?";
      case "0..-1" -> "*";
      case "1..-1" -> "+";
      default -> "{" + range + "}";
    };
  }

  @Override
  public String modelGroup(XSModelGroup group) {
    String comma =
        switch (group.getCompositor()) {
          case SEQUENCE -> ", ";
          case CHOICE -> " | ";
          case ALL -> " & ";
        };
    return Arrays.stream(group.getChildren())
        .map(this::particle)
        .collect(Collectors.joining(comma, "(", ")"));
  }

  @Override
  public String modelGroupDecl(XSModelGroupDecl group) {
    return modelGroup(group.getModelGroup());
  }

  @Override
  public String elementDecl(XSElementDecl element) {
    return name(element) + (element.isGlobal() ? "" : "=" + element(element));
  }

  @Override
  public String wildcard(XSWildcard wildcard) {
    return Wildcards.notation(wildcard);
  }

  private static String constraint(XSIdentityConstraint constraint) {
    String fields =
        constraint.getFields().stream()
            .map(field -> field.getXPath().value)
            .collect(Collectors.joining(" "));
    String kind = List.of("key", "keyref", "unique").get(constraint.getCategory());
    return kind + "(" + constraint.getSelector().getXPath().value + ": " + fields + ")";
  }

  private static String value(XmlString byDefault, XmlString fixed) {
    return (byDefault == null ? "" : "='" + byDefault.value + "'")
        + (fixed == null ? "" : "=='" + fixed.value + "'");
  }

  private static List<String> words(boolean is, String word) {
    return is ? List.of(word) : List.of();
  }

  private static String joined(List<String> words) {
    return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
  }

  /** The name with the last part of its namespace; without one for a name in none. */
  static String name(XSDeclaration declaration) {
    return Names.brief(declaration.getTargetNamespace(), declaration.getName());
  }
}
