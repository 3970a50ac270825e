package org.icecoat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.bind.JAXBContext;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.validation.SchemaFactory;
import org.icecoat.wire.oasis.rp.ObjectFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
  static List<Path> schemas() throws Exception {
    URL folder = SchemasTest.class.getResource("/wsdl/oasis");
    try (Stream<Path> files = Files.walk(Path.of(folder.toURI()).getParent())) {
      return files.filter(file -> file.toString().endsWith(".xsd")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void each_schema_stands_by_itself_without_the_network(Path schema) throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    assertThat(factory.newSchema(schema.toFile())).isNotNull();
  }

  @Test
  void the_oasis_types_form_one_jaxb_context() throws Exception {
    JAXBContext context =
        JAXBContext.newInstance(
            ObjectFactory.class,
            org.icecoat.wire.oasis.rl.ObjectFactory.class,
            org.icecoat.wire.oasis.bf.ObjectFactory.class,
            org.icecoat.wire.oasis.sg.ObjectFactory.class,
            org.icecoat.wire.oasis.r.ObjectFactory.class,
            org.icecoat.wire.oasis.b.ObjectFactory.class,
            org.icecoat.wire.oasis.t.ObjectFactory.class,
            org.icecoat.wire.oasis.addressing.ObjectFactory.class);
    assertThat(context.createUnmarshaller()).isNotNull();
  }
}
