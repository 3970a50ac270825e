// Deploys a VM and does with it all that WSRF has, with node-soap (npm install soap@1.6.4).
//
// Usage: node tour.js FACTORY IMAGE, such as: node tour.js https://factory.example.org:8443 hmmer
// X509_USER_PROXY names the proxy file, X509_CERT_DIR the CA directory.
'use strict';
const fs = require('fs');
const https = require('https');
const path = require('path');
const { setTimeout: sleep } = require('timers/promises');
const axios = require('axios'); // node-soap brings it
const soap = require('soap');

const XPATH = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const REFERENCE = 'http://icecoat.org/2026/11/reference';

/** Keys, chain and trust of TLS, for the WSDLs as for the calls. */
function http() {
  const proxy = fs.readFileSync(process.env.X509_USER_PROXY); // leaf, key and chain in one file
  const directory = process.env.X509_CERT_DIR;
  const authorities = fs.readdirSync(directory).filter((name) => /\.(pem|\d)$/.test(name));
  const ca = authorities.map((name) => fs.readFileSync(path.join(directory, name)));
  const agent = new https.Agent({ cert: proxy, key: proxy, ca, keepAlive: true });
  return axios.create({ httpsAgent: agent, proxy: false });
}

async function client(address, request) {
  const made = await soap.createClientAsync(address + '?wsdl', { request, forceSoap12Headers: true });
  made.setEndpoint(address);
  return made;
}

/** One VM; the names of its properties have the prefix that the WSDL gives their namespace. */
class Vm {
  constructor(stub) {
    this.stub = stub;
  }

  /** By an EPR: its reference parameter goes with each request, as a header. */
  static async of(epr, request) {
    const stub = await client(epr.Address, request);
    const id = epr.ReferenceParameters.ResourceId;
    stub.addSoapHeader(`<r:ResourceId xmlns:r="${REFERENCE}">${id}</r:ResourceId>`);
    return new Vm(stub);
  }

  /** By its URL, behind which there is no WSDL. */
  static async at(base, id, request) {
    const stub = await client(base + '/vm', request);
    stub.setEndpoint(`${base}/vm/${id}`);
    return new Vm(stub);
  }

  async property(name) {
    const [found] = await this.stub.GetResourcePropertyAsync('tns:' + name);
    return found[name];
  }

  async properties(...names) {
    const request = { ResourceProperty: names.map((name) => 'tns:' + name) };
    const [found] = await this.stub.GetMultipleResourcePropertiesAsync(request);
    return names.map((name) => found[name]);
  }

  async query(expression) {
    const request = { QueryExpression: { attributes: { Dialect: XPATH }, $value: expression } };
    const [found] = await this.stub.QueryResourcePropertiesAsync(request);
    return found;
  }

  async rename(name) {
    await this.stub.SetResourcePropertiesAsync({ Update: { 'tns:Name': name } });
  }

  /** A Date would be written as nothing: it has to be text. */
  async endAt(time) {
    const request = { RequestedTerminationTime: time.toISOString() };
    const [answer] = await this.stub.SetTerminationTimeAsync(request);
    return answer.NewTerminationTime;
  }

  async destroy() {
    await this.stub.DestroyAsync({});
  }
}

async function deploy(base, image, request) {
  const factory = await client(base + '/factory', request);
  const order = {
    Token: `tour-${Date.now()}-${process.pid}`,
    Request: { Image: { Name: image }, Resources: { Cpus: 1, MemoryMiB: 256 } },
  };
  const [deployed] = await factory.DeployVmAsync(order);
  return deployed;
}

async function main(base, image) {
  const request = http();
  const deployed = await deploy(base, image, request);
  console.log('deployed:', deployed.Summary.Handle);

  const vm = await Vm.of(deployed.Vm, request);
  let state;
  while (!['Running', 'Failed'].includes((state = await vm.property('State')))) await sleep(200);
  console.log('state:', state);
  const [cpus, memory] = await vm.properties('Cpus', 'MemoryMiB');
  console.log(`size: ${cpus} CPU, ${memory} MiB`);
  console.log('node:', await vm.query("string(/*/*[local-name()='Node'])"));

  const byUrl = await Vm.at(base, deployed.Summary.Id, request);
  await byUrl.rename('toured-by-node-soap');
  console.log('name:', await vm.property('Name'));
  const wished = new Date(Date.now() + 2 * 3600 * 1000);
  const end = await vm.endAt(wished);
  console.log('ends as wished:', end.getTime() === wished.getTime() ? 'yes' : 'no');
  await vm.destroy();
  console.log('destroy ordered');

  // What a VM that is not there answers: a fault with a type of its own.
  const none = await Vm.at(base, '00000000-0000-0000-0000-000000000000', request);
  try {
    await none.property('State');
  } catch (e) {
    const fault = e.root.Envelope.Body.Fault.Detail.ResourceUnknownFault;
    console.log('ResourceUnknownFault:', fault.Description.$value); // it has an xml:lang
  }
}

main(...process.argv.slice(2)).catch((e) => {
  console.error(e.message);
  process.exit(1);
});
