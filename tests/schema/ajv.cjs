// Validates YAML files against a JSON Schema: node ajv.cjs SCHEMA FILE.. prints the names of those that it refuses.
const { readFileSync } = require("fs");
const Ajv = require("ajv/dist/2020");
const yaml = require("js-yaml");

const [schema, ...files] = process.argv.slice(2);
const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
const isGood = (file) => {
  try {
    return validate(yaml.load(readFileSync(file, "utf8"), { schema: yaml.CORE_SCHEMA }));
  } catch {
    return false;
  }
};
console.log(JSON.stringify(files.filter((file) => !isGood(file))));
