//! `/phone/v1/policy` and what an answer has to say about it: models, thresholds, colours.

use serde_json::{Value, json};

use crate::approval::linked;
use crate::world::{Answer, Phone, World};

/// A question of a new browser, and a good answer to it.
async fn asked(world: &World, phone: &mut Phone) -> Value {
    // The newest is told by its second.
    world.wait(1);
    let page = world.browser().half_way().await;
    let question = phone.question().await;
    phone.approval(&question, &page.attribute("data-transfer-code")).await
}

async fn policy(world: &World) -> Value {
    world.server().get("/phone/v1/policy").await.expect(200).json()
}

fn kind(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.problem())
}

#[tokio::test]
async fn the_policy_is_open_to_all_and_names_what_a_phone_loads() {
    let policy = policy(&World::new().await).await;
    assert_eq!(policy["gestures"], json!(["turn_left", "turn_right", "look_up", "look_down", "center"]));
    assert_eq!(policy["colours"], json!(["white", "blue", "amber", "green", "pink"]));
    assert_eq!(policy["policy"].as_str().unwrap().len(), 16);
    let thresholds =
        json!({ "match": 0.45, "frames": 5, "turned": 0.3, "face_width_min": 0.25, "face_width_max": 0.55 });
    assert_eq!(policy["thresholds"], thresholds);
    let models = policy["models"].as_array().unwrap();
    let roles: Vec<_> = models.iter().map(|model| (&model["name"], &model["role"])).collect();
    assert_eq!(roles, [(&json!("yunet"), &json!("detector")), (&json!("sface"), &json!("embedder"))]);
    for model in models {
        let hash = model["sha256"].as_str().unwrap();
        assert_eq!(model["url"], format!("/phone/models/{hash}.onnx"));
        assert!(
            hash.len() == 64 && model["bytes"].as_u64().unwrap() > 100_000 && model.get("input").is_none()
        );
    }
    assert_eq!((&policy["colours_count"], &policy["trust"]), (&json!(false), &json!("required")));
    assert_eq!(policy["vapid_public_key"].as_str().map(str::len), Some(87), "a point of P-256, base64url");
}

#[tokio::test]
async fn what_the_office_chose_stands_in_the_policy() {
    let world = World::new().await;
    let normal = policy(&world).await;
    for (key, value) in [("face.colours", "required"), ("face.threshold", "strict"), ("phone.trust", "trial")]
    {
        world.set(key, value).await;
    }
    let strict = policy(&world).await;
    assert_eq!((&strict["colours_count"], &strict["trust"]), (&json!(true), &json!("trial")));
    assert_eq!(strict["thresholds"]["match"], 0.5);
    assert_ne!(strict["policy"], normal["policy"]);
    assert_eq!(strict["models"], normal["models"]);
    world.set("face.threshold", "").await;
    assert_eq!(policy(&world).await["policy"], normal["policy"], "back to the default");
}

#[tokio::test]
async fn the_models_that_looked_have_to_be_those_of_the_policy() {
    let (world, mut phone, _) = linked().await;
    let good = asked(&world, &mut phone).await;
    for models in [json!({}), json!({ "sface": good["face"]["models"]["sface"] }), {
        let mut models = good["face"]["models"].clone();
        models["sface"] = models["yunet"].clone();
        models
    }] {
        let mut claims = good.clone();
        claims["face"]["models"] = models.clone();
        assert_eq!(kind(&phone.answer(&claims).await), (422, "unknown_policy".into()), "{models}");
    }
    phone.answer(&good).await.expect(200);
}

#[tokio::test]
async fn another_threshold_leaves_ten_minutes_to_answers_by_the_one_before() {
    let (world, mut phone, _) = linked().await;
    let late = asked(&world, &mut phone).await;
    let normal = late["face"]["policy"].clone();
    world.set("face.threshold", "strict").await;
    phone.answer(&late).await.expect(200);
    let own = phone.call("GET", "/phone/v1/device", "").await.json()["policy"].clone();
    let by = |mut claims: Value, policy: &Value| {
        claims["face"]["policy"] = policy.clone();
        claims
    };
    let next = asked(&world, &mut phone).await;
    assert_eq!(next["face"]["policy"], own);
    assert_ne!(own, normal);
    world.wait(601);
    let (old, new) = (asked(&world, &mut phone).await, asked(&world, &mut phone).await);
    assert_eq!(kind(&phone.answer(&by(old, &normal)).await), (422, "unknown_policy".into()));
    phone.answer(&new).await.expect(200);
    let world = world.restarted().await;
    assert_eq!(policy(&world).await["policy"], own, "a restart begins nothing anew");
}

#[tokio::test]
async fn colours_are_drawn_with_the_gestures_and_count_where_the_office_wants_them() {
    let (world, mut phone, _) = linked().await;
    let good = asked(&world, &mut phone).await;
    let drawn = good["face"]["colours"]["shown"].as_array().unwrap();
    assert!(drawn.len() == 3 && drawn[0] != drawn[1] && drawn[1] != drawn[2], "{drawn:?}");
    let with = |colours: Value| {
        let mut claims = good.clone();
        claims["face"]["colours"] = colours;
        claims
    };
    world.set("face.colours", "required").await;
    let others = json!([drawn[1], drawn[0], drawn[1]]);
    for (colours, problem) in [
        (Value::Null, "face_not_passed"),
        (json!({ "shown": drawn, "reflection": "not_seen" }), "face_not_passed"),
        (json!({ "shown": drawn, "reflection": "unclear" }), "face_not_passed"),
        (json!({ "shown": others, "reflection": "seen" }), "wrong_gestures"),
        (json!({ "shown": [], "reflection": "seen" }), "wrong_gestures"),
    ] {
        assert_eq!(kind(&phone.answer(&with(colours.clone())).await), (422, problem.into()), "{colours}");
    }
    let unknown = with(json!({ "shown": ["grey"], "reflection": "seen" }));
    assert_eq!(kind(&phone.answer(&unknown).await), (400, "malformed".into()));
    phone.answer(&good).await.expect(200);
    world.set("face.colours", "off").await;
    let mut bare = asked(&world, &mut phone).await;
    bare["face"]["colours"] = Value::Null;
    phone.answer(&bare).await.expect(200);
}
