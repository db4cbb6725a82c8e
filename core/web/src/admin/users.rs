//! `/users`: people and their accounts.

mod email_change;
mod foresee;
mod import;

use axum::Json;
use axum::http::StatusCode;
use domain::attribute::Attributes;
use domain::factor::kind::Kind;
use domain::factor::policy::Policy;
use domain::secret::Secret;
use domain::user::{Email, Role, User, UserState, Username};
use oidc::claims::StandardClaims;
use oidc::shown::is_shown;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use service::admin::FieldProblem;
use service::admin::factors;
use service::admin::users::{
    self as admin, By, ChangeError, Created, Has, NewUser, Query, Standing, UserChanges,
};
use utoipa::{IntoParams, ToSchema};

use super::body::{JsonBody, PathOf, QueryOf};
use super::factors::SummaryDto;
use super::guard::{AdminCx, StaffCx};
use super::list::{Key, Part, Sort};
use super::problem::Problem;
use super::rule;
use super::tag::Shown;
use super::words::{FactorWord, PolicyWord, RoleWord, UserStateWord};

use email_change::EmailChangeDto;
pub(super) use email_change::{__path_agree, __path_stop, agree, stop};
pub(super) use foresee::{__path_foresee, foresee};
use import::Claims;
pub(super) use import::{__path_import, Reader, import};

/// An account.
#[derive(Serialize, ToSchema)]
#[schema(as = User)]
pub(super) struct UserDto {
    /// Id.
    id: String,
    /// Subject identifier, as apps know the person; never used again.
    sub: String,
    /// Address.
    email: String,
    /// Whether it was confirmed.
    email_verified: bool,
    /// Name for signing in.
    username: String,
    /// The name that people see.
    name: String,
    /// Whether the person may administer: whether the role is `admin`.
    admin: bool,
    /// What the person may do here.
    #[schema(value_type = RoleWord)]
    role: Role,
    /// Whether the person may sign in.
    #[schema(value_type = UserStateWord)]
    state: UserState,
    /// The person's own policy; null: the office's.
    #[schema(value_type = Option<PolicyWord>)]
    mfa_policy: Option<Policy>,
    /// Whether there is a password.
    has_password: bool,
    /// Names of the groups that the person is in.
    groups: Vec<String>,
    /// What attributes of the office say, each a text or a list.
    #[schema(value_type = Object)]
    attributes: Attributes,
    /// Standard claims (OIDC Core 5.1).
    #[schema(value_type = Claims)]
    claims: StandardClaims,
    /// Seconds since 1970.
    created_at: i64,
    /// Seconds since 1970.
    updated_at: i64,
}

impl From<User> for UserDto {
    fn from(user: User) -> Self {
        Self {
            id: user.id.to_string(),
            sub: user.subject.clone(),
            email: user.email.as_str().to_owned(),
            email_verified: user.email_verified,
            username: user.username.as_str().to_owned(),
            name: user.display_name().to_owned(),
            admin: user.role == Role::Admin,
            role: user.role,
            state: user.state,
            mfa_policy: user.mfa_policy,
            has_password: user.password.is_some(),
            groups: user.groups,
            attributes: user.attributes,
            claims: user.claims,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}

/// An account with a link that is shown once.
#[derive(Serialize, ToSchema)]
pub(super) struct UserWithLink {
    #[serde(flatten)]
    user: UserDto,
    /// A link for the person, to be handed over or mailed; it is shown this once.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

impl From<Created> for UserWithLink {
    fn from(created: Created) -> Self {
        let link = created.link.map(|link| link.expose().to_owned());
        Self { user: created.user.into(), link }
    }
}

/// An account with what it stands at.
#[derive(Serialize, ToSchema)]
#[schema(as = Person)]
pub(super) struct PersonDto {
    #[serde(flatten)]
    user: UserDto,
    /// The second factors that are set up, recovery codes aside.
    #[schema(value_type = Vec<FactorWord>)]
    second_factors: Vec<Kind>,
    /// The phone that was used last, by its name.
    phone: Option<String>,
    /// The last sign-in, as far back as the log goes.
    last_sign_in_at: Option<i64>,
    /// How many browsers are signed in.
    sessions: u32,
    /// Until when an invitation is open.
    invited_until: Option<i64>,
    /// Since when the account is locked down.
    locked_down_at: Option<i64>,
    /// Whether the person was given the right to register apps.
    may_register_apps: bool,
}

impl PersonDto {
    fn new(user: User, standing: Standing) -> Self {
        let phone = standing.phone.as_ref().map(|_| Kind::Phone);
        let passkey = standing.has_passkey.then_some(Kind::Passkey);
        let authenticator = standing.has_authenticator.then_some(Kind::Authenticator);
        Self {
            user: user.into(),
            second_factors: phone.into_iter().chain(passkey).chain(authenticator).collect(),
            phone: standing.phone,
            last_sign_in_at: standing.last_sign_in_at,
            sessions: standing.sessions,
            invited_until: standing.invited_until,
            locked_down_at: standing.locked_down_at,
            may_register_apps: standing.may_register_apps,
        }
    }
}

/// Which second factor somebody has.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = HasFactor)]
pub(super) enum HasDto {
    /// A linked phone.
    Phone,
    /// A passkey.
    Passkey,
    /// An authenticator app.
    Authenticator,
    /// None of them.
    None,
}

impl From<HasDto> for Has {
    fn from(has: HasDto) -> Self {
        match has {
            HasDto::Phone => Self::Phone,
            HasDto::Passkey => Self::Passkey,
            HasDto::Authenticator => Self::Authenticator,
            HasDto::None => Self::Nothing,
        }
    }
}

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// A part of a name, an address or a group's name.
    #[serde(default)]
    search: String,
    /// Only accounts in this state.
    #[param(value_type = Option<UserStateWord>)]
    state: Option<UserState>,
    /// Only members of the group of this name.
    group: Option<String>,
    /// Only administrators, or only others.
    admin: Option<bool>,
    /// Only those with this second factor, or with none.
    second_factor: Option<HasDto>,
    /// Only those who are signed in somewhere, or only others.
    signed_in: Option<bool>,
    /// The order; by name where nothing is said.
    #[param(schema_with = Sort::<By>::words, required = false)]
    sort: Option<Sort<By>>,
    /// At most so many, 1 to 500; 50 where nothing is said.
    limit: Option<u32>,
    /// So many are left out in front.
    #[serde(default)]
    offset: u32,
}

impl Key for By {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("name", Self::Name),
        ("username", Self::Username),
        ("email", Self::Email),
        ("created_at", Self::Created),
        ("last_sign_in_at", Self::SignedIn),
    ];
}

/// A part of the people.
#[derive(Serialize, ToSchema)]
#[schema(as = Users)]
pub(super) struct PageDto {
    /// The accounts of this part.
    users: Vec<PersonDto>,
    /// How many pass in all.
    total: i64,
}

/// People
#[utoipa::path(get, path = "/users", operation_id = "listUsers", tag = "users", params(ListQuery), responses((status = 200, body = PageDto)))]
pub(super) async fn list(
    StaffCx { cx, by }: StaffCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let part = Part::new(query.limit, query.offset);
    let sort = query.sort.unwrap_or_default();
    let wanted = Query {
        search: query.search,
        state: query.state,
        group: query.group,
        admin: query.admin,
        has: query.second_factor.map(Has::from),
        signed_in: query.signed_in,
        by: sort.by,
        descending: sort.descending,
        limit: part.limit,
        offset: part.offset,
        ..admin::everybody(&cx)
    };
    let page = admin::list(&cx, &by, wanted).await?;
    let users = page.users.into_iter().map(|(user, standing)| PersonDto::new(user, standing));
    Ok(Json(PageDto { users: users.collect(), total: page.total }))
}

/// Somebody new.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewUser)]
pub(super) struct NewUserDto {
    /// Address.
    email: String,
    /// The name that people see, of at most 200 characters.
    name: Option<String>,
    /// Name for signing in; made from the address where none is given.
    username: Option<String>,
    /// Whether the person may administer; the same as the role `admin`. Asks for a recent sign-in.
    #[serde(default)]
    admin: bool,
    /// What the person may do here; `member` where nothing is said. More than that asks for a recent sign-in.
    #[schema(value_type = Option<RoleWord>)]
    role: Option<Role>,
    /// Names of groups, which have to be there.
    #[serde(default)]
    groups: Vec<String>,
    /// What attributes of the office say, each a text or a list.
    #[serde(default)]
    #[schema(value_type = Object)]
    attributes: Map<String, Value>,
    /// Without one the answer has a link for the person to set it.
    #[schema(value_type = Option<String>)]
    password: Option<Secret>,
    /// The person's own policy. Asks for a recent sign-in.
    #[schema(value_type = Option<PolicyWord>)]
    mfa_policy: Option<Policy>,
    /// Whether the address is known to be the person's.
    #[serde(default = "yes")]
    email_verified: bool,
}

fn yes() -> bool {
    true
}

/// `admin` is the older way to say the role, and has to say the same.
fn read_role(role: Option<Role>, admin: Option<bool>) -> Result<Option<Role>, FieldProblem> {
    match (role, admin) {
        (Some(role), Some(admin)) if (role == Role::Admin) != admin => {
            Err(FieldProblem::new("role", "role and admin say different things: send role alone"))
        }
        (Some(role), _) => Ok(Some(role)),
        (None, admin) => Ok(admin.map(|admin| if admin { Role::Admin } else { Role::Member })),
    }
}

impl NewUserDto {
    fn parse(self) -> Result<NewUser, Problem> {
        let mut errors = Vec::new();
        let email = Email::parse(&self.email).map_err(|e| errors.push(FieldProblem::new("email", e))).ok();
        let username = self.username.as_deref().map(Username::parse).transpose();
        let username = username.map_err(|e| errors.push(FieldProblem::new("username", e))).ok().flatten();
        let name = self.name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        if name.as_deref().is_some_and(|name| name.chars().count() > 200 || !name.chars().all(is_shown)) {
            errors.push(FieldProblem::new("name", "a name has at most 200 characters and none of control"));
        }
        let role = read_role(self.role, self.admin.then_some(true))
            .map_err(|problem| errors.push(problem))
            .ok()
            .flatten()
            .unwrap_or(Role::Member);
        match email {
            Some(email) if errors.is_empty() => Ok(NewUser {
                email,
                email_verified: self.email_verified,
                username,
                claims: StandardClaims { name, ..StandardClaims::default() },
                role,
                mfa_policy: self.mfa_policy,
                groups: self.groups,
                attributes: self.attributes,
                password: self.password,
            }),
            _ => Err(Problem::fields(errors)),
        }
    }
}

/// Adds somebody
///
/// Without a password the answer has a link of one use and seven days, by which the person sets it.
#[utoipa::path(post, path = "/users", operation_id = "createUser", tag = "users", request_body = NewUserDto, responses((status = 201, body = UserWithLink)))]
pub(super) async fn create(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<NewUserDto>,
) -> Result<(StatusCode, Json<UserWithLink>), Problem> {
    if dto.admin || dto.role.is_some_and(|role| role > Role::Member) || dto.mfa_policy.is_some() {
        by.require_fresh()?;
    }
    let created = admin::create(&cx, &by, dto.parse()?).await?;
    Ok((StatusCode::CREATED, Json(created.into())))
}

/// An account with its second step.
#[derive(Serialize, ToSchema)]
pub(super) struct UserWithFactors {
    #[serde(flatten)]
    person: PersonDto,
    /// The second step in short.
    second_factor: SummaryDto,
    /// Another address that waits for somebody's yes.
    email_change: Option<EmailChangeDto>,
}

/// One account
#[utoipa::path(get, path = "/users/{user}", operation_id = "showUser", tag = "users", responses((status = 200, body = UserWithFactors)))]
pub(super) async fn show(
    StaffCx { cx, by }: StaffCx,
    PathOf(user): PathOf<String>,
) -> Result<Shown<UserWithFactors>, Problem> {
    let found = admin::find(&cx, &by, &user)?.ok_or(ChangeError::Unknown)?;
    let factors = factors::find(&cx, &by, found.id.as_str())?;
    let standing = admin::standing(&cx, &by, &found)?;
    let person = PersonDto::new(found.clone(), standing);
    let email_change = admin::find_email_change(&cx, &by, &found)?.map(EmailChangeDto::from);
    Ok(Shown::new(&found, UserWithFactors { person, second_factor: factors.into(), email_change }))
}

/// What can be changed about an account; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UserChanges)]
pub(super) struct ChangeDto {
    /// Whether the person may administer; `false` makes a member of them.
    admin: Option<bool>,
    /// What the person may do here.
    #[schema(value_type = Option<RoleWord>)]
    role: Option<Role>,
    /// Whether the person may register apps, where the setting `apps.who` is `chosen`.
    may_register_apps: Option<bool>,
    /// `null` takes the person's own policy back.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<PolicyWord>)]
    mfa_policy: Option<Value>,
    /// What attributes of the office say from now on, each a text or a list; `null` takes one away. Others stay.
    #[serde(default)]
    #[schema(value_type = Object)]
    attributes: Map<String, Value>,
}

/// `null` too is something that was sent.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Changes rights, policy and attributes
#[utoipa::path(patch, path = "/users/{user}", operation_id = "changeUser", tag = "users", request_body = ChangeDto, responses((status = 200, body = UserDto), (status = 409, description = "There would be no administrator left: `last_admin`.")))]
pub(super) async fn change(
    AdminCx { cx, by }: AdminCx,
    PathOf(user): PathOf<String>,
    JsonBody(dto): JsonBody<ChangeDto>,
) -> Result<Shown<UserDto>, Problem> {
    let role = read_role(dto.role, dto.admin).map_err(|problem| Problem::fields(vec![problem]))?;
    let may_register_apps = dto.may_register_apps;
    let mfa_policy = dto.mfa_policy.as_ref().map(rule::read_policy).transpose();
    let mfa_policy = mfa_policy.map_err(|problem| Problem::fields(vec![problem]))?;
    let changes = UserChanges { role, may_register_apps, mfa_policy, attributes: dto.attributes };
    let changed = admin::update(&cx, &by, &user, changes).await?;
    Ok(Shown::new(&changed, changed.clone().into()))
}

/// Takes an account away, with all that hangs on it
#[utoipa::path(delete, path = "/users/{user}", operation_id = "removeUser", tag = "users", responses((status = 200, body = UserDto), (status = 409, description = "There would be no administrator left: `last_admin`.")))]
pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::delete(&cx, &by, &user).await?.into()))
}

/// Switches an account off: its sessions and tokens end at once
#[utoipa::path(post, path = "/users/{user}/disable", operation_id = "disableUser", tag = "users", responses((status = 200, body = UserDto), (status = 409, description = "There would be no administrator left: `last_admin`.")))]
pub(super) async fn disable(
    StaffCx { cx, by }: StaffCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::disable(&cx, &by, &user).await?.into()))
}

/// Locks an account down, for when it is in the wrong hands
///
/// Switches it off and ends all that is open in one act: sessions, tokens of apps and of this API, one-time links, mail that
/// waits, questions; phones are held. In force at once at every app that asks. `enable` undoes it: phones go on as they
/// were, what has ended stays ended.
#[utoipa::path(post, path = "/users/{user}/lockdown", operation_id = "lockUserDown", tag = "users", responses((status = 200, body = UserDto), (status = 409, description = "There would be no administrator left: `last_admin`.")))]
pub(super) async fn lock_down(
    StaffCx { cx, by }: StaffCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::lock_down(&cx, &by, &user).await?.into()))
}

/// Switches an account on
#[utoipa::path(post, path = "/users/{user}/enable", operation_id = "enableUser", tag = "users", responses((status = 200, body = UserDto)))]
pub(super) async fn enable(
    StaffCx { cx, by }: StaffCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::enable(&cx, &by, &user).await?.into()))
}

/// Invites somebody once more: a link of one use and seven days to set the first password; older ones are void
#[utoipa::path(post, path = "/users/{user}/invite", operation_id = "inviteUser", tag = "users", responses((status = 200, body = UserWithLink), (status = 409, description = "The account is disabled (`disabled`), has a password (`has_password`), is one's own (`own_account`), or its second step was reset by the same hand (`other_half`, `stopped`).")))]
pub(super) async fn invite(
    StaffCx { cx, by }: StaffCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<UserWithLink>, Problem> {
    let (user, link) = admin::invite(&cx, &by, &user).await?;
    Ok(Json(UserWithLink { user: user.into(), link: Some(link.expose().to_owned()) }))
}

/// Gives somebody a link of one use to set a new password; the old one works until then
#[utoipa::path(post, path = "/users/{user}/reset-password", operation_id = "resetUserPassword", tag = "users", responses((status = 200, body = UserWithLink), (status = 409, description = "The account is disabled (`disabled`), one's own (`own_account`), or its second step was reset by the same hand (`other_half`, `stopped`).")))]
pub(super) async fn reset_password(
    StaffCx { cx, by }: StaffCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<UserWithLink>, Problem> {
    let (user, link) = admin::reset_password(&cx, &by, &user).await?;
    Ok(Json(UserWithLink { user: user.into(), link: Some(link.expose().to_owned()) }))
}

/// Takes somebody's second factors away at once, and gives a link to set others up
#[utoipa::path(post, path = "/users/{user}/reset-mfa", operation_id = "resetUserMfa", tag = "users", responses((status = 200, body = UserWithLink), (status = 409, description = "The account is disabled (`disabled`), one's own (`own_account`), or its password was reset by the same hand (`other_half`, `stopped`).")))]
pub(super) async fn reset_mfa(
    StaffCx { cx, by }: StaffCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<UserWithLink>, Problem> {
    let (user, link) = admin::reset_mfa(&cx, &by, &user).await?;
    Ok(Json(UserWithLink { user: user.into(), link: Some(link.expose().to_owned()) }))
}
