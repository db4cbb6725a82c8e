//! As much of JSON Schema as the document uses: whether a value is what a schema says, and values made from one.

use serde_json::{Map, Value, json};

/// The schemas of a document.
pub(super) struct Schemas<'d>(pub(super) &'d Value);

impl Schemas<'_> {
    fn resolve<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/components/schemas/"));
        name.map_or(schema, |name| &self.0["components"]["schemas"][name])
    }

    /// What is wrong with a value, with the way to it.
    pub(super) fn check(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let schema = self.resolve(schema);
        if let Some(parts) = schema["allOf"].as_array() {
            return parts.iter().try_for_each(|part| self.check(part, value, at));
        }
        if let Some(parts) = schema["oneOf"].as_array() {
            let fits = parts.iter().any(|part| self.check(part, value, at).is_ok());
            return if fits { Ok(()) } else { Err(format!("{at}: {value} is none of {schema}")) };
        }
        self.check_type(schema, value, at)?;
        if let Some(words) = schema["enum"].as_array()
            && !words.contains(value)
        {
            return Err(format!("{at}: {value} is none of {words:?}"));
        }
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        if let Some(missing) = required.into_iter().find(|name| value.get(name).is_none()) {
            return Err(format!("{at}: {missing} is missing in {value}"));
        }
        for (name, value) in value.as_object().into_iter().flatten() {
            let Some(known) = schema["properties"].get(name) else { continue };
            self.check(known, value, &format!("{at}.{name}"))?;
        }
        let items = value.as_array().into_iter().flatten();
        items.enumerate().try_for_each(|(n, item)| self.check(&schema["items"], item, &format!("{at}[{n}]")))
    }

    fn check_type(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let types = match &schema["type"] {
            Value::Array(types) => types.clone(),
            Value::Null => return Ok(()),
            one => vec![one.clone()],
        };
        let fits = types.iter().any(|kind| match kind.as_str().unwrap() {
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "null" => value.is_null(),
            other => panic!("{other} is no type that is known here"),
        });
        if fits { Ok(()) } else { Err(format!("{at}: {value} is no {types:?}")) }
    }

    /// A value that fits.
    pub(super) fn sample(&self, schema: &Value) -> Value {
        let schema = self.resolve(schema);
        if let Some(parts) = schema["allOf"].as_array() {
            let parts = parts.iter().map(|part| self.sample(part));
            let fields = parts.filter_map(|part| part.as_object().cloned()).flatten();
            return Value::Object(fields.collect());
        }
        if let Some(parts) = schema["oneOf"].as_array() {
            return parts.last().map(|part| self.sample(part)).unwrap_or_default();
        }
        if let Some(word) = schema["enum"].as_array().and_then(|words| words.first()) {
            return word.clone();
        }
        let kind = match &schema["type"] {
            Value::Array(types) => types[0].clone(),
            one => one.clone(),
        };
        match kind.as_str() {
            Some("string") => json!("sample"),
            Some("integer" | "number") => json!(1),
            Some("boolean") => json!(true),
            Some("array") => json!([self.sample(&schema["items"])]),
            _ => {
                let fields = schema["properties"].as_object().into_iter().flatten();
                Value::Object(fields.map(|(name, schema)| (name.clone(), self.sample(schema))).collect())
            }
        }
    }
}

/// Values that are almost what is asked for: each field in turn of another type, too long, or gone; one field too many; no
/// object at all.
pub(super) fn spoiled(sample: &Value) -> Vec<Value> {
    let long = "x".repeat(20_000);
    let mut all = vec![json!([]), json!("text"), json!(7), Value::Null, json!([[]]), json!([null, 1, "x"])];
    let object = |fields: Map<String, Value>| match sample {
        Value::Array(_) => json!([fields]),
        _ => Value::Object(fields),
    };
    let fields = match sample {
        Value::Array(items) => items.first().and_then(Value::as_object).cloned().unwrap_or_default(),
        other => other.as_object().cloned().unwrap_or_default(),
    };
    all.push(object(Map::new()));
    for name in fields.keys() {
        for value in [
            json!(1e300),
            json!(-1),
            json!({"a": {"b": []}}),
            json!([1, [2]]),
            json!(long),
            json!("\u{0}\u{202e}"),
            json!(""),
        ] {
            let mut fields = fields.clone();
            fields.insert(name.clone(), value);
            all.push(object(fields));
        }
        let mut fields = fields.clone();
        fields.remove(name);
        all.push(object(fields));
    }
    let mut more = fields.clone();
    more.insert("no_such_field".into(), json!({"deep": [1]}));
    all.push(object(more));
    all
}
